"""What citizens said of a visit (đánh giá)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in

_DESK = lives_in("desk")


class Rating(Base):
    """A citizen's answer (đánh giá): 1 to 5 faces, or none when declined. One counts per visit."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level"),
        Index(
            "uq_rating_visit",
            "visit_id",
            unique=True,
            sqlite_where=text("counted"),
            postgresql_where=text("counted"),
        ),
        {"info": _DESK},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"))
    """None once the vote is old: what was said stays, by whom does not."""
    at: Mapped[datetime]
    counter: Mapped[int]
    scale: Mapped[int]
    level: Mapped[int | None]
    source: Mapped[str]
    """``screen``, ``lookup`` (at the public look-up screen, later) or ``elsewhere``."""
    reason: Mapped[str]
    counted: Mapped[bool]

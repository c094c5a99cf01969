"""This PC's token at the city's system, kept so that a restart does not ask for another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in


class CityAccess(Base):
    """The last token the city gave: one row, none before the first."""

    __tablename__ = "city_access"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": lives_in("desk")})
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code_sha256: Mapped[str]
    """Of the enrolment code it began with: a token of another enrolment is worth nothing."""
    token: Mapped[str]
    expires_at: Mapped[datetime]

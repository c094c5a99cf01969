"""Money of dossiers: what was taken, given back or not asked for any more, append-only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in


class MoneyMove(Base):
    """One movement of a dossier's fee (thu, hoàn, huỷ thu), in đồng."""

    __tablename__ = "money_move"
    __table_args__ = (
        CheckConstraint("kind IN ('taken','refunded','cancelled')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_money_move_dossier", "dossier_id"),
        {"info": lives_in("desk"), "sqlite_autoincrement": True},
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    at: Mapped[datetime]
    kind: Mapped[str]
    amount: Mapped[int]
    way: Mapped[str]
    """``cash`` or ``transfer``."""
    receipt: Mapped[int | None]
    """The number of the receipt (biên lai) within the year; None for what was cancelled."""
    reason: Mapped[str] = mapped_column(Text)
    who: Mapped[str]
    counter: Mapped[int | None]

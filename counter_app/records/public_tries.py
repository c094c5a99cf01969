"""Wrong tries at the public look-up screen, kept so that a restart does not reset them. No personal data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in


class PublicTry(Base):
    """Wrong tries in a row at one screen, or with one dossier code, whether there is such a dossier or not."""

    __tablename__ = "public_try"
    __table_args__ = ({"info": lives_in("desk")},)
    scope: Mapped[str] = mapped_column(primary_key=True)
    """``screen:<name>``, ``scan:<name>`` or ``code:<what was typed>``."""
    count: Mapped[int]
    until: Mapped[datetime]
    """Before this moment nothing is looked up."""
    at: Mapped[datetime]
    """When the last one was made: old ones are forgotten."""

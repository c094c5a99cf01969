"""A decision of the city on the catalogue that was heard of and waits to be looked at and taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.records.base import Base, lives_in


class CityDecision(Base):
    """One row, none where nothing new is known; the newest takes the place of one not taken yet."""

    __tablename__ = "city_decision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"info": lives_in("office")})
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rev: Mapped[int]
    name: Mapped[str]
    effective_from: Mapped[date]
    heard_at: Mapped[datetime]
    whole: Mapped[bool]
    procedures: Mapped[list[Any]]
    abolished: Mapped[list[Any]]

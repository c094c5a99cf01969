"""What the unit (đơn vị) is: a question both stores answer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from counter_app.records.shared import Unit
from counter_app.store import Asking

# Asked by every receiving: made once.
_UNIT = select(Unit.name, Unit.code, Unit.training)


@dataclass(frozen=True)
class UnitCard:
    """The unit: its name, identifier (QĐ 20/2020/QĐ-TTg Đ.4), whether it is for training."""

    name: str
    code: str
    training: bool


def unit(asking: Asking) -> UnitCard:
    """The unit whose records these are."""
    row = asking.connection.execute(_UNIT).one()
    return UnitCard(row.name, row.code, row.training)

"""Codes that were given elsewhere, or before a restore: this desk gives none of them again."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from counter_app.dossiers.codes import parse_code, slice_range
from counter_app.errors import BadDocument
from counter_app.records.desk import DossierNumber
from counter_app.records.shared import Device, Unit
from counter_app.store import Act

# Made once: making a statement costs several times what doing it costs.
_HERE = select(Unit.code, Device.slice_index, Device.slice_count).join_from(Unit, Device, Device.id == Unit.id)
_LAST = select(DossierNumber.last).where(
    DossierNumber.unit == bindparam("of"), DossierNumber.business_day == bindparam("on")
)


def pass_over_code(act: Act, code: str) -> bool:
    """A code of this desk's own slice is known to be given: the next dossier of that day gets a later one.

    False for a code of another unit, another slice, or none.
    """
    try:
        read = parse_code(code)
    except BadDocument:
        return False
    here = act.connection.execute(_HERE).one()
    if read.day is None or read.unit != here.code:
        return False
    if read.sequence not in slice_range(here.slice_index, here.slice_count):
        return False
    day = {"unit": here.code, "business_day": read.day}
    last = act.connection.execute(_LAST, {"of": here.code, "on": read.day}).scalar_one_or_none()
    if last is None:
        act.connection.execute(insert(DossierNumber).values(**day, last=read.sequence))
    elif last < read.sequence:
        act.connection.execute(update(DossierNumber).filter_by(**day).values(last=read.sequence))
    return True

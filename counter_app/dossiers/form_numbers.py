"""Numbers of what an office gives out (số của mẫu, của biên lai): a series of each kind, anew each year, never one twice."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from counter_app.records.dossier_steps import FormNumber
from counter_app.records.shared import Device
from counter_app.store import Act

_SHARE = select(Device.slice_index, Device.slice_count)
_OF = (FormNumber.kind == bindparam("of"), FormNumber.year == bindparam("in_year"))
_LAST = select(FormNumber.last).where(*_OF)
_FIRST = insert(FormNumber.__table__).values(  # type: ignore[arg-type]
    kind=bindparam("of"), year=bindparam("in_year"), last=1
)
_NEXT = update(FormNumber.__table__).where(*_OF).values(last=FormNumber.last + 1)  # type: ignore[arg-type]


def next_number(act: Act, kind: str, year: int) -> int:
    """The next number of this kind in the year; PCs that share a unit's numbers take turns, so that none meet."""
    share, row = act.connection.execute(_SHARE).one(), {"of": kind, "in_year": year}
    last = act.connection.execute(_LAST, row).scalar_one_or_none()
    act.connection.execute(_FIRST if last is None else _NEXT, row)
    return int(last or 0) * int(share.slice_count) + int(share.slice_index) + 1

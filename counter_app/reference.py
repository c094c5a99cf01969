"""The desk's copy of the office's reference data: services, procedures, counters, staff, settings, own calendar days.

Where office and desk are one file there is nothing to copy. Otherwise the desk takes a new copy when the office's
``reference_rev`` is higher, so that it receives, prints and signs people in with the line down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select

from counter_app.errors import NoUnit
from counter_app.place import Place
from counter_app.records.base import METADATA
from counter_app.records.desk import ReferenceCopy
from counter_app.records.shared import Unit
from counter_app.store import Act, Asking

# In the order in which rows can be put in; taken out in the opposite one.
_TABLES = ("unit", "service", "procedure", "counter", "counter_service", "staff", "setting", "calendar_day")


@dataclass(frozen=True)
class Reference:
    """The office's reference data at one moment: rows by table."""

    rev: int
    rows: dict[str, tuple[dict[str, Any], ...]]


@dataclass(frozen=True)
class CopyTaken:
    """Which revision the desk holds, and since when."""

    rev: int
    taken_at: datetime


def refresh_desk(place: Place) -> CopyTaken | None:
    """Bring the desk's copy up to date; None where there is nothing to copy or nothing new. NoUnit in an empty office."""
    if place.one_file:
        return None
    held, rev = place.desk.ask(copy_held), place.office.ask(reference_rev)
    if rev is None:
        raise NoUnit(str(place.folder))
    if held is not None and held.rev >= rev:
        return None
    return place.desk.do(take_copy, place.office.ask(reference))


def reference_rev(asking: Asking) -> int | None:
    """The revision of this store's reference data; None where no unit was founded."""
    return asking.connection.execute(select(Unit.reference_rev)).scalar_one_or_none()


def reference(asking: Asking) -> Reference:
    """All of this store's reference data."""
    rows = {name: _rows(asking, METADATA.tables[name]) for name in _TABLES}
    return Reference(reference_rev(asking) or 0, rows)


def copy_held(asking: Asking) -> CopyTaken | None:
    """Which copy the desk holds; None when it holds none."""
    row = asking.connection.execute(select(ReferenceCopy.rev, ReferenceCopy.taken_at)).one_or_none()
    return None if row is None else CopyTaken(row.rev, row.taken_at)


def take_copy(act: Act, found: Reference) -> CopyTaken:
    """Put a copy in the place of the one held, all in this one transaction."""
    for name in reversed(_TABLES):
        act.connection.execute(delete(METADATA.tables[name]))
    for name in _TABLES:
        if found.rows[name]:
            act.connection.execute(insert(METADATA.tables[name]), list(found.rows[name]))
    act.connection.execute(delete(ReferenceCopy))
    act.connection.execute(insert(ReferenceCopy).values(id=1, rev=found.rev, taken_at=act.now))
    act.record("reference.copied", f"reference:{found.rev}")
    return CopyTaken(found.rev, act.now)


def _rows(asking: Asking, table: Table) -> tuple[dict[str, Any], ...]:
    return tuple(dict(row) for row in asking.connection.execute(select(table)).mappings())

"""The totals at the end of form 07: how many were returned, and when by their appointment. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counter_app.form_documents import RegisterRow
from counter_app.moments import business_day

Standing = Literal["early", "on_time", "late", "returned", "waiting", "overdue"]
"""``returned``: given back, and there was no appointment to be measured by."""


@dataclass(frozen=True)
class Totals:
    """Counts of dossiers; ``late`` are returned ones, ``overdue`` those that wait beyond their appointment."""

    received: int
    returned: int
    early: int
    on_time: int
    late: int
    waiting: int
    overdue: int


def standing(row: RegisterRow, now: datetime) -> Standing:
    """Where a dossier stands: returned on an earlier day than promised is early, by the hour promised is in time."""
    if row.returned_at is None:
        return "overdue" if row.due is not None and now > row.due else "waiting"
    if row.due is None:
        return "returned"
    if business_day(row.returned_at) < business_day(row.due):
        return "early"
    return "on_time" if row.returned_at <= row.due else "late"


def totals(rows: tuple[RegisterRow, ...], now: datetime) -> Totals:
    """The totals of these rows at a moment. ``waiting`` has the overdue ones in it."""
    found = Counter(standing(row, now) for row in rows)
    waiting = found["waiting"] + found["overdue"]
    return Totals(
        len(rows), len(rows) - waiting, found["early"], found["on_time"], found["late"], waiting, found["overdue"]
    )

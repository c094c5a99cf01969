"""The totals at the end of form 07: how many were returned, and when by their appointment. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counter_app.dossiers.deadlines import outcome
from counter_app.form_documents import RegisterRow

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
    """Where a dossier stands at a moment: returned with its outcome, or waiting."""
    if row.returned_at is None:
        return "overdue" if row.due is not None and now > row.due else "waiting"
    return "returned" if row.due is None else outcome(row.returned_at, row.due)


def totals(rows: tuple[RegisterRow, ...], now: datetime) -> Totals:
    """The totals of these rows at a moment. ``waiting`` has the overdue ones in it."""
    found = Counter(standing(row, now) for row in rows)
    waiting = found["waiting"] + found["overdue"]
    return Totals(
        len(rows), len(rows) - waiting, found["early"], found["on_time"], found["late"], waiting, found["overdue"]
    )

"""Whether this PC's clock is off: behind its own records, or apart from upstream's clock. It is told and never stops work.

Order never comes from clocks: a wrong one spoils hours on papers and deadlines, so somebody has to put it right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from counter_app.outbox_entry import CLOCK_TOLERANCE, LATEST
from counter_app.records.shared import Inbox
from counter_app.store import Asking


@dataclass(frozen=True)
class ClockOff:
    """By how many seconds the clock is slow; negative: fast. Against this PC's own records, or the city's clock."""

    slow_by: int
    against: Literal["records", "city"]


def clock_off(asking: Asking) -> ClockOff | None:
    """Give by how much the clock is off; None within two minutes."""
    latest = asking.connection.execute(LATEST).scalar_one()
    if latest is not None and latest - asking.now > CLOCK_TOLERANCE:
        return ClockOff(round_minutes((latest - asking.now).total_seconds()), "records")
    offsets = asking.connection.execute(select(Inbox.clock_offset_ms)).scalars()
    offset = max((one for one in offsets if one is not None), key=abs, default=0) / 1_000
    if abs(offset) > CLOCK_TOLERANCE.total_seconds():
        return ClockOff(round_minutes(offset), "city")
    return None


def round_minutes(seconds: float) -> int:
    """Whole minutes, in seconds: what is shown does not change from second to second."""
    return int(seconds / 60) * 60

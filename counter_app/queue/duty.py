"""Duty at the counters (ca trực quầy): which are open, which pause and why. Acts and questions of the office.

A counter that calls is open; one that pauses says why. What was left open on an earlier day counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from counter_app.errors import BadDocument
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.records.office import CounterDuty
from counter_app.store import Act, Asking

# Statements of every call are made once: making one costs several times what doing it costs.
_AT = select(CounterDuty.__table__).where(CounterDuty.counter == bindparam("at"), CounterDuty.ended_at.is_(None))
_BEGIN = insert(CounterDuty.__table__)  # type: ignore[arg-type]
_END = (
    update(CounterDuty.__table__)  # type: ignore[arg-type]
    .where(CounterDuty.counter == bindparam("at"), CounterDuty.ended_at.is_(None))
    .values(ended_at=bindparam("until"))
)


@dataclass(frozen=True)
class Duty:
    """A counter with somebody at it; ``kind`` is open or pause."""

    counter: int
    kind: str
    staff: str
    reason: str
    since: datetime


def open_counter(act: Act, counter: int) -> Duty:
    """Somebody sits down at the counter, or ends their pause (mở quầy). Repeating it changes nothing."""
    return keep_open(act, counter, duty_at(act, counter))


def keep_open(act: Act, counter: int, present: Duty | None) -> Duty:
    """``open_counter`` for who has just asked for the present duty."""
    if present is not None and present.kind == "open" and present.staff == act.by.staff:
        return present
    return _begin(act, counter, "open", "")


def pause_counter(act: Act, counter: int, reason: str) -> Duty:
    """The counter calls nobody for a while (tạm dừng); a reason is wanted. BadDocument without one."""
    if not reason.strip():
        raise BadDocument("reason", "cần lý do tạm dừng")
    return _begin(act, counter, "pause", reason.strip())


def close_counter(act: Act, counter: int) -> None:
    """Whoever acts sits there no more (đóng quầy); somebody else's duty goes on. Repeating it changes nothing."""
    present = duty_at(act, counter)
    if present is not None and present.staff == act.by.staff and _end(act, counter):
        act.record("counter.closed", f"counter:{counter}")


def duty_at(asking: Asking, counter: int) -> Duty | None:
    """The duty at a counter now; None where nobody is."""
    row = asking.connection.execute(_AT, {"at": counter}).one_or_none()
    return None if row is None or business_day(row.began_at) < asking.business_day else _duty(row)


def duties(asking: Asking) -> tuple[Duty, ...]:
    """Every counter with somebody at it, in order."""
    rows = asking.connection.execute(
        select(CounterDuty.__table__).where(CounterDuty.ended_at.is_(None)).order_by(CounterDuty.counter)
    )
    return tuple(_duty(row) for row in rows if business_day(row.began_at) == asking.business_day)


def _begin(act: Act, counter: int, kind: str, reason: str) -> Duty:
    _end(act, counter)
    duty = Duty(counter, kind, act.by.staff, reason, act.now)
    row = {"id": new_id(), "counter": counter, "staff": duty.staff, "kind": kind, "reason": reason}
    act.connection.execute(_BEGIN, {**row, "began_at": act.now, "ended_at": None})
    act.record(f"counter.{'opened' if kind == 'open' else 'paused'}", f"counter:{counter}")
    return duty


def _end(act: Act, counter: int) -> int:
    return act.connection.execute(_END, {"at": counter, "until": act.now}).rowcount


def _duty(row: Any) -> Duty:
    return Duty(row.counter, row.kind, row.staff, row.reason, row.began_at)

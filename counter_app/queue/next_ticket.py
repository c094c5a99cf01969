"""Who is next (pure): takes the heads of the lanes a counter may call from, gives one of them and the reason in words.

In this order: an ordinary ticket that has waited longer than the guard, so that nobody is forgotten; carried over from
the day before; the legal priority classes; appointments whose time has come; everybody else as they came. What a counter
serves only as overflow is looked at when none of its first choices waits; an appointment before its time goes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.queue.lanes import APPOINTMENT, CARRIED, ORDINARY, PRIORITY


@dataclass(frozen=True)
class Head:
    """The first waiting ticket of a lane, as one counter sees it."""

    ticket_id: UUID
    rank: int
    arrived_at: datetime
    queued_at: datetime
    overflow: bool = False
    """The counter serves this lane only when its first choices have nobody."""


@dataclass(frozen=True)
class Rules:
    """The unit's settings for who is next."""

    guard: timedelta = timedelta(minutes=45)
    """An ordinary ticket that has waited longer goes before the others."""
    early: timedelta = timedelta(minutes=2)
    """So long before its time an appointment counts as due."""


@dataclass(frozen=True)
class Choice:
    """The ticket to call and why, as the clerk and the citizen may read it."""

    head: Head
    reason: str


def choose(heads: Sequence[Head], now: datetime, rules: Rules) -> Choice | None:
    """The next ticket of these heads; None when nobody waits."""
    too_early = [head for head in heads if head.rank == APPOINTMENT and head.queued_at > now + rules.early]
    here = [head for head in heads if head not in too_early]
    first = [head for head in here if not head.overflow] or here
    if first:
        return _first_of(first, now, rules)
    if too_early:
        return Choice(min(too_early, key=_by_place), "có hẹn, đến sớm khi quầy đang trống")
    return None


def _first_of(heads: Sequence[Head], now: datetime, rules: Rules) -> Choice:
    overdue = [head for head in heads if head.rank == ORDINARY and now - head.arrived_at > rules.guard]
    if overdue:
        minutes = int(rules.guard.total_seconds() // 60)
        return Choice(min(overdue, key=_by_arrival), f"vé thường đã chờ quá {minutes} phút")
    for rank, reason in _IN_ORDER:
        standing = [head for head in heads if head.rank == rank]
        if standing:
            return Choice(min(standing, key=_by_place), reason)
    raise AssertionError(heads)


_IN_ORDER = (
    (CARRIED, "chuyển từ hôm trước"),
    (PRIORITY, "diện ưu tiên theo quy định"),
    (APPOINTMENT, "đã đến giờ hẹn"),
    (ORDINARY, "đến trước được gọi trước"),
)


def _by_arrival(head: Head) -> tuple[datetime, UUID]:
    return head.arrived_at, head.ticket_id


def _by_place(head: Head) -> tuple[datetime, UUID]:
    return head.queued_at, head.ticket_id

"""Who is next (pure): takes the heads of the lanes a counter may call from, gives one of them and the reason in words.

In this order: carried over from the day before; the legal priority classes; appointments whose time has come; everybody
else as they came. Two spans keep anybody from starving: an ordinary ticket or an appointment that has waited beyond the
guard goes before a priority ticket, but only while no priority ticket has waited as long as its bound.

What a counter serves only as overflow is looked at when none of its first choices waits, or when somebody there has waited
beyond the guard. An appointment before its time goes last.
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
    """The counter serves this lane only when its first choices have nobody, or somebody in it has waited too long."""


@dataclass(frozen=True)
class Rules:
    """The unit's settings for who is next."""

    guard: timedelta = timedelta(minutes=45)
    """Who has waited longer, though not of a priority class, goes before priority tickets that came lately."""
    early: timedelta = timedelta(minutes=2)
    """So long before its time an appointment counts as due."""
    bound: timedelta = timedelta(minutes=10)
    """A priority ticket that has waited so long lets nobody go before it any more."""


@dataclass(frozen=True)
class Choice:
    """The ticket to call and why, as the clerk and the citizen may read it."""

    head: Head
    reason: str


def choose(heads: Sequence[Head], now: datetime, rules: Rules) -> Choice | None:
    """The next ticket of these heads; None when nobody waits."""
    due = now + rules.early
    here = [head for head in heads if head.rank != APPOINTMENT or head.queued_at <= due]
    if here:
        return _first_of(_looked_at(here, now, rules), now, rules)
    if heads:
        return Choice(min(heads, key=_by_place), "có hẹn, đến sớm khi quầy đang trống")
    return None


def _looked_at(here: list[Head], now: datetime, rules: Rules) -> list[Head]:
    """The first choices, or everybody: where there are none, or where somebody in the overflow has waited too long."""
    own = [head for head in here if not head.overflow]
    if not own or any(head.overflow and now - head.arrived_at > rules.guard for head in here):
        return here
    return own


def _first_of(heads: list[Head], now: datetime, rules: Rules) -> Choice:
    best = min(heads, key=_by_rank)
    if best.rank == CARRIED or any(one.rank == PRIORITY and now - one.arrived_at >= rules.bound for one in heads):
        return Choice(best, _REASONS[best.rank])
    overdue = [one for one in heads if one.rank in _OVERDUE and now - one.arrived_at > rules.guard]
    if overdue:
        longest = min(overdue, key=_by_arrival)
        minutes = int(rules.guard.total_seconds() // 60)
        return Choice(longest, f"{_OVERDUE[longest.rank]} đã chờ quá {minutes} phút")
    early = best.rank == APPOINTMENT and best.queued_at > now
    return Choice(best, "sắp đến giờ hẹn" if early else _REASONS[best.rank])


_REASONS = {
    CARRIED: "chuyển từ hôm trước",
    PRIORITY: "diện ưu tiên theo quy định",
    APPOINTMENT: "đã đến giờ hẹn",
    ORDINARY: "đến trước được gọi trước",
}
_OVERDUE = {APPOINTMENT: "vé hẹn", ORDINARY: "vé thường"}
"""Whom the guard is for, and what they are called."""


def _by_arrival(head: Head) -> tuple[datetime, UUID]:
    return head.arrived_at, head.ticket_id


def _by_place(head: Head) -> tuple[datetime, UUID]:
    return head.queued_at, head.ticket_id


def _by_rank(head: Head) -> tuple[int, datetime, UUID]:
    return head.rank, head.queued_at, head.ticket_id

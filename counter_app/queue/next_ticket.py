"""Who is next (pure): takes the heads of the lanes a counter serves, gives one of them and the reason in words.

A lane is a service and a priority class. Legal priority classes come first; an ordinary ticket that has waited longer
than the guard goes before them, so that nobody is forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True)
class Head:
    """The first waiting ticket of a lane."""

    ticket_id: UUID
    service: str
    priority: str
    arrived_at: datetime
    choice: int = 0
    """0 where the service is the counter's first choice; higher overflows later."""


@dataclass(frozen=True)
class Choice:
    """The ticket to call and why, as the clerk and the citizen may read it."""

    head: Head
    reason: str


def choose(heads: Sequence[Head], now: datetime, guard: timedelta) -> Choice | None:
    """The next ticket of these heads; None when nobody waits."""
    if not heads:
        return None
    overdue = [head for head in heads if not head.priority and now - head.arrived_at > guard]
    if overdue:
        head = min(overdue, key=_by_arrival)
        return Choice(head, f"vé thường đã chờ quá {int(guard.total_seconds() // 60)} phút")
    first = [head for head in heads if head.priority]
    if first:
        return Choice(min(first, key=_by_choice), "diện ưu tiên theo quy định")
    return Choice(min(heads, key=_by_choice), "đến trước được gọi trước")


def _by_arrival(head: Head) -> tuple[datetime, UUID]:
    return head.arrived_at, head.ticket_id


def _by_choice(head: Head) -> tuple[int, datetime, UUID]:
    return head.choice, head.arrived_at, head.ticket_id

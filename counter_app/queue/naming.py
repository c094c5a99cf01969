"""Calling one given number (gọi đích danh) while others wait: an act like any call, with a reason that says so.

The queue chooses who is next; where a clerk names somebody instead, the call keeps that it was named, and how many were
passed over. Without the office there is no order to pass: then the visit begins by hand (``tickets.take_by_hand``).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counter_app.errors import NotFound
from counter_app.queue.board import TicketCard, ahead_of, ticket_by_id, ticket_labelled
from counter_app.queue.calling import free_counter
from counter_app.queue.counters import counter_numbered
from counter_app.queue.duty import keep_open
from counter_app.queue.lanes import read_lane
from counter_app.queue.moves import move, open_call
from counter_app.queue.tickets import Called
from counter_app.store import Act, Asking

NAMED = "gọi đích danh"
"""How the reason of every such call begins."""
NAMED_FROM = ("waiting", "no_show", "hold")
"""The states of a ticket that may be called by its number."""


@dataclass(frozen=True)
class Named:
    """A number of today that somebody asks for, and what calling it now would mean."""

    ticket: TicketCard
    ahead: int
    """How many wait before it in its line; 0 for one that does not wait."""
    served_here: bool
    """Whether the counter calls from its line at all."""

    @property
    def reason(self) -> str:
        """Why it is called, as the call keeps it."""
        parts = [NAMED]
        if self.ahead:
            parts.append(f"vượt {self.ahead} người chờ trước")
        if not self.served_here:
            parts.append("ngoài nhóm của quầy")
        if self.ticket.state in _STOOD:
            parts.append(_STOOD[self.ticket.state])
        return ", ".join(parts)


_STOOD = {"no_show": "đã vắng khi được gọi", "hold": "đang tạm gác"}


def named(asking: Asking, number: str, counter: int) -> Named | None:
    """What calling this number at this counter would mean; None where nobody has it today. NotFound for the counter."""
    try:
        ticket = ticket_labelled(asking, number)
    except NotFound:
        return None
    return _named(asking, ticket, counter)


def call_named(act: Act, ticket_id: UUID, counter: int) -> Called:
    """Call this ticket to the counter, whoever waits before it. CounterBusy; WrongMoment where it waits no more."""
    here = free_counter(act, counter)
    found = _named(act, ticket_by_id(act, ticket_id), counter)
    values = {"counter": counter, "outcome": None}
    ticket = move(act, found.ticket, "called", NAMED_FROM, "called", at=counter, note=found.reason, **values)
    keep_open(act, counter, here.duty)
    open_call(act, ticket.id, counter, found.reason)
    act.record("ticket.called", f"ticket:{ticket.id}", {"counter": counter, "named": True})
    return Called(ticket.id, ticket.number, ticket.service, ticket.priority, counter, act.now, found.reason)


def _named(asking: Asking, ticket: TicketCard, counter: int) -> Named:
    ahead = ahead_of(asking, ticket) if ticket.state == "waiting" else 0
    lines = counter_numbered(asking, counter).lines
    return Named(ticket, ahead, read_lane(ticket.lane).line in lines)

"""Tickets (số thứ tự) at the counters: called, served, put aside, sent on, given back. Acts of the office.

The database holds what must never go wrong: one number once a day, one open call per ticket and per counter. Every move
is one row in an append-only table with the state it was expected in (``moves``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from counter_app.errors import NotFound, ScreenStale, TooSoon, WrongMoment
from counter_app.queue.board import TicketCard, ticket_by_id
from counter_app.queue.calling import claim_next, free_counter
from counter_app.queue.counters import counter_numbered, counters_serving, service_of
from counter_app.queue.duty import keep_open, open_counter
from counter_app.queue.lanes import Lane, earliest_place, read_lane
from counter_app.queue.moves import move, note_past_call, on_open_call, open_call, reopen_last_call
from counter_app.queue.policy import minutes_of, seconds_of
from counter_app.queue_errors import NobodyServes
from counter_app.records.office import Call, TicketEvent
from counter_app.store import Act

# Statements of every act are made once: making one costs several times what doing it costs.
_GOING_ON = select(Call.called_at, Call.recalled_at, Call.calls).where(
    Call.ticket_id == bindparam("ticket"), Call.ended_at.is_(None)
)

PLACES = ("keep", "first", "last")
"""Where a ticket sent on stands in its new line."""


@dataclass(frozen=True)
class Called:
    """A ticket just called to a counter."""

    id: UUID
    number: str
    service: str
    priority: str | None
    counter: int
    called_at: datetime
    reason: str


@dataclass(frozen=True)
class Empty:
    """Nobody waits for this counter."""

    empty: bool = True


def call_next(act: Act, counter: int) -> Called | Empty:
    """Call the next ticket to a counter (gọi tiếp). CounterBusy while it still has one."""
    here = free_counter(act, counter)
    ticket = claim_next(act, counter, here)
    if ticket is None:
        if here.duty is None:
            open_counter(act, counter)
        return Empty()  # a pause goes on: nobody has come
    keep_open(act, counter, here.duty)
    open_call(act, ticket.id, counter, ticket.reason)
    act.record("ticket.called", f"ticket:{ticket.id}", {"counter": counter})
    return Called(ticket.id, ticket.number, ticket.service, ticket.priority, counter, act.now, ticket.reason)


def recall(act: Act, ticket_id: UUID) -> TicketCard:
    """Call the number out again (gọi lại). TooSoon after the last time it was called out."""
    ticket = ticket_by_id(act, ticket_id)
    call = _open_call_of(act, ticket, ("called",))
    _not_before(act, ticket, call.recalled_at or call.called_at, "queue.recall_seconds")
    # A move like the others, though the state stays: it holds on to the ticket, and no other move comes between.
    ticket = move(act, ticket, "recalled", ("called",), "called", at=ticket.counter)
    on_open_call(act, ticket_id, recalled_at=act.now, calls=call.calls + 1)
    act.record("ticket.recalled", f"ticket:{ticket_id}")
    return ticket


def begin(act: Act, ticket_id: UUID) -> TicketCard:
    """The citizen is here: the service begins. Repeating it changes nothing."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "serving":
        return ticket
    ticket = move(act, ticket, "begun", ("called",), "serving", at=ticket.counter)
    on_open_call(act, ticket_id, begun_at=act.now)
    act.record("ticket.begun", f"ticket:{ticket_id}")
    return ticket


def take_by_hand(act: Act, ticket_id: UUID, counter: int) -> TicketCard:
    """Who was called by hand while the office was away is served here (gọi tay). Repeating it changes nothing.

    CounterBusy; WrongMoment where the ticket waits no more.
    """
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "serving" and ticket.counter == counter:
        return ticket
    free_counter(act, counter)
    taken = move(act, ticket, "taken", _BY_HAND_FROM, "serving", at=counter, note=_BY_HAND, counter=counter)
    open_call(act, taken.id, counter, _BY_HAND, begun=True)
    act.record("ticket.taken_by_hand", f"ticket:{ticket_id}", {"counter": counter})
    return taken


def note_served_by_hand(
    act: Act, ticket_id: UUID, counter: int, began: datetime, ended: datetime, outcome: str
) -> TicketCard:
    """Who was called by hand was served and has gone before the office came back. Repeating it changes nothing."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "served":
        return ticket
    if ticket.state == "serving" and ticket.counter == counter:
        return finish(act, ticket_id, outcome)
    values = {"counter": counter, "outcome": outcome}
    served = move(act, ticket, "served_by_hand", _BY_HAND_FROM, "served", at=counter, note=_BY_HAND, **values)
    note_past_call(act, served.id, counter, began, ended, _BY_HAND)
    act.record("ticket.served_by_hand", f"ticket:{ticket_id}", {"counter": counter, "outcome": outcome})
    return served


_BY_HAND = "gọi tay khi mất dữ liệu chung"
_BY_HAND_FROM = ("waiting", "no_show", "hold")


def give_back(act: Act, ticket_id: UUID) -> TicketCard:
    """The counter closes before who was called has come: back to the same place (trả lại hàng chờ)."""
    ticket = ticket_by_id(act, ticket_id)
    back = move(act, ticket, "given_back", ("called",), "waiting", at=ticket.counter, counter=None)
    on_open_call(act, ticket_id, ended_at=act.now, outcome="undone")
    act.record("ticket.given_back", f"ticket:{ticket_id}")
    return back


def finish(act: Act, ticket_id: UUID, outcome: str = "other") -> TicketCard:
    """The service ends with an outcome. Repeating it changes nothing."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "served":
        return ticket
    return _close(act, ticket, "finished", ("called", "serving", "hold"), "served", outcome)


def reopen(act: Act, ticket_id: UUID, counter: int) -> TicketCard:
    """The service was ended by mistake: it goes on at its counter. Repeating it changes nothing. CounterBusy."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "serving":
        return ticket
    free_counter(act, counter)
    reopened = move(act, ticket, "reopened", ("served",), "serving", at=counter, counter=counter, outcome=None)
    reopen_last_call(act, ticket_id, counter)
    act.record("ticket.reopened", f"ticket:{ticket_id}", {"counter": counter})
    return reopened


def no_show(act: Act, ticket_id: UUID) -> TicketCard:
    """Nobody came (vắng mặt). TooSoon after the first call; priority classes are waited for longer."""
    ticket = ticket_by_id(act, ticket_id)
    call = _open_call_of(act, ticket, ("called",))
    patience = "queue.no_show_priority_seconds" if ticket.priority else "queue.no_show_seconds"
    _not_before(act, ticket, call.called_at, patience)
    return _close(act, ticket, "no_show", ("called",), "no_show", "no_show")


def come_back(act: Act, ticket_id: UUID) -> TicketCard:
    """Who missed the call is here again (quay lại): their old place within the time set for it, else the end of the line.

    A ticket that waits stays where it is.
    """
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "waiting":
        return ticket
    if ticket.business_day != act.business_day:
        raise WrongMoment("ticket", ticket.number, "expired")
    missed = act.connection.execute(
        select(TicketEvent.at)
        .where(TicketEvent.ticket_id == ticket_id, TicketEvent.kind == "no_show")
        .order_by(TicketEvent.seq.desc())
        .limit(1)
    ).scalar_one_or_none()
    kept = missed is not None and act.now - missed <= minutes_of(act, "queue.return_minutes")
    place = ticket.queued_at if kept else act.now
    ticket = move(act, ticket, "returned", ("no_show",), "waiting", counter=None, outcome=None, queued_at=place)
    act.record("ticket.returned", f"ticket:{ticket_id}")
    return ticket


def cancel(act: Act, ticket_id: UUID) -> TicketCard:
    """The ticket is given up (huỷ số); its number is not given again."""
    ticket = ticket_by_id(act, ticket_id)
    return _close(act, ticket, "cancelled", ("booked", "waiting", "called", "hold"), "cancelled", "cancelled")


def hold(act: Act, ticket_id: UUID, reason: str) -> TicketCard:
    """Put the ticket aside with a reason (tạm gác); the counter may call on."""
    ticket = ticket_by_id(act, ticket_id)
    ticket = move(act, ticket, "held", ("called", "serving"), "hold", at=ticket.counter, note=reason)
    on_open_call(act, ticket_id, ended_at=act.now, outcome="held")
    act.record("ticket.held", f"ticket:{ticket_id}")
    return ticket


def resume(act: Act, ticket_id: UUID, counter: int | None = None) -> TicketCard:
    """Take a held ticket up again, at the counter that put it aside unless another is named."""
    held = ticket_by_id(act, ticket_id)
    at = counter or held.counter or act.by.counter
    if at is None:
        raise NotFound("counter", "")
    here = free_counter(act, at)
    ticket = move(act, held, "resumed", ("hold",), "serving", at=at, counter=at)
    keep_open(act, at, here.duty)
    open_call(act, ticket.id, at, "tiếp tục", begun=True)
    act.record("ticket.resumed", f"ticket:{ticket_id}", {"counter": at})
    return ticket


def transfer(act: Act, ticket_id: UUID, to: str, place: str = "keep") -> TicketCard:
    """Send the citizen on under the same number (chuyển): to a service, a procedure's service, or one counter.

    ``place`` keeps the arrival time, or puts the ticket first or last in its new line. NotFound; NobodyServes where no
    counter could call it.
    """
    if place not in PLACES:
        raise NotFound("place", place)
    ticket = ticket_by_id(act, ticket_id)
    lane, service = _line_to(act, ticket, to)
    values = {"lane": lane.key, "service": service, "queued_at": _place_in(act, ticket, lane, place), "counter": None}
    moved = move(
        act, ticket, "transferred", ("called", "serving", "hold"), "waiting", at=ticket.counter, note=to, **values
    )
    on_open_call(act, ticket_id, ended_at=act.now, outcome="transferred")
    act.record("ticket.transferred", f"ticket:{ticket_id}", {"to": lane.key})
    return moved


def _open_call_of(act: Act, ticket: TicketCard, states: tuple[str, ...]) -> Any:
    """The call going on of a ticket in one of these states; WrongMoment, or ScreenStale when somebody was faster."""
    if ticket.state not in states:
        raise WrongMoment("ticket", ticket.number, ticket.state)
    call = act.connection.execute(_GOING_ON, {"ticket": ticket.id}).one_or_none()
    if call is None:  # on a server another act may have ended it since the ticket was read
        raise ScreenStale("ticket", ticket.number, ticket.state)
    return call


def _not_before(act: Act, ticket: TicketCard, since: datetime, setting: str) -> None:
    wait = seconds_of(act, setting)
    left = since + wait - act.now
    # A clock set back must not hold anybody up: what lies in the future happened, only when is not known.
    if timedelta(0) < left <= wait:
        raise TooSoon("ticket", ticket.number, ticket.state, -(-int(left.total_seconds() * 1000) // 1000))


def _close(act: Act, ticket: TicketCard, kind: str, before: tuple[str, ...], after: str, outcome: str) -> TicketCard:
    closed = move(act, ticket, kind, before, after, at=ticket.counter, outcome=outcome)
    on_open_call(act, ticket.id, ended_at=act.now, outcome=after)
    act.record(f"ticket.{kind}", f"ticket:{ticket.id}", {"outcome": outcome})
    return closed


def _line_to(act: Act, ticket: TicketCard, to: str) -> tuple[Lane, str]:
    """The lane that a service, a procedure or a counter's number means for this ticket; it keeps its rank."""
    rank = read_lane(ticket.lane).rank
    if to.isdecimal():
        return Lane(f"@{counter_numbered(act, int(to)).number}", rank), ticket.service
    service = service_of(act, to)[0]
    if not counters_serving(act, service.code):
        raise NobodyServes(service.name)
    return Lane(service.code, rank), service.code


def _place_in(act: Act, ticket: TicketCard, lane: Lane, place: str) -> datetime:
    if place == "last":
        return act.now
    if place == "keep":
        return ticket.arrived_at
    head = earliest_place(act, lane)
    return ticket.arrived_at if head is None else min(ticket.arrived_at, head - timedelta(milliseconds=1))

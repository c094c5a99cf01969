"""Tickets (số thứ tự): issuing them, calling them, and every move they make. Acts of the office.

The database holds what must never go wrong: one number once a day, one open call per ticket and per counter. Every move
is one row in an append-only table with the state it was expected in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.errors import CounterBusy, NotFound, ScreenStale, WrongMoment
from counter_app.ids import new_id
from counter_app.queue.board import TicketCard, ahead_of, lane_heads, open_call_at, ticket_by_id
from counter_app.queue.counters import counter_numbered, service_of
from counter_app.queue.next_ticket import choose
from counter_app.records.office import Call, Ticket, TicketEvent, TicketNumber
from counter_app.records.shared import Unit
from counter_app.settings import value_of
from counter_app.store import Act
from counter_app.wording import PRIORITIES_VI


@dataclass(frozen=True)
class Issued:
    """A ticket just issued."""

    id: UUID
    number: str
    service: str
    service_name: str
    priority: str | None
    ahead: int
    issued_at: datetime


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


def issue(act: Act, code: str, priority: str | None = None, origin: str | None = None) -> Issued:
    """Issue a ticket for a service or procedure (lấy số). The number is raised in this very transaction.

    ``origin`` says which device issued it, where that is more than who acts.
    """
    if priority is not None and priority not in PRIORITIES_VI:
        raise NotFound("priority", priority)
    service, procedure = service_of(act, code)
    unit, number = _next_number(act, service.series)
    ticket_id = new_id()
    act.connection.execute(
        insert(Ticket).values(
            id=ticket_id,
            unit=unit,
            business_day=act.business_day,
            series=service.series,
            number=number,
            service=service.code,
            procedure=procedure,
            priority=priority or "",
            state="waiting",
            issued_at=act.now,
            arrived_at=act.now,
            version=1,
            origin=origin or act.by.staff,
            lane=f"{service.code}/{1 if priority else 3}",
            queued_at=act.now,
            matters=1,
            language="vi",
            needs=[],
            slip="none",
        )
    )
    _event(act, ticket_id, "issued", None, "waiting")
    act.record("ticket.issued", f"ticket:{ticket_id}", {"series": service.series, "number": number})
    ticket = ticket_by_id(act, ticket_id)
    return Issued(ticket_id, ticket.number, service.code, service.name, priority, ahead_of(act, ticket), act.now)


def call_next(act: Act, counter: int) -> Called | Empty:
    """Call the next ticket to a counter (gọi tiếp). CounterBusy while it still has one."""
    _free_counter(act, counter)
    heads = lane_heads(act, counter_numbered(act, counter))
    guard = timedelta(minutes=int(value_of(act, "queue.ordinary_guard_minutes")))
    choice = choose(heads, act.now, guard)
    if choice is None:
        return Empty()
    ticket = _move(act, choice.head.ticket_id, "called", ("waiting",), "called", counter=counter)
    act.connection.execute(
        insert(Call).values(
            id=new_id(),
            ticket_id=ticket.id,
            counter=counter,
            staff=act.by.staff,
            called_at=act.now,
            calls=1,
            reason=choice.reason,
        )
    )
    act.record("ticket.called", f"ticket:{ticket.id}", {"counter": counter})
    return Called(ticket.id, ticket.number, ticket.service, ticket.priority, counter, act.now, choice.reason)


def recall(act: Act, ticket_id: UUID) -> TicketCard:
    """Call the number out again (gọi lại)."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state != "called":
        raise WrongMoment("ticket", ticket.number, ticket.state)
    _on_open_call(act, ticket_id, recalled_at=act.now, calls=Call.calls + 1)
    _event(act, ticket_id, "recalled", "called", "called")
    act.record("ticket.recalled", f"ticket:{ticket_id}")
    return ticket_by_id(act, ticket_id)


def begin(act: Act, ticket_id: UUID) -> TicketCard:
    """The citizen is here: the service begins. Repeating it changes nothing."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "serving":
        return ticket
    ticket = _move(act, ticket_id, "begun", ("called",), "serving")
    _on_open_call(act, ticket_id, begun_at=act.now)
    act.record("ticket.begun", f"ticket:{ticket_id}")
    return ticket


def finish(act: Act, ticket_id: UUID, outcome: str = "other") -> TicketCard:
    """The service ends with an outcome. Repeating it changes nothing."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "served":
        return ticket
    return _close(act, ticket_id, "finished", ("called", "serving", "hold"), "served", outcome)


def no_show(act: Act, ticket_id: UUID) -> TicketCard:
    """Nobody came (vắng mặt)."""
    return _close(act, ticket_id, "no_show", ("called",), "no_show", "no_show")


def cancel(act: Act, ticket_id: UUID) -> TicketCard:
    """The ticket is given up (huỷ số); its number is not given again."""
    return _close(act, ticket_id, "cancelled", ("waiting", "called", "hold"), "cancelled", "cancelled")


def hold(act: Act, ticket_id: UUID, reason: str) -> TicketCard:
    """Put the ticket aside with a reason (tạm gác); the counter may call on."""
    ticket = _move(act, ticket_id, "held", ("called", "serving"), "hold", note=reason)
    _on_open_call(act, ticket_id, ended_at=act.now)
    act.record("ticket.held", f"ticket:{ticket_id}")
    return ticket


def resume(act: Act, ticket_id: UUID, counter: int | None = None) -> TicketCard:
    """Take a held ticket up again, at the counter that put it aside unless another is named."""
    held = ticket_by_id(act, ticket_id)
    at = counter or held.counter or act.by.counter
    if at is None:
        raise NotFound("counter", "")
    _free_counter(act, at)
    ticket = _move(act, ticket_id, "resumed", ("hold",), "serving", counter=at)
    again = {"counter": at, "staff": act.by.staff, "called_at": act.now, "begun_at": act.now}
    act.connection.execute(insert(Call).values(id=new_id(), ticket_id=ticket_id, calls=0, reason="tiếp tục", **again))
    act.record("ticket.resumed", f"ticket:{ticket_id}", {"counter": at})
    return ticket


def _free_counter(act: Act, counter: int) -> None:
    """CounterBusy while the counter has a ticket of today; a call left open on an earlier day has expired."""
    busy = open_call_at(act, counter)
    if busy is None:
        return
    if busy.state != "expired":
        raise CounterBusy("counter", busy.number, busy.state)
    _on_open_call(act, busy.id, ended_at=act.now)


def _next_number(act: Act, series: str) -> tuple[str, int]:
    unit = act.connection.execute(select(Unit.code)).scalar_one()
    row = (
        TicketNumber.unit == unit,
        TicketNumber.business_day == act.business_day,
        TicketNumber.series == series,
    )
    raised = update(TicketNumber).where(*row).values(last=TicketNumber.last + 1).returning(TicketNumber.last)
    number = act.connection.execute(raised).scalar_one_or_none()
    if number is None:
        number = 1
        first = {"unit": unit, "business_day": act.business_day, "series": series, "last": number}
        act.connection.execute(insert(TicketNumber).values(**first))
    return unit, number


def _close(act: Act, ticket_id: UUID, kind: str, before: tuple[str, ...], after: str, outcome: str) -> TicketCard:
    ticket = _move(act, ticket_id, kind, before, after, outcome=outcome)
    _on_open_call(act, ticket_id, ended_at=act.now)
    act.record(f"ticket.{kind}", f"ticket:{ticket_id}", {"outcome": outcome})
    return ticket


def _move(
    act: Act, ticket_id: UUID, kind: str, before: tuple[str, ...], after: str, note: str = "", **values: Any
) -> TicketCard:
    """Move a ticket that is in one of these states; WrongMoment or ScreenStale for any other (compare and swap)."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state not in before:
        raise WrongMoment("ticket", ticket.number, ticket.state)
    moved = act.connection.execute(
        update(Ticket)
        .where(Ticket.id == ticket_id, Ticket.state == ticket.state, Ticket.version == ticket.version)
        .values(state=after, version=Ticket.version + 1, **values)
    )
    if not moved.rowcount:
        raise ScreenStale("ticket", ticket.number, ticket.state)
    _event(act, ticket_id, kind, ticket.state, after, values.get("counter", ticket.counter), note)
    return ticket_by_id(act, ticket_id)


def _on_open_call(act: Act, ticket_id: UUID, **values: Any) -> None:
    act.connection.execute(update(Call).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None)).values(**values))


def _event(
    act: Act, ticket_id: UUID, kind: str, before: str | None, after: str, counter: int | None = None, note: str = ""
) -> None:
    move = {"before": before, "after": after, "counter": counter, "note": note}
    act.connection.execute(
        insert(TicketEvent).values(
            ticket_id=ticket_id, at=act.now, kind=kind, who=act.by.staff, version=0, detail={}, **move
        )
    )

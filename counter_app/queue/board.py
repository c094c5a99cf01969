"""Questions about the queue: who waits, who is where, what the last calls were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from counter_app.errors import NotFound
from counter_app.queue.counters import CounterCard
from counter_app.queue.next_ticket import Head
from counter_app.records.office import Call, Ticket
from counter_app.store import Asking


@dataclass(frozen=True)
class TicketCard:
    """A ticket as lists show it; never with a name."""

    id: UUID
    number: str
    service: str
    state: str
    counter: int | None
    priority: str | None
    issued_at: datetime
    arrived_at: datetime
    version: int
    outcome: str | None


@dataclass(frozen=True)
class Waiting:
    """How many wait in a service, and since when the longest does."""

    service: str
    ordinary: int
    priority: int
    oldest: datetime | None


@dataclass(frozen=True)
class Queue:
    """Who waits for a counter."""

    ordinary: int
    priority: int
    oldest: datetime | None
    services: tuple[Waiting, ...]


def ticket_label(series: str, number: int) -> str:
    """The number as printed: ``A042``."""
    return f"{series}{number:03d}"


def ticket_by_id(asking: Asking, ticket_id: UUID) -> TicketCard:
    """One ticket; NotFound. A ticket of an earlier day that was never finished has expired."""
    found = find_ticket(asking, ticket_id)
    if found is None:
        raise NotFound("ticket", str(ticket_id))
    return found


def find_ticket(asking: Asking, ticket_id: UUID) -> TicketCard | None:
    """One ticket, or None where the office does not have it."""
    row = asking.connection.execute(select(Ticket.__table__).where(Ticket.id == ticket_id)).one_or_none()
    return None if row is None else _card(asking, row)


def ticket_labelled(asking: Asking, label: str) -> TicketCard:
    """Today's ticket with this printed number; NotFound."""
    found = next((ticket for ticket in tickets_today(asking) if ticket.number == label.strip().upper()), None)
    if found is None:
        raise NotFound("ticket", label)
    return found


def tickets_today(asking: Asking) -> tuple[TicketCard, ...]:
    """Today's tickets in the order in which they were issued."""
    rows = asking.connection.execute(
        select(Ticket.__table__).where(Ticket.business_day == asking.business_day).order_by(Ticket.issued_at, Ticket.id)
    )
    return tuple(_card(asking, row) for row in rows)


def ahead_of(asking: Asking, ticket: TicketCard) -> int:
    """How many are before a waiting ticket in its service: earlier ones of its rank, and all of a higher."""
    earlier = (Ticket.arrived_at < ticket.arrived_at) | (
        (Ticket.arrived_at == ticket.arrived_at) & (Ticket.id < ticket.id)
    )
    first = Ticket.priority != ""
    before = (first & earlier) if ticket.priority else (first | earlier)
    waiting = (Ticket.business_day == asking.business_day) & (Ticket.state == "waiting")
    counted = select(func.count()).where(waiting, Ticket.service == ticket.service, Ticket.id != ticket.id, before)
    return asking.connection.execute(counted).scalar_one()


def lane_heads(asking: Asking, counter: CounterCard) -> tuple[Head, ...]:
    """The first waiting ticket of each lane a counter serves (a lane is a service and a priority class)."""
    choice = {service: position for position, service in enumerate(counter.services)}
    lanes = asking.connection.execute(
        select(Ticket.service, Ticket.priority)
        .where(
            Ticket.business_day == asking.business_day,
            Ticket.state == "waiting",
            Ticket.service.in_(counter.services),
        )
        .distinct()
    ).all()
    return tuple(_head(asking, lane.service, lane.priority, choice[lane.service]) for lane in lanes)


def open_call_at(asking: Asking, counter: int) -> TicketCard | None:
    """The ticket a counter has called and not yet finished; ``expired`` when it is an earlier day's."""
    row = asking.connection.execute(
        select(Ticket.__table__)
        .join(Call, Call.ticket_id == Ticket.id)
        .where(Call.counter == counter, Call.ended_at.is_(None))
    ).one_or_none()
    return None if row is None else _card(asking, row)


def queue_for(asking: Asking, counter: int | None = None) -> Queue:
    """Who waits, for one counter or for the whole hall."""
    from counter_app.queue.counters import counter_numbered

    serves = None if counter is None else counter_numbered(asking, counter).services
    counted = (
        select(
            Ticket.service,
            func.count().filter(Ticket.priority == "").label("ordinary"),
            func.count().filter(Ticket.priority != "").label("priority"),
            func.min(Ticket.arrived_at).label("oldest"),
        )
        .where(Ticket.business_day == asking.business_day, Ticket.state == "waiting")
        .group_by(Ticket.service)
        .order_by(Ticket.service)
    )
    if serves is not None:
        counted = counted.where(Ticket.service.in_(serves))
    rows = asking.connection.execute(counted).all()
    each = tuple(Waiting(row.service, row.ordinary, row.priority, row.oldest) for row in rows)
    oldest = min((waiting.oldest for waiting in each if waiting.oldest), default=None)
    return Queue(sum(w.ordinary for w in each), sum(w.priority for w in each), oldest, each)


def _head(asking: Asking, service: str, priority: str, choice: int) -> Head:
    row = asking.connection.execute(
        select(Ticket.id, Ticket.arrived_at)
        .where(
            Ticket.business_day == asking.business_day,
            Ticket.state == "waiting",
            Ticket.service == service,
            Ticket.priority == priority,
        )
        .order_by(Ticket.arrived_at, Ticket.id)
        .limit(1)
    ).one()
    return Head(row.id, service, priority, row.arrived_at, choice)


def _card(asking: Asking, row: Any) -> TicketCard:
    unfinished = row.state in ("waiting", "called", "serving", "hold")
    state = "expired" if unfinished and row.business_day < asking.business_day else row.state
    shown = (row.id, ticket_label(row.series, row.number), row.service, state, row.counter, row.priority or None)
    return TicketCard(*shown, row.issued_at, row.arrived_at, row.version, row.outcome)

"""Questions about the queue: who waits, who is where, what the last calls were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, literal_column, select, tuple_

from counter_app.errors import NotFound
from counter_app.queue.lanes import APPOINTMENT, CARRIED, PRIORITY, Lane, read_lane
from counter_app.records.office import Call, Ticket, TicketEvent
from counter_app.store import Asking

# Statements of the acts are made once: making one costs several times what doing it costs.
_BY_ID = select(Ticket.__table__).where(Ticket.id == bindparam("ticket"))
_OPEN_AT = (
    select(Ticket.__table__, Call.reason.label("why"), Call.called_at, Call.calls)
    .join(Call, Call.ticket_id == Ticket.id)
    .where(Call.counter == bindparam("at"), Call.ended_at.is_(None))
)
# The lanes of a line lie side by side in the index, the higher rank first: who is ahead is one stretch of it.
_AHEAD = select(func.count()).where(
    Ticket.business_day == bindparam("day"),
    Ticket.state == literal_column("'waiting'"),
    Ticket.lane >= bindparam("first"),
    tuple_(Ticket.lane, Ticket.queued_at, Ticket.id)
    < tuple_(
        bindparam("lane", type_=Ticket.lane.type),
        bindparam("place", type_=Ticket.queued_at.type),
        bindparam("ticket", type_=Ticket.id.type),
    ),
)


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
    lane: str
    queued_at: datetime
    booked_for: datetime | None
    about: str | None
    matters: int
    language: str
    needs: tuple[str, ...]
    slip: str
    business_day: date


@dataclass(frozen=True)
class Waiting:
    """How many wait in a line, and since when the longest does; ``line`` is a service, or ``@3`` for counter 3 alone."""

    service: str
    ordinary: int
    priority: int
    booked: int
    oldest: datetime | None


@dataclass(frozen=True)
class Queue:
    """Who waits for a counter."""

    ordinary: int
    priority: int
    booked: int
    oldest: datetime | None
    services: tuple[Waiting, ...]


@dataclass(frozen=True)
class Held:
    """A ticket put aside: where, by whom, why, since when."""

    ticket: TicketCard
    counter: int | None
    staff: str
    reason: str
    since: datetime


@dataclass(frozen=True)
class OpenCall:
    """A ticket at a counter, and the call that brought it there."""

    ticket: TicketCard
    counter: int
    reason: str
    """Why this one was called, as it was kept with the call."""
    called_at: datetime
    calls: int
    """How often the number was called out; 0 where nobody was called."""


@dataclass(frozen=True)
class Move:
    """One move of a ticket, with its reason."""

    kind: str
    ticket_id: UUID
    at: datetime
    counter: int | None
    who: str
    note: str


def ticket_label(series: str, number: int) -> str:
    """The number as printed: ``A042``."""
    return f"{series}{number:03d}"


def state_shown(asking: Asking, state: str, day: date) -> str:
    """A ticket's state as everybody sees it: one of an earlier day that was never finished has expired."""
    unfinished = state in ("booked", "waiting", "called", "serving", "hold")
    return "expired" if unfinished and day < asking.business_day else state


def ticket_by_id(asking: Asking, ticket_id: UUID) -> TicketCard:
    """One ticket; NotFound. A ticket of an earlier day that was never finished has expired."""
    found = find_ticket(asking, ticket_id)
    if found is None:
        raise NotFound("ticket", str(ticket_id))
    return found


def find_ticket(asking: Asking, ticket_id: UUID) -> TicketCard | None:
    """One ticket, or None where the office does not have it."""
    row = asking.connection.execute(_BY_ID, {"ticket": ticket_id}).one_or_none()
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
    """How many are before a waiting ticket in its line: of a higher rank, or earlier in its own."""
    lane = read_lane(ticket.lane)
    place = {"lane": lane.key, "place": ticket.queued_at, "ticket": ticket.id}
    line = {"day": ticket.business_day, "first": Lane(lane.line, CARRIED).key}
    ahead: int = asking.connection.execute(_AHEAD, line | place).scalar_one()
    return ahead


def last_move(asking: Asking, counter: int) -> Move | None:
    """The newest move of a counter, whatever its day."""
    event = TicketEvent
    asked = select(event.kind, event.ticket_id, event.at, event.counter, event.who, event.note)
    newest = asked.where(event.counter == counter).order_by(event.seq.desc()).limit(1)
    row = asking.connection.execute(newest).one_or_none()
    return None if row is None else Move(*row)


def slips_to_tell(asking: Asking) -> tuple[str, ...]:
    """Numbers of today that wait without a paper: the slip failed."""
    rows = asking.connection.execute(
        select(Ticket.series, Ticket.number)
        .where(Ticket.business_day == asking.business_day, Ticket.state == "waiting", Ticket.slip == "failed")
        .order_by(Ticket.issued_at)
    )
    return tuple(ticket_label(row.series, row.number) for row in rows)


def held_tickets(asking: Asking) -> tuple[Held, ...]:
    """Tickets put aside today, the longest first."""
    rows = asking.connection.execute(
        select(Ticket.__table__).where(Ticket.business_day == asking.business_day, Ticket.state == "hold")
    ).all()
    held = [_held(asking, _card(asking, row)) for row in rows]
    return tuple(sorted(held, key=lambda one: one.since))


def _held(asking: Asking, ticket: TicketCard) -> Held:
    last = asking.connection.execute(
        select(TicketEvent.counter, TicketEvent.who, TicketEvent.note, TicketEvent.at)
        .where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == "held")
        .order_by(TicketEvent.seq.desc())
        .limit(1)
    ).one()
    return Held(ticket, last.counter, last.who, last.note, last.at)


def open_call_at(asking: Asking, counter: int) -> TicketCard | None:
    """The ticket a counter has called and not yet finished; ``expired`` when it is an earlier day's."""
    found = call_going_on(asking, counter)
    return None if found is None else found.ticket


def call_going_on(asking: Asking, counter: int) -> OpenCall | None:
    """A counter's ticket with its call, which says why it was made."""
    row = asking.connection.execute(_OPEN_AT, {"at": counter}).one_or_none()
    return None if row is None else OpenCall(_card(asking, row), counter, row.why, row.called_at, row.calls)


def open_call_of(asking: Asking, ticket_id: UUID) -> OpenCall | None:
    """The call going on of a ticket."""
    at = select(Call.counter).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None))
    counter = asking.connection.execute(at).scalar_one_or_none()
    return None if counter is None else call_going_on(asking, counter)


def queue_for(asking: Asking, counter: int | None = None) -> Queue:
    """Who waits, for one counter or for the whole hall."""
    from counter_app.queue.counters import counter_numbered

    lines = None if counter is None else {*counter_numbered(asking, counter).every_service, f"@{counter}"}
    counted = (
        select(Ticket.lane, func.count().label("many"), func.min(Ticket.arrived_at).label("oldest"))
        .where(Ticket.business_day == asking.business_day, Ticket.state == "waiting")
        .group_by(Ticket.lane)
        .order_by(Ticket.lane)
    )
    found: dict[str, Waiting] = {}
    for row in asking.connection.execute(counted):
        lane = read_lane(row.lane)
        if lines is None or lane.line in lines:
            # Who booked a time still to come has not waited yet.
            oldest_here = row.oldest if row.oldest <= asking.now else None
            found[lane.line] = _with_lane(found.get(lane.line), lane, row.many, oldest_here)
    each = tuple(found.values())
    oldest = min((waiting.oldest for waiting in each if waiting.oldest), default=None)
    return Queue(
        sum(w.ordinary for w in each), sum(w.priority for w in each), sum(w.booked for w in each), oldest, each
    )


def _with_lane(so_far: Waiting | None, lane: Lane, many: int, oldest: datetime | None) -> Waiting:
    line = so_far or Waiting(lane.line, 0, 0, 0, None)
    booked = many if lane.rank == APPOINTMENT else 0
    priority = many if lane.rank == PRIORITY else 0
    return Waiting(
        lane.line,
        line.ordinary + many - booked - priority,
        line.priority + priority,
        line.booked + booked,
        min((one for one in (line.oldest, oldest) if one is not None), default=None),
    )


def card_of(asking: Asking, row: Mapping[str, Any]) -> TicketCard:
    """A ticket from its columns' values, as they were just read or written."""
    return _card(asking, SimpleNamespace(**row))


def _card(asking: Asking, row: Any) -> TicketCard:
    state = state_shown(asking, row.state, row.business_day)
    shown = (row.id, ticket_label(row.series, row.number), row.service, state, row.counter, row.priority or None)
    line = (row.issued_at, row.arrived_at, row.version, row.outcome, row.lane, row.queued_at)
    wants = (row.booked_for, row.about, row.matters, row.language, tuple(row.needs), row.slip)
    return TicketCard(*shown, *line, *wants, row.business_day)

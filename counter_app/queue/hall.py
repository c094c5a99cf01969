"""What the hall's display shows and calls out: the last calls, the calls still standing, who waits. Questions of the office.

Everything comes from the records that the clerks' screens show: a number stands on the wall beside the counter that has
it open, and nowhere else. Numbers only, never a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from counter_app.moments import HANOI
from counter_app.queue.board import ticket_label
from counter_app.records.office import Call, Ticket, TicketEvent
from counter_app.records.shared import Service
from counter_app.settings import value_of
from counter_app.store import Asking
from counter_app.unit_card import unit

LAST_CALLS = 5
"""So many calls stand on the wall (MADO's experience: five at most)."""
FRESH = timedelta(seconds=60)
"""An older call is shown, but no longer called out."""
AT_COUNTER = ("called", "serving")
"""The states in which a counter has a ticket open."""
_CALLS = ("called", "recalled")
"""The events that are called out."""
_SHOWN = (*AT_COUNTER, "served")
_READ = 60
"""So many of the day's newest calls are read: more counters than any hall has."""


@dataclass(frozen=True)
class WallCall:
    """A number on the wall and its counter; ``state`` is called, serving or served."""

    number: str
    counter: int
    state: str


@dataclass(frozen=True)
class LiveCall:
    """One calling-out of a number that a counter still has open."""

    id: int
    """The event's own number: what was called out is remembered by it."""
    number: str
    counter: int
    came: bool
    """The citizen is at the counter already."""
    fresh: bool
    """Young enough to be called out."""


@dataclass(frozen=True)
class WaitingFor:
    """How many wait for a service."""

    series: str
    name: str
    count: int


@dataclass(frozen=True)
class HallBoard:
    """Everything on the wall at one moment."""

    at: datetime
    office: str
    notice: str
    calls: tuple[WallCall, ...]
    """The last calls of today, newest first."""
    live: tuple[LiveCall, ...]
    """What may have to be called out, in the order in which it happened."""
    waiting: tuple[WaitingFor, ...]


@dataclass(frozen=True)
class CalledTicket:
    """A ticket called today, and the counter it was called to last."""

    ticket_id: UUID
    number: str
    counter: int
    state: str


@dataclass(frozen=True)
class Move:
    """One event of a ticket, as far as calling out goes."""

    seq: int
    ticket_id: UUID
    at: datetime
    kind: str
    after: str

    @property
    def called_out(self) -> bool:
        """Whether the number is called out with it."""
        return self.kind in _CALLS


def hall_board(asking: Asking) -> HallBoard:
    """The wall at this moment."""
    tickets = _called_today(asking)
    moves = _moves(asking, [one.ticket_id for one in tickets])
    return HallBoard(
        at=asking.now,
        office=unit(asking).name,
        notice=str(value_of(asking, "hall.notice")),
        calls=wall_calls(tickets, moves),
        live=live_calls(tickets, moves, asking.now),
        waiting=waiting_for(asking),
    )


def wall_calls(tickets: Iterable[CalledTicket], moves: Iterable[Move]) -> tuple[WallCall, ...]:
    """The last calls, newest first (pure). A recall makes a call the newest again."""
    newest: dict[UUID, int] = {}
    for move in moves:
        if move.called_out:
            newest[move.ticket_id] = max(move.seq, newest.get(move.ticket_id, 0))
    called = sorted((one for one in tickets if one.ticket_id in newest), key=lambda one: -newest[one.ticket_id])
    return tuple(WallCall(one.number, one.counter, one.state) for one in called[:LAST_CALLS])


def live_calls(tickets: Iterable[CalledTicket], moves: Sequence[Move], now: datetime) -> tuple[LiveCall, ...]:
    """The calls that stand, in order (pure).

    A call falls when its ticket leaves the counter in a later event: undone, absent, put aside, handed on, finished.
    It falls for good, also where that later event is undone in its turn: the citizen has heard the number.
    """
    left: dict[UUID, int] = {}
    for move in moves:
        if move.after not in AT_COUNTER:
            left[move.ticket_id] = max(move.seq, left.get(move.ticket_id, 0))
    open_now = {one.ticket_id: one for one in tickets if one.state in AT_COUNTER}
    standing = (
        (move, open_now[move.ticket_id])
        for move in sorted(moves, key=lambda one: one.seq)
        if move.called_out and move.ticket_id in open_now and move.seq > left.get(move.ticket_id, 0)
    )
    return tuple(
        LiveCall(move.seq, ticket.number, ticket.counter, ticket.state == "serving", _fresh(move.at, now))
        for move, ticket in standing
    )


def waiting_for(asking: Asking) -> tuple[WaitingFor, ...]:
    """How many wait for each service, in the order of the kiosk; all together as many as the clerks see (``queue_for``).

    Who waits for one counter alone is counted with the service of the ticket.
    """
    counted = (
        select(Ticket.service, func.count().label("many"))
        .where(Ticket.business_day == asking.business_day, Ticket.state == "waiting")
        .group_by(Ticket.service)
    )
    many = {row.service: row.many for row in asking.connection.execute(counted)}
    rows = asking.connection.execute(select(Service.code, Service.name, Service.series).order_by(Service.position))
    return tuple(WaitingFor(row.series, row.name, many.get(row.code, 0)) for row in rows)


def _fresh(at: datetime, now: datetime) -> bool:
    """Not older than a minute; nor from a later moment, which a clock set back would show."""
    return abs(now - at) <= FRESH


def _called_today(asking: Asking) -> tuple[CalledTicket, ...]:
    """The tickets called last today that are, or were, served where they were called to; newest first.

    Of a ticket's calls the newest counts, and the open one where two were made in one moment.
    """
    began = datetime.combine(asking.business_day, time(), HANOI)
    rows = asking.connection.execute(
        select(Ticket.id, Ticket.series, Ticket.number, Ticket.state, Call.counter)
        .join(Call, Call.ticket_id == Ticket.id)
        .where(
            Call.called_at >= began,
            Ticket.business_day == asking.business_day,
            Ticket.state.in_(_SHOWN),
        )
        .order_by(
            func.coalesce(Call.recalled_at, Call.called_at).desc(), Call.ended_at.is_(None).desc(), Call.id.desc()
        )
        .limit(_READ)
    )
    found: dict[UUID, CalledTicket] = {}
    for row in rows:
        label = ticket_label(row.series, row.number)
        found.setdefault(row.id, CalledTicket(row.id, label, row.counter, row.state))
    return tuple(found.values())


def _moves(asking: Asking, ticket_ids: Sequence[UUID]) -> tuple[Move, ...]:
    """The events of these tickets, in order."""
    if not ticket_ids:
        return ()
    rows = asking.connection.execute(
        select(TicketEvent.seq, TicketEvent.ticket_id, TicketEvent.at, TicketEvent.kind, TicketEvent.after)
        .where(TicketEvent.ticket_id.in_(ticket_ids))
        .order_by(TicketEvent.seq)
    )
    return tuple(Move(row.seq, row.ticket_id, row.at, row.kind, row.after) for row in rows)

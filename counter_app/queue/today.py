"""A day's tickets, calls and duty as the figures want them, and the figures. Questions of the office."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.calendar import at
from counter_app.moments import business_day
from counter_app.queue.board import Waiting, queue_for
from counter_app.queue.counters import counters
from counter_app.queue.duty import Duty as OnDuty
from counter_app.queue.duty import duties
from counter_app.queue.figures import CallTimes, DayFigures, Duty, TicketTimes, day_figures
from counter_app.queue.policy import minutes_of
from counter_app.queue.spans import Span
from counter_app.queue.stood import STOOD_IN, Move, Stood, stood
from counter_app.records.office import Call, CounterDuty, Ticket, TicketEvent
from counter_app.store import Asking


@dataclass(frozen=True)
class Advice:
    """How many of an officer's visits ended with advice alone (chỉ hướng dẫn), by the tickets the office knows as served.

    Visits without a number, and those a counter has not told of yet, stand on that counter's PC alone: they do not count.
    """

    staff: str
    visits: int
    advice: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.advice / self.visits if self.visits else 0.0


@dataclass(frozen=True)
class Today:
    """The supervisor's page."""

    figures: DayFigures
    waiting: tuple[Waiting, ...]
    on_duty: tuple[OnDuty, ...]
    advice: tuple[Advice, ...]


def today(asking: Asking) -> Today:
    """Today so far, for the supervisor."""
    times = ticket_times(asking, asking.business_day)
    found = figures_of(asking, asking.business_day, times)
    return Today(found, queue_for(asking).services, duties(asking), advice_shares(times))


def figures_of(asking: Asking, day: date, times: tuple[TicketTimes, ...]) -> DayFigures:
    """The figures of a day whose tickets are these."""
    return day_figures(times, _duties(asking, day), minutes_of(asking, "queue.forgotten_minutes"))


def advice_shares(tickets: tuple[TicketTimes, ...]) -> tuple[Advice, ...]:
    """Who ended how many visits with advice alone."""
    visits: Counter[str] = Counter()
    advice: Counter[str] = Counter()
    for ticket in tickets:
        if ticket.state == "served" and ticket.calls:
            visits[ticket.calls[-1].staff] += 1
            advice[ticket.calls[-1].staff] += ticket.outcome == "advice"
    return tuple(Advice(staff, many, advice[staff]) for staff, many in sorted(visits.items()))


def ticket_times(asking: Asking, day: date) -> tuple[TicketTimes, ...]:
    """A day's tickets with their calls, in the order of arrival; a call that was undone is left out."""
    calls: dict[UUID, list[CallTimes]] = defaultdict(list)
    found = asking.connection.execute(
        select(Call.__table__)
        .join(Ticket, Ticket.id == Call.ticket_id)
        .where(Ticket.business_day == day)
        .order_by(Call.called_at, Call.id)
    )
    so_far = min(asking.now, _end_of(day))
    for row in found:
        if row.outcome != "undone":
            calls[row.ticket_id].append(_call(row, so_far))
    rows = asking.connection.execute(
        select(Ticket.__table__).where(Ticket.business_day == day).order_by(Ticket.arrived_at, Ticket.id)
    )
    moves = _moves(asking, day)
    return tuple(
        _ticket(row, tuple(calls[row.id]), stood(moves[row.id], row.lane, row.arrived_at, so_far)) for row in rows
    )


def _moves(asking: Asking, day: date) -> dict[UUID, list[Move]]:
    """The moves of a day's tickets into a line or aside, and out again; oldest first."""
    moves: dict[UUID, list[Move]] = defaultdict(list)
    rows = asking.connection.execute(
        select(TicketEvent.__table__)
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .where(Ticket.business_day == day, TicketEvent.before.in_(STOOD_IN) | TicketEvent.after.in_(STOOD_IN))
        .order_by(TicketEvent.ticket_id, TicketEvent.version)
    )
    for row in rows:
        was, undid = row.detail.get("was", {}), row.note if row.kind == "undone" else ""
        moves[row.ticket_id].append(Move(row.at, row.after, was.get("lane"), undid))
    return moves


def _end_of(day: date) -> datetime:
    return at(day + timedelta(days=1), 0)


def _call(row: Any, so_far: datetime) -> CallTimes:
    times = (row.called_at, row.begun_at, row.ended_at)
    return CallTimes(row.counter, row.staff, *times, row.outcome, row.calls, None if row.ended_at else so_far)


def _ticket(row: Any, calls: tuple[CallTimes, ...], through: Stood) -> TicketTimes:
    told = None if row.told_low is None or row.told_high is None else (row.told_low, row.told_high)
    who = (row.id, row.service, row.priority, row.state, row.outcome, row.arrived_at)
    return TicketTimes(*who, calls, told, through)


def _duties(asking: Asking, day: date) -> tuple[Duty, ...]:
    spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
    rows = asking.connection.execute(select(CounterDuty.__table__).order_by(CounterDuty.began_at))
    for row in rows:
        if business_day(row.began_at) == day:
            spans[row.counter, row.kind].append((row.began_at, min(row.ended_at or asking.now, _end_of(day))))
    return tuple(
        Duty(
            one.number,
            frozenset((f"@{one.number}", *one.every_service)),
            tuple(spans[one.number, "open"]),
            tuple(spans[one.number, "pause"]),
        )
        for one in counters(asking)
        if (one.number, "open") in spans or (one.number, "pause") in spans
    )

"""The queue's figures, each defined once (pure): waiting, walk, serve, hold, stay, idle.

* waiting: from arrival (an appointment: from its time) to the first call
* walk: from the first call that was answered to the begin of its service
* serve: from begin to end at a counter, all counters of the visit together
* hold: from being put aside to being taken up again, sent on or given up
* stay: from arrival to the last end, of the served alone
* idle (of a counter): time on duty with nobody at the counter, outside pauses, while somebody stood in a line it calls
  from: also before its first call and after its last, also for who was sent on, came back or was never called

A call longer than the unit's limit, from its begin (where it never began: from the call) to its end or now, or ended by
the next day's first call, was forgotten: it is flagged inaccurate and left out of means. So is one whose span is negative,
because a clock was set back: it counts as zero. A call that was undone counts for nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.queue.spans import Span, common, length, union, without
from counter_app.queue.stood import Stood

NOTHING = timedelta(0)


@dataclass(frozen=True)
class CallTimes:
    """One call of a ticket, not undone."""

    counter: int
    staff: str
    called_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    """served, no_show, held, transferred, cancelled, closed; None while it goes on."""
    calls: int = 1
    """How often the number was called out; 0 for a held ticket taken up again."""
    so_far: datetime | None = None
    """Of one that goes on: until when, at most the end of its day."""


@dataclass(frozen=True)
class TicketTimes:
    """A ticket and its calls, oldest first."""

    ticket_id: UUID
    service: str
    priority: str
    state: str
    outcome: str | None
    arrived_at: datetime
    calls: tuple[CallTimes, ...]
    told: tuple[int, int] | None = None
    """The wait its slip told, from … to …, in minutes."""
    stood: Stood = field(default_factory=Stood)
    """Its waits, each with its line, and its times put aside; nothing for a booking nobody came for."""


@dataclass(frozen=True)
class Times:
    """What became of a ticket's time; None where it never came to that."""

    waiting: timedelta | None
    walk: timedelta | None
    serve: timedelta | None
    hold: timedelta | None
    stay: timedelta | None
    inaccurate: bool


@dataclass(frozen=True)
class Summary:
    """Many tickets in one line; means without the inaccurate ones, None where there are none."""

    tickets: int = 0
    served: int = 0
    no_show: int = 0
    inaccurate: int = 0
    waiting: timedelta | None = None
    waiting_longest: timedelta | None = None
    waiting_p90: timedelta | None = None
    walk: timedelta | None = None
    serve: timedelta | None = None
    hold: timedelta | None = None
    """Of those that were put aside."""
    stay: timedelta | None = None


@dataclass(frozen=True)
class CounterFigures:
    """A counter's day."""

    counter: int
    calls: int
    served: int
    no_show: int
    serve: timedelta | None
    idle: timedelta
    paused: timedelta
    inaccurate: int


@dataclass(frozen=True)
class Foretold:
    """The waits that were told against those that came; minutes."""

    tickets: int = 0
    mean_error: float | None = None
    """Mean distance of the lower figure told from the wait."""
    longer_than_told: float | None = None
    """Share of those who waited longer than the upper figure."""


@dataclass(frozen=True)
class Duty:
    """What a counter was there for: the lines it called from, its pauses, its time on duty."""

    counter: int
    lines: frozenset[str]
    """Codes of services, and ``@3`` for who waits for counter 3 alone."""
    open: tuple[Span, ...] = ()
    paused: tuple[Span, ...] = ()


@dataclass(frozen=True)
class DayFigures:
    """A day of the hall."""

    whole: Summary
    services: dict[str, Summary] = field(default_factory=dict)
    counters: tuple[CounterFigures, ...] = ()
    foretold: Foretold = Foretold()


def times_of(ticket: TicketTimes, forgotten: timedelta) -> Times:
    """One ticket's times."""
    calls = ticket.calls
    if not calls:
        return Times(None, None, None, None, None, inaccurate=False)
    waiting = max(NOTHING, calls[0].called_at - ticket.arrived_at)
    answered = next((call for call in calls if call.begun_at and call.calls), None)
    walk = (
        None if answered is None or answered.begun_at is None else max(NOTHING, answered.begun_at - answered.called_at)
    )
    served = [_serve(call) for call in calls if call.begun_at and call.ended_at]
    hold = length(union(ticket.stood.held)) if ticket.stood.held else None
    last = calls[-1].ended_at
    stay = max(NOTHING, last - ticket.arrived_at) if ticket.state == "served" and last else None
    wrong = _set_back(calls) or any(_inaccurate(call, forgotten) for call in calls)
    return Times(waiting, walk, sum(served, NOTHING) if served else None, hold, stay, inaccurate=wrong)


def day_figures(tickets: Sequence[TicketTimes], duties: Sequence[Duty], forgotten: timedelta) -> DayFigures:
    """A day's figures: the whole hall, each service, each counter, and how well waits were told."""
    services = sorted({ticket.service for ticket in tickets})
    return DayFigures(
        summary(tickets, forgotten),
        {one: summary([ticket for ticket in tickets if ticket.service == one], forgotten) for one in services},
        tuple(_counter(duty, tickets, forgotten) for duty in duties),
        _foretold(tickets),
    )


def summary(tickets: Sequence[TicketTimes], forgotten: timedelta) -> Summary:
    """Many tickets in one line."""
    timed = [(ticket, times_of(ticket, forgotten)) for ticket in tickets]
    right = [times for _, times in timed if not times.inaccurate]
    waits = sorted(times.waiting for times in right if times.waiting is not None)
    return Summary(
        tickets=len(tickets),
        served=sum(ticket.state == "served" for ticket in tickets),
        no_show=sum(ticket.state == "no_show" for ticket in tickets),
        inaccurate=sum(times.inaccurate for _, times in timed),
        waiting=mean(waits),
        waiting_longest=waits[-1] if waits else None,
        waiting_p90=waits[math.ceil(len(waits) * 0.9) - 1] if waits else None,
        walk=mean(times.walk for times in right if times.walk is not None),
        serve=mean(times.serve for times in right if times.serve is not None),
        hold=mean(times.hold for times in right if times.hold is not None),
        stay=mean(times.stay for times in right if times.stay is not None),
    )


def mean(spans: Iterable[timedelta]) -> timedelta | None:
    """The mean of spans; None of none."""
    every = list(spans)
    return sum(every, NOTHING) / len(every) if every else None


def _serve(call: CallTimes) -> timedelta:
    return max(NOTHING, call.ended_at - call.begun_at) if call.ended_at and call.begun_at else NOTHING


def _inaccurate(call: CallTimes, forgotten: timedelta) -> bool:
    since, until = call.begun_at or call.called_at, call.ended_at or call.so_far or call.called_at
    return call.outcome == "closed" or until - since > forgotten or _set_back([call])


def _set_back(calls: Sequence[CallTimes]) -> bool:
    """Whether a clock was set back between two moments of these calls."""
    moments = [at for call in calls for at in (call.called_at, call.begun_at, call.ended_at) if at is not None]
    return any(later < first for first, later in itertools.pairwise(moments))


def _foretold(tickets: Sequence[TicketTimes]) -> Foretold:
    told = [
        (ticket.told, max(0.0, (ticket.calls[0].called_at - ticket.arrived_at).total_seconds() / 60))
        for ticket in tickets
        if ticket.told is not None and ticket.calls
    ]
    if not told:
        return Foretold()
    errors = [abs(low - waited) for (low, _), waited in told]
    longer = sum(waited > high for (_, high), waited in told)
    return Foretold(len(told), sum(errors) / len(errors), longer / len(told))


def _counter(duty: Duty, tickets: Sequence[TicketTimes], forgotten: timedelta) -> CounterFigures:
    here = sorted(
        ((call, ticket) for ticket in tickets for call in ticket.calls if call.counter == duty.counter),
        key=lambda pair: pair[0].called_at,
    )
    wrong = [call for call, _ in here if _inaccurate(call, forgotten)]
    right = [_serve(call) for call, _ in here if call.begun_at and call.ended_at and call not in wrong]
    return CounterFigures(
        counter=duty.counter,
        calls=len(here),
        served=sum(call.outcome == "served" for call, _ in here),
        no_show=sum(call.outcome == "no_show" for call, _ in here),
        serve=mean(right),
        idle=_idle(duty, [call for call, _ in here], tickets),
        paused=length(union(duty.paused)),
        inaccurate=len(wrong),
    )


def _idle(duty: Duty, calls: Sequence[CallTimes], tickets: Sequence[TicketTimes]) -> timedelta:
    """The time on duty with nobody called while somebody stood in one of its lines, its pauses taken out."""
    end = max((last for _, last in duty.open), default=None)
    if end is None:
        return NOTHING
    busy = [(call.called_at, call.ended_at or end) for call in calls]
    waits = [wait.span for ticket in tickets for wait in ticket.stood.waits if wait.line in duty.lines]
    return length(common(without(duty.open, [*busy, *duty.paused]), waits))

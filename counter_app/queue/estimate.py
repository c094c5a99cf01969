"""What a new ticket is told of its wait, and whether it can still be served today. Questions of the office.

The replay (``waiting_time``) knows no clock: this turns its minutes into the hall's, over the midday break, and compares
the work left with the time left.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from statistics import median, median_high, median_low
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.calendar import WorkCalendar, at
from counter_app.dossiers.appointment import unit_calendar
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.queue.counters import CounterCard, counters, service_of
from counter_app.queue.duty import duties
from counter_app.queue.lanes import CARRIED, PRIORITY, Lane, rank_of, read_lane
from counter_app.queue.policy import minutes_of, rules_of
from counter_app.queue.waiting_time import Hall, OpenCounter, Past, Standing, Told, Turn, told_range, turns_of
from counter_app.records.office import Call, Ticket
from counter_app.store import Asking

_LOOK_BACK = timedelta(days=21)
_MOST_CALLS = 1_500
_MOST_SAMPLES = 80
"""The newest services of a kind count; what was long ago does not tell of today."""


@dataclass(frozen=True)
class Prospect:
    """What a new ticket may be told, and whether its turn comes before the hall closes."""

    told: Told
    too_late: bool = False


def prospect(asking: Asking, code: str, priority: str | None = None, matters: int = 1) -> Prospect:
    """What somebody who takes a ticket now would be told. NotFound."""
    service, _ = service_of(asking, code)
    rank = rank_of(priority, None)
    whom = Standing(new_id(), service.code, service.code, rank, asking.now, asking.now, matters)
    hall = hall_now(asking)
    turns = turns_foreseen(asking, hall, whom)
    calendar = unit_calendar(asking, asking.business_day)
    walls = [_on_the_wall(calendar, asking.now, turn.minutes) for turn in turns]
    known = hall.serves(whom.line) and hall.past.enough(whom.service)
    told = told_range(sorted(wall for wall in walls if wall is not None)) if known else None
    ahead = _ahead(hall, whom, turns)
    return Prospect(
        Told(ahead) if told is None else Told(ahead, *told),
        too_late=_too_late(asking, closes_at(calendar, asking.now), walls),
    )


def turns_foreseen(asking: Asking, hall: Hall, whom: Standing) -> list[Turn]:
    """When somebody is called, in each draw; where no open counter serves them, as if those came that may.

    Those are the ones that pause; where none does, every counter for this line. Empty where there is none.
    """
    if hall.serves(whom.line):
        return turns_of(hall, whom, chance_at(hall.now))
    able = [card for card in counters(asking) if whom.line in card.lines]
    pausing = {duty.counter for duty in duties(asking)}
    coming = [card for card in able if card.number in pausing] or able
    played = replace(hall, counters=(*hall.counters, *(OpenCounter(card.lines) for card in coming)))
    return turns_of(played, whom, chance_at(hall.now))


def _ahead(hall: Hall, whom: Standing, turns: Sequence[Turn]) -> int:
    """How many of their line are called before somebody who comes now; for one of priority also who goes before by the guard."""
    if whom.rank == PRIORITY and turns:
        return median_high(turn.ahead for turn in turns)
    return sum(1 for one in hall.standing if one.line == whom.line and CARRIED <= one.rank <= whom.rank)


def _too_late(asking: Asking, closes: datetime | None, walls: Sequence[float | None]) -> bool:
    """Whether the turn would come in the unit's margin before closing, or that has begun. Who is next outside it is served."""
    if closes is None or asking.now >= closes:
        return False
    left = _minutes(closes - asking.now - minutes_of(asking, "queue.closing_margin_minutes"))
    wait = median_low(math.inf if wall is None else wall for wall in walls) if walls else 0.0
    return left <= 0 or (wait > 0 and wait > left)


def hall_now(asking: Asking) -> Hall:
    """The hall as the replay wants it: who waits, which counters call, what past services took."""
    calls = _past_calls(asking)
    past, rules = _past(asking, calls), rules_of(asking)
    return Hall(asking.now, _standing(asking), _open_counters(asking), past, rules, _of_priority(calls))


def closes_at(calendar: WorkCalendar, now: datetime) -> datetime | None:
    """When the hall closes today; None on a day on which it is not open."""
    spans = calendar.hall_hours(business_day(now))
    return at(business_day(now), spans[-1][1]) if spans else None


def next_opening(calendar: WorkCalendar, now: datetime) -> datetime:
    """When the hall opens on the next day on which it does."""
    day = business_day(now) + timedelta(days=1)
    while not calendar.hall_open(day):
        day += timedelta(days=1)
    return at(day, calendar.hall_hours(day)[0][0])


def past_services(asking: Asking) -> Past:
    """What the newest services took, from the call to the end, for one dossier; and the pause until the next call."""
    return _past(asking, _past_calls(asking))


def _past_calls(asking: Asking) -> Sequence[Any]:
    """The newest calls that have ended, newest first."""
    return asking.connection.execute(
        select(
            *(Call.counter, Call.called_at, Call.ended_at),
            *(Ticket.id, Ticket.service, Ticket.matters, Ticket.priority),
        )
        .join(Ticket, Ticket.id == Call.ticket_id)
        .where(Call.called_at > asking.now - _LOOK_BACK, Call.ended_at.is_not(None), Call.outcome.in_(_TELLING))
        .order_by(Call.called_at.desc())
        .limit(_MOST_CALLS)
    ).all()


def _past(asking: Asking, calls: Sequence[Any]) -> Past:
    """Whoever was put aside or sent on took the time of all their calls: those who come will, as often."""
    forgotten = _minutes(minutes_of(asking, "queue.forgotten_minutes"))
    spent: dict[UUID, float] = defaultdict(float)
    last: dict[UUID, Any] = {}
    for row in calls:
        minutes = _minutes(row.ended_at - row.called_at)
        if minutes <= forgotten:
            spent[row.id] += minutes
            last.setdefault(row.id, row)
    took: dict[str, list[float]] = defaultdict(list)
    for ticket_id, row in last.items():
        if len(took[row.service]) < _MOST_SAMPLES:
            took[row.service].append(spent[ticket_id] / row.matters)
    return Past(took, _between(calls), _minutes(minutes_of(asking, "queue.service_minutes")))


def _of_priority(calls: Sequence[Any]) -> float:
    """The share of calls that went to people of priority; nothing is said of too few."""
    share = sum(bool(row.priority) for row in calls) / max(1, len(calls))
    return share if len(calls) >= _FEWEST_CALLS else 0.0


_FEWEST_CALLS = 20
_TELLING = ("served", "no_show", "held", "transferred")


_LONGEST_PAUSE = 2.0
"""Minutes; a longer one is a counter with nobody to call, or a break."""


def _between(rows: Sequence[Any]) -> float:
    """The usual pause of a counter between two services, where somebody was called within two minutes."""
    later: dict[int, datetime] = {}
    pauses = []
    for row in rows:  # newest first
        if row.counter in later:
            pause = _minutes(later[row.counter] - row.ended_at)
            if 0 <= pause <= _LONGEST_PAUSE:
                pauses.append(pause)
        later[row.counter] = row.called_at
    return median(pauses) if pauses else 0.0


def _standing(asking: Asking) -> tuple[Standing, ...]:
    rows = asking.connection.execute(
        select(Ticket.id, Ticket.lane, Ticket.service, Ticket.arrived_at, Ticket.queued_at, Ticket.matters).where(
            Ticket.business_day == asking.business_day, Ticket.state == "waiting"
        )
    )
    return tuple(_stands(row.id, read_lane(row.lane), row) for row in rows)


def _stands(ticket_id: UUID, lane: Lane, row: Any) -> Standing:
    return Standing(ticket_id, lane.line, row.service, lane.rank, row.arrived_at, row.queued_at, row.matters)


def _open_counters(asking: Asking) -> tuple[OpenCounter, ...]:
    calling = {duty.counter for duty in duties(asking) if duty.kind == "open"}
    busy = {
        row.counter: row
        for row in asking.connection.execute(
            select(Call.counter, Call.called_at, Ticket.service, Ticket.matters)
            .join(Ticket, Ticket.id == Call.ticket_id)
            .where(Call.ended_at.is_(None), Ticket.business_day == asking.business_day)
        )
    }
    return tuple(_counter(card, busy.get(card.number)) for card in counters(asking) if card.number in calling)


def _counter(card: CounterCard, busy: Any) -> OpenCounter:
    return (
        OpenCounter(card.lines) if busy is None else OpenCounter(card.lines, busy.service, busy.matters, busy.called_at)
    )


def _on_the_wall(calendar: WorkCalendar, now: datetime, minutes: float) -> float | None:
    """Minutes of work as minutes on the wall clock, over the midday break; None past closing."""
    day, left = business_day(now), timedelta(minutes=minutes)
    spans = [(at(day, first), at(day, last)) for first, last in calendar.hall_hours(day)]
    if not spans or now >= spans[-1][1]:
        return minutes  # outside the hall's hours nobody knows them: the counters that call are what counts
    for opens, closes in spans:
        begins = max(now, opens)
        if begins < closes:
            if left <= closes - begins:
                return _minutes(begins + left - now)
            left -= closes - begins
    return None


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60


def chance_at(now: datetime) -> Random:
    """The same moment draws the same samples."""
    return Random(now.isoformat())  # noqa: S311 - draws samples, guards nothing

"""Whether a service gives a number now, what that number is told, and when the next one may be had. Questions of the office.

A training unit knows no hall's hours: it is trained at any time. Staff at the door are bound by the day's limit alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select

from counter_app.calendar import WorkCalendar, at
from counter_app.dossiers.appointment import unit_calendar
from counter_app.moments import business_day, local
from counter_app.queue.counters import ServiceLine, service_of
from counter_app.queue.estimate import next_opening, prospect
from counter_app.queue.waiting_time import Told
from counter_app.records.office import TicketNumber
from counter_app.special_days import Spans, parse_spans
from counter_app.store import Asking
from counter_app.unit_card import unit

EARLY_MINUTES = 30
"""Numbers are given so long before the hall opens: who comes early does not have to queue for the kiosk."""

Why = Literal["day", "hours", "window", "limit", "late"]
"""The hall is closed today; it is not open now; the service gives none now; the day's are given; no time is left."""


@dataclass(frozen=True)
class Closed:
    """No number now. ``again`` is when one is given again today (None: not today), ``next_day`` when the next one with room begins."""

    why: Why
    again: datetime | None
    next_day: datetime


@dataclass(frozen=True)
class Admission:
    """What a number taken now would be told, or why there is none."""

    told: Told | None = None
    closed: Closed | None = None


def admission(
    asking: Asking, code: str, priority: str | None = None, matters: int = 1, *, at_door: bool = False
) -> Admission:
    """Whether somebody gets a number of this service now. NotFound."""
    service, _ = service_of(asking, code)
    calendar, training = unit_calendar(asking, asking.business_day), unit(asking).training
    closed = None if at_door else _not_open(asking, calendar, service, training=training)
    closed = closed or _all_given(asking, calendar, service)
    if closed is not None:
        return Admission(closed=closed)
    found = prospect(asking, code, priority, matters)
    if not at_door and not training and found.too_late:
        return Admission(closed=Closed("late", None, _next_with_room(asking, calendar, service)))
    return Admission(found.told)


def opens_next(calendar: WorkCalendar, windows: str, now: datetime) -> datetime:
    """When a service with these windows gives its first number on the next day on which the hall is open."""
    hall = next_opening(calendar, now)
    spans = parse_spans(windows)
    return max(hall, at(local(hall).date(), spans[0][0])) if spans else hall


def given_on(calendar: WorkCalendar, windows: str, day: date) -> Spans:
    """The spans of a day in which numbers are given (pure): the service's windows, else the hall's hours begun early."""
    hall = calendar.hall_hours(day)
    if hall and windows:
        return parse_spans(windows)
    return tuple((max(0, opens - EARLY_MINUTES), closes) for opens, closes in hall)


def _not_open(asking: Asking, calendar: WorkCalendar, service: ServiceLine, *, training: bool) -> Closed | None:
    if training and not service.windows:
        return None
    here = local(asking.now)
    day, minute = here.date(), here.hour * 60 + here.minute
    spans = parse_spans(service.windows) if training else given_on(calendar, service.windows, day)
    if any(opens <= minute < closes for opens, closes in spans):
        return None
    why: Why = "day" if not spans else "window" if service.windows else "hours"
    again = next((at(day, opens) for opens, _ in spans if minute < opens), None)
    return Closed(why, again, _next_with_room(asking, calendar, service))


def _all_given(asking: Asking, calendar: WorkCalendar, service: ServiceLine) -> Closed | None:
    if asking.business_day not in _full_days(asking, service):
        return None
    return Closed("limit", None, _next_with_room(asking, calendar, service))


def _next_with_room(asking: Asking, calendar: WorkCalendar, service: ServiceLine) -> datetime:
    """When the service gives its first number on the next day that has one left."""
    full, opens = _full_days(asking, service), opens_next(calendar, service.windows, asking.now)
    while business_day(opens) in full:
        opens = opens_next(calendar, service.windows, opens)
    return opens


def _full_days(asking: Asking, service: ServiceLine) -> frozenset[date]:
    """From today on, the days of which every number is given: by series, whoever was sent on or sent here."""
    if not service.daily_limit:
        return frozenset()
    full = select(TicketNumber.business_day).where(
        TicketNumber.business_day >= asking.business_day,
        TicketNumber.series == service.series,
        TicketNumber.last >= service.daily_limit,
    )
    return frozenset(asking.connection.execute(full).scalars())

"""When a dossier is due (ngày hẹn trả), and why. Pure: moments, a calendar and a time limit in, a moment out.

The law: days are counted from the next one (Civil Code 2015, article 147.2), a period that ends on a day off ends on
the next working day (148.5), hours run from the moment (147.1). Practice adds what the law leaves open: the hour of
receipt stays the hour of the appointment, held inside office hours; 8 hours are one day, so that half a day is 4 hours.

A dossier that comes while the hall is closed is received when it next opens. One taken on a Saturday in an open hall
is received that day: Monday is day 1.

Results are monotone in the time limit, to the minute. They are monotone in the moment of receipt to the minute between
working days and by day otherwise: whatever is received on a closed day's eve or in a Saturday's hall keeps its hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING

from counter_app.calendar import WorkCalendar, at
from counter_app.dossiers import due_basis
from counter_app.errors import BadDocument
from counter_app.moments import local

if TYPE_CHECKING:
    from counter_app.catalogue.procedures import TimeLimit

HOURS_A_DAY = 8
LAST_HOUR_OF_SAME_DAY = 15
"""Received after this hour, same-day work is due on the next working day (Decree 23/2015, article 7)."""

_LONGEST_DAYS = 1000
"""More is a slip of the finger: the longest limits in force are a few months."""


@dataclass(frozen=True)
class Due:
    """The appointment, aware, in Hà Nội; and in Vietnamese words what was counted and what was left out."""

    due: datetime
    basis: str


def due_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar) -> Due:
    """When a dossier of this time limit is due."""
    if limit.unit == "same_day":
        return due_same_day(received, calendar)
    if limit.unit == "hours":
        return due_after_hours(received, limit.value, calendar)
    if limit.unit == "calendar_days":
        return due_after_calendar_days(received, int(limit.value), calendar)
    return due_after_working_days(received, limit.value, calendar)


def due_after_working_days(received: datetime, days: float, calendar: WorkCalendar) -> Due:
    """Due so many working days after receipt; a fraction of a day runs as hours. BadDocument unless 0 < days."""
    _check("days", days, _LONGEST_DAYS)
    start = calendar.next_opening(received)
    whole, part = int(days), days % 1
    day = start.date()
    for _ in range(whole):
        day = calendar.next_working_day(day)
    due = _clamped(day, start, calendar) if whole else start
    if part:
        next_whole = _clamped(calendar.next_working_day(day), start, calendar)
        due = min(_run(due, round(part * HOURS_A_DAY * 60), calendar), next_whole)
    return Due(due, due_basis.working_days(received, start, due, days, calendar))


def due_after_hours(received: datetime, hours: float, calendar: WorkCalendar) -> Due:
    """Due so many office hours after receipt. BadDocument unless 0 < hours."""
    _check("hours", hours, _LONGEST_DAYS * HOURS_A_DAY)
    start = calendar.next_opening(received)
    due = _run(start, max(1, round(hours * 60)), calendar)
    return Due(due, due_basis.hours(received, start, due, hours, calendar))


def due_after_calendar_days(received: datetime, days: int, calendar: WorkCalendar) -> Due:
    """Due so many days after receipt, of every kind; an end on a day off moves to the next working day."""
    _check("days", days, _LONGEST_DAYS)
    start = calendar.next_opening(received)
    last = start.date() + timedelta(days=days)
    day = last if calendar.is_working_day(last) else calendar.next_working_day(last)
    due = _clamped(day, start, calendar)
    return Due(due, due_basis.calendar_days(received, start, last, due, days, calendar))


def due_same_day(received: datetime, calendar: WorkCalendar) -> Due:
    """Due at the close of the day, or of the next working day when received after 15:00."""
    start = calendar.next_opening(received)
    day, late = start.date(), _minute(start) > LAST_HOUR_OF_SAME_DAY * 60
    if late or not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    due = at(day, calendar.office_hours(day)[-1][1])
    return Due(due, due_basis.same_day(received, start, due, late=late, calendar=calendar))


def _check(field: str, amount: float, most: int) -> None:
    if not isfinite(amount) or not 0 < amount <= most:
        raise BadDocument(field, f"phải lớn hơn 0 và không quá {most}")


def _minute(moment: datetime) -> int:
    here = local(moment)
    return here.hour * 60 + here.minute


def _clamped(day: date, start: datetime, calendar: WorkCalendar) -> datetime:
    """The hour of receipt on a working day, moved into its office hours: lunch to the afternoon, late to the close."""
    minute = _minute(start)
    spans = calendar.office_hours(day)
    for opens, closes in spans:
        if minute <= closes:
            return at(day, max(minute, opens))
    return at(day, spans[-1][1])


def _run(start: datetime, minutes: int, calendar: WorkCalendar) -> datetime:
    """The moment after so many minutes of office hours."""
    day, minute = start.date(), _minute(start)
    while True:
        for opens, closes in calendar.office_hours(day):
            begins = max(minute, opens)
            if begins < closes and minutes <= closes - begins:
                return at(day, begins + minutes)
            minutes -= max(0, closes - begins)
        day, minute = calendar.next_working_day(day), 0

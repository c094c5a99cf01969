"""When a dossier is due (ngày hẹn trả), and why. Pure: moments, a calendar and a time limit in, a moment out.

The law: days are counted from the next one (Civil Code 2015, article 147.2), a period that ends on a day off ends on
the next working day (148.5), hours run from the moment (147.1). Practice adds what the law leaves open: the hour of
receipt stays the hour of the appointment, held inside office hours; 8 hours are one day, so that half a day is 4 hours.
A part of a day runs first, the whole days after it: the other way round, what came on a Saturday could be due a day
before what came on Friday.

A dossier that comes while the hall is closed is received when it next opens. One taken on a Saturday in an open hall
is received that day: Monday is day 1.

Results are monotone in the time limit, to the minute. They are monotone in the moment of receipt to the minute between
working days and by day otherwise: whatever is received on a closed day's eve or in a Saturday's hall keeps its hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Literal

from counter_app.calendar import WorkCalendar, at
from counter_app.dossiers import due_basis
from counter_app.errors import BadDocument
from counter_app.moments import business_day, local

if TYPE_CHECKING:
    from counter_app.catalogue.procedures import TimeLimit

HOURS_A_DAY = 8
LAST_HOUR_OF_SAME_DAY = 15
"""Received after this hour, same-day work is due on the next working day (Decree 23/2015, article 7).

Moments are kept to the minute: the minute 15:00 is after the hour but for its first instant, so it counts as after.
"""

_LONGEST_DAYS = 1000
"""More is a slip of the finger: the longest limits in force are a few months."""


@dataclass(frozen=True)
class Due:
    """The appointment, aware, in Hà Nội; and in Vietnamese words what was counted and what was left out."""

    due: datetime
    basis: str


def due_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar) -> Due:
    """When a dossier of this time limit is due, all of its stages one after the other."""
    if limit.then:
        return due_after_stages(received, limit.stages, calendar)
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
    due = _after_working_days(start, days, calendar)
    return Due(due, due_basis.working_days(received, start, due, days, calendar))


def due_after_hours(received: datetime, hours: float, calendar: WorkCalendar) -> Due:
    """Due so many office hours after receipt. BadDocument unless 0 < hours."""
    _check("hours", hours, _LONGEST_DAYS * HOURS_A_DAY)
    start = calendar.next_opening(received)
    due = _after_hours(start, hours, calendar)
    return Due(due, due_basis.hours(received, start, due, hours, calendar))


def due_after_calendar_days(received: datetime, days: int, calendar: WorkCalendar) -> Due:
    """Due so many days after receipt, of every kind; an end on a day off moves to the next working day."""
    _check("days", days, _LONGEST_DAYS)
    start = calendar.next_opening(received)
    due = _after_calendar_days(start, days, calendar)
    last = start.date() + timedelta(days=days)
    return Due(due, due_basis.calendar_days(received, start, last, due, days, calendar))


def due_after_stages(received: datetime, limits: Sequence[TimeLimit], calendar: WorkCalendar) -> Due:
    """Due after limits that follow one another («10 ngày và 03 ngày làm việc»), in the order given.

    Each is a period of its own: it begins where the one before ended, an end on a day off having moved (article 148.5).
    The order of receipt holds by day for whole days; hours after days that moved run from the hour of receipt.
    BadDocument for none, for a limit that makes no sense, and for same-day work among several.
    """
    if not limits or any(limit.unit == "same_day" for limit in limits):
        raise BadDocument("time", "cần ít nhất một thời hạn tính bằng ngày hoặc giờ")
    start = calendar.next_opening(received)
    ends = [start]
    for limit in limits:
        ends.append(_after(limit, ends[-1], calendar))
    return Due(ends[-1], due_basis.stages(received, ends, limits, calendar))


def due_same_day(received: datetime, calendar: WorkCalendar) -> Due:
    """Due at the close of the day, or of the next working day when received from 15:00 on."""
    start = calendar.next_opening(received)
    day, late = start.date(), received_late(start)
    if late or not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    due = at(day, calendar.office_hours(day)[-1][1])
    return Due(due, due_basis.same_day(received, start, due, late=late, calendar=calendar))


def received_late(moment: datetime) -> bool:
    """Whether what comes at this moment waits for the next working day, where the law sets 15:00."""
    return _minute(moment) >= LAST_HOUR_OF_SAME_DAY * 60


def outcome(done: datetime, promised: datetime) -> Literal["early", "on_time", "late"]:
    """How what was done kept its promise: early on a day before it, on time up to the very moment."""
    if done > promised:
        return "late"
    return "early" if business_day(done) < business_day(promised) else "on_time"


def _check(field: str, amount: float, most: int) -> None:
    if not isfinite(amount) or not 0 < amount <= most:
        raise BadDocument(field, f"phải lớn hơn 0 và không quá {most}")


def _after(limit: TimeLimit, start: datetime, calendar: WorkCalendar) -> datetime:
    """The end of one of several limits, counted from a moment of office hours."""
    if limit.unit == "hours":
        _check("hours", limit.value, _LONGEST_DAYS * HOURS_A_DAY)
        return _after_hours(start, limit.value, calendar)
    _check("days", limit.value, _LONGEST_DAYS)
    if limit.unit == "calendar_days":
        return _after_calendar_days(start, int(limit.value), calendar)
    return _after_working_days(start, limit.value, calendar)


def _after_working_days(start: datetime, days: float, calendar: WorkCalendar) -> datetime:
    """The part of a day, in office hours, then the whole days; never after the next whole number of days."""
    whole, part = int(days), days % 1
    if not part:
        return _whole_days(start, whole, calendar)
    first = min(_run(start, round(part * HOURS_A_DAY * 60), calendar), _whole_days(start, 1, calendar))
    return min(_whole_days(first, whole, calendar), _whole_days(start, whole + 1, calendar)) if whole else first


def _whole_days(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """The same hour so many working days later, held inside the hours of that day."""
    day = start.date()
    for _ in range(days):
        day = calendar.next_working_day(day)
    return _clamped(day, start, calendar)


def _after_hours(start: datetime, hours: float, calendar: WorkCalendar) -> datetime:
    return _run(start, max(1, round(hours * 60)), calendar)


def _after_calendar_days(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    last = start.date() + timedelta(days=days)
    return _clamped(last if calendar.is_working_day(last) else calendar.next_working_day(last), start, calendar)


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

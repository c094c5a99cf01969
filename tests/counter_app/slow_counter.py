"""A second, slow reckoning of due dates: one minute and one day at a time, with its own list of days off.

It shares no code with the product, so that both being wrong in the same way is unlikely. It knows one week: 07:30 to
11:30 and 13:00 to 17:00 from Monday to Friday, Saturday mornings in a hall that is open then.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

_OFF = {
    2024: "1/1 8/2 9/2 10/2 11/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 1/2 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 26/4 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
    2027: "1/1 4/2 5/2 6/2 7/2 8/2 9/2 10/2 16/4 30/4 1/5 3/5 2/9 3/9 24/11",
}
OFF = frozenset(
    date(year, *reversed([int(part) for part in day.split("/")])) for year, days in _OFF.items() for day in days.split()
)
MADE_UP = frozenset({date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)})

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def works(day: date) -> bool:
    """Whether the day counts."""
    return day in MADE_UP or (day.isoweekday() <= 5 and day not in OFF)


def at_work(moment: datetime) -> bool:
    """Whether the minute that begins at this moment is an office minute."""
    clock = (moment.hour, moment.minute)
    return ((7, 30) <= clock < (11, 30) or (13, 0) <= clock < (17, 0)) and works(moment.date())


def taken_in(moment: datetime, *, saturdays: bool) -> datetime:
    """When the hall takes in what comes at this moment: the stroke at which it closes still counts."""
    moment = moment.replace(second=0, microsecond=0)
    while not _hall_is_open(moment, saturdays=saturdays):
        moment += _MINUTE
    return moment


def after_office_minutes(start: datetime, minutes: int) -> datetime:
    """The moment by which so many office minutes have passed."""
    moment = start
    while minutes:
        minutes -= at_work(moment)
        moment += _MINUTE
    return moment


def after_working_days(start: datetime, days: int) -> datetime:
    """So many working days on, the day of receipt not counted (Civil Code, article 147.2), at the same hour."""
    day = start.date()
    while days:
        day += _DAY
        days -= works(day)
    return _at_the_hour_of(start, day)


def after_calendar_days(start: datetime, days: int) -> datetime:
    """So many days on, moved day by day to one that is worked (article 148.5)."""
    day = start.date()
    for _ in range(days):
        day += _DAY
    while not works(day):
        day += _DAY
    return _at_the_hour_of(start, day)


def after_half_days(start: datetime, halves: int) -> datetime:
    """So many halves of a day of 8 hours: the odd one runs first, and ends no later than the whole one would."""
    if halves % 2 == 0:
        return after_working_days(start, halves // 2)
    first = min(after_office_minutes(start, 4 * 60), after_working_days(start, 1))
    return min(after_working_days(first, halves // 2), after_working_days(start, halves // 2 + 1))


def same_day(start: datetime) -> datetime:
    """The close of the day; of the next working day for what came at 15:00 or later, or on a day that is not worked."""
    day = start.date()
    if start.hour >= 15 or not works(day):
        day += _DAY
        while not works(day):
            day += _DAY
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=start.tzinfo)


def _hall_is_open(moment: datetime, *, saturdays: bool) -> bool:
    clock, day = (moment.hour, moment.minute), moment.date()
    morning, afternoon = (7, 30) <= clock <= (11, 30), (13, 0) <= clock <= (17, 0)
    if works(day):
        return morning or afternoon
    return saturdays and day.isoweekday() == 6 and day not in OFF and morning


def _at_the_hour_of(start: datetime, day: date) -> datetime:
    """The same hour on another day, which is always one of the week's ordinary hours."""
    return datetime(day.year, day.month, day.day, start.hour, start.minute, tzinfo=start.tzinfo)

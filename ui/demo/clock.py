"""The demo's clock: it begins on a working morning and goes on as time does."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from counter_app.calendar import build_calendar, years_around
from counter_app.moments import HANOI, Clock, local

_OPENING = time(8, 30)


def working_morning(clock: Clock) -> Clock:
    """A clock that starts at 8:30 of the last working day, so that the hall is open whenever the demo runs."""
    began = clock()
    day = local(began).date()
    calendar = build_calendar(years_around(day))
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    shift = datetime.combine(day, _OPENING, HANOI) - began
    return lambda: clock() + shift

"""The appointment of a procedure by the unit's own calendar: hours and Saturdays from the settings, special days."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import cast

from sqlalchemy import select

from counter_app.calendar import WorkCalendar, build_calendar, years_around
from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.deadlines import Due, due_for
from counter_app.moments import business_day
from counter_app.records.shared import CalendarDay
from counter_app.setting_groups import WEEKDAY_HOURS
from counter_app.settings import values_of
from counter_app.special_days import (
    SHIPPED_TABLE,
    Kind,
    SpecialDay,
    parse_spans,
    read_announced_years,
    read_special_days,
)
from counter_app.store import Asking

_OWN_DAYS = select(CalendarDay.__table__).order_by(CalendarDay.day)
_HOURS = ("calendar.morning", "calendar.afternoon", "calendar.saturday", *WEEKDAY_HOURS)


def unit_calendar(asking: Asking, day: date) -> WorkCalendar:
    """The unit's calendar around a day."""
    rows = asking.connection.execute(_OWN_DAYS)
    own = tuple(
        SpecialDay(row.day, cast("Kind", row.kind), row.reason, row.decision, parse_spans(row.hours)) for row in rows
    )
    told = values_of(asking, *_HOURS, "calendar.hall_saturday")
    hours = tuple(str(told[key]) for key in _HOURS)
    return _built(years_around(day), hours, bool(told["calendar.hall_saturday"]), own)


def appointment(asking: Asking, procedure: Procedure, received: datetime) -> Due | None:
    """When a dossier received at this moment is due, and why; None where the time is not known."""
    if procedure.time is None:
        return None
    return due_for(procedure.time, received, unit_calendar(asking, business_day(received)))


@lru_cache(maxsize=16)
def _built(years: range, hours: tuple[str, ...], saturday: bool, own: tuple[SpecialDay, ...]) -> WorkCalendar:  # noqa: FBT001 - a cache key
    morning, afternoon, on_saturday, *weekdays = hours
    return build_calendar(
        years,
        morning=morning,
        afternoon=afternoon,
        weekdays=weekdays,
        saturday=on_saturday,
        hall_saturday=saturday,
        special_days=(*read_special_days(SHIPPED_TABLE), *own),
        announced=read_announced_years(SHIPPED_TABLE),
    )

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
from counter_app.settings import value_of
from counter_app.special_days import SHIPPED_TABLE, Kind, SpecialDay, parse_spans, read_special_days
from counter_app.store import Asking


def unit_calendar(asking: Asking, day: date) -> WorkCalendar:
    """The unit's calendar around a day."""
    rows = asking.connection.execute(select(CalendarDay.__table__).order_by(CalendarDay.day))
    own = tuple(
        SpecialDay(row.day, cast("Kind", row.kind), row.reason, row.decision, parse_spans(row.hours)) for row in rows
    )
    hours = (str(value_of(asking, "calendar.morning")), str(value_of(asking, "calendar.afternoon")))
    return _built(years_around(day), hours, bool(value_of(asking, "calendar.hall_saturday")), own)


def appointment(asking: Asking, procedure: Procedure, received: datetime) -> Due | None:
    """When a dossier received at this moment is due, and why; None where the time is not known."""
    if procedure.time is None:
        return None
    return due_for(procedure.time, received, unit_calendar(asking, business_day(received)))


@lru_cache(maxsize=16)
def _built(years: range, hours: tuple[str, str], saturday: bool, own: tuple[SpecialDay, ...]) -> WorkCalendar:  # noqa: FBT001 - a cache key
    morning, afternoon = hours
    special = (*read_special_days(SHIPPED_TABLE), *own)
    return build_calendar(years, morning=morning, afternoon=afternoon, hall_saturday=saturday, special_days=special)

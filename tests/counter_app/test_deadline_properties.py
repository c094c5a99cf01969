"""Properties of due dates: never on a day off, in the order of receipt, longer limits never earlier."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app.calendar import WorkCalendar, at, build_calendar
from counter_app.catalogue.procedures import TimeLimit
from counter_app.dossiers.deadlines import (
    due_after_calendar_days,
    due_after_hours,
    due_after_stages,
    due_after_working_days,
    due_for,
)
from counter_app.moments import HANOI
from counter_app.special_days import SHIPPED_TABLE, SpecialDay, parse_spans, read_special_days

TABLE = read_special_days(SHIPPED_TABLE)
CALENDAR = build_calendar(range(2024, 2030), special_days=TABLE)
SATURDAYS = build_calendar(range(2024, 2030), special_days=TABLE, hall_saturday=True)
SHORT_DAYS = build_calendar(
    range(2024, 2030),
    special_days=[
        *TABLE,
        *(SpecialDay(date(2026, 3, n), "hours", "Mất điện", hours=parse_spans("08:00-09:00")) for n in range(1, 31, 3)),
    ],
)
UNEVEN = build_calendar(
    range(2024, 2030),
    special_days=TABLE,
    weekdays=("", "", "06:30-12:15,14:00-16:00", "", "07:30-11:30"),
    hall_saturday=True,
    saturday="06:00-18:00",
)
"""Weekdays with hours of their own, and a Saturday's hall that is open longer than any office."""


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda n: at(date(2024, 1, 1), n))
MARCHES = st.integers(0, 45 * 24 * 60).map(lambda n: at(date(2026, 2, 20), n))
DAYS = st.one_of(st.integers(1, 60), st.integers(1, 480).map(lambda n: n / 8))
CALENDARS = st.sampled_from([CALENDAR, SATURDAYS, SHORT_DAYS, UNEVEN])
LIMITS = st.one_of(
    DAYS.map(lambda n: TimeLimit(n, "working_days")),
    st.integers(1, 60).map(lambda n: TimeLimit(n, "calendar_days")),
    st.integers(1, 200).map(lambda n: TimeLimit(n / 2, "hours")),
    st.just(TimeLimit(1, "same_day")),
)


@settings(deadline=None, max_examples=300)
@given(received=MOMENTS, limit=LIMITS, calendar=CALENDARS)
def test_nothing_is_ever_due_on_a_day_off_or_outside_office_hours(
    received: datetime, limit: TimeLimit, calendar: WorkCalendar
) -> None:
    due = due_for(limit, received, calendar).due
    minute = due.hour * 60 + due.minute
    assert due >= received.replace(second=0)
    assert any(opens <= minute <= closes for opens, closes in calendar.office_hours(due.date()))


@settings(deadline=None, max_examples=300)
@given(one=MOMENTS, other=MOMENTS, limit=LIMITS)
@example(one=hanoi("2026-11-20T16:00"), other=hanoi("2026-11-21T09:00"), limit=TimeLimit(1.5, "working_days"))
def test_who_comes_later_is_never_served_on_an_earlier_day(one: datetime, other: datetime, limit: TimeLimit) -> None:
    first, second = sorted((one, other))
    for calendar in (CALENDAR, SATURDAYS, UNEVEN):
        assert due_for(limit, first, calendar).due.date() <= due_for(limit, second, calendar).due.date()


@settings(deadline=None, max_examples=300)
@given(one=MARCHES, other=MARCHES, days=DAYS, calendar=st.sampled_from([CALENDAR, SHORT_DAYS]))
def test_between_working_days_the_order_holds_to_the_minute(
    one: datetime, other: datetime, days: float, calendar: WorkCalendar
) -> None:
    first, second = sorted((one, other))
    assert due_after_working_days(first, days, calendar).due <= due_after_working_days(second, days, calendar).due
    assert due_after_hours(first, days, calendar).due <= due_after_hours(second, days, calendar).due


@settings(deadline=None, max_examples=300)
@given(received=st.one_of(MOMENTS, MARCHES), one=DAYS, other=DAYS)
@example(received=hanoi("2026-11-21T09:00"), one=0.5, other=1)
@example(received=hanoi("2026-03-06T16:00"), one=0.875, other=1)
def test_a_longer_limit_is_never_due_earlier(received: datetime, one: float, other: float) -> None:
    less, more = sorted((one, other))
    for calendar in (CALENDAR, SATURDAYS, SHORT_DAYS, UNEVEN):
        assert (
            due_after_working_days(received, less, calendar).due <= due_after_working_days(received, more, calendar).due
        )
        assert due_after_hours(received, less, calendar).due <= due_after_hours(received, more, calendar).due


@settings(deadline=None)
@given(received=MOMENTS, one=st.integers(1, 60), other=st.integers(1, 60))
def test_more_calendar_days_are_never_due_earlier(received: datetime, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert (
        due_after_calendar_days(received, less, SATURDAYS).due <= due_after_calendar_days(received, more, SATURDAYS).due
    )


@settings(deadline=None)
@given(received=MOMENTS, days=st.integers(1, 30))
def test_as_many_working_days_lie_between_as_the_limit_says(received: datetime, days: int) -> None:
    start, due = CALENDAR.next_opening(received).date(), due_after_working_days(received, days, CALENDAR).due.date()
    between = (date.fromordinal(n) for n in range(start.toordinal() + 1, due.toordinal() + 1))
    assert sum(map(CALENDAR.is_working_day, between)) == days


@settings(deadline=None, max_examples=200)
@given(one=MOMENTS, other=MOMENTS, days=st.integers(1, 30), worked=st.integers(1, 30), days_first=st.booleans())
def test_whole_days_in_stages_keep_the_order_of_receipt_and_never_end_on_a_day_off(
    one: datetime, other: datetime, days: int, worked: int, days_first: bool
) -> None:
    first, second = sorted((one, other))
    limits = [TimeLimit(days, "calendar_days"), TimeLimit(worked, "working_days")]
    order = limits if days_first else limits[::-1]
    for calendar in (SATURDAYS, UNEVEN):
        earlier, later = (due_after_stages(moment, order, calendar).due for moment in (first, second))
        assert earlier.date() <= later.date()
        assert calendar.is_working_day(earlier.date())

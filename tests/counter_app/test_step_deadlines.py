"""By when each step of a dossier is to be taken."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.calendar import WorkCalendar, at, build_calendar
from counter_app.catalogue.procedures import TimeLimit
from counter_app.dossiers.deadlines import due_for
from counter_app.dossiers.step_deadlines import (
    due_after_supplement,
    extension_limit,
    supplement_closes,
    supplement_notice_by,
    transfer_by,
)
from counter_app.moments import HANOI
from counter_app.special_days import SHIPPED_TABLE, read_special_days

TABLE = read_special_days(SHIPPED_TABLE)
CALENDAR = build_calendar(range(2024, 2030), special_days=TABLE)
SATURDAYS = build_calendar(range(2024, 2030), special_days=TABLE, hall_saturday=True)


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def test_a_dossier_completed_is_due_as_if_it_had_come_then() -> None:
    limit = TimeLimit(3, "working_days")
    again = due_after_supplement(limit, hanoi("2026-11-20T09:00"), CALENDAR)
    assert again.due == hanoi("2026-11-26T09:00")
    assert again.basis.startswith(
        "Tính lại từ đầu khi hồ sơ được bổ sung đầy đủ (khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP). 03 ngày làm việc"
    )


def test_a_dossier_is_sent_back_within_three_working_days() -> None:
    assert supplement_notice_by(hanoi("2026-11-20T09:00"), CALENDAR).due == hanoi("2026-11-26T09:00")


@pytest.mark.parametrize(
    ("asked", "last_day"),
    [
        ("2026-11-02T10:00", "2026-11-17"),
        ("2026-11-06T16:59", "2026-11-23"),  # the 21st is a Saturday
        ("2026-11-06T20:30", "2026-11-23"),  # asked after closing: counted by the day it was asked
        ("2026-11-07T12:00", "2026-11-23"),  # asked on a Saturday: the 22nd is a Sunday
        ("2026-02-03T10:00", "2026-02-23"),  # the 18th is in Tết
    ],
)
def test_a_citizen_has_fifteen_days_to_complete_a_dossier_to_the_end_of_the_last(asked: str, last_day: str) -> None:
    window = supplement_closes(hanoi(asked), CALENDAR)
    assert window.last_day == date.fromisoformat(last_day)
    assert window.may_close_from == at(window.last_day + timedelta(days=1), 0)
    assert "15 ngày" in window.basis
    assert "Nhận ngoài giờ" not in window.basis


def test_an_apology_comes_a_day_before_the_due_date() -> None:
    assert extension_limit(hanoi("2026-11-23T10:00")) == hanoi("2026-11-23T00:00")


def test_a_due_date_kept_in_utc_has_the_limit_of_its_day_in_hanoi() -> None:
    assert extension_limit(datetime.fromisoformat("2026-11-22T18:00:00+00:00")) == hanoi("2026-11-23T00:00")


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-11-19T14:59", "2026-11-19T17:00"),
        ("2026-11-19T15:00", "2026-11-20T07:30"),
        ("2026-11-20T16:00", "2026-11-23T07:30"),
        ("2026-11-21T09:00", "2026-11-23T07:30"),
    ],
)
def test_paper_leaves_the_same_day_or_as_the_next_begins(received: str, by: str) -> None:
    assert transfer_by(hanoi(received), SATURDAYS).due == hanoi(by)


def test_every_basis_names_its_article() -> None:
    moment = hanoi("2026-11-20T09:00")
    for step in (supplement_notice_by, transfer_by):
        basis = step(moment, CALENDAR).basis
        assert "Điều" in basis.partition(")")[0]
        assert basis.endswith(".")


MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda n: at(date(2024, 1, 1), n))
LIMITS = st.one_of(
    st.integers(1, 240).map(lambda n: TimeLimit(n / 8, "working_days")),
    st.integers(1, 60).map(lambda n: TimeLimit(n, "calendar_days")),
    st.integers(1, 200).map(lambda n: TimeLimit(n / 2, "hours")),
    st.just(TimeLimit(1, "same_day")),
)
CALENDARS = st.sampled_from([CALENDAR, SATURDAYS])


@settings(deadline=None)
@given(received=MOMENTS, wait=st.integers(0, 60 * 24 * 60), limit=LIMITS, calendar=CALENDARS)
def test_the_clock_restarts_from_zero_and_never_ends_on_an_earlier_day(
    received: datetime, wait: int, limit: TimeLimit, calendar: WorkCalendar
) -> None:
    completed = received + timedelta(minutes=wait)
    again = due_after_supplement(limit, completed, calendar).due
    assert again == due_for(limit, completed, calendar).due
    assert again.date() >= due_for(limit, received, calendar).due.date()


@settings(deadline=None)
@given(moment=MOMENTS, calendar=CALENDARS)
def test_no_step_is_to_be_taken_on_a_day_off(moment: datetime, calendar: WorkCalendar) -> None:
    for step in (supplement_notice_by, transfer_by):
        due = step(moment, calendar).due
        assert calendar.is_working_day(due.date())
        assert due >= moment
    window = supplement_closes(moment, calendar)
    assert calendar.is_working_day(window.last_day)
    assert (window.last_day - moment.date()).days >= 15

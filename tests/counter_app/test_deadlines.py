"""When dossiers are due, by the rules and by properties of the rules."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from counter_app.calendar import build_calendar
from counter_app.catalogue.procedures import TimeLimit, time_in_words
from counter_app.dossiers.deadlines import (
    due_after_calendar_days,
    due_after_hours,
    due_after_stages,
    due_after_working_days,
    due_for,
    due_same_day,
)
from counter_app.errors import BadDocument, NotFound
from counter_app.moments import HANOI
from counter_app.special_days import SHIPPED_TABLE, SpecialDay, parse_spans, read_special_days

TABLE = read_special_days(SHIPPED_TABLE)
CALENDAR = build_calendar(range(2024, 2030), special_days=TABLE)
SATURDAYS = build_calendar(range(2024, 2030), special_days=TABLE, hall_saturday=True)


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2025-12-31T09:00", 3, "2026-01-07T09:00"),  # 2 January is off
        ("2026-02-09T10:00", 5, "2026-02-23T10:00"),  # Tết
        ("2026-08-20T15:30", 3, "2026-08-24T15:30"),  # Saturday 22 August is worked
        ("2026-11-20T09:00", 3, "2026-11-26T09:00"),  # Vietnamese Culture Day
        ("2026-11-20T09:12:37", 1, "2026-11-23T09:12"),  # to the minute a slip shows
        ("2026-11-19T11:30", 1, "2026-11-20T11:30"),  # as the hall closes for lunch: still open
        ("2026-11-19T12:10", 1, "2026-11-20T13:00"),  # in the lunch break: the afternoon
        ("2026-11-19T06:10", 1, "2026-11-20T07:30"),  # before opening
        ("2026-11-18T20:00", 1, "2026-11-20T07:30"),  # after closing: received on Thursday's opening
        ("2026-11-21T09:00", 1, "2026-11-25T07:30"),  # on a closed Saturday: received on Monday's opening
    ],
)
def test_working_days_follow_the_calendar(received: str, days: int, due: str) -> None:
    assert due_after_working_days(hanoi(received), days, CALENDAR).due == hanoi(due)


def test_a_dossier_taken_on_a_saturday_in_an_open_hall_counts_monday_as_day_one() -> None:
    assert due_after_working_days(hanoi("2026-11-21T09:00"), 1, SATURDAYS).due == hanoi("2026-11-23T09:00")
    assert due_after_working_days(hanoi("2026-11-20T20:00"), 1, SATURDAYS).due == hanoi("2026-11-23T07:30")
    assert due_after_working_days(hanoi("2026-11-21T15:00"), 1, SATURDAYS).due == hanoi("2026-11-25T07:30")


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-19T09:00", 0.5, "2026-11-19T14:30"),
        ("2026-11-19T15:00", 0.5, "2026-11-20T09:30"),
        ("2026-11-18T15:00", 1.5, "2026-11-20T09:30"),
        ("2026-11-21T09:00", 0.5, "2026-11-23T11:30"),
    ],
)
def test_half_a_day_is_four_office_hours(received: str, days: float, due: str) -> None:
    assert due_after_working_days(hanoi(received), days, CALENDAR).due == hanoi(due)


def test_half_a_day_is_never_due_after_a_whole_one() -> None:
    assert due_after_working_days(hanoi("2026-11-21T09:00"), 0.5, SATURDAYS).due == hanoi("2026-11-23T09:00")


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2026-11-19T09:00", 2, "2026-11-19T11:00"),
        ("2026-11-19T09:00", 4, "2026-11-19T14:30"),
        ("2026-11-20T16:00", 8, "2026-11-23T16:00"),
        ("2026-11-20T07:30", 4, "2026-11-20T11:30"),
        ("2026-11-20T07:30", 8, "2026-11-20T17:00"),
    ],
)
def test_hours_run_inside_office_hours(received: str, hours: float, due: str) -> None:
    assert due_after_hours(hanoi(received), hours, CALENDAR).due == hanoi(due)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-04-20T09:00", 10, "2026-05-04T09:00"),
        ("2026-11-16T09:00", 3, "2026-11-19T09:00"),
        ("2026-11-16T09:00", 5, "2026-11-23T09:00"),
    ],
)
def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day(received: str, days: int, due: str) -> None:
    assert due_after_calendar_days(hanoi(received), days, CALENDAR).due == hanoi(due)


TEN_DAYS, THREE_WORKED = TimeLimit(10, "calendar_days"), TimeLimit(3, "working_days")


@pytest.mark.parametrize(
    ("received", "limits", "due"),
    [
        ("2026-04-20T09:00", (TEN_DAYS, THREE_WORKED), "2026-05-07T09:00"),  # the ten end on a day off: 4 May
        ("2026-04-20T09:00", (THREE_WORKED, TEN_DAYS), "2026-05-04T09:00"),
        ("2026-11-20T16:00", (THREE_WORKED, TimeLimit(2, "hours")), "2026-11-27T08:30"),  # Thursday 26 at 16:00
        ("2026-11-18T20:00", (TimeLimit(1, "working_days"), TimeLimit(0.5, "working_days")), "2026-11-20T11:30"),
    ],
)
def test_limits_follow_one_another_in_either_order(received: str, limits: tuple[TimeLimit, ...], due: str) -> None:
    assert due_after_stages(hanoi(received), limits, CALENDAR).due == hanoi(due)


def test_the_basis_of_several_limits_names_the_end_of_each() -> None:
    basis = due_after_stages(hanoi("2026-04-20T09:00"), (TEN_DAYS, THREE_WORKED), CALENDAR).basis
    assert basis == (
        "10 ngày đến 09:00 thứ Hai 04/05/2026, rồi 03 ngày làm việc đến 09:00 thứ Năm 07/05/2026; không tính ngày nhận"
        " (khoản 2 Điều 147 Bộ luật Dân sự 2015). Phần tính theo ngày hết vào ngày nghỉ thì chuyển sang ngày làm việc"
        " tiếp theo (khoản 5 Điều 148)."
    )
    mixed = due_after_stages(hanoi("2026-11-20T16:00"), (THREE_WORKED, TimeLimit(2, "hours")), CALENDAR).basis
    assert "thứ Ba 24/11/2026 Ngày Văn hóa Việt Nam" in mixed
    assert "2 ngày nghỉ hằng tuần" in mixed


def test_limits_that_follow_one_another_make_sense() -> None:
    for wrong in ((), (THREE_WORKED, TimeLimit(1, "same_day")), (THREE_WORKED, TimeLimit(0, "hours"))):
        with pytest.raises(BadDocument):
            due_after_stages(hanoi("2026-11-19T09:00"), wrong, CALENDAR)


def test_one_limit_alone_is_due_as_ever() -> None:
    for limit in (TEN_DAYS, THREE_WORKED, TimeLimit(2.5, "hours"), TimeLimit(1.5, "working_days")):
        for calendar in (CALENDAR, SATURDAYS):
            moment = hanoi("2026-11-21T09:00")
            assert due_after_stages(moment, (limit,), calendar).due == due_for(limit, moment, calendar).due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-19T09:00", "2026-11-19T17:00"),
        ("2026-11-19T14:59:59", "2026-11-19T17:00"),
        ("2026-11-19T15:00", "2026-11-20T17:00"),
        ("2026-11-19T15:01", "2026-11-20T17:00"),
        ("2026-11-20T15:01", "2026-11-23T17:00"),
        ("2026-11-19T19:00", "2026-11-20T17:00"),
        ("2026-11-23T16:00", "2026-11-25T17:00"),
    ],
)
def test_same_day_work_received_after_three_is_due_the_next_working_day(received: str, due: str) -> None:
    assert due_same_day(hanoi(received), CALENDAR).due == hanoi(due)


def test_same_day_work_of_an_open_saturday_is_due_on_monday() -> None:
    assert due_same_day(hanoi("2026-11-21T09:00"), SATURDAYS).due == hanoi("2026-11-23T17:00")


def test_the_hour_is_held_inside_the_hours_of_the_day_it_falls_on() -> None:
    short = SpecialDay(date(2026, 11, 20), "hours", "Họp", hours=parse_spans("07:30-10:00"))
    calendar = build_calendar([2026], special_days=(*TABLE, short))
    assert due_after_working_days(hanoi("2026-11-19T16:00"), 1, calendar).due == hanoi("2026-11-20T10:00")


def test_the_hour_moves_into_the_hours_of_a_weekday_of_its_own() -> None:
    calendar = build_calendar([2026], special_days=TABLE, weekdays=("", "", "06:30-12:15,14:00-16:00", "", ""))
    early, at_noon = hanoi("2026-11-18T06:40"), hanoi("2026-11-18T12:00")
    assert due_after_working_days(early, 1, calendar).due == hanoi("2026-11-19T07:30")
    assert due_after_working_days(at_noon, 1, calendar).due == hanoi("2026-11-19T13:00")


def test_the_basis_names_what_was_left_out_and_why() -> None:
    basis = due_after_working_days(hanoi("2025-12-31T09:00"), 3, CALENDAR).basis
    assert basis == (
        "03 ngày làm việc, không tính ngày nhận (khoản 2 Điều 147 Bộ luật Dân sự 2015). Không tính: thứ Năm 01/01/2026"
        " Tết Dương lịch (khoản 1 Điều 112 Bộ luật Lao động 2019); thứ Sáu 02/01/2026 Nghỉ hoán đổi với thứ Bảy 10/01/2026 (12729/VPCP-KGVX ngày 25/12/2025);"
        " 2 ngày nghỉ hằng tuần."
    )


def test_the_basis_of_tet_is_one_run_of_days() -> None:
    basis = due_after_working_days(hanoi("2026-02-09T10:00"), 5, CALENDAR).basis
    assert "16/02 đến 20/02/2026 Tết Nguyên đán Bính Ngọ (9441/TB-BNV ngày 16/10/2025); 4 ngày nghỉ" in basis


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (due_after_working_days(hanoi("2026-08-20T15:30"), 3, CALENDAR).basis, "làm bù: thứ Bảy 22/08/2026."),
        (due_after_working_days(hanoi("2026-11-18T20:00"), 1, CALENDAR).basis, "lúc 07:30 thứ Năm 19/11/2026."),
        (due_after_working_days(hanoi("2026-11-21T09:00"), 1, SATURDAYS).basis, "Nhận thứ Bảy 21/11/2026 khi"),
        (due_after_working_days(hanoi("2026-11-19T09:00"), 0.5, CALENDAR).basis, "một ngày là 8 giờ"),
        (due_after_calendar_days(hanoi("2026-04-20T09:00"), 10, CALENDAR).basis, "khoản 5 Điều 148"),
        (due_after_hours(hanoi("2026-11-19T09:00"), 4, CALENDAR).basis, "khoản 1 Điều 147"),
        (due_same_day(hanoi("2026-11-19T15:01"), CALENDAR).basis, "Nhận sau 15 giờ."),
        (due_same_day(hanoi("2026-11-19T09:00"), CALENDAR).basis, "Điều 7 Nghị định 23/2015/NĐ-CP"),
    ],
)
def test_the_basis_says_what_was_done(basis: str, words: str) -> None:
    assert words in basis
    assert basis.endswith(".")
    assert "  " not in basis


def test_a_limit_chooses_its_rule() -> None:
    received = hanoi("2026-11-19T09:00")
    limits = {
        TimeLimit(3, "working_days"): due_after_working_days(received, 3, CALENDAR),
        TimeLimit(3, "calendar_days"): due_after_calendar_days(received, 3, CALENDAR),
        TimeLimit(3, "hours"): due_after_hours(received, 3, CALENDAR),
        TimeLimit(1, "same_day"): due_same_day(received, CALENDAR),
    }
    assert {limit: due_for(limit, received, CALENDAR) for limit in limits} == limits


def test_limits_are_said_as_forms_say_them() -> None:
    assert time_in_words(TimeLimit(3, "working_days")) == "03 ngày làm việc"
    assert time_in_words(TimeLimit(0.5, "working_days")) == "0,5 ngày làm việc"
    assert time_in_words(TimeLimit(15, "calendar_days")) == "15 ngày"
    assert time_in_words(TimeLimit(1, "same_day")) == "trong ngày làm việc"
    assert time_in_words(None) == "chưa xác định"


@pytest.mark.parametrize("days", [0, -1, float("nan"), float("inf"), 100_000])
def test_a_limit_that_makes_no_sense_is_refused(days: float) -> None:
    with pytest.raises(BadDocument):
        due_after_working_days(hanoi("2026-11-19T09:00"), days, CALENDAR)


def test_a_due_day_beyond_the_known_years_is_refused() -> None:
    with pytest.raises(NotFound):
        due_after_working_days(hanoi("2029-12-20T09:00"), 20, CALENDAR)


def test_a_year_whose_notice_is_not_known_is_said_to_be_an_estimate() -> None:
    calendar = build_calendar(range(2026, 2029), special_days=TABLE, announced=[2026])
    said = "Lịch nghỉ năm 2027 chưa công bố, ngày hẹn là dự kiến."
    crossing = hanoi("2026-12-30T09:00")
    assert said in due_after_working_days(crossing, 5, calendar).basis
    assert said in due_after_calendar_days(crossing, 5, calendar).basis
    assert said in due_after_hours(crossing, 30, calendar).basis
    assert said in due_same_day(hanoi("2026-12-31T16:00"), calendar).basis
    assert "chưa công bố" not in due_after_working_days(crossing, 1, calendar).basis
    assert "chưa công bố" not in due_after_working_days(crossing, 5, CALENDAR).basis

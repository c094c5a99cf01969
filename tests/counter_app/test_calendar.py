"""Working days, hall days and the decisions behind them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.calendar import WorkCalendar, at, build_calendar, years_around
from counter_app.errors import BadDocument, NotFound
from counter_app.moments import HANOI
from counter_app.special_days import SHIPPED_TABLE, SpecialDay, parse_spans, read_announced_years, read_special_days

TABLE = read_special_days(SHIPPED_TABLE)
CALENDAR = build_calendar(range(2024, 2028), special_days=TABLE)
SATURDAYS = build_calendar(range(2024, 2028), special_days=TABLE, hall_saturday=True)


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def idle_weekdays(calendar: WorkCalendar, year: int) -> set[str]:
    """Mondays to Fridays of a year that are not worked, as ``dd/mm``."""
    days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    return {f"{day:%d/%m}" for day in days if day.weekday() < 5 and not calendar.is_working_day(day)}


def worked_weekends(calendar: WorkCalendar, year: int) -> set[str]:
    days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    return {f"{day:%d/%m}" for day in days if day.weekday() >= 5 and calendar.is_working_day(day)}


@pytest.mark.parametrize(
    ("year", "idle", "worked"),
    [
        (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09", "04/05"),
        (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09", "26/04"),
        (2026, "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11", "10/01 22/08"),
        (2027, "01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11", ""),
    ],
)
def test_each_year_has_the_days_its_notices_decide(year: int, idle: str, worked: str) -> None:
    assert idle_weekdays(CALENDAR, year) == set(idle.split())
    assert worked_weekends(CALENDAR, year) == set(worked.split())


def test_the_swap_of_january_2026_is_missing_from_the_package_and_comes_from_the_table() -> None:
    alone = build_calendar([2026])
    assert alone.is_working_day(date(2026, 1, 2))
    assert not alone.is_working_day(date(2026, 1, 10))
    assert CALENDAR.why_off(date(2026, 1, 2)) == (
        "Nghỉ hoán đổi với thứ Bảy 10/01/2026 (12729/VPCP-KGVX ngày 25/12/2025)"
    )


def test_every_line_of_the_table_up_to_2026_names_its_decision() -> None:
    assert all(one.decision for one in TABLE if one.day.year <= 2026)
    assert read_announced_years(SHIPPED_TABLE) == {2024, 2025, 2026}
    assert {one.day.year for one in TABLE if one.decision is None} == {2027}
    assert all("dự kiến" in one.reason for one in TABLE if one.decision is None)


def test_the_table_alone_has_every_day_the_package_has_and_the_law_or_notice_it_rests_on() -> None:
    from holidays import country_holidays

    named = {one.day for one in TABLE if one.kind == "off"}
    assert set(country_holidays("VN", years=range(2024, 2028), expand=False)) <= named
    for year in range(2024, 2028):
        for day, why in CALENDAR.off.items():
            assert day.year != year or "(" in why or "dự kiến" in why


def test_days_off_say_why_and_weekends_do_not() -> None:
    assert CALENDAR.why_off(date(2026, 4, 30)) == "Ngày Chiến thắng (khoản 1 Điều 112 Bộ luật Lao động 2019)"
    assert CALENDAR.why_off(date(2026, 11, 21)) is None
    assert CALENDAR.why_off(date(2026, 11, 20)) is None


def test_the_hall_may_be_open_on_a_saturday_that_is_no_working_day() -> None:
    saturday = date(2026, 11, 21)
    assert not SATURDAYS.is_working_day(saturday)
    assert SATURDAYS.hall_open(saturday)
    assert SATURDAYS.hall_hours(saturday) == parse_spans("07:30-11:30")
    assert not CALENDAR.hall_open(saturday)
    assert not SATURDAYS.hall_open(date(2026, 11, 22))


def test_the_hall_stays_closed_on_a_saturday_of_tet() -> None:
    assert not SATURDAYS.hall_open(date(2025, 2, 1))


def test_a_make_up_saturday_is_worked_all_day() -> None:
    assert SATURDAYS.hall_hours(date(2026, 8, 22)) == parse_spans("07:30-11:30,13:00-17:00")


WEEK = ("", "", "07:00-12:00,13:00-16:00", "", "07:30-11:30")


def test_a_weekday_may_have_hours_of_its_own() -> None:
    calendar = build_calendar(range(2024, 2028), special_days=TABLE, weekdays=WEEK)
    assert calendar.office_hours(date(2026, 11, 18)) == parse_spans("07:00-12:00,13:00-16:00")
    assert calendar.office_hours(date(2026, 11, 19)) == parse_spans("07:30-11:30,13:00-17:00")
    assert calendar.hall_hours(date(2026, 11, 20)) == parse_spans("07:30-11:30")
    assert calendar.next_opening(hanoi("2026-11-20T14:00")) == hanoi("2026-11-23T07:30")


def test_a_make_up_day_has_the_hours_of_monday() -> None:
    calendar = build_calendar([2026], special_days=TABLE, weekdays=("08:00-12:00",))
    assert calendar.office_hours(date(2026, 8, 22)) == parse_spans("08:00-12:00")


def test_the_hall_may_have_saturday_hours_of_its_own() -> None:
    calendar = build_calendar([2026], special_days=TABLE, hall_saturday=True, saturday="08:00-11:00")
    assert calendar.hall_hours(date(2026, 11, 21)) == parse_spans("08:00-11:00")
    assert calendar.office_hours(date(2026, 11, 21)) == ()


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-20T09:12:40", "2026-11-20T09:12"),
        ("2026-11-20T06:00", "2026-11-20T07:30"),
        ("2026-11-20T11:30", "2026-11-20T11:30"),
        ("2026-11-20T12:00", "2026-11-20T13:00"),
        ("2026-11-20T17:01", "2026-11-23T07:30"),
        ("2026-11-23T20:00", "2026-11-25T07:30"),
    ],
)
def test_what_comes_while_the_hall_is_closed_waits_for_its_opening(moment: str, opening: str) -> None:
    assert CALENDAR.next_opening(hanoi(moment)) == hanoi(opening)


def test_a_friday_night_opens_on_saturday_where_the_hall_does() -> None:
    assert SATURDAYS.next_opening(hanoi("2026-11-20T20:00")) == hanoi("2026-11-21T07:30")


def test_moments_of_any_zone_are_told_by_the_clock_of_the_hall() -> None:
    utc = datetime.fromisoformat("2026-11-20T02:12:00+00:00")
    assert CALENDAR.next_opening(utc) == hanoi("2026-11-20T09:12")
    with pytest.raises(ValueError, match="aware"):
        CALENDAR.next_opening(datetime(2026, 11, 20, 9, 12))  # noqa: DTZ001 - the refused case


def test_a_unit_adds_its_own_days_and_they_win() -> None:
    own = (
        SpecialDay(date(2026, 11, 25), "off", "Bão số 9"),
        SpecialDay(date(2026, 11, 26), "hall_closed", "Sửa sảnh"),
        SpecialDay(date(2026, 11, 27), "hours", "Họp toàn đơn vị", hours=parse_spans("07:30-11:30")),
        SpecialDay(date(2026, 11, 24), "working", "Vẫn làm việc"),
        SpecialDay(date(2026, 9, 2), "hall_closed", "Quốc khánh"),
    )
    calendar = build_calendar([2026], special_days=(*TABLE, *own))
    assert calendar.why_off(date(2026, 11, 25)) == "Bão số 9"
    assert calendar.is_working_day(date(2026, 11, 26))
    assert not calendar.hall_open(date(2026, 11, 26))
    assert calendar.office_hours(date(2026, 11, 27)) == parse_spans("07:30-11:30")
    assert calendar.is_working_day(date(2026, 11, 24))
    assert not calendar.is_working_day(date(2026, 9, 2))


def test_a_year_nobody_loaded_is_refused_and_not_guessed() -> None:
    with pytest.raises(NotFound) as refused:
        CALENDAR.is_working_day(date(2028, 1, 3))
    assert (refused.value.kind, refused.value.name) == ("calendar", "2028")
    assert list(years_around(date(2026, 11, 20))) == [2025, 2026, 2027, 2028]


def test_hours_are_read_and_checked() -> None:
    assert parse_spans("07:30-11:30, 13:00-17:00") == ((450, 690), (780, 1020))
    assert parse_spans("") == ()
    for wrong in ("7h30-11h30", "11:30-07:30", "07:30-11:30,11:00-12:00", "07:30-25:00", "07:30"):
        with pytest.raises(BadDocument):
            parse_spans(wrong)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"date": "2026-13-01", "kind": "off", "reason": "x"}, "days.0.date"),
        ({"date": "2026-11-01", "kind": "closed", "reason": "x"}, "days.0.kind"),
        ({"date": "2026-11-01", "kind": "off"}, "days.0.reason"),
        ({"date": "2026-11-01", "kind": "off", "reason": "x", "hours": "07:30-11:30"}, "days.0"),
        ({"date": "2026-11-01", "kind": "hours", "reason": "x", "hours": "07:30"}, "hours"),
    ],
)
def test_a_wrong_line_in_a_table_is_named(tmp_path: Path, line: dict[str, str], field: str) -> None:
    table = tmp_path / "days.json"
    table.write_text(json.dumps({"days": [line]}), encoding="utf-8")
    with pytest.raises(BadDocument) as refused:
        read_special_days(table)
    assert refused.value.field == field


def test_a_table_with_a_day_twice_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    twice = {"date": "2026-11-01", "kind": "off", "reason": "Bão"}
    table = tmp_path / "days.json"
    table.write_text("\ufeff" + json.dumps({"days": [twice, twice]}), encoding="utf-8")
    with pytest.raises(BadDocument, match="01/11/2026"):
        read_special_days(table)
    table.write_text(json.dumps({"days": [twice]}, ensure_ascii=False), encoding="utf-16")
    with pytest.raises(BadDocument, match="UTF-8"):
        read_special_days(table)
    table.write_text("{", encoding="utf-8")
    with pytest.raises(BadDocument, match="JSON"):
        read_special_days(table)
    with pytest.raises(NotFound):
        read_special_days(tmp_path / "none.json")


MINUTES = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: at(date(2024, 1, 1), n))


@settings(deadline=None)
@given(moment=MINUTES, calendar=st.sampled_from([CALENDAR, SATURDAYS]))
def test_the_next_opening_is_never_before_and_always_open(moment: datetime, calendar: WorkCalendar) -> None:
    opening = calendar.next_opening(moment)
    minute = opening.hour * 60 + opening.minute
    assert opening >= moment
    assert any(opens <= minute <= closes for opens, closes in calendar.hall_hours(opening.date()))
    assert calendar.next_opening(opening) == opening

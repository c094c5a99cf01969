"""The unit's own hours reach the dates it promises."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.deadlines import due_after_hours, due_after_working_days
from counter_app.errors import BadDocument, NotFound
from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.settings import change_settings
from counter_app.special_days import parse_spans
from counter_app.wording import sentence

TODAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)


def test_a_weekday_with_hours_of_its_own_changes_the_hour_of_an_appointment(place: Place) -> None:
    place.office.do(change_settings, {"calendar.friday": "07:30-11:30,13:00-16:00"})
    calendar = place.office.ask(unit_calendar, TODAY)
    received = datetime(2026, 11, 19, 16, 30, tzinfo=HANOI)
    assert calendar.office_hours(FRIDAY) == parse_spans("07:30-11:30,13:00-16:00")
    assert due_after_working_days(received, 1, calendar).due == datetime(2026, 11, 20, 16, 0, tzinfo=HANOI)
    assert due_after_hours(received, 8, calendar).due == datetime(2026, 11, 23, 8, 0, tzinfo=HANOI)


def test_saturday_hours_count_only_where_the_hall_is_open(place: Place) -> None:
    place.office.do(change_settings, {"calendar.saturday": "08:00-11:00"})
    assert not place.office.ask(unit_calendar, TODAY).hall_open(SATURDAY)
    place.office.do(change_settings, {"calendar.hall_saturday": "true"})
    assert place.office.ask(unit_calendar, TODAY).hall_hours(SATURDAY) == parse_spans("08:00-11:00")


def test_wrong_hours_of_a_weekday_are_refused_by_their_name(place: Place) -> None:
    with pytest.raises(BadDocument) as refused:
        place.office.do(change_settings, {"calendar.tuesday": "7h30"})
    assert refused.value.field == "calendar.tuesday"


def test_the_calendar_of_the_unit_knows_which_years_are_estimates(place: Place) -> None:
    calendar = place.office.ask(unit_calendar, TODAY)
    assert calendar.estimated(date(2026, 1, 1), date(2028, 12, 31)) == (2027, 2028)
    with pytest.raises(NotFound) as refused:
        calendar.is_working_day(date(2029, 1, 2))
    assert sentence(refused.value).startswith("Chưa biết ngày nghỉ năm 2029")

"""What IT and the head change: services, counters, staff, own days, settings that belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.catalogue.importing import read_catalogue
from counter_app.catalogue.versions import install
from counter_app.dossiers.appointment import unit_calendar
from counter_app.errors import BadDocument, NotFound
from counter_app.own_days import days_ahead, own_days, remove_day, set_day
from counter_app.place import Place
from counter_app.queue.counters import counter_numbered, counters_serving, services, set_counter
from counter_app.queue.services import add_service, change_service, order_services
from counter_app.unit import SAMPLE_CATALOGUE
from tests.counter_app.office_acts import actions, refused

STORM = date(2026, 11, 25)


def test_a_new_service_stands_last_and_nobody_serves_it_yet(place: Place) -> None:
    added = place.office.do(add_service, "DD", "Đất đai", "P", "Đăng ký biến động")

    assert place.office.ask(services)[-1] == added
    assert (added.daily_limit, added.windows, added.at_kiosk) == (0, "", True)
    assert place.office.ask(counters_serving, "DD") == ()
    assert actions(place)[-1] == "service.added"


@pytest.mark.parametrize(
    ("code", "name", "series", "field"),
    [
        ("HT", "Hộ tịch khác", "P", "service_code"),
        ("dd", "Đất đai", "P", "service_code"),
        ("DD", "Đất đai", "A", "series"),
        ("DD", "Đất đai", "PP", "series"),
        ("DD", "  ", "P", "service_name"),
        ("DD", "Đ" * 61, "P", "service_name"),
    ],
)
def test_a_service_that_would_confuse_is_refused(place: Place, code: str, name: str, series: str, field: str) -> None:
    told = refused(place, add_service, code, name, series)

    assert isinstance(told, BadDocument)
    assert told.field == field
    assert len(place.office.ask(services)) == 9


def test_a_service_is_renamed_limited_and_taken_off_the_kiosk(place: Place) -> None:
    changed = place.office.do(
        change_service, "HT", name="Hộ tịch, quốc tịch", daily_limit=40, windows="07:30-11:00", at_kiosk=False
    )

    assert (changed.name, changed.daily_limit, changed.windows) == ("Hộ tịch, quốc tịch", 40, "07:30-11:00")
    assert not changed.at_kiosk
    assert changed.hint == "Khai sinh, kết hôn, khai tử, trích lục", "what was not named stays"
    back = place.office.do(change_service, "HT", windows="", daily_limit=0)
    assert (back.windows, back.daily_limit) == ("", 0)


def test_wrong_limits_and_windows_are_named(place: Place) -> None:
    fields = {
        getattr(refused(place, change_service, "HT", **wrong), "field", "")
        for wrong in ({"windows": "11:00-07:30"}, {"daily_limit": -1}, {"name": ""})
    }

    assert fields == {"windows", "daily_limit", "service_name"}
    assert isinstance(refused(place, change_service, "XX", name="Không có"), NotFound)


def test_the_order_of_services_is_changed_whole(place: Place) -> None:
    codes = tuple(one.code for one in place.office.ask(services))

    place.office.do(order_services, tuple(reversed(codes)))

    assert tuple(one.code for one in place.office.ask(services)) == tuple(reversed(codes))
    place.office.do(add_service, "DD", "Đất đai", "P")
    told = refused(place, order_services, codes)
    assert isinstance(told, BadDocument)
    assert "DD" in told.problem, "somebody added one meanwhile"
    assert isinstance(refused(place, order_services, (*codes, "DD", "HT")), BadDocument)
    assert isinstance(refused(place, order_services, (*codes, "XX")), NotFound)


def test_a_new_catalogue_leaves_the_units_own_words_alone(place: Place) -> None:
    place.office.do(change_service, "CT", name="Sao y, chứng thực")

    place.office.do(install, read_catalogue(SAMPLE_CATALOGUE))

    assert next(one for one in place.office.ask(services) if one.code == "CT").name == "Sao y, chứng thực"


def test_a_new_service_of_a_catalogue_takes_nobodys_letter(place: Place) -> None:
    sample = read_catalogue(SAMPLE_CATALOGUE)
    stranger = replace(sample.services[0], code="DD", name="Đất đai")

    with pytest.raises(BadDocument) as refusal:
        place.office.do(install, replace(sample, services=(*sample.services, stranger)))

    assert refusal.value.field == "series"


def test_a_counter_has_first_choices_and_overflow(place: Place) -> None:
    told = place.office.do(set_counter, 4, ("CT",), "Quầy chứng thực", ("HT", "CU"))

    assert told == place.office.ask(counter_numbered, 4)
    assert (told.name, told.services, told.overflow) == ("Quầy chứng thực", ("CT",), ("HT", "CU"))
    assert told.every_service == ("CT", "HT", "CU")
    assert 4 in place.office.ask(counters_serving, "HT")
    assert place.office.do(set_counter, 4, ("CT",)).name == "Quầy chứng thực", "without a name it stays"


def test_a_counter_is_told_no_nonsense(place: Place) -> None:
    before = place.office.ask(counter_numbered, 4)

    assert isinstance(refused(place, set_counter, 4, ("CT",), None, ("CT",)), BadDocument)
    assert isinstance(refused(place, set_counter, 4, ("CT",), ""), BadDocument)
    assert isinstance(refused(place, set_counter, 0, ("CT",)), BadDocument)
    assert place.office.ask(counter_numbered, 4) == before


def test_a_counter_without_services_stands_still(place: Place) -> None:
    assert place.office.do(set_counter, 9, ()).every_service == ()


def test_a_storm_closes_the_office_until_it_is_taken_back(place: Place) -> None:
    place.office.do(set_day, STORM, "off", "Bão số 14", decision="12/TB-UBND")

    calendar = place.office.ask(unit_calendar, STORM)
    assert calendar.why_off(STORM) == "Bão số 14 (12/TB-UBND)"
    assert [one.day for one in place.office.ask(own_days)] == [STORM]
    place.office.do(remove_day, STORM)
    assert place.office.ask(unit_calendar, STORM).is_working_day(STORM)
    assert isinstance(refused(place, remove_day, STORM), NotFound)


def test_a_day_with_other_hours(place: Place) -> None:
    place.office.do(set_day, STORM, "hours", "Họp toàn phường", hours="07:30-09:30")

    assert place.office.ask(unit_calendar, STORM).hall_hours(STORM) == ((450, 570),)


@pytest.mark.parametrize(
    ("day", "kind", "reason", "hours", "field"),
    [
        (STORM, "off", " ", "", "special_reason"),
        (STORM, "off", "Bão", "07:30-09:30", "special_hours"),
        (STORM, "hours", "Họp", "", "special_hours"),
        (STORM, "hours", "Họp", "9h-10h", "special_hours"),
        (STORM, "party", "Tiệc", "", "special_day"),
        (date(2036, 1, 1), "off", "Xa quá", "", "special_day"),
    ],
)
def test_a_day_nobody_can_mean_is_refused(
    place: Place, day: date, kind: str, reason: str, hours: str, field: str
) -> None:
    told = refused(place, set_day, day, kind, reason, hours=hours)

    assert isinstance(told, BadDocument)
    assert told.field == field
    assert place.office.ask(own_days) == ()


def test_a_day_is_said_once(place: Place) -> None:
    place.office.do(set_day, STORM, "off", "Bão")

    told = refused(place, set_day, STORM, "hall_closed", "Họp")

    assert isinstance(told, BadDocument)
    assert "đã có dòng" in told.problem


def test_the_days_ahead_hold_the_laws_and_the_units_own(place: Place) -> None:
    place.office.do(set_day, STORM, "off", "Bão")

    found = place.office.ask(days_ahead)

    assert [one.day for one in found] == sorted({one.day for one in found})
    assert [one for one in found if one.own] == list(place.office.ask(own_days))
    assert any(one.day == date(2027, 1, 1) and not one.own for one in found), "New Year's day is the law's"

"""Staff, settings, counters, the desk's copy of them."""

from __future__ import annotations

import pytest

from counter_app.catalogue.importing import read_catalogue
from counter_app.catalogue.versions import install, matching, procedure, procedures
from counter_app.errors import BadDocument, NotFound, WrongPassword
from counter_app.people.staff import add_staff, signed_in, staff, staff_name, try_sign_in
from counter_app.place import Place
from counter_app.queue.counters import counter_numbered, counters, services, set_counter
from counter_app.reference import refresh_desk
from counter_app.settings import SETTINGS, all_settings, change_setting, value_of, without_secret
from counter_app.unit import SAMPLE_CATALOGUE
from counter_app.unit_card import unit
from tests.clock import SetClock


def test_somebody_added_signs_in_at_the_desk(place: Place) -> None:
    added = place.office.do(add_staff, "Nguyễn Thị Lan", None, "mật khẩu dài")
    refresh_desk(place)

    tried = place.desk.do(try_sign_in, added.login, "mật khẩu dài")

    assert added.login == "nguyenthilan"
    assert added.first_password is None
    assert signed_in(tried, added.login).name == "Nguyễn Thị Lan"
    assert place.desk.ask(staff_name, "nguyenthilan") == "Nguyễn Thị Lan"
    assert place.desk.ask(staff_name, "cli:root") == "cli:root"


def test_a_first_password_is_made_and_works(place: Place) -> None:
    added = place.office.do(add_staff, "Trần Văn Bình", "binh")
    refresh_desk(place)

    assert added.first_password is not None
    assert place.desk.do(try_sign_in, "binh", added.first_password).staff is not None


def test_a_login_is_given_once(place: Place) -> None:
    place.office.do(add_staff, "Lan", "lan", "x")

    with pytest.raises(BadDocument):
        place.office.do(add_staff, "Lan khác", "lan", "y")
    assert len(place.office.ask(staff)) == 1


def test_after_five_failures_even_the_right_password_waits(place: Place, clock: SetClock) -> None:
    place.office.do(add_staff, "Lan", "lan", "đúng")
    refresh_desk(place)

    waits = [place.desk.do(try_sign_in, "lan", "sai").wait_seconds for _ in range(5)]
    blocked = place.desk.do(try_sign_in, "lan", "đúng")

    assert waits == [0, 0, 0, 0, 30]
    assert blocked.staff is None
    with pytest.raises(WrongPassword):
        signed_in(blocked, "lan")
    clock.forward(seconds=31)
    assert place.desk.do(try_sign_in, "lan", "sai").wait_seconds == 60
    clock.forward(seconds=61)
    assert place.desk.do(try_sign_in, "lan", "đúng").staff is not None
    assert place.desk.do(try_sign_in, "lan", "sai").wait_seconds == 0


def test_an_unknown_login_fails_like_a_wrong_password(place: Place) -> None:
    assert place.desk.do(try_sign_in, "không ai", "x").staff is None


def test_every_setting_takes_its_default_and_refuses_nonsense(place: Place) -> None:
    for one in place.office.ask(all_settings):
        assert one.value == one.default == SETTINGS[one.key].default
        assert one.label
        assert one.help
    for key, text in (("rating.seconds", "nhiều"), ("calendar.hall_saturday", "có"), ("receipt.paper", "giấy")):
        with pytest.raises(BadDocument):
            place.office.do(change_setting, key, text)
    with pytest.raises(NotFound):
        place.office.do(change_setting, "không.có", "1")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("calendar.morning", "xyz"),
        ("calendar.morning", "11:30-07:30"),
        ("calendar.afternoon", "13:00-25:00"),
        ("city.url", "thanhpho.vn"),
        ("city.url", "ftp://thanhpho.vn"),
        ("city.url", "https://"),
        ("city.url", "https://thanh pho.vn"),
        ("city.url", "https://thanhpho.vn:cổng"),
        ("city.url", "https://máy:mật-khẩu@thanhpho.vn"),
    ],
)
def test_a_setting_nobody_can_mean_is_refused_at_once(place: Place, key: str, text: str) -> None:
    with pytest.raises(BadDocument) as refusal:
        place.office.do(change_setting, key, text)

    assert refusal.value.field == key
    assert place.office.ask(value_of, key) == SETTINGS[key].default


@pytest.mark.parametrize(
    ("key", "text"),
    [("calendar.morning", "08:00-12:00"), ("city.url", "https://thanhpho.vn:8443/api"), ("city.url", "")],
)
def test_a_setting_that_can_be_meant_is_taken(place: Place, key: str, text: str) -> None:
    assert place.office.do(change_setting, key, text).value == text


def test_a_changed_setting_goes_back_to_its_default(place: Place) -> None:
    assert place.office.do(change_setting, "calendar.hall_saturday", "true").value is True
    assert place.office.ask(value_of, "calendar.hall_saturday") is True
    place.office.do(change_setting, "calendar.hall_saturday", "false")
    assert place.office.ask(value_of, "calendar.hall_saturday") is False


def test_a_secret_is_never_shown(place: Place) -> None:
    changed = place.office.do(change_setting, "city.token", "bi-mat")

    assert without_secret(changed).value == "••••"
    assert without_secret(place.office.do(change_setting, "city.url", "http://127.0.0.1")).value == "http://127.0.0.1"


def test_the_desk_sees_a_change_after_it_took_its_copy(place: Place) -> None:
    place.office.do(change_setting, "rating.seconds", "30")
    if not place.one_file:
        assert place.desk.ask(value_of, "rating.seconds") == 60

    refresh_desk(place)

    assert place.desk.ask(value_of, "rating.seconds") == 30
    assert place.desk.ask(unit) == place.office.ask(unit)
    assert place.desk.ask(counters) == place.office.ask(counters)
    assert refresh_desk(place) is None


def test_a_new_unit_has_ten_counters_that_serve_all_nine_services(place: Place) -> None:
    found = place.office.ask(counters)
    codes = tuple(one.code for one in place.office.ask(services))

    assert [one.number for one in found] == list(range(1, 11))
    assert len(codes) == 9
    assert all(one.services == codes for one in found)


def test_a_counter_is_told_what_it_serves(place: Place) -> None:
    place.office.do(set_counter, 11, ("CT", "HT"))

    assert place.office.ask(counter_numbered, 11).services == ("CT", "HT")
    with pytest.raises(NotFound):
        place.office.do(set_counter, 3, ("CT", "XX"))
    assert len(place.office.ask(counter_numbered, 3).services) == 9


def test_the_same_catalogue_again_changes_nothing(place: Place) -> None:
    again = place.office.do(install, read_catalogue(SAMPLE_CATALOGUE))

    assert (again.procedures, again.services, again.changed) == (22, 9, 0)
    assert len(place.office.ask(procedures)) == 22


def test_procedures_are_found_without_marks_and_by_code(place: Place) -> None:
    found = place.office.ask(procedures)

    assert matching(found, "khai sinh")[0].code == "1.001193"
    assert matching(found, "2.000815")[0].code == "2.000815"
    assert matching(found, "ket hon")[0].code == "1.000894"
    assert matching(found, "không có thủ tục này") == ()
    with pytest.raises(NotFound):
        place.office.ask(procedure, "1.001193", "bản cũ")

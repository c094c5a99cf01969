"""What IT and the head change: services, counters, staff, own days, settings that belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from counter_app.catalogue.importing import read_catalogue
from counter_app.catalogue.versions import install
from counter_app.dossiers.appointment import unit_calendar
from counter_app.errors import BadDocument, NotAllowed, NotFound, Refused
from counter_app.own_days import days_ahead, own_days, remove_day, set_day
from counter_app.people.roles import ROLES_VI, may_administer, refuse_clerk
from counter_app.people.staff import add_staff, all_staff, staff, staff_member, try_sign_in
from counter_app.people.staff_changes import let_go, rename_staff, set_password, set_role, take_back
from counter_app.place import Place
from counter_app.queue.counters import counter_numbered, counters_serving, services, set_counter
from counter_app.queue.services import add_service, change_service, order_services
from counter_app.records.shared import Audit
from counter_app.reference import refresh_desk
from counter_app.setting_groups import GROUPS
from counter_app.setting_kinds import entries, read_value, written
from counter_app.settings import SETTINGS, change_setting, change_settings, value_of, values_of
from counter_app.store import Asking, By
from counter_app.unit import SAMPLE_CATALOGUE
from counter_app.wording import sentence

STORM = date(2026, 11, 25)


def actions(place: Place) -> list[str]:
    def asked(asking: Asking) -> list[str]:
        return list(asking.connection.execute(select(Audit.action).order_by(Audit.seq)).scalars())

    return place.office.ask(asked)


def refused(place: Place, act: object, *args: object, **facts: object) -> Refused:
    with pytest.raises(Refused) as told:
        place.office.do(act, *args, **facts)  # type: ignore[arg-type]
    return told.value


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


def test_somebody_who_leaves_signs_in_no_more_and_is_not_forgotten(place: Place) -> None:
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", "mật khẩu")
    place.office.do(add_staff, "Trần Kỹ Thuật", "it", "mật khẩu", "it")
    admin = place.acting_as(By("it"))

    left = admin.office.do(let_go, "lan")
    refresh_desk(place)

    assert not left.active
    assert [one.login for one in place.office.ask(staff)] == ["it"]
    assert [one.login for one in place.office.ask(all_staff)] == ["it", "lan"]
    assert place.desk.do(try_sign_in, "lan", "mật khẩu").staff is None
    assert admin.office.do(take_back, "lan").active
    refresh_desk(place)
    assert place.desk.do(try_sign_in, "lan", "mật khẩu").staff is not None
    assert [one for one in actions(place) if one in ("staff.left", "staff.returned")] == [
        "staff.left",
        "staff.returned",
    ]


def test_a_name_is_mended_and_the_login_stays(place: Place) -> None:
    place.office.do(add_staff, "Nguyen Thi Lan", "lan", "x")

    assert place.office.do(rename_staff, "lan", "  Nguyễn Thị  Lan ").name == "Nguyễn Thị Lan"
    assert place.office.ask(staff_member, "lan").login == "lan"
    assert isinstance(refused(place, rename_staff, "lan", " "), BadDocument)
    assert isinstance(refused(place, rename_staff, "nobody", "Ai"), NotFound)


def test_a_new_password_replaces_the_old_one(place: Place) -> None:
    place.office.do(add_staff, "Lan", "lan", "mật khẩu cũ")

    made = place.office.do(set_password, "lan")
    refresh_desk(place)

    assert made.first_password is not None
    assert place.desk.do(try_sign_in, "lan", "mật khẩu cũ").staff is None
    assert place.desk.do(try_sign_in, "lan", made.first_password).staff is not None
    assert place.office.do(set_password, "lan", "tám ký tự").first_password is None
    assert isinstance(refused(place, set_password, "lan", "ngắn"), BadDocument)


def test_the_last_administrator_stays(place: Place) -> None:
    place.office.do(add_staff, "Phụ trách", "truong", "x", "head")

    assert isinstance(refused(place, set_role, "truong", "clerk"), BadDocument)
    assert isinstance(refused(place, let_go, "truong"), BadDocument)
    assert place.office.do(set_role, "truong", "it").role == "it"
    place.office.do(add_staff, "Kỹ thuật", "it", "x", "it")
    assert place.office.do(set_role, "truong", "clerk").role == "clerk"


def test_nobody_shuts_their_own_account(place: Place) -> None:
    for login in ("it", "lan"):
        place.office.do(add_staff, login, login, "x", "it")

    told = refused(place, let_go, "lan")

    assert isinstance(told, NotAllowed)
    assert "ngừng chính tài khoản" in sentence(told)


def test_clerks_are_told_that_the_window_is_not_theirs(place: Place) -> None:
    added = {role: place.office.do(add_staff, role, role, "x", role) for role in ROLES_VI}

    assert [role for role, one in added.items() if may_administer(one)] == ["head", "it"]
    with pytest.raises(NotAllowed) as told:
        refuse_clerk(added["clerk"])
    assert "không có quyền mở cửa sổ quản trị" in sentence(told.value)
    with pytest.raises(BadDocument):
        place.office.do(add_staff, "Giám đốc", "gd", "x", "boss")


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


def test_several_settings_are_read_at_once(place: Place) -> None:
    place.office.do(change_setting, "queue.undo_seconds", "30")

    found = place.office.ask(values_of, "queue.undo_seconds", "queue.recall_seconds", "kiosk.large_default")

    assert found == {"queue.undo_seconds": 30, "queue.recall_seconds": 20, "kiosk.large_default": False}
    with pytest.raises(NotFound):
        place.office.ask(values_of, "không.có")


def test_settings_change_together_or_not_at_all(place: Place) -> None:
    told = refused(place, change_settings, {"queue.undo_seconds": "30", "queue.recall_seconds": "nhiều"})

    assert isinstance(told, BadDocument)
    assert told.field == "queue.recall_seconds"
    assert place.office.ask(value_of, "queue.undo_seconds") == 60


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"queue.light_red_minutes": "15"}, "queue.light_red_minutes"),
        ({"queue.light_amber_minutes": "30"}, "queue.light_red_minutes"),
        ({"calendar.morning": "07:30-14:00"}, "calendar.afternoon"),
        ({"calendar.morning": "", "calendar.afternoon": ""}, "calendar.morning"),
    ],
)
def test_settings_that_don_t_go_together_are_refused(place: Place, texts: dict[str, str], field: str) -> None:
    told = refused(place, change_settings, texts)

    assert isinstance(told, BadDocument)
    assert told.field == field


def test_both_halves_of_a_day_move_together(place: Place) -> None:
    changed = place.office.do(change_settings, {"calendar.morning": "07:00-12:30", "calendar.afternoon": "13:30-16:30"})

    assert [one.value for one in changed] == ["07:00-12:30", "13:30-16:30"]


@pytest.mark.parametrize("text", ["1081", "-1", "1e2", "٣٠", "", "9" * 50])
def test_numbers_keep_their_limits(text: str) -> None:
    with pytest.raises(BadDocument) as told:
        read_value(SETTINGS["rating.seconds"], text)
    assert "từ 5 đến 900" in told.value.problem


def test_reasons_are_a_list_of_different_entries() -> None:
    reasons = SETTINGS["queue.pause_reasons"]

    assert read_value(reasons, "Họp\n Nghỉ giữa giờ ;; ") == "Họp; Nghỉ giữa giờ"
    assert entries("Họp; Nghỉ giữa giờ") == ("Họp", "Nghỉ giữa giờ")
    for wrong in ("", "Họp; Họp", "x" * 61):
        with pytest.raises(BadDocument) as told:
            read_value(reasons, wrong)
        assert told.value.field == "queue.pause_reasons"


def test_every_default_is_a_value_its_own_setting_takes() -> None:
    for one in SETTINGS.values():
        assert read_value(one, written(one.default)) == one.default
    for group in GROUPS:
        assert group.title
        if group.check is not None:
            group.check({one.key: one.default for one in group.settings})

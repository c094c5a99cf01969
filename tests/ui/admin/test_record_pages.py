from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from counter_app.own_days import own_days
from counter_app.people.staff import staff_member, try_sign_in
from counter_app.people.staff_changes import rename_staff
from counter_app.place import Place
from counter_app.queue.counters import counter_numbered, services
from counter_app.queue.services import add_service
from counter_app.reference import refresh_desk
from tests.ui.admin.pilot import PASSWORD, AdminPilot
from ui.admin.counters_page import CountersPage
from ui.admin.days_page import DaysPage
from ui.admin.services_page import ServicesPage
from ui.admin.staff_page import StaffPage


def test_the_window_stays_in_front_while_its_pages_are_made(admin: AdminPilot) -> None:
    """A widget shown before it has a parent would be a window of its own, and take the keys."""
    assert admin.window.isActiveWindow()


def test_a_service_is_limited_to_the_morning(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(ServicesPage)
    admin.chooses(page, "CT")
    admin.types(page.form.rows["daily_limit"], "40")
    admin.types(page.form.rows["windows"], "07:30-11:00")
    admin.moves(page.form.rows["at_kiosk"], Qt.Key.Key_Right)
    admin.saves(page)

    found = next(one for one in staffed.office.ask(services) if one.code == "CT")
    assert (found.daily_limit, found.windows, found.at_kiosk) == (40, "07:30-11:00", False)
    admin.qtbot.waitUntil(lambda: "tối đa 40 vé" in page.records[1].detail)


def test_a_service_is_added_and_waits_for_a_counter(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(ServicesPage)
    admin.adds(page)
    for key, text in (("service_code", "dd"), ("series", "A"), ("service_name", "Đất đai")):
        admin.types(page.form.rows[key], text)
    admin.clicks(page.line.save)

    admin.qtbot.waitUntil(page.form.rows["series"].problem.isVisible)
    assert "đã dùng cho nhóm khác" in page.form.rows["series"].problem.text()
    assert page.form.rows["service_name"].text == "Đất đai", "nothing typed is lost"
    admin.types(page.form.rows["series"], "p")
    admin.saves(page)

    assert staffed.office.ask(services)[-1].series == "P"
    admin.qtbot.waitUntil(lambda: page.key == "DD" and page.record is not None)
    admin.qtbot.waitUntil(lambda: "Chưa quầy nào phục vụ" in page.about.text())


def test_services_are_moved_with_button_and_keys(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(ServicesPage)
    admin.chooses(page, "CT")

    admin.clicks(page.up)
    admin.qtbot.waitUntil(lambda: page.records[0].key == "CT")
    assert not page.up.isEnabled()
    assert page.list.currentRow() == 0, "the chosen one stays chosen"
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    admin.qtbot.waitUntil(lambda: page.records[0].key == "HT")
    assert [one.code for one in staffed.office.ask(services)][:2] == ["HT", "CT"]


def test_what_was_typed_for_a_record_waits_while_another_is_looked_at(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(ServicesPage)
    admin.chooses(page, "CT")
    admin.types(page.form.rows["service_hint"], "Sao y")

    admin.chooses(page, "HT")
    assert page.form.rows["service_hint"].text == "Khai sinh, kết hôn, khai tử, trích lục"
    assert page.unsaved == 1
    staffed.office.do(add_service, "DD", "Đất đai", "P")
    admin.qtbot.waitUntil(lambda: len(page.records) == 10)
    admin.chooses(page, "CT")

    assert page.form.rows["service_hint"].text == "Sao y"


def test_a_counter_gets_first_choices_and_overflow(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(CountersPage)
    admin.chooses(page, "4")
    admin.types(page.form.rows["counter_name"], "Quầy chứng thực")
    admin.moves(page.form.rows["service.HT"], Qt.Key.Key_Right)
    for _ in range(2):
        admin.moves(page.form.rows["service.KD"], Qt.Key.Key_Right)
    admin.saves(page)

    found = staffed.office.ask(counter_numbered, 4)
    assert found.name == "Quầy chứng thực"
    assert found.overflow == ("HT",)
    assert {"HT", "KD"} & set(found.services) == set()
    admin.qtbot.waitUntil(lambda: page.records[3].title == "4 · Quầy chứng thực")


def test_a_counter_is_added_with_the_number_it_suggests(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(CountersPage)
    admin.adds(page)
    assert page.unsaved == 0, "a suggestion is nobody's typing"
    admin.moves(page.form.rows["service.CT"], Qt.Key.Key_Left)
    admin.saves(page)

    found = staffed.office.ask(counter_numbered, 11)
    assert (found.name, found.services, found.overflow) == ("Quầy 11", (), ("CT",))


def test_somebody_new_signs_in_with_the_password_shown_once(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.adds(page)
    admin.types(page.form.rows["staff_name"], "Đỗ Thị Ngữ")
    admin.saves(page)

    admin.qtbot.waitUntil(lambda: page.once.text != "")
    password = page.once.text.split("mật khẩu «")[1].split("»")[0]
    refresh_desk(staffed)
    assert staffed.desk.do(try_sign_in, "dothingu", password).staff is not None
    admin.chooses(page, "lan")
    assert password in page.once.text, "it stays until somebody has written it down"
    page.once.clear()
    assert page.once.text == ""


def test_a_clerk_becomes_head_by_keys_alone(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.chooses(page, "lan")
    combo = page.form.rows["role"].editor.focusProxy()
    assert isinstance(combo, QComboBox)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(admin.desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    admin.qtbot.waitUntil(lambda: staffed.office.ask(staff_member, "lan").role == "head")


def test_the_last_administrator_is_kept_with_the_refusal_beside_the_role(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.chooses(page, "truong")
    admin.clicks(page.leave)
    admin.qtbot.waitUntil(lambda: page.records[-1].key == "truong")
    admin.chooses(page, "ky")
    admin.qtbot.waitUntil(lambda: page.leave.text() == "Ngừng tài khoản")
    admin.clicks(page.leave)
    admin.qtbot.waitUntil(lambda: "ngừng chính tài khoản đang dùng" in page.notice.text)
    combo = page.form.rows["role"].editor.focusProxy()
    assert isinstance(combo, QComboBox)
    for _ in range(2):
        QTest.keyClick(combo, Qt.Key.Key_Up)
    admin.clicks(page.line.save)

    admin.qtbot.waitUntil(page.form.rows["role"].problem.isVisible)
    assert "quản trị cuối cùng" in page.form.rows["role"].problem.text()
    assert staffed.office.ask(staff_member, "ky").role == "it"


def test_a_new_password_is_asked_about_first(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.chooses(page, "lan")
    admin.clicks(page.reset)
    assert "Đặt mật khẩu mới cho Lan?" in page.notice.text
    refresh_desk(staffed)
    assert staffed.desk.do(try_sign_in, "lan", PASSWORD).staff is not None, "asking changes nothing"

    admin.clicks(page.notice._button)

    admin.qtbot.waitUntil(lambda: "tên đăng nhập «lan»" in page.once.text)
    refresh_desk(staffed)
    assert staffed.desk.do(try_sign_in, "lan", PASSWORD).staff is None


def test_somebody_who_left_comes_back(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.chooses(page, "lan")
    admin.clicks(page.leave)
    admin.qtbot.waitUntil(lambda: page.leave.text() == "Mở lại tài khoản")
    assert not page.reset.isEnabled()
    admin.clicks(page.leave)

    admin.qtbot.waitUntil(lambda: staffed.office.ask(staff_member, "lan").active)


def test_another_process_s_change_shows_in_list_and_form(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(StaffPage)
    admin.chooses(page, "lan")

    staffed.office.do(rename_staff, "lan", "Nguyễn Thị Lan")

    admin.qtbot.waitUntil(lambda: page.form.rows["staff_name"].text == "Nguyễn Thị Lan")
    assert page.name.text() == "Nguyễn Thị Lan"
    assert page.unsaved == 0


def test_a_storm_is_put_into_the_calendar_and_taken_out(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(DaysPage)
    admin.adds(page)
    admin.types(page.form.rows["special_reason"], "Bão số 14")
    admin.clicks(page.line.save)
    assert "cần ngày dạng 25/11/2026" in page.form.rows["special_day"].problem.text().lower()
    admin.types(page.form.rows["special_day"], "25/11/2026")
    admin.saves(page)

    assert [one.day for one in staffed.office.ask(own_days)] == [date(2026, 11, 25)]
    admin.qtbot.waitUntil(lambda: page.key == "2026-11-25" and "Bão số 14" in page.about.text())
    admin.clicks(page.remove)
    admin.qtbot.waitUntil(lambda: staffed.office.ask(own_days) == ())


def test_the_laws_days_stand_there_and_can_t_be_taken_out(admin: AdminPilot) -> None:
    page = admin.opens(DaysPage)
    admin.chooses(page, "2027-01-01")

    assert "Theo luật" in page.about.text()
    assert not page.remove.isVisible()
    assert not page.line.isVisible()


def test_a_field_is_found_on_a_page_nobody_has_opened_and_the_keys_are_in_it(admin: AdminPilot) -> None:
    assert [type(page).__name__ for page in admin.desk.pages.values()] == ["TodayPage"], "a page is built when opened"
    assert admin.searches("so ve moi ngay")[0] == "Số vé mỗi ngày"

    admin.presses(Qt.Key.Key_Return, admin.desk.pages_list.search)

    page = admin.desk.page
    assert isinstance(page, ServicesPage)
    admin.qtbot.waitUntil(lambda: "daily_limit" in page.form.rows)
    field = page.form.rows["daily_limit"].editor.focusProxy()
    admin.qtbot.waitUntil(lambda: field is not None and admin.window.focusWidget() is field)

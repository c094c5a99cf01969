from __future__ import annotations

from counter_app.people.staff_changes import set_role
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.ui.admin.pilot import AdminPilot
from ui.admin.settings_page import SettingsPage


def test_it_and_head_come_in(door: AdminPilot) -> None:
    door.signs_in("truong")

    assert door.desk.isVisible()


def test_a_clerk_is_told_in_one_sentence(door: AdminPilot) -> None:
    door.tries("lan")

    door.qtbot.waitUntil(lambda: bool(door.window.sign_in.notice.text))
    assert door.window.sign_in.notice.text == ("Tài khoản lan không có quyền mở cửa sổ quản trị. Hỏi người phụ trách.")
    assert door.window.desk is None


def test_a_wrong_password_opens_nothing(door: AdminPilot) -> None:
    door.tries("ky", "đoán bừa")

    door.qtbot.waitUntil(lambda: "Sai tên hoặc mật khẩu" in door.window.sign_in.notice.text)
    assert door.window.desk is None
    assert door.window.sign_in.password.text() == ""


def test_the_acts_are_those_of_who_signed_in(admin: AdminPilot, staffed: Place) -> None:
    assert admin.desk.page.head.title == "Hôm nay"
    assert admin.window._workers.office.store.by.staff == "ky"


def test_a_role_taken_away_elsewhere_closes_the_window_to_them(admin: AdminPilot, staffed: Place) -> None:
    staffed.office.do(set_role, "ky", "clerk")
    refresh_desk(staffed)

    admin.qtbot.waitUntil(lambda: admin.window.desk is None)
    assert "không có quyền mở cửa sổ quản trị" in admin.window.sign_in.notice.text
    assert admin.window.sign_in.isVisible()


def test_going_out_asks_once_when_something_is_unsaved(admin: AdminPilot) -> None:
    desk = admin.desk
    page = admin.opens(SettingsPage, "Giờ làm việc")
    admin.types(page.form.rows["calendar.morning"], "08:00-11:30")

    admin.clicks(desk.go)
    assert admin.window.desk is desk
    assert desk.notice.text == "Còn 1 mục chưa lưu ở «Giờ làm việc». Thoát lần nữa là bỏ các mục này."
    admin.clicks(desk.go)

    admin.qtbot.waitUntil(lambda: admin.window.desk is None)


def test_closing_asks_once_too_and_goes_at_once_with_nothing_unsaved(admin: AdminPilot) -> None:
    page = admin.opens(SettingsPage, "Giờ làm việc")
    admin.types(page.form.rows["calendar.morning"], "08:00-11:30")

    assert not admin.window.close()
    assert admin.window.isVisible()
    admin.clicks(page.line.give_up)
    assert admin.window.close()

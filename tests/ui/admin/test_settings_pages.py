from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.place import Place
from counter_app.settings import GROUPS, SETTINGS, change_setting, value_of
from tests.ui.admin.pilot import AdminPilot
from ui.admin.settings_page import SettingsPage


def test_every_setting_stands_on_a_page_with_its_words(admin: AdminPilot) -> None:
    pages = [page for page in admin.opens_all() if isinstance(page, SettingsPage)]

    assert [key for page in pages for key in page.form.rows] == list(SETTINGS)
    assert [page.head.title for page in pages] == [group.title for group in GROUPS]
    for page in pages:
        for row in page.form.rows.values():
            assert row.editor.accessibleName() == row.declared.label
            assert row.declared.help


def test_a_setting_is_found_without_marks_and_changed_by_keys_alone(admin: AdminPilot, staffed: Place) -> None:
    hits = admin.searches("goi lai cach")
    assert hits == ["Gọi lại cách nhau"]

    admin.presses(Qt.Key.Key_Return, admin.desk.pages_list.search)
    page = admin.desk.page
    assert isinstance(page, SettingsPage)
    row = page.form.rows["queue.recall_seconds"]
    field = row.editor.focusProxy()
    admin.qtbot.waitUntil(lambda: field is not None and admin.window.focusWidget() is field)
    admin.types(row, "25")
    QTest.keyClick(admin.desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    admin.qtbot.waitUntil(lambda: staffed.office.ask(value_of, "queue.recall_seconds") == 25)
    admin.qtbot.waitUntil(lambda: page.unsaved == 0)
    assert "Mặc định: 20 giây" in row.values.text()


def test_pages_are_found_by_their_title_first(admin: AdminPilot) -> None:
    assert admin.searches("lay so")[0] == "Máy lấy số và đánh giá"
    assert admin.searches("khong co gi nhu the") == []
    assert admin.desk.pages_list.none.isVisible()
    admin.presses(Qt.Key.Key_Escape, admin.desk.pages_list.search)
    rows = admin.desk.pages_list.list
    assert rows.count() > len(admin.desk.entries), "pages and the heads of their sections"


def test_the_default_comes_back_by_its_link_and_a_save(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    row = page.form.rows["queue.undo_seconds"]
    assert not row.back.isVisible()
    admin.types(row, "90")
    admin.saves(page)
    assert staffed.office.ask(value_of, "queue.undo_seconds") == 90

    admin.clicks(row.back)
    assert row.text == "60"
    assert staffed.office.ask(value_of, "queue.undo_seconds") == 90, "nothing is changed before «Lưu»"
    admin.saves(page)

    assert staffed.office.ask(value_of, "queue.undo_seconds") == 60
    assert not row.back.isVisible()


def test_what_can_t_be_meant_is_said_beside_its_field_and_stays_typed(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    wrong, right = page.form.rows["queue.undo_seconds"], page.form.rows["queue.recall_seconds"]
    admin.types(wrong, "một phút")
    admin.types(right, "33")

    admin.clicks(page.line.save)

    assert "từ 0 đến 900" in wrong.problem.text()
    assert wrong.problem.isVisible()
    assert (wrong.text, right.text) == ("một phút", "33")
    assert staffed.office.ask(value_of, "queue.recall_seconds") == 20, "together or not at all"
    admin.types(wrong, "30")
    assert not wrong.problem.isVisible()
    admin.saves(page)
    assert staffed.office.ask(value_of, "queue.undo_seconds") == 30


def test_values_that_don_t_go_together_are_refused_beside_the_field(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Chờ và đóng cửa")
    amber, red = page.form.rows["queue.light_amber_minutes"], page.form.rows["queue.light_red_minutes"]
    admin.types(amber, "40")
    admin.clicks(page.line.save)

    admin.qtbot.waitUntil(red.problem.isVisible)
    assert "lớn hơn mức đèn vàng" in red.problem.text()
    assert amber.text == "40"
    admin.types(red, "50")
    admin.saves(page)
    assert staffed.office.ask(value_of, "queue.light_red_minutes") == 50


def test_another_process_s_change_shows_and_what_is_typed_stays(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    typed, other = page.form.rows["queue.undo_seconds"], page.form.rows["queue.recall_seconds"]
    admin.types(typed, "45")

    staffed.office.do(change_setting, "queue.recall_seconds", "35")
    staffed.office.do(change_setting, "queue.undo_seconds", "75")

    admin.qtbot.waitUntil(lambda: other.text == "35")
    admin.qtbot.waitUntil(lambda: "75 giây" in typed.elsewhere.text())
    assert typed.text == "45"
    assert "Đang dùng: 75 giây" in typed.values.text()
    admin.saves(page)
    assert staffed.office.ask(value_of, "queue.undo_seconds") == 45


def test_giving_up_brings_the_present_values_back(admin: AdminPilot) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    admin.types(page.form.rows["queue.undo_seconds"], "45")
    assert page.unsaved == 1

    admin.clicks(page.line.give_up)

    assert page.unsaved == 0
    assert page.form.rows["queue.undo_seconds"].text == "60"


def test_what_was_typed_waits_while_another_page_is_open(admin: AdminPilot) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    admin.types(page.form.rows["queue.undo_seconds"], "45")

    admin.opens(SettingsPage, "Giờ làm việc")
    rows = admin.desk.pages_list.list
    assert any(rows.item(row).text() == "Gọi số   (chưa lưu)" for row in range(rows.count()))
    assert admin.opens(SettingsPage, "Gọi số").form.rows["queue.undo_seconds"].text == "45"


def test_a_secret_is_never_shown_but_can_be_replaced_and_taken_away(admin: AdminPilot, staffed: Place) -> None:
    staffed.office.do(change_setting, "city.token", "bi-mat-cu")
    page = admin.opens(SettingsPage, "Hệ thống thành phố")
    row = page.form.rows["city.token"]
    admin.qtbot.waitUntil(lambda: row.kept == "••••")

    seen = [row.text, row.values.text(), row.editor.line.text(), row.editor.line.placeholderText()]  # type: ignore[attr-defined]
    assert not any("bi-mat" in one for one in seen)
    admin.types(row, "bi-mat-moi")
    admin.saves(page)
    assert staffed.office.ask(value_of, "city.token") == "bi-mat-moi"
    assert row.text == "••••"

    admin.clicks(row.back)
    admin.saves(page)
    assert staffed.office.ask(value_of, "city.token") == ""


def test_reasons_are_typed_one_a_line(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Chữ hiển thị")
    admin.types(page.form.rows["queue.pause_reasons"], "Hop\nDi an")
    admin.saves(page)

    assert staffed.office.ask(value_of, "queue.pause_reasons") == "Hop; Di an"


def test_a_switch_is_moved_by_the_arrows(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(SettingsPage, "Giờ làm việc")
    admin.moves(page.form.rows["calendar.hall_saturday"], Qt.Key.Key_Left)
    admin.saves(page)

    assert staffed.office.ask(value_of, "calendar.hall_saturday") is True


def test_a_number_with_zeros_in_front_is_kept_without_them(admin: AdminPilot) -> None:
    page = admin.opens(SettingsPage, "Gọi số")
    row = page.form.rows["queue.undo_seconds"]
    admin.types(row, "045")
    admin.saves(page)

    assert (row.text, page.unsaved) == ("45", 0)

"""Typing dossiers into the city's own form, by keyboard and scanner: a key copies, the city's code says it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.by_hand import last_entered
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.steps.forward import forward
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.dossier_story import forwarding, marriage
from tests.stories.city_desk import sees_entry
from tests.stories.dossier_desk import opens, stands
from tests.stories.queue_steps import says
from ui.clerk.dossier.said import facts_of
from ui.demo.pilot import ClerkPilot, wait_until

CITY = "000.00.16.H26-261120-0007"


@pytest.fixture
def typing(clerk: ClerkPilot, staffed: Place) -> Place:
    """The unit types everything into the city's form."""
    staffed.office.do(change_setting, "city.way", "hand")
    refresh_desk(staffed)
    return staffed


def pasted() -> str:
    return QApplication.clipboard().text()


def city_of(clerk: ClerkPilot) -> str:
    view = clerk.work.dossier.view
    assert view is not None
    return dict(facts_of(view))["Thành phố"]


def test_one_key_copies_field_after_field_and_says_which(clerk: ClerkPilot, typing: Place) -> None:
    taken = marriage(typing)
    pane = sees_entry(clerk, 1)

    copied = []
    for _ in range(9):
        clerk.presses(Qt.Key.Key_Space, " ")
        copied.append((pane.says.text().removeprefix("Đã chép: ").partition(".")[0], pasted()))

    assert copied[:5] == [
        ("Mã hồ sơ", taken.code),
        ("Mã thủ tục", "1.000894"),
        ("Chủ hồ sơ", "Nguyễn Văn An"),
        ("Số giấy tờ", "001085012345"),
        ("Ngày sinh", "15/03/1985"),
    ]
    assert [name for name, _ in copied[5:]] == ["Địa chỉ", "Điện thoại", "Giấy tờ", "Hẹn trả"]
    clerk.presses(Qt.Key.Key_Space, " ")
    assert "Đã chép hết" in pane.says.text()
    clerk.presses(Qt.Key.Key_3, "3")
    assert (pasted(), pane.fields.at) == ("Nguyễn Văn An", 2)


def test_what_was_copied_is_gone_after_a_minute_unless_somebody_copied_since(clerk: ClerkPilot, typing: Place) -> None:
    marriage(typing)
    sees_entry(clerk, 1)
    clipboard = clerk.work.city.entering.clipboard
    clerk.presses(Qt.Key.Key_4, "4")
    assert (clipboard.timer.isActive(), clipboard.timer.interval()) == (True, 60_000)

    clipboard.timer.timeout.emit()
    assert pasted() == ""

    clerk.presses(Qt.Key.Key_4, "4")
    QApplication.clipboard().setText("việc khác")
    clipboard.timer.timeout.emit()
    assert pasted() == "việc khác"
    clerk.presses(Qt.Key.Key_4, "4")
    clerk.window.close()
    assert pasted() == "", "nothing stays when the window goes"


def test_the_citys_code_is_scanned_and_f9_says_it_stands_there(
    clerk: ClerkPilot, typing: Place, clock: SetClock
) -> None:
    taken = marriage(typing)
    pane = sees_entry(clerk, 1)
    assert stands(typing, taken.id).sync_state == "local"

    clerk.scans(CITY)
    assert pane.code.text() == CITY
    assert stands(typing, taken.id).sync_state == "local", "a scan alone says nothing"
    clerk.presses(Qt.Key.Key_F9)

    says(clerk, f"Đã ghi: {taken.code} có trên hệ thống thành phố, mã {CITY}")
    wait_until(lambda: pane.list.count() == 0, "an empty list")
    said = typing.desk.ask(last_entered, taken.id)
    assert said is not None
    assert (said.code, said.by, said.at) == (CITY, "lan", clock())
    assert typing.desk.ask(dossier, CITY).id == taken.id
    assert clerk.work.status.city.text() == "TP: nhập tay, không còn hồ sơ chờ"
    clerk.presses(Qt.Key.Key_Escape)
    opens(clerk, taken.code)
    assert city_of(clerk) == f"Nguyễn Thị Lan nhập tay T6 20/11 08:30, mã {CITY}"


def test_without_the_citys_code_nothing_is_said_to_stand_there(clerk: ClerkPilot, typing: Place) -> None:
    taken = marriage(typing)
    pane = sees_entry(clerk, 1)

    clerk.presses(Qt.Key.Key_F9)
    says(clerk, "mã thành phố đã cấp")
    wait_until(pane.code.hasFocus, "the keys in the line for the code")
    clerk.types("001085012345")
    clerk.presses(Qt.Key.Key_Return, "\r")

    says(clerk, "không phải mã hồ sơ")
    assert stands(typing, taken.id).sync_state == "local"
    clerk.presses(Qt.Key.Key_Escape)
    assert pane.list.hasFocus()


def test_a_step_made_later_is_on_the_list_as_an_update_and_f9_alone_confirms_it(
    clerk: ClerkPilot, typing: Place
) -> None:
    taken = marriage(typing)
    pane = sees_entry(clerk, 1)
    clerk.scans(CITY)
    clerk.presses(Qt.Key.Key_F9)
    wait_until(lambda: pane.list.count() == 0, "an empty list")

    typing.desk.do(forward, taken.id, forwarding())
    wait_until(lambda: pane.marked is not None, "the update")

    assert "cập nhật trạng thái" in pane.list.item(0).text()
    clerk.presses(Qt.Key.Key_2, "2")
    assert pasted() == "Đang xử lý"
    clerk.presses(Qt.Key.Key_Escape)
    opens(clerk, taken.code)
    assert city_of(clerk) == f"có trên hệ thống (mã {CITY}), còn bước chưa cập nhật"
    clerk.presses(Qt.Key.Key_Escape)
    pane = sees_entry(clerk, 1)
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, f"mã {CITY}")
    assert stands(typing, taken.id).sync_state == "city"


def test_a_receipt_scanned_marks_its_dossier(clerk: ClerkPilot, typing: Place) -> None:
    marriage(typing)
    second = marriage(typing)
    pane = sees_entry(clerk, 2)

    clerk.scans(second.code)

    wait_until(lambda: pane.marked is not None and pane.marked.id == second.id, "the second dossier")
    assert pane.code.text() == ""
    clerk.presses(Qt.Key.Key_1, "1")
    assert pasted() == second.code


def test_nothing_says_a_dossier_is_with_the_city_before_anybody_confirmed_it(clerk: ClerkPilot, typing: Place) -> None:
    taken = marriage(typing)

    opens(clerk, taken.code)

    assert city_of(clerk) == "chưa nhập vào hệ thống thành phố"
    wait_until(lambda: clerk.work.status.city.text() == "TP: nhập tay, 1 chưa nhập từ 08:30", "the line at the top")

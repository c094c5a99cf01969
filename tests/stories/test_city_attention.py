"""«Cần xử lý» in the clerk's window, by keyboard: what the city said, sent again, mended, given up by two, one of two versions."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from counter_app.attention import attention
from counter_app.dossiers.receive import Received
from counter_app.parked import resend
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.store import Asking
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage
from tests.documents import CARD
from tests.stories.city_desk import acknowledged, conflict, refused, renamed, sees_attention, stranger
from tests.stories.dossier_desk import begins, does_it, enters, into, opens, sees, stands
from tests.stories.queue_steps import says
from ui.clerk.dossier.correct_form import CorrectForm
from ui.clerk.dossier.said import facts_of
from ui.demo.pilot import ClerkPilot, wait_until

WRONG_NAME = [{"pointer": "/people/owner/name", "fault": "string_too_short"}]


@pytest.fixture
def headed(staffed: Place) -> Place:
    """Lan's unit, with somebody in charge."""
    staffed.office.do(add_staff, "Phạm Trưởng", "truong", "mật khẩu của Trưởng", "head")
    refresh_desk(staffed)
    return staffed


def state_of(place: Place, op_id: UUID) -> str:
    def asked(asking: Asking) -> str:
        state: str = asking.connection.execute(select(Outbox.state).where(Outbox.op_id == op_id)).scalar_one()
        return state

    return place.desk.ask(asked)


def kinds_waiting(place: Place) -> list[str]:
    def asked(asking: Asking) -> list[str]:
        waiting = select(Outbox.kind).where(Outbox.state == "pending", Outbox.lane.startswith("dossier:"))
        return list(asking.connection.execute(waiting.order_by(Outbox.client_rev)).scalars())

    return place.desk.ask(asked)


@pytest.fixture
def taken(staffed: Place) -> Received:
    return marriage(staffed)


def test_what_the_city_said_stands_there_in_our_words_with_dossier_and_since_when(
    clerk: ClerkPilot, staffed: Place, taken: Received
) -> None:
    refused(staffed, taken, "code-taken")
    renamed(staffed, taken, "Nguyễn Văn Ân")

    pane = sees_attention(clerk, 1)

    line = pane.list.item(0).text()
    assert all(
        words in line for words in (taken.code, "Tiếp nhận", "từ T6 20/11 08:30", "1 việc chờ sau", "Nguyễn Văn Ân")
    )
    assert "đã cấp cho hồ sơ khác" in pane.says.text()
    wait_until(lambda: clerk.work.status.city.text() == "TP: 1 cần xử lý, chưa kết nối", "the line at the top")
    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.work.form.isVisible()


def test_g_sends_it_again_and_the_list_is_empty(clerk: ClerkPilot, staffed: Place, taken: Received) -> None:
    op_id = refused(staffed, taken, "code-taken")
    pane = sees_attention(clerk, 1)

    clerk.presses(Qt.Key.Key_G, "g")

    says(clerk, "Đã xếp gửi lại")
    wait_until(lambda: pane.list.count() == 0, "an empty list")
    assert state_of(staffed, op_id) == "pending"
    assert "Không có việc nào" in pane.says.text()
    assert stands(staffed, taken.id).sync_state == "local"


def test_s_opens_the_correction_and_what_is_corrected_is_sent_in_its_place(
    clerk: ClerkPilot, staffed: Place, taken: Received
) -> None:
    op_id = refused(staffed, taken, "invalid-body", pointers=WRONG_NAME)
    pane = sees_attention(clerk, 1)
    assert "chủ hồ sơ – họ tên" in pane.says.text()

    clerk.presses(Qt.Key.Key_S, "s")
    sees(clerk, taken.code)
    wait_until(lambda: isinstance(clerk.work.dossier.form, CorrectForm), "the form of a correction")
    into(clerk, "owner.name").selectAll()
    clerk.types("Nguyễn Văn Ân")
    into(clerk, "reason")
    clerk.types("Ghi sai tên")
    clerk.presses(Qt.Key.Key_F9)

    says(clerk, "Đã xếp gửi lại theo hồ sơ đã đính chính")
    wait_until(lambda: pane.isVisible() and pane.list.count() == 0, "the list again, empty")
    assert state_of(staffed, op_id) == "superseded"
    assert kinds_waiting(staffed) == ["dossier.receive", "dossier.correct"]


def test_a_correction_left_alone_leaves_the_op_where_it_was(clerk: ClerkPilot, staffed: Place, taken: Received) -> None:
    op_id = refused(staffed, taken, "invalid-body", pointers=WRONG_NAME)
    pane = sees_attention(clerk, 1)
    clerk.presses(Qt.Key.Key_S, "s")
    wait_until(lambda: isinstance(clerk.work.dossier.form, CorrectForm), "the form of a correction")

    clerk.presses(Qt.Key.Key_Escape)
    clerk.presses(Qt.Key.Key_Escape)

    wait_until(lambda: pane.isVisible() and pane.list.hasFocus(), "the list again")
    assert state_of(staffed, op_id) == "parked"


def test_another_dossier_corrected_meanwhile_sends_nothing_in_its_place(
    clerk: ClerkPilot, staffed: Place, taken: Received
) -> None:
    op_id = refused(staffed, taken, "invalid-body", pointers=WRONG_NAME)
    other = marriage(staffed)
    sees_attention(clerk, 1)
    clerk.presses(Qt.Key.Key_S, "s")
    wait_until(lambda: isinstance(clerk.work.dossier.form, CorrectForm), "the form of a correction")

    opens(clerk, other.code)
    begins(clerk, "8")
    into(clerk, "note")
    clerk.types("Gọi buổi chiều")
    into(clerk, "reason")
    clerk.types("Bổ sung")
    does_it(clerk, "Đính chính: xong.")

    sees(clerk, other.code)
    assert clerk.work.attention.isHidden()
    assert state_of(staffed, op_id) == "parked"


def test_what_was_corrected_already_is_sent_with_one_key(clerk: ClerkPilot, staffed: Place, taken: Received) -> None:
    op_id = refused(staffed, taken, "invalid-body", pointers=WRONG_NAME)
    renamed(staffed, taken, "Nguyễn Văn Ân")
    sees_attention(clerk, 1)

    clerk.presses(Qt.Key.Key_S, "s")

    says(clerk, "theo hồ sơ đã đính chính")
    assert state_of(staffed, op_id) == "superseded"


def test_it_is_given_up_with_a_reason_and_the_password_of_a_second_person(
    clerk: ClerkPilot, headed: Place, taken: Received
) -> None:
    op_id = refused(headed, taken, "dossier-exists")
    pane = sees_attention(clerk, 1)

    clerk.presses(Qt.Key.Key_B, "b")
    assert pane.form.reason.hasFocus()
    enters(clerk, "Đã có bên thành phố", "lan", "mật khẩu của Lan")
    says(clerk, "một người khác xác nhận")
    wait_until(pane.form.login.hasFocus, "the keys at the second person")
    enters(clerk, "truong", "sai")
    says(clerk, "Sai tên hoặc mật khẩu")
    wait_until(pane.form.password.hasFocus, "the keys at the password")
    assert state_of(headed, op_id) == "parked"
    clerk.types("mật khẩu của Trưởng")
    clerk.presses(Qt.Key.Key_F9)

    says(clerk, "Đã bỏ việc này")
    wait_until(lambda: pane.list.count() == 0 and pane.form.isHidden(), "an empty list")
    assert state_of(headed, op_id) == "void"
    assert pane.form.password.text() == ""

    acknowledged(headed)
    assert stands(headed, taken.id).sync_state == "city", "nothing waits"
    clerk.presses(Qt.Key.Key_Escape)
    view = opens(clerk, taken.code).view
    assert view is not None
    assert dict(facts_of(view))["Thành phố"] == "không gửi lên thành phố («Đã có bên thành phố»)"


def test_without_a_reason_nothing_is_given_up(clerk: ClerkPilot, headed: Place, taken: Received) -> None:
    op_id = refused(headed, taken, "dossier-exists")
    pane = sees_attention(clerk, 1)
    clerk.presses(Qt.Key.Key_B, "b")
    enters(clerk, "", "truong", "mật khẩu của Trưởng")

    says(clerk, "lý do")
    wait_until(pane.form.reason.hasFocus, "the keys at the reason")
    clerk.presses(Qt.Key.Key_Escape)
    assert pane.list.hasFocus()
    assert state_of(headed, op_id) == "parked"


@pytest.mark.parametrize(("key", "name"), [("q", "Nguyễn Văn Ân"), ("t", "Nguyễn Văn Ấn")])
def test_two_versions_stand_side_by_side_and_one_key_chooses(
    clerk: ClerkPilot, staffed: Place, taken: Received, key: str, name: str
) -> None:
    conflict(staffed, taken)
    pane = sees_attention(clerk, 1)
    assert pane.versions.rows == (("Chủ hồ sơ – họ tên", "Nguyễn Văn Ân", "Nguyễn Văn Ấn"),)
    assert [button.text() for button in pane.steps.values() if button.isVisible()] == [
        "Q   Giữ của quầy",
        "T   Lấy của thành phố",
        "Enter   Mở hồ sơ",
    ]

    clerk.presses(Qt.Key(0), key)

    wait_until(lambda: pane.list.count() == 0, "an empty list")
    assert stands(staffed, taken.id).owner.name == name
    assert staffed.desk.ask(attention).count == 0


def test_a_dossier_of_the_citys_under_one_of_our_codes_is_shown_beside_ours(
    clerk: ClerkPilot, staffed: Place, taken: Received
) -> None:
    stranger(staffed, taken)

    pane = sees_attention(clerk, 1)

    assert "giữ mã đã in" in pane.says.text()
    assert pane.versions.rows[0] == ("Chủ hồ sơ", "Nguyễn Văn An", "Đỗ Thị Ngữ")
    clerk.presses(Qt.Key.Key_Return, "\r")
    sees(clerk, taken.code)
    clerk.presses(Qt.Key.Key_Escape)
    wait_until(pane.isVisible, "the list it was opened from")


def test_a_step_nobody_can_take_is_no_key(clerk: ClerkPilot, staffed: Place, taken: Received) -> None:
    conflict(staffed, taken)
    pane = sees_attention(clerk, 1)

    clerk.presses(Qt.Key.Key_G, "g")
    clerk.presses(Qt.Key.Key_B, "b")

    assert pane.form.isHidden()
    assert staffed.desk.ask(attention).count == 1


def test_f9_in_the_list_receives_nothing_and_a_card_goes_to_the_form(
    clerk: ClerkPilot, staffed: Place, taken: Received
) -> None:
    refused(staffed, taken, "code-taken")
    pane = sees_attention(clerk, 1)

    clerk.presses(Qt.Key.Key_F9)
    assert clerk.work.notice.text == ""
    clerk.scans(CARD)

    wait_until(clerk.work.form.isVisible, "the form")
    assert pane.isHidden()
    assert clerk.work.summary.isVisible()


def test_the_mark_stays_with_its_op_when_another_one_is_settled(
    clerk: ClerkPilot, staffed: Place, clock: SetClock, taken: Received
) -> None:
    first = refused(staffed, taken, "code-taken")
    second = marriage(staffed)
    refused(staffed, second, "dossier-exists")
    refused(staffed, marriage(staffed), "code-taken")
    pane = sees_attention(clerk, 3)
    clerk.presses(Qt.Key.Key_Down)
    assert second.code in pane.list.currentItem().text()

    staffed.desk.do(resend, first)

    wait_until(lambda: pane.list.count() == 2, "two lines")
    assert second.code in pane.list.currentItem().text()
    assert "đã có hồ sơ này" in pane.says.text()

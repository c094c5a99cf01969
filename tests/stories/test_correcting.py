"""Putting a dossier right at the counter: papers, lines of copies, the way back, whose phone, the address of today."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.lines_right import lines_of
from counter_app.place import Place
from tests.counter_app.dossier_story import marriage
from tests.documents import intake
from tests.stories.dossier_desk import begins, chooses, does_it, into, opens, stands
from ui.clerk.dossier.correct_form import CorrectForm
from ui.demo.pilot import ClerkPilot


def correcting(clerk: ClerkPilot, code: str) -> CorrectForm:
    opens(clerk, code)
    form = begins(clerk, "8")
    assert isinstance(form, CorrectForm)
    return form


def because(clerk: ClerkPilot, reason: str) -> None:
    into(clerk, "reason")
    clerk.types(reason)


def retyped(clerk: ClerkPilot, text: str) -> None:
    """What stands in the line is typed over."""
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text:
        clerk.types(text)
    else:
        QTest.keyClick(line, Qt.Key.Key_Delete)


def test_a_paper_is_renamed_another_taken_off_and_one_added(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    form = correcting(clerk, taken.code)
    because(clerk, "Ghi nhầm giấy tờ")
    rows = form.papers.lines
    rows[0][0].setFocus()
    retyped(clerk, "Tờ khai")
    rows[2][0].setFocus()
    retyped(clerk, "")
    rows[3][0].setFocus()
    clerk.types("Hộ chiếu")
    rows[3][3].setFocus()
    clerk.types("2")

    does_it(clerk, "Đính chính: xong.")

    card = stands(staffed, taken.id)
    assert [(one.name, one.originals, one.copies) for one in card.papers] == [
        ("Tờ khai", 1, 0),
        ("Giấy xác nhận tình trạng hôn nhân", 2, 0),
        ("Hộ chiếu", 0, 2),
    ]
    assert card.version == 2


def test_a_line_of_copies_is_put_right_and_the_fee_with_it(clerk: ClerkPilot, staffed: Place) -> None:
    taken = staffed.desk.do(receive, intake(fee={"way": "transfer"}))
    form = correcting(clerk, taken.code)
    because(clerk, "Đếm nhầm bản")
    form.copy_lines.lines[0][2].setFocus()
    retyped(clerk, "2")

    does_it(clerk, "Đính chính: xong.")

    (line,) = staffed.desk.ask(lines_of, taken.id)
    card = stands(staffed, taken.id)
    assert (line.copies, card.fee_total, card.money_state) == (2, 8_000, "due")


def test_a_fee_already_taken_is_given_back_first_and_nothing_typed_is_lost(clerk: ClerkPilot, staffed: Place) -> None:
    taken = staffed.desk.do(receive, intake())
    form = correcting(clerk, taken.code)
    because(clerk, "Đếm nhầm bản")
    form.copy_lines.lines[0][2].setFocus()
    retyped(clerk, "2")

    does_it(clerk, "hoàn 4000 đ, rồi đính chính")

    assert stands(staffed, taken.id).version == 1
    assert clerk.work.dossier.form is form
    assert form.copy_lines.lines[0][2].text() == "2"


def test_the_result_goes_by_post_now(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    form = correcting(clerk, taken.code)
    assert form.sent_to.isHidden()
    form.way.setFocus()
    chooses(clerk, 1)
    assert form.sent_to.hasFocus()
    clerk.types("Số 9 ngõ 4, phường Bồ Đề")
    because(clerk, "Công dân đổi ý")

    does_it(clerk, "Đính chính: xong.")

    card = stands(staffed, taken.id)
    assert (card.return_way, card.return_address) == ("post", "Số 9 ngõ 4, phường Bồ Đề")


def test_the_address_of_today_and_whose_phone_are_put_right(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    form = correcting(clerk, taken.code)
    into(clerk, "owner.address_now")
    clerk.types("Số 1 ngõ 2, Phường Bồ Đề, Thành phố Hà Nội")
    form.phone_of.setFocus()
    chooses(clerk, 2)
    because(clerk, "Hỏi lại công dân")

    does_it(clerk, "Đính chính: xong.")

    owner = stands(staffed, taken.id).owner
    assert (owner.lives_at, owner.phone_of) == ("Số 1 ngõ 2, Phường Bồ Đề, Thành phố Hà Nội", "relative")
    assert "(người thân)" in clerk.work.dossier.who.text()

"""A result whose fee is not paid: the hand-over says so once and takes it by one key; an office may want it first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.dossiers.steps.result import result
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.counter_app.dossier_story import RESULT
from tests.documents import CARD
from tests.stories.dossier_desk import begins, comes_to, does_it, enters, opens, stands
from tests.stories.queue_steps import says
from tests.stories.test_outcomes_money import copies
from ui.demo.pilot import ClerkPilot


def presses_ctrl_b(clerk: ClerkPilot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


def hands_over(clerk: ClerkPilot) -> None:
    """Bring it to the last F9: the card, and its one original given back."""
    begins(clerk, "1")
    clerk.scans(CARD)
    comes_to(clerk, "slip")
    enters(clerk, "", "1", "0")


@pytest.mark.parametrize("takes", [True, False], ids=["taken", "left"])
def test_a_hand_over_says_once_that_it_is_not_paid_and_takes_it_by_one_key(
    clerk: ClerkPilot, staffed: Place, *, takes: bool
) -> None:
    taken = copies(staffed)
    staffed.desk.do(result, taken.id, RESULT)
    opens(clerk, taken.code)
    hands_over(clerk)
    form = clerk.work.dossier.form
    does_it(clerk, "Hồ sơ chưa nộp phí 12.000 đ.")
    assert stands(staffed, taken.id).handover_state == "ready"
    if takes:
        presses_ctrl_b(clerk)
        does_it(clerk, "Đã thu 12.000 đ tiền mặt, biên lai BL-2026-000001.")
        assert clerk.work.dossier.form is form, "back where it was begun, with all that was typed"
    does_it(clerk, "Trả kết quả: xong.")

    card = stands(staffed, taken.id)
    assert (card.state, card.handover_state, card.money_state) == (10, "given", "paid" if takes else "due")


def test_an_office_may_want_the_fee_before_the_result(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(change_setting, "handover.unpaid", "refuse")
    refresh_desk(staffed)
    taken = copies(staffed)
    staffed.desk.do(result, taken.id, RESULT)
    opens(clerk, taken.code)
    clerk.presses(Qt.Key(0), "1")
    says(clerk, "đơn vị đặt phải nộp phí trước khi trả")
    begins(clerk, "p")
    does_it(clerk, "Đã thu 12.000 đ tiền mặt, biên lai BL-2026-000001.")
    hands_over(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    assert stands(staffed, taken.id).state == 10

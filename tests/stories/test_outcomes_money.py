"""The money of a dossier by keys in the real window: taken, not asked for, given back; and a result not yet paid for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.money import money_of
from counter_app.dossiers.receive import Received, receive
from counter_app.dossiers.steps.endings import withdraw
from counter_app.dossiers.timeline import timeline
from counter_app.place import Place
from tests.clock import SetClock
from tests.counter_app.dossier_story import ENDING
from tests.documents import intake
from tests.stories.counter_steps import filled
from tests.stories.dossier_desk import begins, chooses, comes_to, does_it, enters, opens, stands
from tests.stories.outcomes import prints_on_sheets, receipts, tells
from tests.stories.queue_steps import says
from ui.clerk.dossier.said import facts_of
from ui.demo.pilot import ClerkPilot


def copies(place: Place, way: str = "transfer", **changes: Any) -> Received:
    """Two pages in three copies, 12,000 đồng; by transfer they are still to come."""
    return place.desk.do(receive, intake(fee={"way": way, "ground": ""}, **changes))


def moves(place: Place, taken: Received) -> list[tuple[str, int, str, str, str]]:
    return [(one.kind, one.amount, one.way, one.receipt, one.reason) for one in place.desk.ask(money_of, taken.id)]


def fee_said(clerk: ClerkPilot) -> str:
    view = clerk.work.dossier.view
    assert view is not None
    return dict(facts_of(view))["Phí"]


@tells("exempt", "with its ground")
def test_a_fee_waived_has_its_ground_and_takes_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    prints_on_sheets(staffed)
    filled(clerk)
    back = clerk.work.form.giving_back
    back.fee_way.setFocus()
    for _ in range(2):
        QTest.keyClick(back.fee_way, Qt.Key.Key_Right)
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, "căn cứ miễn")
    clerk.types("Hộ nghèo")
    code = clerk.receives()

    card = staffed.desk.ask(dossier, code)
    assert (card.money_state, card.fee_total, staffed.desk.ask(money_of, card.id)) == ("exempt", 0, ())
    assert "Hộ nghèo" in receipts(staffed, card.id)[-1]
    opens(clerk, code)
    assert fee_said(clerk) == "được miễn"
    clerk.presses(Qt.Key(0), "p")
    says(clerk, "không còn khoản nào để thu, hoàn: được miễn")


@tells("pay", "by transfer")
def test_a_transfer_that_has_come_is_noted_with_its_receipt_number(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed)
    opens(clerk, taken.code)
    assert fee_said(clerk) == "12.000 đ, chưa thu"
    begins(clerk, "p")
    chooses(clerk, 1)
    does_it(clerk, "Đã thu 12.000 đ chuyển khoản, biên lai BL-2026-000001.")

    assert moves(staffed, taken) == [("taken", 12_000, "transfer", "BL-2026-000001", "")]
    assert stands(staffed, taken.id).money_state == "paid"
    assert fee_said(clerk) == "12.000 đ, đã thu · biên lai BL-2026-000001"
    assert "paid" in [step.kind for step in staffed.desk.ask(timeline, taken.id).steps]


@tells("pay", "in cash afterwards")
def test_cash_brought_in_place_of_the_transfer(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed)
    opens(clerk, taken.code)
    begins(clerk, "p")
    does_it(clerk, "Đã thu 12.000 đ tiền mặt, biên lai BL-2026-000001.")

    assert moves(staffed, taken) == [("taken", 12_000, "cash", "BL-2026-000001", "")]


@tells("cancel_fee", "with a reason")
def test_a_fee_is_not_asked_for_any_more_and_why_is_said(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed)
    opens(clerk, taken.code)
    begins(clerk, "p")
    chooses(clerk, 2)
    does_it(clerk, "«lý do» chưa đúng: cần lý do")
    clerk.types("Có xác nhận hộ nghèo")
    does_it(clerk, "Đã huỷ thu 12.000 đ.")

    assert moves(staffed, taken) == [("cancelled", 12_000, "cash", "", "Có xác nhận hộ nghèo")]
    assert fee_said(clerk) == "12.000 đ, đã huỷ thu"


@tells("refund", "with a reason")
def test_what_was_paid_is_given_back_with_a_number_of_its_own(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed, "cash")
    staffed.desk.do(withdraw, taken.id, ENDING)
    opens(clerk, taken.code)
    begins(clerk, "p")
    does_it(clerk, "«lý do» chưa đúng: cần lý do")
    clerk.types("Công dân rút hồ sơ")
    does_it(clerk, "Đã hoàn 12.000 đ tiền mặt, biên lai BL-2026-000002.")

    assert moves(staffed, taken)[1] == ("refunded", 12_000, "cash", "BL-2026-000002", "Công dân rút hồ sơ")
    assert stands(staffed, taken.id).state == 7
    clerk.presses(Qt.Key(0), "p")
    says(clerk, "không còn khoản nào để thu, hoàn: 12.000 đ, đã hoàn · biên lai BL-2026-000002")


@tells("refund", "a part")
def test_a_part_is_given_back_and_never_more_than_was_paid(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed, "cash")
    opens(clerk, taken.code)
    form = begins(clerk, "p")
    form.focus_fault("amount")
    clerk.types("120.000")
    enters(clerk, "", "Tính thừa hai bản")
    does_it(clerk, "chỉ hoàn được từ 1 đến 12000 đồng")
    assert form.fields["amount"].hasFocus()
    clerk.types("8.000")
    does_it(clerk, "Đã hoàn 8.000 đ tiền mặt, biên lai BL-2026-000002.")

    assert moves(staffed, taken)[1][:2] == ("refunded", 8_000)


@tells("cancel_receipt", "written by mistake")
def test_a_receipt_written_by_mistake_is_cancelled_and_the_fee_is_due_again(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    taken = copies(staffed)
    opens(clerk, taken.code)
    begins(clerk, "p")
    chooses(clerk, 1)
    does_it(clerk, "biên lai BL-2026-000001.")
    begins(clerk, "p")
    comes_to(clerk, "do")
    chooses(clerk, 1)
    clerk.types("Nhầm hồ sơ")
    does_it(clerk, "Đã huỷ biên lai BL-2026-000001; còn phải thu 12.000 đ.")
    assert fee_said(clerk) == "12.000 đ, chưa thu · đã huỷ biên lai BL-2026-000001"
    begins(clerk, "p")
    does_it(clerk, "Đã thu 12.000 đ tiền mặt, biên lai BL-2026-000002.")

    assert moves(staffed, taken)[1] == ("cancelled", 12_000, "transfer", "BL-2026-000001", "Nhầm hồ sơ")
    clock.forward(days=1)
    clerk.presses(Qt.Key.Key_Escape)
    opens(clerk, taken.code)
    form = begins(clerk, "p")
    assert form.document()["do"] == "refund", "the money of an earlier day has been counted"


def test_of_a_dossier_that_ended_nothing_is_taken_it_can_only_be_cancelled(clerk: ClerkPilot, staffed: Place) -> None:
    taken = copies(staffed)
    staffed.desk.do(withdraw, taken.id, ENDING)
    opens(clerk, taken.code)
    begins(clerk, "p")
    comes_to(clerk, "reason")
    clerk.types("Đã rút")
    does_it(clerk, "Đã huỷ thu 12.000 đ.")

    assert stands(staffed, taken.id).money_state == "cancelled"

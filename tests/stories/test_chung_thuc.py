"""Certifying copies by keys alone, papers that lack (form 02), a dossier refused (form 03)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app import print_jobs
from counter_app.dossiers.lookup import DossierRow, dossier, dossiers
from counter_app.dossiers.steps.forms import form_document, forms_of
from counter_app.form_documents import FormDocument, Refusal, SupplementRequest
from counter_app.papers import ClaimSlip, Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue import issuing, visits
from counter_app.queue.board import ticket_by_id
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import settled
from ui.demo.pilot import ClerkPilot, wait_until

OFFICE_PRINTER = PrinterCard("HP phòng", "cups", {"queue": "hp", "sheet": "A5"}, ack="none", purposes=("form",))
MARRIAGE, COPIES = "dang ky ket hon", "ban sao tu ban chinh"


def enters(clerk: ClerkPilot, keys: str) -> None:
    """Press digits, letters, and Enter for ⏎."""
    for key in keys:
        code = Qt.Key.Key_Return if key == "⏎" else Qt.Key(ord(key.upper()))
        clerk.presses(code, "\r" if key == "⏎" else key)


def presses_keypad_enter(clerk: ClerkPilot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def ends_as_offered(clerk: ClerkPilot, place: Place) -> str | None:
    """F12 and Enter: the outcome the window itself proposes."""
    settled(clerk)
    clerk.presses(Qt.Key.Key_F12)
    wait_until(clerk.work.choices.isVisible, f"the outcomes; it says «{clerk.work.notice.text}»")
    clerk.presses(Qt.Key.Key_Return, "\r")
    wait_until(lambda: clerk.work.flow.visit is None and clerk.work.flow.ticket is None, "the end of the visit")
    ended = place.desk.ask(visits.last_ended_visit, 3)
    assert ended is not None
    return ended.outcome


def marriage_without_a_paper(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(MARRIAGE)
    enters(clerk, "m")
    settled(clerk)


def only_form(place: Place) -> tuple[DossierRow, FormDocument]:
    (row,) = place.desk.ask(dossiers)
    (form,) = place.desk.ask(forms_of, row.id)
    return row, place.desk.ask(form_document, form.id)


def test_a_practised_clerk_takes_copies_in_twelve_keys(clerk: ClerkPilot, staffed: Place) -> None:
    """F2, scan, procedure, paper, pages, copies, F9, F12, Enter; then the same number in the line for results."""
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    issued = staffed.office.do(issuing.issue, "CT")
    assert clerk.calls_next() == issued.number
    clerk.scans(CARD)
    wait_until(clerk.work.form.procedure.search.hasFocus, "the keys in the search line")
    enters(clerk, "142⏎3")
    code = clerk.receives()

    assert ends_as_offered(clerk, staffed) == "signing"
    assert clerk.keys <= 12
    card = staffed.desk.ask(dossier, code)
    assert card.fee_total == 12_000
    assert [(one.name, one.originals) for one in card.papers] == [("Học bạ", 1)]
    jobs = reversed(staffed.desk.ask(print_jobs.jobs, about=f"dossier:{card.id}"))
    kinds = [type(staffed.desk.ask(print_jobs.document_of, job.id)) for job in jobs]
    assert kinds == [Receipt, ClaimSlip]
    moved = staffed.office.ask(ticket_by_id, issued.id)
    assert (moved.number, moved.service, moved.state) == (issued.number, "KQ", "waiting")
    assert clerk.calls_next() == issued.number, "called again, under the same number, to hand over"


def test_four_papers_are_added_up_as_they_are_typed(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(COPIES)
    enters(clerk, "12⏎3⏎412⏎2⏎⏎")
    assert clerk.work.form.person.phone.hasFocus(), "Enter in the empty line goes on"
    clerk.work.form.papers.take_keys()
    enters(clerk, "54⏎1⏎3250⏎1⏎")

    costs = [row.cost.text() for row in clerk.work.form.papers.copies.rows]
    assert costs[0] == "4.000 đ × 3 = 12.000 đ"
    assert costs[3] == "200.000 đ (tối đa) × 1 = 200.000 đ"
    wait_until(lambda: clerk.work.summary.fee.text() == "246.000 đ", f"the sum, not {clerk.work.summary.fee.text()}")
    assert staffed.desk.ask(dossier, clerk.receives()).fee_total == 246_000


def test_the_enter_of_the_numeric_keypad_goes_along_the_lines(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(COPIES)
    enters(clerk, "14")
    presses_keypad_enter(clerk)

    wait_until(clerk.work.form.papers.copies.rows[0].copies.hasFocus, "the keys in the copies")


def test_the_enter_of_the_numeric_keypad_goes_on_in_the_form(clerk: ClerkPilot) -> None:
    person = clerk.work.form.person
    person.number.setFocus()
    clerk.types("001085012345")
    presses_keypad_enter(clerk)

    wait_until(person.name.hasFocus, "the keys in the name")


def test_after_15_00_nobody_waits_for_the_signature(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    clock.forward(hours=6, minutes=30)
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    clerk.chooses_procedure(COPIES)
    enters(clerk, "12⏎1")
    wait_until(lambda: "nhận từ 15 giờ" in clerk.work.summary.basis.text(), "why it is not today")
    code = clerk.receives()

    due = staffed.desk.ask(dossier, code).due
    assert due is not None
    assert f"{due.astimezone(clock().astimezone().tzinfo):%d/%m}" == "23/11"
    assert ends_as_offered(clerk, staffed) == "received"


def test_a_line_half_typed_is_named_and_nothing_is_received(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(COPIES)
    enters(clerk, "1")
    clerk.presses(Qt.Key.Key_F9)

    assert "số trang dòng 1" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()
    assert clerk.work.form.papers.copies.rows[0].pages.hasFocus()


def test_m_on_a_paper_f9_and_m_give_form_02(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.desk.do(add_printer, OFFICE_PRINTER)
    issued = staffed.office.do(issuing.issue, "HT")
    clerk.calls_next()
    marriage_without_a_paper(clerk)
    clerk.presses(Qt.Key.Key_F9)
    wait_until(lambda: "mẫu 02" in clerk.work.notice.text, "the offer of form 02")
    assert "Tờ khai đăng ký kết hôn" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()
    enters(clerk, "m")
    wait_until(lambda: "bằng mẫu 02" in clerk.work.notice.text, f"form 02, not «{clerk.work.notice.text}»")

    row, form = only_form(staffed)
    assert isinstance(form, SupplementRequest)
    assert form.items == ("Tờ khai đăng ký kết hôn",)
    assert row.state == 5
    assert "Phiếu đã gửi in" in clerk.work.notice.text
    assert ends_as_offered(clerk, staffed) == "supplement"
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "supplement"


def test_a_second_m_gives_nothing_before_f9_and_nothing_after_the_paper_came(clerk: ClerkPilot, staffed: Place) -> None:
    marriage_without_a_paper(clerk)
    enters(clerk, "m")
    clerk.presses(Qt.Key.Key_F9)
    wait_until(lambda: "mẫu 02" in clerk.work.notice.text, "the offer of form 02")
    clerk.presses(Qt.Key.Key_Space, " ")
    clerk.presses(Qt.Key.Key_Space, " ")
    enters(clerk, "m")
    settled(clerk)

    assert staffed.desk.ask(dossiers) == ()
    clerk.presses(Qt.Key.Key_Space, " ")
    clerk.receives()


def test_a_paper_that_may_follow_holds_nothing_up(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(MARRIAGE)
    clerk.presses(Qt.Key.Key_Down)
    enters(clerk, "m")

    papers = [one.name for one in staffed.desk.ask(dossier, clerk.receives()).papers]
    assert papers == ["Tờ khai đăng ký kết hôn", "Căn cước của hai bên (xuất trình)"]


@pytest.mark.parametrize("note", ["", "Đã nộp tại phường Bồ Đề ngày 19/11"], ids=["a reason of the unit's", "the note"])
def test_x_and_a_reason_give_form_03(clerk: ClerkPilot, staffed: Place, note: str) -> None:
    clerk.scans(CARD)
    clerk.chooses_procedure(MARRIAGE)
    clerk.work.form.giving_back.note.setText(note)
    enters(clerk, "x")
    wait_until(clerk.work.choices.isVisible, "the reasons")
    enters(clerk, "1")
    wait_until(lambda: "bằng mẫu 03" in clerk.work.notice.text, f"form 03, not «{clerk.work.notice.text}»")

    row, form = only_form(staffed)
    assert isinstance(form, Refusal)
    assert form.reasons == (note or "Không thuộc thẩm quyền giải quyết",)
    assert row.state == 3
    assert "Chưa có máy in biểu mẫu" in clerk.work.notice.text
    settled(clerk)
    assert "mẫu 03" in clerk.work.summary.received.text()
    assert ends_as_offered(clerk, staffed) == "refused"


def test_nobody_is_refused_before_it_is_known_who_they_are(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.work.form.person.number.setFocus()
    clerk.types("001085012345")
    clerk.work.form.procedure.search.setFocus()
    enters(clerk, "1x1")
    settled(clerk)

    assert "còn thiếu: họ tên" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()

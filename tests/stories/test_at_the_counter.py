from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.board import ticket_by_id
from tests.documents import CARD
from ui.demo.pilot import ClerkPilot, wait_until

OTHER_CARD = "001192000777||Trần Thị Bình|20111992|Nữ|Tổ 5, phường Bồ Đề, Hà Nội|06102025||||"


def test_an_ordinary_dossier_by_keyboard_and_scanner_alone(clerk: ClerkPilot, staffed: Place) -> None:
    """F2, scan, procedure, papers, phone, F9, F12: at most twelve keys beside the digits of the phone."""
    issued = staffed.office.do(issuing.issue, "HT")

    assert clerk.calls_next() == issued.number
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, "1")
    clerk.presses(Qt.Key.Key_Return, "\r")
    before_phone = clerk.keys
    clerk.types("0912345678")
    phone_digits = clerk.keys - before_phone
    code = clerk.receives()
    clerk.ends()

    assert clerk.keys - phone_digits <= 12
    card = staffed.desk.ask(dossier, code)
    assert (card.owner.name, card.owner.number, card.owner.phone) == ("Nguyễn Văn An", "001085012345", "0912345678")
    assert card.staff == "lan"
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "received"


def test_the_scanners_return_presses_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    """With the keys on F9's own button, on a list and in a field: a scan fills the form and does nothing else."""
    clerk.work.summary.button.setFocus()
    clerk.scans(CARD)
    wait_until(lambda: clerk.work.form.person.name.text() == "Nguyễn Văn An", "the name")
    clerk.presses(Qt.Key.Key_1, "1")
    clerk.scans(CARD)
    clerk.work.form.giving_back.note.setFocus()
    clerk.scans("9999999999999")

    assert clerk.work.form.giving_back.note.text() == ""
    assert clerk.work.form.procedure.procedure is not None
    assert "không phải căn cước" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()


def test_what_a_person_types_goes_where_it_should(clerk: ClerkPilot) -> None:
    clerk.work.form.person.number.setFocus()

    clerk.types("001085012345")
    clerk.presses(Qt.Key.Key_Return, "\r")
    clerk.types("Nguyễn Văn An")

    assert clerk.work.form.person.number.text() == "001085012345"
    assert clerk.work.form.person.name.text() == "Nguyễn Văn An"


def test_f9_before_everything_is_there_names_what_is_missing(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_F9)

    assert "còn thiếu: thủ tục" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()


def test_a_second_card_is_asked_about_and_changes_nothing_by_itself(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.scans(OTHER_CARD)

    assert clerk.work.form.person.name.text() == "Nguyễn Văn An"
    assert "Thẻ thứ hai: Trần Thị Bình" in clerk.work.notice.text


def test_a_torn_card_is_one_sentence_and_leaves_the_form_alone(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.scans("|||||||")

    assert "Không đọc được mã căn cước" in clerk.work.notice.text
    assert clerk.work.form.person.name.text() == "Nguyễn Văn An"


def test_a_card_spoiled_by_the_scanner_is_marked_for_the_clerk(clerk: ClerkPilot) -> None:
    clerk.scans(CARD.replace("Nguyễn Văn An", "Nguy?n V?n An"))

    wait_until(lambda: clerk.work.form.person.name.text() == "Nguy?n V?n An", "the name")
    assert clerk.work.form.person.name.property("state") == "doubt"


def test_parking_keeps_every_letter_and_the_counter_goes_on(clerk: ClerkPilot, staffed: Place) -> None:
    first = staffed.office.do(issuing.issue, "HT")
    second = staffed.office.do(issuing.issue, "HT")
    clerk.calls_next()
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: clerk.work.flow.visit is None and clerk.work.flow.ticket is None, "a free counter")
    assert staffed.office.ask(ticket_by_id, first.id).state == "hold"
    assert clerk.work.form.person.name.text() == ""

    assert clerk.calls_next() == second.number
    clerk.scans(OTHER_CARD)
    clerk.ends("51")
    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)

    wait_until(lambda: clerk.work.form.person.name.text() == "Nguyễn Văn An", "the parked form")
    wait_until(lambda: staffed.office.ask(ticket_by_id, first.id).state == "serving", "the ticket taken up again")


def test_f7_takes_one_more_matter_of_the_same_person(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, "1")
    clerk.receives()
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_F7)
    clerk.presses(Qt.Key.Key_2, "2")
    clerk.receives()

    assert len(clerk.work.flow.desk.received) == 2
    assert len({row.procedure_name for row in staffed.desk.ask(dossiers)}) == 2


def test_who_was_here_before_is_greeted_with_their_dossiers_and_phone(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.work.form.person.phone.setFocus()
    clerk.types("0912345678")
    clerk.work.form.procedure.search.setFocus()
    clerk.presses(Qt.Key.Key_1, "1")
    code = clerk.receives()
    clerk.ends()

    clerk.scans(CARD)

    wait_until(lambda: clerk.work.form.person.phone.text() == "0912345678", "the phone from the earlier visit")
    assert code in clerk.work.header.person.text()


def test_a_scanned_dossier_code_opens_beside_the_form(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, "1")
    code = clerk.receives()
    clerk.scans(OTHER_CARD)
    clerk.scans(code)

    wait_until(lambda: clerk.work.dossier.card is not None, "the dossier")
    assert clerk.work.dossier.code.text() == code
    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.work.form.person.name.text() == "Trần Thị Bình"


def test_a_phone_that_comes_while_the_keys_are_on_it_is_typed_over(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    wait_until(lambda: bool(clerk.work.form.person.name.text()), "the name")
    clerk.work.form.person.phone.setFocus()
    clerk.work.form.take_phone("0912345678")
    clerk.types("0987654321")

    assert clerk.work.form.person.phone.text() == "0987654321"

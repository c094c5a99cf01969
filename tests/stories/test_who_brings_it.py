"""Who stands before the counter: somebody who brings it for the owner, a foreigner, somebody who pays nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.place import Place
from counter_app.records.desk import Dossier, Person
from counter_app.store import Asking
from tests.documents import CARD
from ui.demo.pilot import ClerkPilot, wait_until

COPIES = "1"


def presses_ctrl_u(clerk: ClerkPilot) -> None:
    QTest.keyClick(clerk.work.form.person.name, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)


def authorisation(asking: Asking) -> object:
    return asking.connection.execute(select(Dossier.authorisation)).scalar_one()


def countries(asking: Asking) -> dict[str, str]:
    return {row.role: row.nationality for row in asking.connection.execute(select(Person.role, Person.nationality))}


def test_the_paper_of_authorisation_reaches_the_dossier(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, COPIES)
    presses_ctrl_u(clerk)
    clerk.types("Trần Thị Bình")
    clerk.presses(Qt.Key.Key_Return, "\r")
    clerk.types("001192000777")
    clerk.work.form.person.authorisation.setFocus()
    clerk.types("Giấy uỷ quyền số 12")
    clerk.presses(Qt.Key.Key_F9)
    assert "còn thiếu: ngày của giấy uỷ quyền" in clerk.work.notice.text
    assert clerk.work.form.person.authorisation_date.hasFocus()
    clerk.types("19/11/2026")

    code = clerk.receives()

    card = staffed.desk.ask(dossier, code)
    assert card.submitter is not None
    assert (card.submitter.name, card.submitter.number) == ("Trần Thị Bình", "001192000777")
    assert staffed.desk.ask(authorisation) == {"paper": "Giấy uỷ quyền số 12", "date": "2026-11-19"}


def test_ctrl_u_once_more_and_nobody_brings_it_for_the_owner(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, COPIES)
    presses_ctrl_u(clerk)
    clerk.types("Trần")
    presses_ctrl_u(clerk)

    assert not clerk.work.form.person.has_submitter
    assert staffed.desk.ask(dossier, clerk.receives()).submitter is None


def test_rows_opened_and_left_empty_are_nobody(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, COPIES)
    presses_ctrl_u(clerk)

    assert staffed.desk.ask(dossier, clerk.receives()).submitter is None


def test_a_passport_opens_the_nationality_and_is_received(clerk: ClerkPilot, staffed: Place) -> None:
    person = clerk.work.form.person
    person.number.setFocus()
    assert person.nationality.isHidden()
    clerk.types("m12345678")
    assert not person.nationality.isHidden()
    clerk.presses(Qt.Key.Key_Return, "\r")
    clerk.types("Kim Min Su")
    clerk.work.form.procedure.search.setFocus()
    clerk.presses(Qt.Key.Key_1, COPIES)
    clerk.presses(Qt.Key.Key_F9)
    assert "còn thiếu: quốc tịch" in clerk.work.notice.text
    assert person.nationality.hasFocus()
    clerk.types("kr")

    card = staffed.desk.ask(dossier, clerk.receives())

    assert (card.owner.kind, card.owner.number) == ("foreigner", "M12345678")
    assert staffed.desk.ask(countries) == {"owner": "KR"}


def test_a_waived_fee_wants_its_ground_and_takes_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, COPIES)
    back = clerk.work.form.giving_back
    back.fee_way.setFocus()
    QTest.keyClick(back.fee_way, Qt.Key.Key_Right)
    QTest.keyClick(back.fee_way, Qt.Key.Key_Right)
    assert back.fee_way.value == "exempt"
    clerk.presses(Qt.Key.Key_F9)
    assert "căn cứ miễn" in clerk.work.notice.text
    assert staffed.desk.ask(dossiers) == ()
    assert back.ground.hasFocus()
    clerk.types("Hộ nghèo")
    wait_until(lambda: clerk.work.summary.fee.text() == "Miễn", "the fee waived")

    card = staffed.desk.ask(dossier, clerk.receives())

    assert (card.fee_total, [(fee.way, fee.ground) for fee in card.fees]) == (0, [("exempt", "Hộ nghèo")])

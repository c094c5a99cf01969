"""A ticket taken for a dossier, from the kiosk to the counter: the clerk sees whose matter it is and how to serve them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.queue import issuing, visits
from counter_app.queue.board import ticket_by_id
from counter_app.queue.issuing import Wishes
from tests.counter_app.dossier_story import marriage
from tests.documents import CARD
from tests.stories.counter_steps import OTHER_CARD, settled
from tests.stories.dossier_desk import sees
from tests.stories.queue_steps import calls_by_hand, says, with_modifier
from tests.stories.test_called_and_away import turn_to
from tests.ui.kiosk.hall import scan, tickets, wait_for_ticket
from ui.demo.pilot import ClerkPilot, wait_until
from ui.kiosk.window import KioskWindow

FAR = "H26.016.26-261110-0007"
"""A dossier this PC has never heard of."""


def header(clerk: ClerkPilot) -> str:
    lines = (clerk.work.header.words, clerk.work.header.wishes, clerk.work.header.reason)
    return " | ".join(one.text() for one in lines if not one.isHidden())


def shows(clerk: ClerkPilot, words: str) -> None:
    wait_until(lambda: words in header(clerk), f"«{words}» in the header; it says «{header(clerk)}»")


def test_the_receipt_scanned_at_the_kiosk_is_the_dossier_before_the_clerk(
    qtbot: QtBot, clerk: ClerkPilot, staffed: Place, kiosk: KioskWindow
) -> None:
    code = marriage(staffed).code
    kiosk.touch_tool("large")
    kiosk.touch_tool("language")
    scan(qtbot, kiosk, code)
    qtbot.waitUntil(lambda: kiosk.page is kiosk.face.say and kiosk.ready)
    kiosk.face.say.tap(1)
    wait_for_ticket(qtbot, kiosk)
    (ticket,) = tickets(staffed)
    assert ticket.about == code

    turn_to(clerk)
    assert clerk.calls_next() == ticket.number
    shows(clerk, f"chữ to · về hồ sơ {code}")
    shows(clerk, "· EN ·")
    assert clerk.work.dossier.isHidden(), "nobody has come yet"
    clerk.scans(CARD)

    sees(clerk, code)
    settled(clerk)
    assert staffed.desk.ask(visits.visit_of_ticket, ticket.id) is not None
    wait_until(lambda: staffed.office.ask(ticket_by_id, ticket.id).state == "serving", "the service")


def called_for(clerk: ClerkPilot, staffed: Place, about: str, service: str = "CT") -> str:
    staffed.office.do(issuing.issue, service, None, None, Wishes(6, "vi", ("voice",), about))
    return clerk.calls_next()


def test_the_slip_of_the_one_called_begins_the_visit_with_its_dossier(clerk: ClerkPilot, staffed: Place) -> None:
    code = marriage(staffed).code
    number = called_for(clerk, staffed, code)
    shows(clerk, f"cần nghe đọc · trên 5 hồ sơ · về hồ sơ {code}")

    calls_by_hand(clerk, number)

    sees(clerk, code)
    assert clerk.work.choices.isHidden(), "who was called needs no question"


def test_keys_typed_into_the_form_never_become_keys_of_the_dossier(clerk: ClerkPilot, staffed: Place) -> None:
    code = marriage(staffed).code
    called_for(clerk, staffed, code)
    clerk.work.form.focus_next_open()
    clerk.types("Trần Thị 1")
    settled(clerk)
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")

    assert clerk.work.dossier.isHidden()
    assert not clerk.work.form.isHidden()


def test_ctrl_d_opens_the_dossier_of_the_ticket_before_anybody_has_come(clerk: ClerkPilot, staffed: Place) -> None:
    code = marriage(staffed).code
    called_for(clerk, staffed, code, "KQ")

    with_modifier(clerk, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    sees(clerk, code)
    assert clerk.work.flow.visit is None


def test_a_dossier_of_another_pc_is_said_to_be_missing_and_the_form_stays(clerk: ClerkPilot, staffed: Place) -> None:
    called_for(clerk, staffed, FAR)
    clerk.scans(OTHER_CARD)

    says(clerk, f"Hồ sơ {FAR} của số này chưa có ở máy này")
    assert clerk.work.receiving.entry.owner.name == "Trần Thị Bình"
    assert not clerk.work.form.isHidden()


def test_a_code_that_is_no_dossiers_is_only_shown(clerk: ClerkPilot, staffed: Place) -> None:
    called_for(clerk, staffed, "HEN-1")
    shows(clerk, "mã HEN-1")
    clerk.scans(CARD)
    settled(clerk)

    assert clerk.work.dossier.isHidden()
    assert clerk.work.notice.text == ""

"""Called twice and away: the number is called out again, given up in its time, and the citizen comes back with the slip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.board import ticket_by_id
from counter_app.queue.hall import hall_board
from counter_app.queue.slip_code import slip_code
from tests.clock import SetClock
from tests.counter_app.office_acts import moves_of
from tests.documents import CARD
from tests.stories.counter_steps import settled
from tests.ui.kiosk.hall import scan
from ui.demo.pilot import ClerkPilot, wait_until
from ui.kiosk.window import KioskWindow


def turn_to(clerk: ClerkPilot) -> None:
    """The keys go to the counter's window; the kiosk is another PC's in truth."""
    clerk.window.activateWindow()
    clerk.work.setFocus()
    wait_until(clerk.work.hasFocus, "the keys at the counter")


def test_called_twice_away_and_back_with_the_slip(
    qtbot: QtBot, clerk: ClerkPilot, staffed: Place, kiosk: KioskWindow, clock: SetClock
) -> None:
    away, behind = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")
    turn_to(clerk)
    assert clerk.calls_next() == away.number
    clock.forward(seconds=25)
    clerk.presses(Qt.Key.Key_F4)
    wait_until(lambda: f"Đã gọi lại {away.number}" in clerk.work.notice.text, "the recall")
    assert {one.number for one in staffed.office.ask(hall_board).live} == {away.number}

    clock.forward(seconds=70)
    clerk.work.queue.away_button.click()
    wait_until(lambda: staffed.office.ask(ticket_by_id, away.id).state == "no_show", "the no-show")
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")
    assert clerk.calls_next() == behind.number
    clock.forward(minutes=5)

    kiosk.activateWindow()
    kiosk.setFocus()
    wait_until(kiosk.hasFocus, "the keys at the kiosk")
    scan(qtbot, kiosk, slip_code(away.day, away.number))
    wait_until(lambda: staffed.office.ask(ticket_by_id, away.id).state == "waiting", "the place in the line again")
    turn_to(clerk)
    clerk.scans(CARD)
    settled(clerk)
    clerk.ends("1")

    assert clerk.calls_next() == away.number
    assert moves_of(staffed, away.id) == ["issued", "called", "recalled", "no_show", "returned", "called"]

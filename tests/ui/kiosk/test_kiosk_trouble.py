"""Paper that stays away, records that do not answer: one sentence on the page, nothing lost, nothing twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from counter_app import print_jobs
from counter_app.errors import DiskFull
from counter_app.place import Place
from counter_app.print_jobs import Settled
from counter_app.queue.issuing import issue
from counter_app.queue.slips import print_slip, slip_missing
from counter_app.store import Act
from tests.clock import SetClock
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import (
    Opened,
    ready,
    slips,
    tickets,
    wait_for_ticket,
    with_printer,
)
from ui.kiosk.pace import Pace
from ui.work import Workers


def test_a_finger_that_slides_off_takes_no_ticket(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()

    finger.down(window.face.first.tiles[1])
    finger.move(window.face.first.tiles[1], QPoint(-200, -200))
    finger.up(window.face.first.tiles[1], QPoint(-200, -200))

    assert not window.issuing.busy
    assert tickets(place) == ()


def test_without_a_printer_the_citizen_is_told_to_remember_the_number(
    qtbot: QtBot, kiosk: Opened, finger: Finger
) -> None:
    window = kiosk()

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    qtbot.waitUntil(lambda: "nhớ số B001" in window.ticket.sentence)


def test_a_slip_that_stays_away_is_noticed(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    assert window.ticket.sentence.startswith("Mời lấy phiếu")

    clock.forward(seconds=9)

    qtbot.waitUntil(lambda: "nhớ số B001" in window.ticket.sentence)


def test_a_printed_slip_leaves_the_invitation_standing(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    job = slips(place)[0]
    place.desk.do(print_jobs.start, job.id, b"x")
    place.desk.do(print_jobs.settle, job.id, "printed")

    clock.forward(seconds=60)

    assert not place.desk.ask(slip_missing, job.id)
    assert window.ticket.sentence.startswith("Mời lấy phiếu")


@pytest.mark.parametrize("how", ["failed", "unconfirmed"])
def test_a_slip_that_did_not_come_out_is_missing(place: Place, how: Settled) -> None:
    with_printer(place)
    issued = place.office.do(issue, "CT")
    job = place.desk.do(print_slip, issued, (1,))
    assert not place.desk.ask(slip_missing, job.id)

    place.desk.do(print_jobs.start, job.id, b"x")
    place.desk.do(print_jobs.settle, job.id, how)

    assert place.desk.ask(slip_missing, job.id)


def test_asking_for_the_slip_shows_what_to_do(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    ready(qtbot, window)

    finger.tap(window.ticket.missing)

    assert "mời hỏi cán bộ" in window.ticket.sentence
    assert len(slips(place)) == 1, "asking prints nothing"


def break_tickets(act: Act) -> None:
    act.connection.execute(
        text("CREATE TRIGGER broken BEFORE INSERT ON ticket BEGIN SELECT RAISE(ABORT, 'broken'); END")
    )


def mend_tickets(act: Act) -> None:
    act.connection.execute(text("DROP TRIGGER broken"))


def test_when_no_ticket_can_be_issued_the_kiosk_says_what_to_do_and_works_again(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    place.office.do(break_tickets)

    with qtbot.captureExceptions():
        finger.tap(window.face.first.tiles[1])
        qtbot.waitUntil(lambda: "Chưa lấy được số" in window.face.first.question.text)
    assert window.face.foot.text
    assert (tickets(place), slips(place)) == ((), ())

    place.office.do(mend_tickets)
    ready(qtbot, window)
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    assert len(tickets(place)) == 1


def test_trouble_is_one_sentence_that_goes_when_it_is_over(qtbot: QtBot, kiosk: Opened, workers: Workers) -> None:
    window = kiosk(Pace(trouble=50, look=60_000))

    workers.office.refused.emit(DiskFull())

    assert "Ổ đĩa đầy" in window.face.foot.text
    qtbot.waitUntil(lambda: "gọi cán bộ" in window.face.foot.text)

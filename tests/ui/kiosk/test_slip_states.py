"""What became of a slip is kept with its ticket, so that the clerks see who holds none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from counter_app import print_jobs
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue.board import slips_to_tell
from counter_app.queue.issuing import issue
from counter_app.queue.slips import SlipNews, kiosk_origin, print_slip, slip_news
from counter_app.store import By
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from tests.clock import SetClock
from tests.printing.hurry import UNHURRIED
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import Opened, ready, slips, tickets, wait_for_ticket, with_printer


@contextmanager
def printing(place: Place, box: VirtualPrinter) -> Iterator[Spool]:
    """A printer in the kiosk, and what prints on it."""
    place.desk.do(add_printer, PrinterCard("phiếu", "tcp", {"host": "127.0.0.1", "port": box.port}))
    spool = Spool(place, UNHURRIED)
    spool.start()
    try:
        yield spool
    finally:
        assert spool.stop(60)


def state(place: Place) -> str:
    return tickets(place)[0].slip


def test_a_slip_that_comes_out_is_kept_as_printed(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()
    with VirtualPrinter() as box, printing(place, box) as spool:
        finger.tap(window.face.first.tiles[1])
        wait_for_ticket(qtbot, window)
        qtbot.waitUntil(lambda: bool(slips(place)))
        spool.wake()
        window.go_home()

        qtbot.waitUntil(lambda: state(place) == "printed")

    assert place.office.ask(slips_to_tell) == ()


def test_a_slip_that_stays_away_is_flagged_for_the_clerks_and_the_flag_goes_when_it_comes_after_all(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)) and state(place) == "pending")
    assert place.office.ask(slips_to_tell) == ()

    clock.forward(seconds=9)
    qtbot.waitUntil(lambda: state(place) == "failed")
    assert place.office.ask(slips_to_tell) == ("B001",)
    assert "nhớ số B001" in window.ticket.sentence

    job = slips(place)[0]
    place.desk.do(print_jobs.start, job.id, b"x")
    place.desk.do(print_jobs.settle, job.id, "printed")
    qtbot.waitUntil(lambda: state(place) == "printed")
    assert place.office.ask(slips_to_tell) == ()


def test_a_slip_that_will_never_come_is_not_looked_after_for_ever(place: Place, clock: SetClock) -> None:
    job = place.desk.do(print_slip, place.office.do(issue, "CT"), (1,))

    def news() -> SlipNews:
        return place.desk.ask(slip_news, (job.id,))[job.id]

    clock.forward(seconds=179)
    assert news() == SlipNews("failed", over=False)
    clock.forward(seconds=2)
    assert news() == SlipNews("failed", over=True)


def test_without_a_printer_the_slip_has_failed(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    qtbot.waitUntil(lambda: state(place) == "failed")


def test_a_kiosk_started_again_goes_on_looking_after_its_slips(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock
) -> None:
    with_printer(place)
    before = place.office.acting_as(By("kiosk"))
    before.do(issue, "CT", None, place.desk.ask(kiosk_origin))
    assert state(place) == "none"

    kiosk()
    qtbot.waitUntil(lambda: state(place) == "pending")
    clock.forward(seconds=9)

    qtbot.waitUntil(lambda: state(place) == "failed")


def test_a_printer_back_after_a_long_outage_prints_no_old_slip_and_every_new_one(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    window = kiosk()
    with VirtualPrinter() as box, printing(place, box) as spool:
        box.change(paper_rows=0)
        for number in ("B001", "B002", "B003"):
            ready(qtbot, window)
            finger.tap(window.face.first.tiles[1])
            qtbot.waitUntil(lambda number=number: window.ticket.number.text == number)  # type: ignore[misc]
            window.go_home()
        qtbot.waitUntil(lambda: len(slips(place)) == 3)
        spool.wake()
        clock.forward(seconds=9)
        qtbot.waitUntil(lambda: [one.slip for one in tickets(place)] == ["failed"] * 3)

        clock.forward(seconds=112)
        box.change(paper_rows=None)
        ready(qtbot, window)
        finger.tap(window.face.first.tiles[1])
        qtbot.waitUntil(lambda: len(slips(place)) == 4)
        spool.wake()
        qtbot.waitUntil(lambda: tickets(place)[3].slip == "printed")

        assert len(box.papers) == 1, "the fourth citizen's alone"
    assert [one.slip for one in tickets(place)] == ["failed", "failed", "failed", "printed"]
    assert place.office.ask(slips_to_tell) == ("B001", "B002", "B003")

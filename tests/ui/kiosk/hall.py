"""What one sees in the hall: tickets, slips, and when the kiosk takes a press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from counter_app import print_jobs
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue.board import TicketCard, tickets_today
from counter_app.records.shared import Unit
from counter_app.store import Act, Asking
from ui.kiosk.pace import Pace
from ui.kiosk.window import KioskWindow

AT_ONCE = Pace(lock=1, settle=1, look=50)
HELD = Pace(lock=60_000, settle=60_000, look=50)
Opened = Callable[..., KioskWindow]


def tickets(place: Place) -> tuple[TicketCard, ...]:
    return place.office.ask(tickets_today)


def slips(place: Place) -> tuple[print_jobs.Job, ...]:
    return place.desk.ask(print_jobs.jobs)


def slip_document(place: Place) -> Slip:
    def asked(asking: Asking) -> Slip:
        found = print_jobs.next_work(asking, "phiếu")
        assert found is not None
        assert isinstance(found.document, Slip)
        return found.document

    return place.desk.ask(asked)


def with_printer(place: Place) -> None:
    place.desk.do(add_printer, PrinterCard("phiếu", "tcp", {"host": "127.0.0.1", "port": 1}))


def wait_for_ticket(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(lambda: window.page is window.ticket)


def ready(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(lambda: window.ready)


def scan(qtbot: QtBot, window: KioskWindow, text: str) -> None:
    """A scanner types: a burst of keys that ends with Return."""
    for letter in f"{text}\r":
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(0)
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    qtbot.waitUntil(lambda: window.gate.idle)


def for_real(act: Act) -> None:
    """From now on the unit is no training unit: its hours count."""
    act.connection.execute(update(Unit).values(training=False))

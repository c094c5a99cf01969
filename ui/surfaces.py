"""Opening a surface as a program of its own: letters and colours, workers, the window, and what runs beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.place import Place
from counter_app.store import By
from printing.virtual import VirtualPrinter
from ui import theme
from ui.admin.window import AdminWindow
from ui.citizen.window import CitizenWindow
from ui.clerk.window import ClerkWindow
from ui.collector import Collector
from ui.hall.colours import HIGH_CONTRAST, ORDINARY
from ui.hall.window import HallWindow
from ui.kiosk.window import KioskWindow
from ui.lookup.window import LookupWindow
from ui.training.printer_window import PrinterWindow
from ui.work import Worker, Workers, workers_for


class Helper(Protocol):
    """Something that runs beside a surface in threads of its own: the print spool, the exchange with the city."""

    def start(self) -> None:
        """Begin."""

    def wake(self) -> None:
        """There may be something to do."""

    def stop(self) -> object:
        """End; what is under way is finished or will be taken up again."""


def run_clerk(place: Place, helpers: Sequence[Helper], counter: int | None, look: theme.Look = theme.USUAL) -> int:
    """The clerk's window, with the citizen's screen on the second monitor where there is one."""
    return _run(place, helpers, lambda workers: _clerk_with_screen(workers, counter), look)


def run_kiosk(place: Place, helpers: Sequence[Helper], *, at_door: bool = False) -> int:
    """The ticket kiosk, over the whole screen; ``at_door``: a window for staff who give numbers at the door."""
    if not at_door:
        return _run(place.acting_as(By("kiosk")), helpers, _full(KioskWindow))

    def opened(workers: Workers) -> QWidget:
        window = KioskWindow(workers, at_door=True)
        window.showMaximized()
        return window

    return _run(place.acting_as(By("door")), helpers, opened)


def run_admin(place: Place, helpers: Sequence[Helper], look: theme.Look = theme.USUAL) -> int:
    """The admin's window; a change to the office wakes what brings the desk's copy up to date."""

    def opened(workers: Workers) -> QWidget:
        window = AdminWindow(workers)
        if not place.one_file:
            Bell(workers.office, helpers)
        window.showMaximized()
        return window

    return _run(place, helpers, opened, look)


def run_citizen(place: Place, helpers: Sequence[Helper], counter: int) -> int:
    """The citizen's screen of a counter on a PC of its own, over the whole screen."""
    shown = place.acting_as(By("citizen", counter))
    return _run(shown, helpers, _full(lambda workers: citizen_alone(workers, counter)))


def run_hall(place: Place, helpers: Sequence[Helper], screen: int | None = None, *, contrast: bool = False) -> int:
    """The hall's display, over a whole screen: the one of this number (from 1), else the first."""
    colours = HIGH_CONTRAST if contrast else ORDINARY

    def opened(workers: Workers) -> QWidget:
        window = HallWindow(workers, colours)
        screens = QGuiApplication.screens()
        if screen is not None and 0 < screen <= len(screens):
            window.setGeometry(screens[screen - 1].geometry())
        window.showFullScreen()
        return window

    return _run(place.acting_as(By("hall")), helpers, opened)


def run_lookup(place: Place, helpers: Sequence[Helper]) -> int:
    """The public look-up screen, over the whole screen."""
    return _run(place.acting_as(By("lookup")), helpers, _full(LookupWindow))


def run_training(place: Place, helpers: Sequence[Helper], counter: int) -> int:
    """Kiosk, clerk, citizen's screen and the hall's display of a training unit, each in a window of its own."""

    def opened(workers: Workers) -> QWidget:
        own = workers_for(place), workers_for(place)
        clerk, citizen = ClerkWindow(workers, counter), CitizenWindow(workers, counter)
        kiosk, hall = KioskWindow(own[0]), HallWindow(own[1])
        hall.resize(960, 540)
        clerk.seated.connect(lambda _number: clerk.show_citizen(opened=True))
        for other in (kiosk, citizen, hall):
            clerk.closing.connect(other.close)
        for one in own:
            clerk.closing.connect(one.close)
        for window in (hall, kiosk, citizen, clerk):
            window.show()
        return clerk

    return _run(place, helpers, opened)


def run_printer(box: VirtualPrinter, head: int) -> int:
    """A printer made of software, for training; it has no records of its own."""
    application = QApplication(sys.argv[:1])
    theme.dress(application)
    Collector(application)
    window = PrinterWindow(box, head)
    window.show()
    try:
        return application.exec()
    finally:
        window.close()


def citizen_alone(workers: Workers, counter: int) -> CitizenWindow:
    """The citizen's screen where no clerk sits at the same PC: it has the focus, so its own keypad counts."""
    return CitizenWindow(workers, counter, own_pc=True)


def open_citizen_beside(window: ClerkWindow, workers: Workers, counter: int) -> CitizenWindow | None:
    """The citizen's screen on another monitor than the clerk's; None where there is only one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
    if not others:
        return None
    beside = CitizenWindow(workers, counter)
    beside.setGeometry(others[0].geometry())
    beside.show()
    return beside


class Bell(QObject):
    """Wakes what runs beside a surface. A QObject, so that a ring still under way dies with it and not after it."""

    def __init__(self, worker: Worker, helpers: Sequence[Helper]) -> None:
        super().__init__(worker)
        self._helpers = helpers
        worker.changed.connect(self.ring)

    @Slot()
    def ring(self) -> None:
        """The desk's records have changed."""
        for helper in self._helpers:
            helper.wake()


def attend(workers: Workers, helpers: Sequence[Helper]) -> Bell:
    """Start what runs beside a surface, and wake it whenever the desk's records change."""
    for helper in helpers:
        helper.start()
    return Bell(workers.desk, helpers)


def _clerk_with_screen(workers: Workers, counter: int | None) -> QWidget:
    window = ClerkWindow(workers, counter)
    beside: list[CitizenWindow] = []

    def seated(number: int) -> None:
        opened = open_citizen_beside(window, workers, number)
        if opened is not None:
            beside.append(opened)
            window.show_citizen(opened=True)

    window.seated.connect(seated)
    window.closing.connect(lambda: [one.close() for one in beside])
    window.showMaximized()
    return window


def _full(make: Callable[[Workers], QWidget]) -> Callable[[Workers], QWidget]:
    def shown(workers: Workers) -> QWidget:
        window = make(workers)
        window.showFullScreen()
        return window

    return shown


def _run(
    place: Place,
    helpers: Sequence[Helper],
    open_window: Callable[[Workers], QWidget],
    look: theme.Look = theme.USUAL,
) -> int:
    application = QApplication(sys.argv[:1])
    theme.dress(application, look)
    Collector(application)
    workers = workers_for(place)
    window = open_window(workers)
    bell = attend(workers, helpers)
    try:
        return application.exec()
    finally:
        bell.deleteLater()
        window.close()
        workers.close()
        for helper in helpers:
            helper.stop()

"""The spool: one thread for each printer of this PC, and one that notices new printers.

Every program that can print runs a spool; whichever holds a printer's file lock prints its papers. ``wake`` after
something was queued; papers that other programs queue are found within a second.
"""

from __future__ import annotations

import logging
import secrets
import threading

from counter_app.errors import NoPrinter, Refused
from counter_app.place import Place
from counter_app.printers import anybody_homeless, find_homes, printers
from counter_app.store import By
from printing.delivery import PATIENT, Patience
from printing.forgetting import DailyPurge
from printing.printer_work import PrinterWork

_LOG = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks when nobody rings."""
AFTER_TROUBLE = 2.0
"""Seconds after trouble with the records."""


class Spool:
    """Prints until stopped."""

    def __init__(self, place: Place, patience: Patience = PATIENT) -> None:
        self._place = place
        self._patience = patience
        self._bell = threading.Event()
        self._over = threading.Event()
        self._lines: dict[str, _Line] = {}
        self._purge = DailyPurge(place.acting_as(By("spool")))
        self._keeper = threading.Thread(target=self._keep, name="spool", daemon=True)

    def start(self) -> None:
        """Begin to print what waits."""
        self._keeper.start()

    def wake(self) -> None:
        """There may be something to print. A printer that is new is noticed within ``LOOK_EVERY``."""
        for line in list(self._lines.values()):
            line.wake()
        if not self._lines:
            self._bell.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the papers under way; True when they have ended. One cut off is unconfirmed at the next start."""
        self._over.set()
        self._bell.set()
        if self._keeper.is_alive():
            self._keeper.join(seconds)
        ended = [line.stop(seconds) for line in self._lines.values()]
        return all(ended) and not self._keeper.is_alive()

    def _keep(self) -> None:
        """Look for printers and pass the bell on."""
        while not self._over.is_set():
            try:
                desk = self._place.desk
                if desk.ask(anybody_homeless):
                    desk.do(find_homes)
                names = [card.name for card in desk.ask(printers)]
            except Refused as trouble:
                _LOG.warning("the spool can't read its printers: %s", type(trouble).__name__)
                names = []
            for name in names:
                if name not in self._lines:
                    self._lines[name] = _Line(PrinterWork(self._place, name, self._patience), name)
            for line in self._lines.values():
                line.wake()
            self._forget()
            self._bell.wait(LOOK_EVERY)
            self._bell.clear()

    def _forget(self) -> None:
        """Forget old papers, also where no printer is left to print."""
        try:
            self._purge.run()
        except Refused as trouble:
            _LOG.warning("old papers could not be forgotten: %s", type(trouble).__name__)


class _Line:
    """The thread of one printer."""

    def __init__(self, work: PrinterWork, name: str) -> None:
        self._work = work
        self._bell = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"printer-{name}", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to print."""
        self._bell.set()

    def stop(self, seconds: float) -> bool:
        """End after the paper under way; True when it has ended in time."""
        self._over.set()
        self._work.stop()
        self._bell.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._over.is_set():
            rest = self._turn()
            if rest:
                self._over.wait(rest)
            else:
                self._bell.wait(LOOK_EVERY)
                self._bell.clear()

    def _turn(self) -> float:
        """Print what waits; the seconds for which the printer should be left alone."""
        try:
            self._work.print_waiting()
        except NoPrinter:
            return AFTER_TROUBLE
        except Refused as trouble:
            _LOG.warning("a paper had to wait: %s", type(trouble).__name__)
            return AFTER_TROUBLE
        except Exception:  # noqa: BLE001 - the spool goes on whatever happened; the log has it under its code
            _LOG.exception("unforeseen in the spool, code %s", secrets.token_hex(3).upper())
            return AFTER_TROUBLE
        return self._work.pause


def print_waiting(place: Place, patience: Patience = PATIENT) -> int:
    """Print what waits on every printer of this PC now, once, in this thread; how many papers were sent whole."""
    names = [card.name for card in place.desk.ask(printers)]
    return sum(PrinterWork(place, name, patience).print_waiting() for name in names)

"""How the receipts' printer is just now, asked from itself.

It is asked when the counter opens, whenever a paper of it has ended or could not begin, and every twenty seconds while
it answers. The desk tells what has become of papers (a follow); the printer is asked aside, so that no window waits for it. One that
is printing is not disturbed: whoever prints holds its lock, and then it says only that it is busy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from counter_app.print_turns import ended_lately
from counter_app.printers import PrinterCard, printer_for, printer_named
from counter_app.store import Asking
from printing.condition import Condition, condition_of
from printing.delivery import Patience
from ui.errands import Errands
from ui.follow import follow
from ui.work import Workers

EVERY_MS = 20_000
AGAIN_MS = 300
"""A printer found busy is asked again after so long."""
BRIEF = Patience(connect=1.5, stall=1.5, status=0.5)
"""A look is short: a paper that comes meanwhile waits for it."""


@dataclass(frozen=True)
class Watched:
    """The printer, and what has become of its last papers (job, state, trouble): ended, or kept from beginning."""

    card: PrinterCard | None
    ended: tuple[tuple[UUID, str, str], ...] = ()


def watched(asking: Asking) -> Watched:
    """What a look depends on."""
    name = printer_for(asking, "receipt")
    if name is None:
        return Watched(None)
    return Watched(printer_named(asking, name), ended_lately(asking, name))


class PrinterWatch(QWidget):
    """Looks, and tells each time what the printer said. A QWidget only so that its follow ends with it."""

    seen = Signal(object)
    """What it said (``Condition``); None while there is no printer, or another one that was not heard yet."""

    def __init__(self, workers: Workers, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._place = workers.place
        self._errands = Errands(self)
        self._card: PrinterCard | None = None
        self._answers = True
        """Whether the last look was answered: one that says nothing is not asked for nothing."""
        self._under_way = self._again = False
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self._look_if_it_answers)
        self._every.start()
        self._busy = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._busy.timeout.connect(self._look)
        follow(self, workers.desk, watched, self._take)

    def look_every(self, milliseconds: int) -> None:
        """Ask so often while nothing happens."""
        self._every.start(milliseconds)

    def _take(self, found: Watched) -> None:
        another = self._card is None or found.card is None or self._card.address != found.card.address
        self._card = found.card
        if another:
            self._answers = True
            self.seen.emit(None)
        # One that never answers would only hold up the next paper: what its papers tell is all that is to be had.
        if self._answers or (found.card is not None and not found.card.silent_by_nature):
            self._look()

    def _look_if_it_answers(self) -> None:
        if self._answers:
            self._look()

    def _look(self) -> None:
        """Ask now; while an answer is under way, once more after it."""
        if self._card is None or self._under_way:
            self._again = self._under_way
            return
        self._under_way, self._again = True, False
        asked = self._errands.run(partial(condition_of, self._place, self._card, BRIEF))
        asked.then(self, partial(self._said, self._card), lambda _refusal: self._said(self._card, None))

    def _said(self, card: PrinterCard | None, said: Condition | None) -> None:
        self._under_way = False
        busy = said is not None and said.busy
        self._answers = busy or (said is not None and said.online is not None)
        if card == self._card:
            self.seen.emit(said)
            if busy:
                self._busy.start()
        if card != self._card or self._again:
            self._look()

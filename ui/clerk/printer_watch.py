"""How the printers of this PC are just now, asked from themselves.

Each is asked when the counter opens, whenever a paper of it has ended or could not begin, and every twenty seconds while
it answers. The desk tells what has become of papers (a follow); printers are asked aside, so that no window waits for one
and none for another. One that is printing is not disturbed: whoever prints holds its lock, and then it says only that it
is busy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counter_app.place import Place
from counter_app.print_turns import ended_lately
from counter_app.printers import SYSTEM_QUEUES, PrinterCard, printer_for, printers
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

Ended = tuple[tuple[UUID, str, str], ...]
"""What has become of a printer's last papers (job, state, trouble): ended, or kept from beginning."""
Heard = tuple[str, Condition | None]
"""A printer's name and what it said last; None before its first answer."""


@dataclass(frozen=True)
class Watched:
    """A printer, and what has become of its last papers."""

    card: PrinterCard
    ended: Ended = ()


def watched(asking: Asking) -> tuple[Watched, ...]:
    """What a look depends on, for every printer of this PC; the receipts' first, as receipts can't wait."""
    first, ended = printer_for(asking, "receipt"), ended_lately(asking)
    cards = sorted(printers(asking), key=lambda card: card.name != first)
    return tuple(Watched(card, ended.get(card.name, ())) for card in cards)


class PrinterWatch(QWidget):
    """Looks, and tells each time what the printers said. A QWidget only so that its follow ends with it."""

    seen = Signal(object)
    """What each said last, the receipts' printer first (a tuple of ``Heard``)."""

    def __init__(self, workers: Workers, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._place = workers.place
        self._errands = Errands(self)
        self._looks: dict[str, _Look] = {}
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self._look_at_all)
        self._every.start()
        follow(self, workers.desk, watched, self._take)

    def look_every(self, milliseconds: int) -> None:
        """Ask so often while nothing happens."""
        self._every.start(milliseconds)

    def _take(self, found: tuple[Watched, ...]) -> None:
        before, self._looks = self._looks, {}
        for one in found:
            look = before.pop(one.card.name, None)
            self._looks[one.card.name] = look or _Look(self._place, self._errands, one.card, self._tell)
        for gone in before.values():
            gone.give_up()
        for one in found:
            self._looks[one.card.name].take(one)
        self._tell()

    def _look_at_all(self) -> None:
        for look in self._looks.values():
            look.look_if_it_answers()

    def _tell(self) -> None:
        self.seen.emit(tuple((name, look.said) for name, look in self._looks.items()))


class _Look(QObject):
    """The looks at one printer; ``tell`` is called after each answer."""

    def __init__(self, place: Place, errands: Errands, card: PrinterCard, tell: Callable[[], None]) -> None:
        super().__init__(errands)
        self._place, self._errands, self._tell = place, errands, tell
        self._card = card
        self._seen: Watched | None = None
        self.said: Condition | None = None
        self._answers = True
        """Whether the last look was answered: one that says nothing is not asked for nothing."""
        self._under_way = self._again = False
        self._busy = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._busy.timeout.connect(self._look)

    def take(self, found: Watched) -> None:
        """The printer as the records have it now; asked where something of it has changed."""
        if found == self._seen:
            return
        moved = (self._card.transport, self._card.address) != (found.card.transport, found.card.address)
        self._card, self._seen = found.card, found
        if moved:
            self._answers, self.said = True, None
        # One that never answers would only hold up the next paper: what its papers tell is all that is to be had.
        if self._worth_asking or not found.card.silent_by_nature:
            self._look()

    def look_if_it_answers(self) -> None:
        """The regular look."""
        if self._worth_asking:
            self._look()

    def give_up(self) -> None:
        """It is no printer of this PC any more."""
        self._busy.stop()
        self._tell = _nothing
        self.deleteLater()

    @property
    def _worth_asking(self) -> bool:
        """A queue of the system is asked always: the printer behind it gets no byte by it, and no trouble told is no answer."""
        return self._answers or self._card.transport in SYSTEM_QUEUES

    def _look(self) -> None:
        """Ask now; while an answer is under way, once more after it."""
        if self._under_way:
            self._again = True
            return
        self._under_way, self._again = True, False
        asked = self._errands.run(partial(condition_of, self._place, self._card, BRIEF))
        asked.then(self, partial(self._heard, self._card), lambda _refusal: self._heard(self._card, None))

    def _heard(self, card: PrinterCard, said: Condition | None) -> None:
        self._under_way = False
        busy = said is not None and said.busy
        self._answers = busy or (said is not None and said.online is not None)
        if card == self._card:
            self.said = said
            self._tell()
            if busy:
                self._busy.start()
        if card != self._card or self._again:
            self._look()


def _nothing() -> None:
    """Nobody is to be told."""

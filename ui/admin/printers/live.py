"""How the printers are just now, asked from themselves every few seconds while somebody looks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.errors import Refused
from counter_app.place import Place
from counter_app.printers import PrinterCard
from printing.condition import Condition, condition_of
from ui.errands import Errands

EVERY_MS = 15_000


class Live(QObject):
    """Each printer is asked by an errand of its own, and not again before it has answered."""

    changed = Signal()

    def __init__(self, place: Place, errands: Errands) -> None:
        super().__init__(errands)
        self._place, self._errands = place, errands
        self._cards: dict[str, PrinterCard] = {}
        self._said: dict[str, Condition] = {}
        self._under_way: set[str] = set()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.ask)

    def look(self, *, on: bool) -> None:
        """Begin or end to ask: nobody is disturbed for a page that is not seen."""
        if on:
            self.ask()
            self._timer.start()
        else:
            self._timer.stop()

    def know(self, cards: tuple[PrinterCard, ...]) -> None:
        """These are the printers; what was said of one that is elsewhere now is forgotten."""
        before, self._cards = self._cards, {card.name: card for card in cards}
        moved = [name for name, card in self._cards.items() if not _same_device(before.get(name), card)]
        self._said = {name: said for name, said in self._said.items() if name in self._cards and name not in moved}
        if self._timer.isActive():
            for name in moved:
                self._ask(name)

    def condition(self, name: str) -> Condition | None:
        """What a printer last said; None before its first answer."""
        return self._said.get(name)

    def ask(self) -> None:
        """Ask every printer now."""
        for name in self._cards:
            self._ask(name)

    def _ask(self, name: str) -> None:
        if name in self._under_way:
            return
        self._under_way.add(name)
        card = self._cards[name]
        pending = self._errands.run(partial(condition_of, self._place, card))
        pending.then(self, partial(self._answered, card), partial(self._unknown, card))

    def _answered(self, card: PrinterCard, said: Condition) -> None:
        self._under_way.discard(card.name)
        if _same_device(self._cards.get(card.name), card):
            self._said[card.name] = said
            self.changed.emit()
        elif card.name in self._cards:
            self._ask(card.name)

    def _unknown(self, card: PrinterCard, _refusal: Refused) -> None:
        """It could not even be asked: nothing is known."""
        self._answered(card, Condition(card.name))


def _same_device(one: PrinterCard | None, other: PrinterCard) -> bool:
    return one is not None and (one.transport, one.address) == (other.transport, other.address)

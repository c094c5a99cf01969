"""The two panes about the city in the counter's window, in the place of the form: what waits for a person, typing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.attention import Refusal
from counter_app.by_hand import by_hand
from counter_app.dossiers.steps.values import StepDone
from ui.city.attention_pane import AttentionPane
from ui.city.entering import Entering
from ui.city.entry_pane import EntryPane
from ui.city.settling import Settling
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork


class CityWork(QObject):
    """Opens and closes them; a correction made for a refused op is sent in its place."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work = workers, work
        self.attention, self.entry = work.attention, work.entry
        self.settling = Settling(workers, self.attention, work.notice)
        self.entering = Entering(workers, self.entry, work.notice)
        self._panes = (self.attention, self.entry)
        self._last: AttentionPane | EntryPane | None = None
        """The pane that a dossier was opened from."""
        self._mending: tuple[UUID, UUID] | None = None
        """The op a correction is made for, and its dossier."""
        self.settling.correct, self.settling.open = self._correct, work.dossiers.open
        for pane in self._panes:
            pane.closed.connect(work.show_form)
        work.dossiers.taking.taken.connect(self._taken)

    @property
    def here(self) -> bool:
        """Whether one of them is what one works in."""
        return any(not pane.isHidden() for pane in self._panes)

    def open_list(self, name: str, otherwise: Callable[[str], None]) -> None:
        """Open the pane a work list has; ``otherwise`` for a list that is a plain one."""
        if name == "attention":
            self._open(self.attention)
        elif name == "unsent":
            asked = self._workers.desk.ask(by_hand)
            asked.then(self, lambda typed: self._open(self.entry) if typed else otherwise(name))
        else:
            otherwise(name)

    def do_it(self) -> bool:
        """F9: what was begun here. False where neither is open: the key means something else."""
        if not self.entry.isHidden():
            self.entering.note()
        elif not self.attention.isHidden():
            self.settling.give_up_typed()
        return self.here

    def take_scan(self, text: str) -> bool:
        """A scan while dossiers are typed in: the city's code, or which dossier. Not a card's."""
        if self.entry.isHidden() or "|" in text:
            return False
        self.entry.take_scan(text)
        return True

    def leave(self) -> None:
        """They go, for something that takes their place."""
        self._last = next((pane for pane in self._panes if not pane.isHidden()), None)
        for pane in self._panes:
            pane.hide()
        self.attention.form.end()

    def come_back(self) -> bool:
        """A dossier opened from one of them was closed. False where it was opened from elsewhere."""
        last, self._mending = self._last, None
        if last is not None:
            self._open(last)
        return last is not None

    def forget(self) -> None:
        """The window goes: nothing stays on the clipboard."""
        self.entering.clipboard.forget()

    def _open(self, pane: AttentionPane | EntryPane) -> None:
        self._work.dossiers.leave()
        for other in (self._work.form, self._work.search, self._work.summary):
            other.hide()
        pane.show()
        pane.list.setFocus()
        (self.settling if pane is self.attention else self.entering).followed.insist()

    def _correct(self, item: Refusal) -> None:
        """The form of a correction; what is corrected there is sent in the place of what was refused."""
        if item.dossier_id is not None:
            self._mending = (item.op.op_id, item.dossier_id)
            self._work.dossiers.open(item.dossier_id, "correct")

    def _taken(self, done: object) -> None:
        if self._mending is None or not isinstance(done, StepDone):
            return
        op_id, dossier_id = self._mending
        if done.step == "correct" and done.id == dossier_id:
            self.come_back()
            self.settling.mend(op_id)

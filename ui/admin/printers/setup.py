"""What the steps of a set-up share: the draft, the way to the device, the line that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from counter_app.errors import PrinterNotReady, Refused
from counter_app.place import Place
from counter_app.printers import Learned, PrinterCard
from counter_app.wording import printer_trouble, sentence
from printing.delivery import Delivered
from printing.learning import learn
from ui.admin.printers.draft import Draft
from ui.errands import Errands
from ui.notices import NoticeLine

Trial = Callable[[Place, PrinterCard], Delivered]
TrialFact = Literal["ruled", "tried"]
"""Which paper of a set-up: the ruler, the test strip."""


class Setup(QObject):
    """One set-up of one printer."""

    changed = Signal()
    """The draft is another one, or a trial has begun or ended."""
    save_now = Signal()
    """Somebody wants to keep it as it is and try later."""

    def __init__(
        self, parent: QObject, place: Place, errands: Errands, notice: NoticeLine, cards: tuple[PrinterCard, ...]
    ) -> None:
        super().__init__(parent)
        self.place, self.errands, self.notice = place, errands, notice
        self.cards = cards
        """The printers this PC has."""
        self.draft = Draft()
        self.busy = False
        """Whether the device is being asked or prints."""

    def put(self, **facts: Any) -> None:
        """The draft with these facts."""
        self.become(replace(self.draft, **facts))

    def become(self, draft: Draft) -> None:
        """The draft is this one now."""
        if draft != self.draft:
            self.draft = draft
            self.changed.emit()

    def try_out(self, trial: Trial, fact: TrialFact) -> None:
        """Find out what the device can do, once in a set-up, then print; how it ended is kept under ``fact``."""
        if self.busy:
            return
        self.busy = True
        self.notice.clear()
        draft, place = self.draft, self.place
        known = draft.learned if draft.ruled or draft.tried else None

        def work() -> tuple[Learned, Delivered]:
            learned = known or learn(place, draft.card())
            return learned, trial(place, replace(draft, learned=learned).card())

        self.errands.run(work).then(
            self, lambda found: self._tried(draft, fact, *found), lambda refusal: self._refused(draft, fact, refusal)
        )
        self.changed.emit()

    def _tried(self, draft: Draft, fact: TrialFact, learned: Learned, done: Delivered) -> None:
        self.busy = False
        if self._is_still(draft):
            learned_now = replace(self.draft, learned=learned, learned_at=self.place.clock())
            self.draft = learned_now.after_trial(fact, done)
        self.changed.emit()

    def _refused(self, draft: Draft, fact: TrialFact, refusal: Refused) -> None:
        self.busy = False
        if self._is_still(draft):
            self.draft = self.draft.after_trial(fact, None)
            words = trouble_words(draft, refusal)
            self.notice.say(words, "bad", "Lưu, thử sau", self.save_now.emit)
        self.changed.emit()

    def _is_still(self, draft: Draft) -> bool:
        """Whether the device that answered is still the one that is set up."""
        return (draft.transport, draft.address) == (self.draft.transport, self.draft.address)


def trouble_words(draft: Draft, refusal: Refused) -> str:
    """One sentence: what keeps the trial from coming out, and what to do."""
    if isinstance(refusal, PrinterNotReady):
        what, step = printer_trouble(refusal.reason)
        return f"Máy in «{refusal.name}» {what}. {step}, rồi bấm in lần nữa."
    words = sentence(refusal)
    return f"{words} Có thể còn thiếu quyền: {draft.needs}." if draft.needs else words

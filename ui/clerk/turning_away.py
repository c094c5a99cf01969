"""Forms 02 and 03 in the place of a receipt: M for papers that lack, X and a reason for a dossier that is refused."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QObject

from counter_app.errors import BadDocument
from counter_app.setting_kinds import entries
from counter_app.settings import values_of
from counter_app.store import Asking
from ui.clerk.choice_bar import ChoiceBar
from ui.clerk.handing_in import refusal_because, supplement_for
from ui.clerk.receiving import Receiving
from ui.follow import follow
from ui.notices import NoticeLine
from ui.work import Workers

_LONGEST = 60
"""Letters of a note that a key shows."""


def refusal_reasons(asking: Asking) -> tuple[str, ...]:
    """The unit's own reasons for form 03."""
    return entries(str(values_of(asking, "visit.refusal_reasons")["visit.refusal_reasons"]))


class TurningAway(QObject):
    """Hears M and X in the list of papers."""

    def __init__(self, workers: Workers, receiving: Receiving, choices: ChoiceBar, notice: NoticeLine) -> None:
        super().__init__(choices)
        self._receiving, self._choices, self._notice = receiving, choices, notice
        self._reasons: tuple[str, ...] = ()
        receiving.form.papers.supplement.connect(self.ask_for_papers)
        receiving.form.papers.refused.connect(self.refuse)
        follow(choices, workers.desk, refusal_reasons, self._take_reasons)

    def ask_for_papers(self) -> None:
        """M after F9: form 02 with the papers that lack."""
        chosen = self._receiving.form.procedure.procedure
        if chosen is not None:
            self._receiving.hand_in(supplement_for(self._receiving.entry, chosen))

    def refuse(self) -> None:
        """X: which reason stands on form 03? The form's own note is the first of them, where there is one."""
        self._notice.clear()
        note = unicodedata.normalize("NFC", self._receiving.entry.note.strip())
        reasons = [(reason, reason) for reason in self._reasons]
        if note:
            reasons.insert(0, (note, f"Như ghi chú: {note if len(note) <= _LONGEST else note[:_LONGEST] + '…'}"))
        self._choices.ask("Từ chối hồ sơ (mẫu 03) vì", reasons, self._refuse_because)

    def _refuse_because(self, reason: str) -> None:
        try:
            self._receiving.hand_in(refusal_because(reason))
        except BadDocument as refusal:
            self._notice.refuse(refusal)

    def _take_reasons(self, found: tuple[str, ...]) -> None:
        self._reasons = found

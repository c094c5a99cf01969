"""Taking an attached file off the dossier on the screen, before the city has it: which, and why."""

from __future__ import annotations

from typing import Any

from counter_app.wording_files import standing_words
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.dossier.typed import number_typed
from ui.clerk.dossier.view import DossierView

DETACH = "detach"
"""The name of this form among those of the steps."""


class DetachForm(StepForm):
    """The number of the file as the list has it, and the reason."""

    step = DETACH
    title = "Gỡ tệp đính kèm"

    def build(self) -> None:
        """The files, one of them by its number."""
        for number, card in enumerate(self.view.files, start=1):
            self.say(f"{number}. {card.name} · {standing_words(card)}")
        only = "1" if len(self.view.files) == 1 else ""
        self.number = self.line("file", "Tệp số", only, longest=3)
        self.reason = self.line("reason", "Gỡ vì")

    def renew(self, view: DossierView) -> bool:
        """Only while the list is the one that was numbered."""
        return [one.id for one in view.files] == [one.id for one in self.view.files] and super().renew(view)

    def document(self) -> dict[str, Any]:
        """Which file, by its identity; None for a number that is not in the list."""
        number = number_typed(self.number.text())
        known = isinstance(number, int) and 1 <= number <= len(self.view.files)
        return {"file": self.view.files[int(number) - 1].id if known else None, "reason": self.reason.text()}

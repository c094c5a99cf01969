"""What the dossier's pane asks of the records: one question for all it shows, and a form of a step on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counter_app.attachments.listing import AttachmentCard, attachments_of
from counter_app.by_hand import Reach, reach_of
from counter_app.dossiers.intake import CopyLine
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.money import MoneyCard, money_of
from counter_app.dossiers.steps.forms import FormCard, form_document
from counter_app.dossiers.steps.lines_right import lines_of
from counter_app.dossiers.steps.originals import originals_of
from counter_app.dossiers.steps.people_now import people_now
from counter_app.dossiers.steps.standing import Possible, possible_steps
from counter_app.dossiers.timeline import Timeline, timeline
from counter_app.printers import PrinterCard
from counter_app.store import Asking
from ui.clerk.receipt_preview import PaperToSee

_SHEET = PrinterCard("", "cups", {"sheet": "A5"})
"""What a form is drawn for on the screen."""


@dataclass(frozen=True)
class DossierView:
    """A dossier as the pane shows it."""

    card: DossierCard
    possible: Possible
    timeline: Timeline
    originals: Mapping[str, int]
    """How many originals of each paper were handed in."""
    people: Mapping[str, Mapping[str, Any]]
    lines: tuple[CopyLine, ...]
    """Of a copy certification; none for anything else."""
    money: tuple[MoneyCard, ...]
    """What was taken, given back or cancelled, oldest first."""
    reach: Reach
    """What a person said of it to the city by hand."""
    files: tuple[AttachmentCard, ...]
    """What is attached to it, in the order it came."""
    due_over: bool
    """Whether the day promised last was over when this was asked."""

    @property
    def waits_late(self) -> bool:
        """Whether the result waits and the day promised is over."""
        return self.due_over and self.card.handover_state == "ready"


def dossier_view(asking: Asking, dossier_id: UUID) -> DossierView:
    """All the pane shows of a dossier; NotFound."""
    card = dossier_by_id(asking, dossier_id)
    return DossierView(
        card,
        possible_steps(asking, dossier_id),
        timeline(asking, dossier_id),
        originals_of(asking, dossier_id),
        people_now(asking, dossier_id),
        lines_of(asking, dossier_id),
        money_of(asking, dossier_id),
        reach_of(asking, dossier_id),
        attachments_of(asking, dossier_id),
        card.due is not None and asking.now > card.due,
    )


def form_to_see(asking: Asking, code: str, form: FormCard) -> PaperToSee:
    """A form that was given out, for its pages; NotFound."""
    return PaperToSee(code, f"số {form.number}", f"Mẫu {form.kind}", _SHEET, form_document(asking, form.id))

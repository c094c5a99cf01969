"""What the dossier's pane asks of the records: one question for all it shows, and a form of a step on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counter_app import print_jobs
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.steps.forms import FormCard, form_document, print_form
from counter_app.dossiers.steps.originals import originals_of
from counter_app.dossiers.steps.people_now import people_now
from counter_app.dossiers.steps.standing import Possible, possible_steps
from counter_app.dossiers.timeline import Timeline, timeline
from counter_app.store import Act, Asking
from printing.forms.sheets import sheet_pdf
from ui.clerk.receipt_preview import SHEET_DPI, SeenReceipt
from ui.pdf_pages import pages_of

_SHEET = "A5"


@dataclass(frozen=True)
class DossierView:
    """A dossier as the pane shows it."""

    card: DossierCard
    possible: Possible
    timeline: Timeline
    originals: Mapping[str, int]
    """How many originals of each paper were handed in."""
    people: Mapping[str, Mapping[str, Any]]
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
        card.due is not None and asking.now > card.due,
    )


def seen_form(asking: Asking, code: str, form: FormCard) -> SeenReceipt:
    """A form that was given out, on its pages; NotFound."""
    pages = pages_of(sheet_pdf(form_document(asking, form.id), _SHEET), SHEET_DPI)
    return SeenReceipt(code, f"số {form.number}", pages, f"Mẫu {form.kind}")


def print_again(act: Act, form_id: UUID) -> print_jobs.Job:
    """Queue a form; one that came out is marked as a reprint, one that waits is not queued twice. NotFound."""
    newest = next(iter(print_jobs.jobs(act, about=f"form:{form_id}")), None)
    waits = newest is not None and newest.state in ("queued", "sending")
    return newest if newest is not None and waits else print_form(act, form_id)

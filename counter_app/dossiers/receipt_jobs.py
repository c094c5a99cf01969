"""The papers a citizen is given when a dossier is accepted, queued for printing in the act that accepts it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from counter_app.dossiers.receipt import claim_slip_of, receipt_of
from counter_app.papers import ReceiptPart
from counter_app.print_jobs import enqueue
from counter_app.settings import value_of
from counter_app.store import Act


def queue_receipt(act: Act, dossier_id: UUID) -> UUID | None:
    """Queue the receipt on the unit's paper, or both copies, each a job of its own; the job of the citizen's, which comes out last."""
    receipt = receipt_of(act, dossier_id)
    parts: tuple[ReceiptPart, ...] = ("file", "citizen") if value_of(act, "receipt.copies") == 2 else ("",)  # noqa: PLR2004 - two copies
    queued = [enqueue(act, "receipt", f"dossier:{dossier_id}", replace(receipt, part=part)) for part in parts]
    return queued[-1].id


def queue_papers(act: Act, dossier_id: UUID, *, originals_stay: bool) -> UUID | None:
    """Queue what a citizen is given at acceptance: the receipt, whose job this gives, and the slip for originals kept."""
    job_id = queue_receipt(act, dossier_id)
    if originals_stay:
        _queue_claim_slip(act, dossier_id)
    return job_id


def _queue_claim_slip(act: Act, dossier_id: UUID) -> None:
    """Queue the slip for originals that wait here for their copies, with hour and date (TT 01/2020/TT-BTP, article 2.1)."""
    slip = claim_slip_of(act, dossier_id)
    if slip.originals:
        enqueue(act, "receipt", f"dossier:{dossier_id}", slip)

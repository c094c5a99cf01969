"""The timeline of a dossier (quá trình xử lý): each step with agency, officer and times (NĐ 224/2026, article 15.1.g).

And what the steps left beside it: units, due dates, supplements, result papers, hand-over, corrections, forms.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.steps.due_changes import DueChange, due_history
from counter_app.dossiers.steps.forms import FormCard, forms_of
from counter_app.dossiers.steps.legs import LegCard, legs_of
from counter_app.people.staff import staff_name
from counter_app.records.dossier_steps import DossierSupplement, DossierVersion, Handover, ResultPaper
from counter_app.store import Asking
from counter_app.wording import DOSSIER_STATES_VI
from counter_app.wording_steps import EVENTS_VI


@dataclass(frozen=True)
class TimelineStep:
    """One step: what was done, where and by whom, to whom it went, and where the dossier stood then."""

    at: datetime
    kind: str
    what: str
    """In words."""
    state: int
    state_words: str
    agency: str
    officer: str
    counter: int | None
    to_agency: str
    to_officer: str
    due: datetime | None
    note: str


@dataclass(frozen=True)
class SupplementCard:
    """A request for supplement; ``ended_at`` None while the citizen is waited for, until ``answer_by``."""

    stage: str
    reason: str
    items: tuple[str, ...]
    contact: str
    phone: str
    asked_at: datetime
    answer_by: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class ResultPaperCard:
    """A paper of the result."""

    name: str
    number: str
    issued_on: date | None
    signer: str
    count: int
    electronic: bool


@dataclass(frozen=True)
class HandoverCard:
    """Who took it, when, and how that was checked; ``signed``: their signature is kept."""

    at: datetime
    way: str
    receiver_role: str
    receiver_name: str
    receiver_number: str | None
    checked: str
    authorisation: dict[str, Any] | None
    slip: str
    originals: tuple[dict[str, Any], ...]
    sent_to: str
    late: bool
    staff: str
    counter: int | None
    note: str
    signed: bool


@dataclass(frozen=True)
class VersionCard:
    """A correction: what stood there before, by part."""

    version: int
    at: datetime
    who: str
    reason: str
    before: dict[str, Any]


@dataclass(frozen=True)
class Timeline:
    """All that happened to a dossier."""

    id: UUID
    code: str
    procedure_name: str
    state: int
    received_at: datetime
    due_original: datetime | None
    due: datetime | None
    ended_at: datetime | None
    shelf: str
    steps: tuple[TimelineStep, ...]
    dues: tuple[DueChange, ...]
    legs: tuple[LegCard, ...]
    supplements: tuple[SupplementCard, ...]
    result: tuple[ResultPaperCard, ...]
    handover: HandoverCard | None
    versions: tuple[VersionCard, ...]
    forms: tuple[FormCard, ...]


def timeline(asking: Asking, dossier_id: UUID) -> Timeline:
    """All that happened to a dossier, in order; NotFound."""
    card = dossier_by_id(asking, dossier_id)
    return Timeline(
        id=card.id,
        code=card.code,
        procedure_name=card.procedure_name,
        state=card.state,
        received_at=card.received_at,
        due_original=card.due_original,
        due=card.due,
        ended_at=card.ended_at,
        shelf=card.shelf,
        steps=tuple(_step(asking, event) for event in card.events),
        dues=due_history(asking, dossier_id),
        legs=legs_of(asking, dossier_id),
        supplements=supplements_of(asking, dossier_id),
        result=result_papers_of(asking, dossier_id),
        handover=handover_of(asking, dossier_id),
        versions=versions_of(asking, dossier_id),
        forms=forms_of(asking, dossier_id),
    )


def supplements_of(asking: Asking, dossier_id: UUID) -> tuple[SupplementCard, ...]:
    """What was asked of the citizen, in order."""
    shown = [getattr(DossierSupplement, field.name) for field in fields(SupplementCard)]
    mine = select(*shown).where(DossierSupplement.dossier_id == dossier_id).order_by(DossierSupplement.asked_at)
    rows = asking.connection.execute(mine).mappings()
    return tuple(SupplementCard(**{**row, "items": tuple(row["items"])}) for row in rows)


def result_papers_of(asking: Asking, dossier_id: UUID) -> tuple[ResultPaperCard, ...]:
    """The papers of the result."""
    shown = [getattr(ResultPaper, field.name) for field in fields(ResultPaperCard)]
    rows = asking.connection.execute(
        select(*shown).where(ResultPaper.dossier_id == dossier_id).order_by(ResultPaper.position)
    )
    return tuple(ResultPaperCard(*row) for row in rows)


def handover_of(asking: Asking, dossier_id: UUID) -> HandoverCard | None:
    """How it was handed over; None while it was not."""
    shown = [getattr(Handover, field.name) for field in fields(HandoverCard) if field.name != "signed"]
    signed = Handover.signature.is_not(None).label("signed")
    row = asking.connection.execute(select(*shown, signed).where(Handover.dossier_id == dossier_id)).mappings()
    found = row.one_or_none()
    return None if found is None else HandoverCard(**{**found, "originals": tuple(found["originals"])})


def versions_of(asking: Asking, dossier_id: UUID) -> tuple[VersionCard, ...]:
    """The corrections, in order."""
    shown = [getattr(DossierVersion, field.name) for field in fields(VersionCard)]
    rows = asking.connection.execute(
        select(*shown).where(DossierVersion.dossier_id == dossier_id).order_by(DossierVersion.version)
    )
    return tuple(VersionCard(*row) for row in rows)


def _step(asking: Asking, event: Any) -> TimelineStep:
    known = {field.name: getattr(event, field.name, "") for field in fields(TimelineStep)}
    words = {"what": EVENTS_VI.get(event.kind, event.kind), "state_words": DOSSIER_STATES_VI[event.state]}
    return TimelineStep(**{**known, **words, "officer": staff_name(asking, event.who)})

"""Drafts (bản nháp): what has been typed into a form, kept from the first letter on.

A draft's id is the request id of the act it becomes, so that receiving the same form twice gives one dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.errors import NothingToUndo, WrongMoment
from counter_app.queue import visits
from counter_app.queue.policy import seconds_of
from counter_app.queue.visits import VisitCard
from counter_app.queue_errors import VisitInUse
from counter_app.records.desk import Dossier, Draft
from counter_app.records.shared import Audit
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class DraftCard:
    """A draft: the fields of its form as typed."""

    id: UUID
    visit_id: UUID | None
    kind: str
    body: dict[str, Any]
    state: str
    changed_at: datetime


@dataclass(frozen=True)
class Kept:
    """What is typed, and the visit it belongs to."""

    visit: VisitCard
    draft: DraftCard


def save_draft(act: Act, draft_id: UUID, visit_id: UUID | None, kind: str, body: dict[str, Any]) -> DraftCard:
    """Keep what is typed now. WrongMoment once the draft has become what it was for."""
    known = draft(act, draft_id)
    if known is not None and known.state != "open":
        raise WrongMoment("draft", "", known.state)
    if known is not None and known.visit_id not in (None, visit_id):
        # What was typed for one person never moves to another's visit.
        raise WrongMoment("draft", "", "parked")
    values = {"visit_id": visit_id, "kind": kind, "body": body, "staff": act.by.staff, "changed_at": act.now}
    if known is None:
        act.connection.execute(insert(Draft).values(id=draft_id, state="open", **values))
    else:
        act.connection.execute(update(Draft).where(Draft.id == draft_id).values(**values))
    return DraftCard(draft_id, visit_id, kind, body, "open", act.now)


def keep_typing(
    act: Act, counter: int, ticket_label: str, ticket_id: UUID | None, draft_id: UUID, kind: str, body: dict[str, Any]
) -> Kept:
    """Keep what is typed at a counter; the first letter begins the visit, in this same transaction."""
    present = visits.open_visit(act, counter) or visits.begin(act, counter, ticket_label, ticket_id)
    return Kept(present, save_draft(act, draft_id, present.id, kind, body))


def end_visit(act: Act, visit_id: UUID, outcome: str, note: str = "") -> VisitCard:
    """The visit is over; what was typed in it and not received is given up, in this same transaction."""
    _drop_typed(act, visit_id)
    return visits.end(act, visit_id, outcome, note)


def take_back_visit(act: Act, visit_id: UUID) -> VisitCard:
    """The visit was begun by mistake (hoàn tác): it counts for nothing, and what was typed in it is given up.

    NothingToUndo when it began too long ago; VisitInUse where a dossier was received or a step taken since.
    """
    begun = visits.visit(act, visit_id)
    within = seconds_of(act, "queue.undo_seconds")
    if abs(act.now - begun.began) > within:
        raise NothingToUndo(begun.counter, int(within.total_seconds()))
    if _used(act, begun):
        raise VisitInUse("visit", begun.ticket_label, begun.state)
    _drop_typed(act, visit_id)
    return visits.take_back(act, visit_id)


def _drop_typed(act: Act, visit_id: UUID) -> None:
    act.connection.execute(
        update(Draft)
        .where(Draft.visit_id == visit_id, Draft.state == "open")
        .values(state="dropped", body={}, changed_at=act.now)
    )


def _used(asking: Asking, visit: VisitCard) -> bool:
    """Whether a dossier was received in the visit, or anything done with one at its counter since it began."""
    received = select(Dossier.id).where(Dossier.visit_id == visit.id).limit(1)
    if asking.connection.execute(received).first() is not None:
        return True
    lately = select(Audit.at, Audit.counter, Audit.action).order_by(Audit.seq.desc()).limit(_LATELY)
    return any(
        row.at >= visit.began
        and row.counter == visit.counter
        and row.action.startswith(_DONE)
        and row.action not in _BY_ITSELF
        for row in asking.connection.execute(lately)
    )


_DONE = ("dossier.", "fact.")
"""How the audit trail's kinds begin of what is done with a dossier."""
_BY_ITSELF = ("dossier.taken_in", "fact.receipt_printed")
"""What happens without anybody at the counter."""
_LATELY = 500
"""More lines than a PC writes within the time in which a begin can be taken back."""


def finish_draft(act: Act, draft_id: UUID) -> None:
    """The draft has become what it was for, in this same transaction; what was typed is not kept twice."""
    act.connection.execute(update(Draft).where(Draft.id == draft_id).values(state="done", body={}, changed_at=act.now))


def draft(asking: Asking, draft_id: UUID) -> DraftCard | None:
    """One draft."""
    row = asking.connection.execute(select(Draft.__table__).where(Draft.id == draft_id)).one_or_none()
    return None if row is None else _card(row)


def open_draft(asking: Asking, visit_id: UUID, kind: str) -> DraftCard | None:
    """The form of this kind that a visit was in the middle of."""
    row = asking.connection.execute(
        select(Draft.__table__)
        .where(Draft.visit_id == visit_id, Draft.kind == kind, Draft.state == "open")
        .order_by(Draft.changed_at.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _card(row)


def _card(row: Any) -> DraftCard:
    return DraftCard(row.id, row.visit_id, row.kind, dict(row.body), row.state, row.changed_at)

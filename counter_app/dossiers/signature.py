"""The signature for a result on the citizen's screen (ký nhận kết quả): asked for by the clerk, drawn by the citizen.

Asked for, it is a draft of the visit at the counter: it goes with the visit, and nothing of it stays but what the
hand-over keeps. Nobody has to sign: the clerk may hand over without.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from counter_app.dossiers.drafts import DraftCard, draft, open_draft, save_draft
from counter_app.dossiers.lookup import dossier_by_id
from counter_app.errors import BadDocument, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.queue import visits
from counter_app.queue.visits import NO_TICKET
from counter_app.records.desk import Draft
from counter_app.records.dossier_steps import Handover
from counter_app.settings import value_of
from counter_app.store import Act, Asking

DRAFT_KIND = "signature"
LARGEST = 150_000
"""Bytes of a picture: in base64 it is what the hand-over takes (200,000 characters)."""
_OPEN = (Draft.kind == DRAFT_KIND, Draft.state == "open")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class SignatureAsked:
    """Who is asked to sign for what, at the counter where the visit is."""

    id: UUID
    visit_id: UUID
    dossier_id: UUID
    code: str
    name: str
    picture: str
    """PNG in base64 once signed; empty until then."""


def ask_signature(act: Act, dossier_id: UUID, name: str) -> SignatureAsked | None:
    """Ask whoever stands at this counter; the visit begins where there is none. None where the office asks for none.

    NotFound.
    """
    counter = act.by.counter
    if counter is None or not value_of(act, "handover.signature"):
        return None
    card = dossier_by_id(act, dossier_id)
    visit = visits.open_visit(act, counter) or visits.begin(act, counter, NO_TICKET)
    _drop(act, visit.id)
    body = {"dossier": str(dossier_id), "code": card.code, "name": name, "picture": ""}
    return _asked(save_draft(act, new_id(), visit.id, DRAFT_KIND, body))


def sign(act: Act, asked_id: UUID, picture: bytes) -> SignatureAsked:
    """The citizen has drawn it. BadDocument; WrongMoment once the clerk went on without, or the visit is over."""
    if not picture.startswith(_PNG) or len(picture) > LARGEST:
        raise BadDocument("signature", f"cần ảnh PNG không quá {LARGEST} byte")
    known = draft(act, asked_id)
    if known is None or known.kind != DRAFT_KIND or known.state != "open":
        raise WrongMoment("draft", "", "none" if known is None else known.state)
    body = {**known.body, "picture": base64.b64encode(picture).decode()}
    return _asked(save_draft(act, asked_id, known.visit_id, DRAFT_KIND, body))


def signature_asked(asking: Asking, counter: int) -> SignatureAsked | None:
    """What is asked for at a counter now, signed or not."""
    visit = visits.open_visit(asking, counter)
    found = None if visit is None else open_draft(asking, visit.id, DRAFT_KIND)
    return None if found is None else _asked(found)


def signature_of(asking: Asking, dossier_id: UUID) -> bytes:
    """The signature a hand-over keeps, as PNG; NotFound where nobody signed."""
    kept = select(Handover.signature).where(Handover.dossier_id == dossier_id)
    found: bytes | None = asking.connection.execute(kept).scalar_one_or_none()
    if found is None:
        raise NotFound("signature", dossier_by_id(asking, dossier_id).code)
    return found


def take_back(act: Act, asked_id: UUID) -> None:
    """The clerk asks for it no more; what was drawn is forgotten."""
    act.connection.execute(update(Draft).where(Draft.id == asked_id, *_OPEN).values(**_gone(act)))


def end_signature(act: Act) -> None:
    """The result is handed over at this counter: whatever was asked for is over, in the same transaction."""
    visit = None if act.by.counter is None else visits.open_visit(act, act.by.counter)
    if visit is not None:
        _drop(act, visit.id)


def _drop(act: Act, visit_id: UUID) -> None:
    act.connection.execute(update(Draft).where(Draft.visit_id == visit_id, *_OPEN).values(**_gone(act)))


def _gone(act: Act) -> dict[str, Any]:
    return {"state": "dropped", "body": {}, "changed_at": act.now}


def _asked(found: DraftCard) -> SignatureAsked:
    body = found.body
    assert found.visit_id is not None
    return SignatureAsked(found.id, found.visit_id, UUID(body["dossier"]), body["code"], body["name"], body["picture"])

"""What this store remembers of the city, asked by an upstream that has no memory of its own. Questions.

A city without a feed is asked how things stand; what is new of that is told by comparing with the copy it last showed
(``dossier_shadow``), which ``feed.apply_page`` keeps together with how far was read. So nothing is forgotten by a restart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from counter_app.moments import local
from counter_app.ops import Op
from counter_app.outbox import op_of
from counter_app.records.desk import Dossier, DossierAlias, DossierEvent, DossierShadow
from counter_app.records.shared import Device, Outbox
from counter_app.store import Asking

_KNOWN = (
    select(
        Dossier.id,
        Dossier.procedure_code,
        select(DossierEvent.at)
        .where(DossierEvent.dossier_id == Dossier.id)
        .order_by(DossierEvent.seq)
        .limit(1)
        .scalar_subquery()
        .label("begun_at"),
    )
).where(Dossier.id == bindparam("dossier"))
_BY_CODE = select(Dossier.id).where(Dossier.code == bindparam("code"))
_BY_ALIAS = select(DossierAlias.dossier_id).where(DossierAlias.alias == bindparam("code"))
_SHADOW = select(DossierShadow.rev, DossierShadow.body).where(DossierShadow.dossier_id == bindparam("dossier"))
_NEWEST = select(DossierShadow.body).where(DossierShadow.rev > 0).order_by(DossierShadow.at.desc()).limit(1)
_LAST_TOLD = (
    select(Outbox.__table__)
    .where(Outbox.state == "acked", Outbox.next_at.is_(None), Outbox.lane.startswith("dossier:", autoescape=True))
    .order_by(Outbox.acked_at.desc(), Outbox.seq.desc())
    .limit(1)
)
_RATINGS = (
    select(Outbox.kind, Outbox.lane, Outbox.body_json)
    .where(Outbox.kind.in_(("rating.given", "rating.reason_given")), Outbox.state.not_in(("superseded", "void")))
    .where(Outbox.captured_at >= bindparam("since"))
    .order_by(Outbox.seq)
)


@dataclass(frozen=True)
class Known:
    """A dossier of this store: which procedure, and when it began (first handed in), to tell it from another's."""

    dossier_id: UUID
    procedure_code: str
    begun_at: datetime | None


@dataclass(frozen=True)
class Shadow:
    """The copy upstream last showed; revision 0 and nothing where it never did."""

    rev: int = 0
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Vote:
    """An answer that counts, as its ops tell it."""

    visit: str
    level: int
    scale: int
    at: datetime
    reason: str
    dossiers: tuple[str, ...]
    """The codes of the visit's dossiers."""


def known_by_code(asking: Asking, code: str) -> Known | None:
    """The dossier that has this code here, or had it before."""
    for question in (_BY_CODE, _BY_ALIAS):
        found = asking.connection.execute(question, {"code": code}).scalar_one_or_none()
        if found is not None:
            return known_by_id(asking, found)
    return None


def known_by_id(asking: Asking, dossier_id: UUID) -> Known | None:
    """The dossier with this identity."""
    row = asking.connection.execute(_KNOWN, {"dossier": dossier_id}).one_or_none()
    return None if row is None else Known(row.id, row.procedure_code, row.begun_at)


def shadow_of(asking: Asking, dossier_id: UUID) -> Shadow:
    """The copy upstream last showed of a dossier."""
    row = asking.connection.execute(_SHADOW, {"dossier": dossier_id}).one_or_none()
    return Shadow() if row is None else Shadow(row.rev, row.body)


def newest_shadow(asking: Asking) -> Mapping[str, Any] | None:
    """The copy with the latest change of all that upstream showed in this life of its records."""
    body: Mapping[str, Any] | None = asking.connection.execute(_NEWEST).scalar_one_or_none()
    return body


def last_told(asking: Asking) -> Op | None:
    """The op about a dossier that upstream acknowledged last in this life of its records."""
    row = asking.connection.execute(_LAST_TOLD).one_or_none()
    return None if row is None else op_of(row)


def epoch_known(asking: Asking) -> int | None:
    """In which life of its records upstream was last heard."""
    epoch: int | None = asking.connection.execute(select(Device.upstream_epoch)).scalar_one()
    return epoch


def votes_since(asking: Asking, since: datetime) -> tuple[Vote, ...]:
    """The answers that count, given since a moment: the first of each visit, with the reason said afterwards."""
    votes: dict[str, dict[str, Any]] = {}
    for row in asking.connection.execute(_RATINGS, {"since": since}):
        body, visit = json.loads(row.body_json), row.lane.partition(":")[2]
        if row.kind == "rating.given":
            if body.get("counted", True):
                votes.setdefault(visit, body)
        elif visit in votes:
            votes[visit]["reason"] = body.get("reason", "")
    return tuple(_vote(visit, body) for visit, body in votes.items() if type(body.get("level")) is int)


def procedures_of(asking: Asking, codes: frozenset[str]) -> dict[str, str]:
    """The procedures of dossiers by their codes."""
    rows = asking.connection.execute(select(Dossier.code, Dossier.procedure_code).where(Dossier.code.in_(codes)))
    return {row.code: row.procedure_code for row in rows}


@dataclass(frozen=True)
class CityMemory:
    """Where a sending store keeps what it remembers of dossiers: a desk among its own, the office among the unit's."""

    known_by_code: Callable[[Asking, str], Known | None]
    known_by_id: Callable[[Asking, UUID], Known | None]
    shadow_of: Callable[[Asking, UUID], Shadow]
    newest_shadow: Callable[[Asking], Mapping[str, Any] | None]
    procedures_of: Callable[[Asking, frozenset[str]], dict[str, str]]


DESK_MEMORY = CityMemory(known_by_code, known_by_id, shadow_of, newest_shadow, procedures_of)


def _vote(visit: str, body: Mapping[str, Any]) -> Vote:
    at = local(datetime.fromisoformat(str(body["at"])))
    said = (str(body.get("reason") or ""), tuple(body.get("dossiers", ())))
    return Vote(visit, int(body["level"]), int(body.get("scale", 5)), at, *said)

"""What a sending store remembers of the city, asked by an upstream that has no memory of its own. Questions.

A city without a feed is asked how things stand; what is new of that is told by comparing with the copy it last showed,
which the acts of the exchange keep together with how far was read. So nothing is forgotten by a restart. Where the copy
and the dossiers stand differs with the store (``CityMemory``): a desk has its own (``desk_memory``), the office the
unit's (``relay.city_memory``). What the outbox says is the same in both, and stands here.
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
from counter_app.records.shared import Device, Outbox
from counter_app.store import Asking, Store

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
    """A dossier of the sending store: which procedure, and when it began (first handed in), to tell it from another's."""

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


@dataclass(frozen=True)
class CityMemory:
    """The questions whose answers stand elsewhere at a desk than in the office."""

    known_by_code: Callable[[Asking, str], Known | None]
    """The dossier that has this code here, or had it before."""
    known_by_id: Callable[[Asking, UUID], Known | None]
    """The dossier with this identity."""
    told_body: Callable[[Asking, UUID], Mapping[str, Any] | None]
    """A dossier as this store would tell it whole, with its steps; None where it knows nothing of it."""
    shadow_of: Callable[[Asking, UUID], Shadow]
    """The copy upstream last showed of a dossier."""
    newest_shadow: Callable[[Asking], Mapping[str, Any] | None]
    """The copy with the latest change of all that upstream showed in this life of its records."""
    procedures_of: Callable[[Asking, frozenset[str]], dict[str, str]]
    """The procedures of dossiers by their codes."""
    number_of: Callable[[Asking, UUID], int | None]
    """The number of an op in its lane at the counter that wrote it; None where it has its own here."""


@dataclass(frozen=True)
class CitySender:
    """The store that speaks to the city, and where its memory of it stands."""

    store: Store
    memory: CityMemory


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


def _vote(visit: str, body: Mapping[str, Any]) -> Vote:
    at = local(datetime.fromisoformat(str(body["at"])))
    said = (str(body.get("reason") or ""), tuple(body.get("dossiers", ())))
    return Vote(visit, int(body["level"]), int(body.get("scale", 5)), at, *said)

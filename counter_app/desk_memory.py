"""What a desk that speaks to the city itself remembers of it: its dossiers, and the copies in ``dossier_shadow``. Questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, text

from counter_app.city_memory import CityMemory, Known, Shadow
from counter_app.records.desk import Dossier, DossierAlias, DossierEvent, DossierShadow
from counter_app.records.shared import HOLDS_ITS_PLACE, Outbox
from counter_app.relay.standing import Standing, after_step, begun, is_step
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
_OPS = (
    select(Outbox.kind, Outbox.body_json)
    .where(Outbox.lane.in_(bindparam("lanes", expanding=True)), text(HOLDS_ITS_PLACE))
    .order_by(Outbox.seq)
)


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


def told_body(asking: Asking, dossier_id: UUID) -> Mapping[str, Any] | None:
    """A dossier as this desk's ops tell it; one that began elsewhere as upstream showed it, with what was done here since."""
    shown = (shadow_of(asking, dossier_id).body or {}).get("dossier")
    now = Standing(1, dict(shown)) if isinstance(shown, Mapping) else None
    lanes = [f"dossier:{dossier_id}", f"fact:{dossier_id}"]
    for row in asking.connection.execute(_OPS, {"lanes": lanes}):
        body = json.loads(row.body_json)
        first = begun(row.kind, body)
        if first is not None:
            now = first
        elif now is not None and is_step(row.kind, body):
            now = after_step(now, row.kind, body)
    return None if now is None else now.body


def shadow_of(asking: Asking, dossier_id: UUID) -> Shadow:
    """The copy upstream last showed of a dossier."""
    row = asking.connection.execute(_SHADOW, {"dossier": dossier_id}).one_or_none()
    return Shadow() if row is None else Shadow(row.rev, row.body)


def newest_shadow(asking: Asking) -> Mapping[str, Any] | None:
    """The copy with the latest change of all that upstream showed in this life of its records."""
    body: Mapping[str, Any] | None = asking.connection.execute(_NEWEST).scalar_one_or_none()
    return body


def procedures_of(asking: Asking, codes: frozenset[str]) -> dict[str, str]:
    """The procedures of dossiers by their codes."""
    rows = asking.connection.execute(select(Dossier.code, Dossier.procedure_code).where(Dossier.code.in_(codes)))
    return {row.code: row.procedure_code for row in rows}


def own_number(_asking: Asking, _op_id: UUID) -> None:
    """A desk's ops have the numbers it gave them."""


DESK_MEMORY = CityMemory(known_by_code, known_by_id, told_body, shadow_of, newest_shadow, procedures_of, own_number)

"""The unit's dossiers as the office holds them. Every change raises the office's revision and is told to the desks."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update

from counter_app.ops import canonical
from counter_app.records.relay import OfficeDossier
from counter_app.relay.changes import announce
from counter_app.relay.standing import Standing
from counter_app.store import Act, Asking

_TABLE = OfficeDossier.__table__
# Made once: making a statement costs several times what doing it costs.
_HELD = select(_TABLE).where(OfficeDossier.id == bindparam("of"))
_OF_CODE = select(OfficeDossier.id).where(OfficeDossier.code == bindparam("code"))
_ADD = insert(_TABLE)  # type: ignore[arg-type]


def dossier_of(lane: str) -> UUID | None:
    """The dossier a lane is about: its steps or its facts; None for another lane."""
    kind, _, name = lane.partition(":")
    try:
        return UUID(name) if kind in ("dossier", "fact") else None
    except ValueError:
        return None


def held(asking: Asking, dossier_id: UUID) -> Row[Any] | None:
    """The row of a dossier; None where the office has not heard of it."""
    return asking.connection.execute(_HELD, {"of": dossier_id}).one_or_none()


def standing_of(row: Row[Any]) -> Standing:
    """A row as the rules have it; a body that can't be understood is an empty one."""
    body = json.loads(row.body_json)
    return Standing(row.state, body if isinstance(body, dict) else {})


def code_taken(asking: Asking, code: object, dossier_id: UUID) -> bool:
    """Whether another dossier of the unit has this code."""
    found = asking.connection.execute(_OF_CODE, {"code": code}).scalar_one_or_none()
    return found is not None and found != dossier_id


def add(act: Act, dossier_id: UUID, standing: Standing, **city: Any) -> int:
    """Hold a dossier from now on, at revision 1. A code another one has is not given twice."""
    code = standing.body.get("code")
    usable = isinstance(code, str) and not code_taken(act, code, dossier_id)
    row = {"id": dossier_id, "code": code if usable else None, "rev": 1, "changed_at": act.now, "acked_rev": 0}
    told = {"city_rev": None, "city_state": None, "city_news": None, "city_at": None, **city}
    act.connection.execute(_ADD, {**row, **told, "state": standing.state, "body_json": canonical(standing.body)})
    announce(act, f"dossier:{dossier_id}")
    return 1


def change(act: Act, row: Row[Any], standing: Standing, **city: Any) -> int:
    """Let a dossier stand so; its revision now."""
    values = {"rev": row.rev + 1, "changed_at": act.now, "state": standing.state}
    values |= {"body_json": canonical(standing.body), **city}
    act.connection.execute(update(OfficeDossier).where(OfficeDossier.id == row.id).values(**values))
    announce(act, f"dossier:{row.id}")
    return int(values["rev"])

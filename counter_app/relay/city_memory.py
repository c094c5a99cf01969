"""What the office remembers of the city: the questions of ``counter_app.city_memory`` to the office's own dossiers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from counter_app.city_memory import CityMemory, Known, Shadow
from counter_app.records.relay import OfficeDossier
from counter_app.store import Asking

_ROW = select(OfficeDossier.id, OfficeDossier.body_json)
_BY_CODE = _ROW.where(OfficeDossier.code == bindparam("code"))
_BY_ID = _ROW.where(OfficeDossier.id == bindparam("of"))
_SHADOW = select(OfficeDossier.city_rev, OfficeDossier.city_news).where(OfficeDossier.id == bindparam("of"))
_NEWEST = (
    select(OfficeDossier.city_news).where(OfficeDossier.city_rev > 0).order_by(OfficeDossier.city_at.desc()).limit(1)
)


def known_by_code(asking: Asking, code: str) -> Known | None:
    """The dossier that has this code."""
    return _known(asking.connection.execute(_BY_CODE, {"code": code}).one_or_none())


def known_by_id(asking: Asking, dossier_id: UUID) -> Known | None:
    """The dossier with this identity."""
    return _known(asking.connection.execute(_BY_ID, {"of": dossier_id}).one_or_none())


def shadow_of(asking: Asking, dossier_id: UUID) -> Shadow:
    """The copy the city last showed of a dossier."""
    row = asking.connection.execute(_SHADOW, {"of": dossier_id}).one_or_none()
    return Shadow() if row is None or row.city_rev is None else Shadow(row.city_rev, row.city_news)


def newest_shadow(asking: Asking) -> Mapping[str, Any] | None:
    """The copy with the latest change of all that the city showed in this life of its records."""
    body: Mapping[str, Any] | None = asking.connection.execute(_NEWEST).scalar_one_or_none()
    return body


def procedures_of(asking: Asking, codes: frozenset[str]) -> dict[str, str]:
    """The procedures of dossiers by their codes."""
    rows = asking.connection.execute(_ROW.add_columns(OfficeDossier.code).where(OfficeDossier.code.in_(codes)))
    return {str(row.code): str(json.loads(row.body_json).get("procedure_code", "")) for row in rows}


OFFICE_MEMORY = CityMemory(known_by_code, known_by_id, shadow_of, newest_shadow, procedures_of)


def _known(row: Any) -> Known | None:
    if row is None:
        return None
    body = json.loads(row.body_json)
    begun = body.get("handed_in_at") or body.get("received_at")
    return Known(row.id, str(body.get("procedure_code", "")), datetime.fromisoformat(begun) if begun else None)

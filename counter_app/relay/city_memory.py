"""What the office remembers of the city it passes the desks' ops on to: the unit's dossiers, and what was shown of each. Questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from counter_app.city_memory import CityMemory, CitySender, Known, Shadow
from counter_app.desk_memory import DESK_MEMORY
from counter_app.outbox import SAID_BY_HAND
from counter_app.place import Place
from counter_app.records.relay import OfficeDossier, RelayedOp
from counter_app.records.shared import Outbox
from counter_app.relay import dossiers
from counter_app.relay.joining import has_joined
from counter_app.store import Asking

# Made once: making a statement costs several times what doing it costs.
_OF_CODE = select(OfficeDossier.id).where(OfficeDossier.code == bindparam("code"))
_TYPED_AS = select(Outbox.lane).where(*SAID_BY_HAND, Outbox.result["code"].as_string() == bindparam("code")).limit(1)
_NEWEST = (
    select(OfficeDossier.city_news)
    .where(OfficeDossier.city_at.is_not(None), OfficeDossier.city_rev > 0)
    .order_by(OfficeDossier.city_at.desc())
    .limit(1)
)
_NUMBER = select(RelayedOp.client_rev).where(RelayedOp.onward == bindparam("onward"))
_BODIES = select(OfficeDossier.code, OfficeDossier.body_json).where(
    OfficeDossier.code.in_(bindparam("codes", expanding=True))
)


def city_sender(place: Place) -> CitySender:
    """Which store of this PC speaks to the city: the office, but for a desk that has not gone over to it yet."""
    if place.one_file or not place.desk.ask(has_joined):
        return CitySender(place.desk, DESK_MEMORY)
    return CitySender(place.office, OFFICE_MEMORY)


def known_by_code(asking: Asking, code: str) -> Known | None:
    """The dossier that has this code in the unit, or at the city because somebody typed it in there."""
    found = asking.connection.execute(_OF_CODE, {"code": code}).scalar_one_or_none()
    if found is None:
        lane = asking.connection.execute(_TYPED_AS, {"code": code}).scalar_one_or_none()
        found = None if lane is None else dossiers.dossier_of(lane)
    return None if found is None else known_by_id(asking, found)


def known_by_id(asking: Asking, dossier_id: UUID) -> Known | None:
    """The dossier with this identity."""
    body = told_body(asking, dossier_id)
    return None if body is None else Known(dossier_id, str(body.get("procedure_code") or ""), _begun_at(body))


def told_body(asking: Asking, dossier_id: UUID) -> Mapping[str, Any] | None:
    """A dossier as the desks have told it, and the city where it has the last word."""
    row = dossiers.held(asking, dossier_id)
    return None if row is None else dossiers.standing_of(row).body


def shadow_of(asking: Asking, dossier_id: UUID) -> Shadow:
    """The copy the city last showed of a dossier."""
    row: Row[Any] | None = dossiers.held(asking, dossier_id)
    return Shadow() if row is None or row.city_rev is None else Shadow(row.city_rev, row.city_news)


def newest_shadow(asking: Asking) -> Mapping[str, Any] | None:
    """The copy with the latest change of all that the city showed in this life of its records."""
    news: Mapping[str, Any] | None = asking.connection.execute(_NEWEST).scalar_one_or_none()
    return news


def procedures_of(asking: Asking, codes: frozenset[str]) -> dict[str, str]:
    """The procedures of dossiers by their codes."""
    rows = asking.connection.execute(_BODIES, {"codes": sorted(codes)})
    return {row.code: str(json.loads(row.body_json).get("procedure_code") or "") for row in rows}


def number_at_the_desk(asking: Asking, onward: UUID) -> int | None:
    """The number a desk gave the op that the office passes on as this one.

    It stays where the office's own number does not: after the office was restored, the same op goes on under another.
    """
    return asking.connection.execute(_NUMBER, {"onward": onward}).scalar_one_or_none()


def _begun_at(body: Mapping[str, Any]) -> datetime | None:
    """When it was first handed in; None where nobody said so in a way that can be read."""
    try:
        return datetime.fromisoformat(str(body.get("handed_in_at") or body.get("received_at") or ""))
    except ValueError:
        return None


OFFICE_MEMORY = CityMemory(
    known_by_code, known_by_id, told_body, shadow_of, newest_shadow, procedures_of, number_at_the_desk
)

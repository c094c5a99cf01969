"""Catching up (theo kịp) with a dossier of this desk that went on elsewhere: at another desk, or in days a restored backup forgot.

It happens only where upstream has taken all this desk said of the dossier: what waits here to be sent, or for a person, is
never overwritten. What differs from the copy upstream showed before is somebody else's word and is taken over; a step that
was not taken here is kept as one taken elsewhere, and the dossier stands where that step left it. The city's own decisions
are ``city_steps``.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from counter_app.dossiers.from_upstream import standing_told, take_fields
from counter_app.dossiers.upstream_document import ToldDossier, ToldPerson, ToldStep, read_told
from counter_app.merging import ROLES, Fields, standing
from counter_app.records.desk import Dossier, DossierEvent
from counter_app.records.shared import Outbox
from counter_app.store import Act

_UNSAID = ("pending", "inflight", "parked")
_SAID = select(Outbox.state, Outbox.result).where(
    Outbox.lane.in_(bindparam("lanes", expanding=True)), Outbox.state.not_in(("superseded", "void"))
)
_STEPS_HERE = select(DossierEvent.at, DossierEvent.state).where(DossierEvent.dossier_id == bindparam("dossier"))
_FIELDS = (
    *(f"{role}.{part}" for role in ROLES for part in ToldPerson.model_fields),
    *("papers", "lines", "note", "sets", "return_way", "return_address"),
)
_MOVED = ("state", "handover_state", "ended_at", "due", "due_basis", "counted_from")
"""Columns that say where a dossier stands."""


def catch_up(act: Act, dossier_id: UUID, rev: int, before: dict[str, Any] | None, news: dict[str, Any]) -> bool:
    """Take over what others did to a dossier of this desk, which upstream shows at ``rev``; whether there was anything.

    ``before``: what upstream showed last, None where it showed nothing yet.
    """
    told = read_told(news.get("dossier"))
    if told is None or not _all_said(act, dossier_id, rev):
        return False
    taken = take_fields(act, dossier_id, _others_word(before, news["dossier"]))
    return _follow_steps(act, dossier_id, told, news) or taken


def _all_said(act: Act, dossier_id: UUID, rev: int) -> bool:
    """Whether upstream knew at this revision all that this desk had said."""
    rows = act.connection.execute(_SAID, {"lanes": [f"dossier:{dossier_id}", f"fact:{dossier_id}"]}).all()
    reached = ((row.result or {}).get("rev") for row in rows)
    return not any(row.state in _UNSAID for row in rows) and rev >= max(
        (r for r in reached if type(r) is int), default=0
    )


def _others_word(before: dict[str, Any] | None, dossier: dict[str, Any]) -> Fields:
    """The fields that are another's than in the copy before; of a first copy all it tells of."""
    now = standing(dossier, dict.fromkeys(_FIELDS))
    shown = (before or {}).get("dossier")
    if not isinstance(shown, dict):
        return {field: value for field, value in now.items() if value is not None}
    was = standing(shown, now)
    return {field: value for field, value in now.items() if value != was[field]}


def _follow_steps(act: Act, dossier_id: UUID, told: ToldDossier, news: dict[str, Any]) -> bool:
    here = {tuple(row) for row in act.connection.execute(_STEPS_HERE, {"dossier": dossier_id})}
    missing = [step for step in told.steps if not step.by_city and (step.at, step.state) not in here]
    if not missing:
        return False
    stands = standing_told(told, news)
    act.connection.execute(insert(DossierEvent), [elsewhere(dossier_id, step) | {"due": step.due} for step in missing])
    moved = {key: stands[key] for key in _MOVED} | ({"shelf": told.shelf} if told.shelf else {})
    moved["client_rev"] = Dossier.client_rev + 1
    act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**moved))
    return True


def elsewhere(dossier_id: UUID, step: ToldStep) -> dict[str, Any]:
    """A step that was not taken at this desk, as its row; the due date is left to whoever knows it."""
    same = {"dossier_id": dossier_id, "kind": "elsewhere", "from_state": None, "counter": None}
    said = {"at": step.at, "state": step.state, "who": step.officer, "agency": step.agency, "note": step.note or ""}
    return {**same, **said, "to_agency": "", "to_officer": ""}

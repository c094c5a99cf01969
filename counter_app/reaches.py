"""How far a dossier has reached on its way to the city (``sync_state``): what the ops of its lane say.

========= ========================================================================
local     something of it waits in this desk
office    the office has all of it, the city not yet; with one hop nothing stands so
city      the city has all of it
attention something of it waits for a person
========= ========================================================================

Facts have lanes of their own and hold nothing up.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import bindparam, select, update

from counter_app.records.desk import Dossier, DossierShadow
from counter_app.records.shared import Outbox
from counter_app.store import Act

_AT_ONCE = 500
"""Dossiers named in one statement."""
# Made once: making a statement costs several times what doing it costs.
_STATES = select(Outbox.lane, Outbox.state).where(Outbox.lane.in_(bindparam("lanes", expanding=True))).distinct()


def reach_of_states(states: Collection[str]) -> str:
    """How far a lane has reached whose ops are in these states (pure)."""
    if "parked" in states:
        return "attention"
    if {"pending", "inflight"} & set(states):
        return "local"
    return "office" if "passed" in states else "city"


def settle_reach(act: Act, lane: str) -> None:
    """Say how far a lane's dossier has reached."""
    settle_reaches(act, {lane})


def settle_reaches(act: Act, lanes: Collection[str]) -> None:
    """The same for several lanes, in one statement for each way a dossier may stand."""
    of_dossiers = sorted(lane for lane in lanes if lane.startswith("dossier:"))
    found: dict[str, set[str]] = {lane: set() for lane in of_dossiers}
    for row in act.connection.execute(_STATES, {"lanes": of_dossiers}):
        found[row.lane].add(row.state)
    reached: dict[str, list[UUID]] = {}
    for lane, states in found.items():
        reached.setdefault(reach_of_states(states), []).append(UUID(lane.partition(":")[2]))
    for reach, dossiers in reached.items():
        changed = (Dossier.id.in_(dossiers), Dossier.sync_state != reach)
        act.connection.execute(update(Dossier).where(*changed).values(sync_state=reach))


def forget_reaches(act: Act, lanes: Collection[str]) -> None:
    """Everything of these lanes goes again to an upstream that has forgotten; whatever it shows next counts as news."""
    ids = [UUID(lane.partition(":")[2]) for lane in lanes]
    for at in range(0, len(ids), _AT_ONCE):
        reached = (Dossier.id.in_(ids[at : at + _AT_ONCE]), Dossier.sync_state.in_(("city", "office")))
        act.connection.execute(update(Dossier).where(*reached).values(sync_state="local"))
    act.connection.execute(update(DossierShadow).values(rev=0))

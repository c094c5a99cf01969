"""What the city decides of a dossier this desk sent: kept among its steps, in the city's words; a new due date takes effect.

The dossier itself stays where the desk has it: the clerk takes the step that follows. Only the due date is the city's,
so that the next step told here does not take an extension back.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.dossiers.catching_up import elsewhere
from counter_app.dossiers.upstream_document import read_told
from counter_app.records.desk import Dossier, DossierEvent
from counter_app.store import Act


def note_city_steps(act: Act, dossier_id: UUID, news: dict[str, Any]) -> int:
    """Note the steps of the city that are new here; how many. Of a dossier that can't be understood, none."""
    told = read_told(news.get("dossier"))
    decided = () if told is None else tuple(step for step in told.steps if step.by_city)
    if not decided:
        return 0
    noted = _noted(act, dossier_id)
    new = [step for step in decided if (step.at, step.state, step.note or "") not in noted]
    held = act.connection.execute(select(Dossier.due).where(Dossier.id == dossier_id)).one_or_none()
    if held is None or not new:
        return 0
    due, rows = held.due, []
    for step in new:
        due = step.due or due
        rows.append(elsewhere(dossier_id, step) | {"due": due})
    act.connection.execute(insert(DossierEvent), rows)
    if due != held.due:
        changed = {"due": due, "client_rev": Dossier.client_rev + 1}
        act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**changed))
    return len(new)


def _noted(act: Act, dossier_id: UUID) -> set[tuple[Any, ...]]:
    mine = (DossierEvent.dossier_id == dossier_id, DossierEvent.kind == "elsewhere")
    known = select(DossierEvent.at, DossierEvent.state, DossierEvent.note).where(*mine)
    return {tuple(row) for row in act.connection.execute(known)}

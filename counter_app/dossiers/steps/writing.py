"""How every step is written: one transaction, one event, one audit line, one op for the city with its national status.

A step made on a card that is no longer the newest (``rev``) is refused: of two windows that change one dossier the
second has to look again, and nothing of the first is lost. Decree 224/2026/NĐ-CP, article 15.1.g: every notice of a
status carries the agency, who received or handles it, and the times of receipt, handling and return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from counter_app.dossiers.steps.standing import Held, held, refusal
from counter_app.dossiers.steps.table import Step, state_after, why_not
from counter_app.dossiers.steps.values import StepDone
from counter_app.errors import ScreenStale
from counter_app.people.staff import staff_name
from counter_app.records.desk import Dossier, DossierEvent
from counter_app.store import Act
from counter_app.unit_card import unit


@dataclass(frozen=True)
class Written:
    """What a step writes: the event's kind, the op's kind, what it says, what it changes in the dossier."""

    event: str
    op: str
    note: str = ""
    changes: Mapping[str, Any] | None = None
    to_agency: str = ""
    to_officer: str = ""
    facts: Mapping[str, Any] | None = None
    """What the city hears beside what it hears of every step."""
    form: UUID | None = None


def begin_step(act: Act, dossier_id: UUID, step: Step, rev: int | None) -> Held:
    """The dossier a step is taken with. NotFound; ScreenStale where it moved since ``rev``; StepRefused."""
    found = held(act, dossier_id)
    if rev is not None and rev != found.row.client_rev:
        raise ScreenStale("dossier", found.code, str(found.row.state))
    reason = why_not(step, found.standing)
    if reason is not None:
        raise refusal(found, step, reason)
    return found


def write_step(act: Act, found: Held, step: Step, written: Written) -> StepDone:
    """Write a step down. ScreenStale where somebody else wrote one in between."""
    row, state = found.row, state_after(step, found.standing)
    changes = {"state": state, **(written.changes or {})}
    rev = row.client_rev + 1
    mine = (Dossier.id == found.id, Dossier.client_rev == row.client_rev)
    if row.sync_state != "attention" and not written.op.startswith("fact."):
        changes["sync_state"] = "local"
    moved = act.connection.execute(update(Dossier).where(*mine).values(**changes, client_rev=rev))
    if not moved.rowcount:
        raise ScreenStale("dossier", found.code, str(row.state))
    due = changes.get("due", row.due)
    agency = unit(act).name
    event = {"dossier_id": found.id, "at": act.now, "kind": written.event, "state": state, "who": act.by.staff}
    event |= {"agency": agency, "note": written.note, "from_state": row.state, "counter": act.by.counter, "due": due}
    event |= {"to_agency": written.to_agency, "to_officer": written.to_officer}
    act.connection.execute(insert(DossierEvent).values(**event))
    act.record(written.op, f"dossier:{found.id}", _told(act, found, state, due, agency, written), base_rev=row.city_rev)
    return StepDone(found.id, found.code, step, state, due, rev, act.now, written.form)


def _told(act: Act, found: Held, state: int, due: datetime | None, agency: str, written: Written) -> Mapping[str, Any]:
    """What the city hears of every step."""
    body = {
        "code": found.code,
        "state": state,
        "at": act.now,
        "agency": agency,
        "officer": staff_name(act, act.by.staff),
        "to_agency": written.to_agency,
        "to_officer": written.to_officer,
        "received_at": found.row.counted_from,
        "due": due,
        "note": written.note,
        **(written.facts or {}),
    }
    return {key: plain(value) for key, value in body.items()}


def plain(value: Any) -> Any:
    """A value as JSON has it; moments and days in ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, UUID) else value

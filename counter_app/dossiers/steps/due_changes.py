"""The due dates of a dossier and their history: the first one, and why, when and by whom each later one was set.

``due_original`` never changes. What is written here is what a step puts into the dossier beside its own changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from counter_app.catalogue.versions import procedure as procedure_of
from counter_app.dossiers.appointment import appointment, unit_calendar
from counter_app.dossiers.deadlines import Due
from counter_app.dossiers.step_deadlines import due_after_supplement
from counter_app.dossiers.steps.standing import Held, held
from counter_app.records.dossier_steps import DossierDue
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class DueChange:
    """One due date of a dossier: ``set``, ``paused`` (then there is none), ``restarted`` or ``extended``."""

    at: datetime
    kind: str
    due: datetime | None
    basis: str
    why: str
    who: str


def due_history(asking: Asking, dossier_id: UUID) -> tuple[DueChange, ...]:
    """Every due date a dossier had, the first one first; NotFound."""
    found = held(asking, dossier_id)
    shown = select(DossierDue.at, DossierDue.kind, DossierDue.due, DossierDue.basis, DossierDue.why, DossierDue.who)
    rows = asking.connection.execute(shown.where(DossierDue.dossier_id == dossier_id).order_by(DossierDue.seq))
    kept = tuple(DueChange(*row) for row in rows)
    if kept or found.row.due_original is None:
        return kept
    row = found.row
    return (DueChange(row.received_at, "set", row.due_original, row.due_basis, "", row.staff),)


def first_due(act: Act, found: Held) -> dict[str, Any]:
    """The first due date of a dossier accepted now, as changes to it: it is received at this moment (NĐ 118, 17.3)."""
    due = appointment(act, _frozen(act, found), act.now)
    changed = _changed(act, found, "set", due, "")
    received = {"received_at": act.now, "business_day": act.business_day, "counted_from": act.now}
    return {**changed, **received, "due_original": changed["due"]}


def pause(act: Act, found: Held, why: str) -> dict[str, Any]:
    """No due date while the citizen is waited for (NĐ 118, article 19.5), as changes to the dossier."""
    return _changed(act, found, "paused", None, why)


def restart(act: Act, found: Held, why: str) -> dict[str, Any]:
    """The whole time limit again from now (NĐ 118, article 19.5), as changes to the dossier."""
    limit = _frozen(act, found).time
    due = None if limit is None else due_after_supplement(limit, act.now, unit_calendar(act, act.business_day))
    return {**_changed(act, found, "restarted", due, why), "counted_from": act.now}


def extend_to(act: Act, found: Held, due: datetime, basis: str, why: str) -> dict[str, Any]:
    """A later due date with an apology (NĐ 118, article 19.6), as changes to the dossier."""
    return _changed(act, found, "extended", Due(due, basis), why)


def _changed(act: Act, found: Held, kind: str, due: Due | None, why: str) -> dict[str, Any]:
    if kind != "set":
        _keep_first(act, found)
    when, basis = (None, "") if due is None else (due.due, due.basis)
    row = {"at": act.now, "kind": kind, "due": when, "basis": basis, "why": why, "who": act.by.staff}
    act.connection.execute(insert(DossierDue).values(dossier_id=found.id, **row))
    return {"due": when, "due_basis": basis}


def _keep_first(act: Act, found: Held) -> None:
    """The first due date joins the history with the first change: most dossiers never have one."""
    row = found.row
    known = act.connection.execute(select(DossierDue.seq).where(DossierDue.dossier_id == found.id).limit(1)).first()
    if known is None and row.due_original is not None:
        first = {"at": row.received_at, "kind": "set", "due": row.due_original, "basis": row.due_basis, "why": ""}
        act.connection.execute(insert(DossierDue).values(dossier_id=found.id, who=row.staff, **first))


def _frozen(act: Act, found: Held) -> Any:
    """The procedure in the version the dossier came in under."""
    return procedure_of(act, found.row.procedure_code, found.row.procedure_version)

"""Correcting a dossier (đính chính): what is put right, why, and what stood there before; each correction is a version.

The receipt that is printed then carries the version, so that an earlier paper can be told from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from counter_app.dossiers.finding import make_findable
from counter_app.dossiers.intake import PaperIn, PersonIn
from counter_app.dossiers.receipt_jobs import queue_receipt
from counter_app.dossiers.receive import person_row
from counter_app.dossiers.steps.lines_right import put_lines_right
from counter_app.dossiers.steps.people_now import KEPT, people_now
from counter_app.dossiers.steps.standing import Held
from counter_app.dossiers.steps.values import Correction, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, plain, write_step
from counter_app.errors import BadDocument
from counter_app.records.desk import Paper, Person
from counter_app.records.dossier_steps import DossierVersion
from counter_app.store import Act


def correct(act: Act, dossier_id: UUID, correction: Correction, rev: int | None = None) -> StepDone:
    """Put a dossier right; its receipt is queued anew. NotFound, ScreenStale, StepRefused; BadDocument for nothing new."""
    found = begin_step(act, dossier_id, "correct", rev)
    before, after = _people(act, found, correction)
    old, new = _papers(act, found, correction)
    changes, was = _columns(found, correction)
    right = put_lines_right(act, dossier_id, correction)
    before, after = {**before, **old, **was, **right.before}, {**after, **new, **plain(changes), **right.after}
    changes |= right.changes
    if not after:
        raise BadDocument("changes", "không có gì khác với hồ sơ đang có")
    version = found.row.version + 1
    row = {"version": version, "at": act.now, "who": act.by.staff, "reason": correction.reason, "before": before}
    act.connection.execute(insert(DossierVersion).values(dossier_id=dossier_id, **row))
    make_findable(act, dossier_id)
    written = Written(
        event="corrected",
        op="dossier.correct",
        note=correction.reason,
        changes={**changes, "version": version},
        facts={"reason": correction.reason, "version": version, "changes": after, "was": plain(before)},
    )
    done = write_step(act, found, "correct", written)
    accepted = not found.standing.at_intake
    return replace(done, job_id=queue_receipt(act, dossier_id) if accepted else None)


def _people(act: Act, found: Held, correction: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the people that changed; what stood there before, and what stands there now."""
    known = people_now(act, found.id)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for role in ("owner", "submitter", "subject"):
        who: PersonIn | None = getattr(correction, role)
        if who is None:
            continue
        row = person_row(found.id, role, who)
        was, now = known.get(role), {key: plain(row[key]) for key in KEPT}
        if was == now:
            continue
        before[role], after[role] = was, now
        if was is None:
            act.connection.execute(insert(Person).values(**row))
        else:
            mine = (Person.dossier_id == found.id, Person.role == role)
            kept = {key: value for key, value in row.items() if key != "id"}
            act.connection.execute(update(Person).where(*mine).values(**kept))
    return before, after


def _papers(act: Act, found: Held, correction: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the papers where they changed; what there was before, and what there is now."""
    if correction.papers is None:
        return {}, {}
    shown = select(Paper.name, Paper.originals, Paper.certified, Paper.copies, Paper.code)
    rows = act.connection.execute(shown.where(Paper.dossier_id == found.id).order_by(Paper.position)).all()
    was = [dict(vars(PaperIn(*row))) for row in rows]
    now = [dict(vars(paper)) for paper in correction.papers]
    if was == now:
        return {}, {}
    act.connection.execute(delete(Paper).where(Paper.dossier_id == found.id))
    numbered = [{"dossier_id": found.id, "position": place, **paper} for place, paper in enumerate(now, start=1)]
    if numbered:
        act.connection.execute(insert(Paper), numbered)
    return {"papers": was}, {"papers": now}


def _columns(found: Held, correction: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changes in the dossier itself, and what stood there before."""
    way = correction.return_way
    wanted = {
        "return_way": None if way is None else way.way,
        "return_address": None if way is None else way.address,
        "sets": correction.sets,
        "note": correction.note,
    }
    changes = {k: value for k, value in wanted.items() if value is not None and value != getattr(found.row, k)}
    return changes, {key: getattr(found.row, key) for key in changes}

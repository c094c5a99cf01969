"""Handing over (trả kết quả; NĐ 118, article 22): the result, or the papers of a dossier that ended without one.

A late dossier is handed over like any other, and written down as late. That it was handed over is a fact of the world:
its op travels in a lane of its own and is never held up by an earlier one.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from counter_app.dossiers.deadlines import outcome
from counter_app.dossiers.signature import end_signature
from counter_app.dossiers.steps.originals import originals_of
from counter_app.dossiers.steps.receiver import check_originals, check_receiver
from counter_app.dossiers.steps.standing import Held
from counter_app.dossiers.steps.table import DONE
from counter_app.dossiers.steps.values import HandingOver, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, plain, write_step
from counter_app.people.identity import mask
from counter_app.records.desk import Dossier, Person
from counter_app.records.dossier_steps import Handover, ResultPaper
from counter_app.store import Act


def hand_over(act: Act, dossier_id: UUID, handing: HandingOver, rev: int | None = None) -> StepDone:
    """Hand over. NotFound, ScreenStale, StepRefused; ReceiverUnproved, OriginalsOpen: then nothing was given."""
    found = begin_step(act, dossier_id, "hand_over", rev)
    numbers, authorised = _people(act, dossier_id)
    check_receiver(handing.way, handing.receiver, numbers, authorised=authorised)
    originals = originals_of(act, dossier_id)
    check_originals(handing, originals)
    late = _late(found)
    end_signature(act)
    act.connection.execute(insert(Handover).values(dossier_id=dossier_id, **_row(act, handing, late=late)))
    is_result = found.row.state == DONE
    written = Written(
        event="handed_over" if is_result else "papers_returned",
        op="fact.result_handed_over" if is_result else "fact.papers_returned",
        note=handing.note,
        changes={"handover_state": "given"},
        facts=_facts(act, dossier_id, handing, late=late),
    )
    return write_step(act, found, "hand_over", written)


def _late(found: Held) -> bool:
    """Whether the result comes after the day promised last."""
    due = found.row.due
    return due is not None and found.row.state == DONE and outcome(found.standing.now, due) == "late"


def _people(act: Act, dossier_id: UUID) -> tuple[dict[str, str | None], bool]:
    """The numbers of the dossier's people by role, and whether it came with an authorisation."""
    rows = act.connection.execute(select(Person.role, Person.number).where(Person.dossier_id == dossier_id))
    paper = act.connection.execute(select(Dossier.authorisation).where(Dossier.id == dossier_id)).scalar_one()
    return {row.role: row.number for row in rows}, paper is not None


def _row(act: Act, handing: HandingOver, *, late: bool) -> dict[str, Any]:
    receiver, paper = handing.receiver, handing.receiver.authorisation
    return {
        "at": act.now,
        "way": handing.way,
        "receiver_role": receiver.role,
        "receiver_name": receiver.name,
        "receiver_number": receiver.number,
        "checked": receiver.checked,
        "authorisation": None if paper is None else {"paper": paper.paper, "date": str(paper.date)},
        "slip": handing.slip,
        "originals": [dict(vars(one)) for one in handing.originals],
        "sent_to": handing.sent_to,
        "signature": handing.signature,
        "late": late,
        "staff": act.by.staff,
        "counter": act.by.counter,
        "note": handing.note,
    }


def _facts(act: Act, dossier_id: UUID, handing: HandingOver, *, late: bool) -> dict[str, Any]:
    """What the city hears: who took what and how it was checked; of their number the end alone."""
    names = act.connection.execute(
        select(ResultPaper.name).where(ResultPaper.dossier_id == dossier_id).order_by(ResultPaper.position)
    )
    row = _row(act, handing, late=late)
    told = {key: plain(row[key]) for key in ("way", "receiver_role", "receiver_name", "checked", "slip", "originals")}
    number = handing.receiver.number
    told |= {"receiver_number": None if number is None else mask(number), "authorisation": row["authorisation"]}
    told |= {"sent_to": handing.sent_to, "late": late, "returned_at": act.now, "papers": list(names.scalars())}
    return {**told, "signed": handing.signature is not None}

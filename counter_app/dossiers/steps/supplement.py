"""Asking for a supplement (yêu cầu bổ sung), and taking what the citizen brings (NĐ 118, articles 11, 17.1.c, 19.5).

At intake a dossier that lacks something is written down (``receive.register``) and asked about once; it is accepted, and
its clock starts, when it is whole. In processing the notice goes out within 3 working days of receipt, the deadline
stops, and runs from zero when the dossier is whole again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, insert, select, update

from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.intake import Intake, PaperIn
from counter_app.dossiers.money import take_cash
from counter_app.dossiers.receipt_jobs import queue_papers, queue_receipt
from counter_app.dossiers.receive import register
from counter_app.dossiers.step_deadlines import supplement_closes
from counter_app.dossiers.steps.due_changes import first_due, pause, restart
from counter_app.dossiers.steps.forms import give_form
from counter_app.dossiers.steps.standing import Held
from counter_app.dossiers.steps.table import Step
from counter_app.dossiers.steps.values import Completion, StepDone, SupplementAsked
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.ids import new_id
from counter_app.people.staff import staff_name
from counter_app.records.desk import CopyLine, Paper
from counter_app.records.dossier_steps import DossierSupplement
from counter_app.store import Act


def supplement(act: Act, dossier_id: UUID, asked: SupplementAsked, rev: int | None = None) -> StepDone:
    """Ask for what is missing, once at intake and once in processing (form 02). NotFound, ScreenStale, StepRefused."""
    found = begin_step(act, dossier_id, "supplement", rev)
    window = supplement_closes(act.now, unit_calendar(act, act.business_day))
    contact = asked.contact or staff_name(act, act.by.staff)
    stage = found.standing.stage
    kept = {"reason": asked.reason, "items": list(asked.items), "contact": contact, "phone": asked.phone}
    act.connection.execute(
        insert(DossierSupplement).values(
            id=new_id(),
            dossier_id=dossier_id,
            stage=stage,
            **kept,
            asked_at=act.now,
            asked_by=act.by.staff,
            answer_by=window.may_close_from,
        )
    )
    says = {"items": asked.items, "reason": asked.reason, "contact": contact, "contact_phone": asked.phone}
    form = give_form(act, "02", dossier_id, {**says, "complete_by": window.last_day})
    written = Written(
        event="supplement_at_intake" if stage == "intake" else "supplement_in_processing",
        op="dossier.supplement",
        note=asked.reason,
        changes={} if stage == "intake" else pause(act, found, asked.reason),
        facts={"stage": stage, **kept, "complete_by": window.last_day},
        form=form,
    )
    return write_step(act, found, "supplement", written)


def ask_at_intake(
    act: Act, intake: Intake, asked: SupplementAsked, visit_id: UUID | None = None, draft_id: UUID | None = None
) -> StepDone:
    """Write down a dossier that lacks something and ask for it, in one act: what a window does instead of receiving."""
    return supplement(act, register(act, intake, visit_id, draft_id).id, asked)


def accept(act: Act, dossier_id: UUID, brought: Completion | None = None, rev: int | None = None) -> StepDone:
    """Accept a dossier that was written down and lacks nothing; its clock starts. NotFound, ScreenStale, StepRefused."""
    return _take_in(act, begin_step(act, dossier_id, "accept", rev), "accept", brought or Completion())


def complete(act: Act, dossier_id: UUID, brought: Completion, rev: int | None = None) -> StepDone:
    """The citizen brought what lacked: the clock starts, or starts anew from zero. NotFound, ScreenStale, StepRefused."""
    return _take_in(act, begin_step(act, dossier_id, "complete", rev), "complete", brought)


def end_waiting(act: Act, dossier_id: UUID) -> None:
    """The citizen is not waited for any more, in the transaction of the step that ends it."""
    waiting = (DossierSupplement.dossier_id == dossier_id, DossierSupplement.ended_at.is_(None))
    act.connection.execute(update(DossierSupplement).where(*waiting).values(ended_at=act.now))


def _take_in(act: Act, found: Held, step: Step, brought: Completion) -> StepDone:
    """Papers in, clock started, receipt with the new appointment."""
    end_waiting(act, found.id)
    papers = _add_papers(act, found.id, brought.papers)
    first = found.standing.at_intake
    changes = first_due(act, found) if first else restart(act, found, brought.note or "Công dân đã bổ sung đủ")
    facts: dict[str, Any] = {"papers": papers, "due_basis": changes["due_basis"]}
    if first:
        changes |= take_cash(act, found.id)
    written = Written(
        event="accepted" if step == "accept" else "completed",
        op=f"dossier.{step}",
        note=brought.note,
        changes=changes,
        facts={**facts, "received_at": act.now},
    )
    done = write_step(act, found, step, written)
    return replace(done, job_id=_first_papers(act, found.id) if first else queue_receipt(act, found.id))


def _first_papers(act: Act, dossier_id: UUID) -> UUID | None:
    """The receipt, and where copies are wanted the slip for the originals that were brought for them."""
    copying = select(exists().where(CopyLine.dossier_id == dossier_id))
    return queue_papers(act, dossier_id, originals_stay=act.connection.execute(copying).scalar_one())


def _add_papers(act: Act, dossier_id: UUID, brought: tuple[PaperIn, ...]) -> list[dict[str, Any]]:
    """Put the papers brought behind those there are; all of them, as the city hears of them."""
    last = act.connection.execute(select(func.max(Paper.position)).where(Paper.dossier_id == dossier_id)).scalar_one()
    rows = [
        {"dossier_id": dossier_id, "position": position, **vars(paper)}
        for position, paper in enumerate(brought, start=(last or 0) + 1)
    ]
    if rows:
        act.connection.execute(insert(Paper), rows)
    return [dict(vars(paper)) for paper in brought]

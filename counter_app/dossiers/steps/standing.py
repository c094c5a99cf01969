"""Where a dossier stands, from the records: what the table has to know, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.step_deadlines import supplement_notice_by
from counter_app.dossiers.steps.table import IN_WORK, RUNNING, WAITING, Standing, Step, steps_with_reasons
from counter_app.errors import NotFound
from counter_app.moments import business_day
from counter_app.records.desk import Dossier
from counter_app.records.dossier_steps import DossierDue, DossierLeg, DossierSupplement
from counter_app.settings import value_of
from counter_app.step_errors import StepRefused
from counter_app.store import Asking
from counter_app.wording import sentence

_DOSSIER = select(
    Dossier.code,
    Dossier.state,
    Dossier.due,
    Dossier.due_basis,
    Dossier.due_original,
    Dossier.received_at,
    Dossier.counted_from,
    Dossier.handover_state,
    Dossier.money_state,
    Dossier.voided,
    Dossier.client_rev,
    Dossier.city_rev,
    Dossier.sync_state,
    Dossier.version,
    Dossier.procedure_code,
    Dossier.procedure_version,
    Dossier.staff,
    Dossier.note,
    Dossier.sets,
    Dossier.return_way,
    Dossier.return_address,
).where(Dossier.id == bindparam("of"))
_SUPPLEMENTS = select(DossierSupplement.stage, DossierSupplement.answer_by, DossierSupplement.ended_at).where(
    DossierSupplement.dossier_id == bindparam("of")
)
_EXTENDED = select(DossierDue.seq).where(DossierDue.dossier_id == bindparam("of"), DossierDue.kind == "extended")
_OPEN_LEGS = select(DossierLeg.position).where(DossierLeg.dossier_id == bindparam("of"), DossierLeg.done_at.is_(None))


@dataclass(frozen=True)
class Held:
    """A dossier as a step finds it."""

    id: UUID
    row: Any
    standing: Standing

    @property
    def code(self) -> str:
        """Its code."""
        return str(self.row.code)


@dataclass(frozen=True)
class StepNow:
    """A step, and why it can't be taken now; None where it can."""

    step: Step
    reason: str | None
    why: str
    """The reason as a sentence in Vietnamese; empty where it can be taken."""


@dataclass(frozen=True)
class Possible:
    """What can be done now with a dossier, and the revision a step is to expect."""

    id: UUID
    code: str
    state: int
    rev: int
    late: bool
    steps: tuple[StepNow, ...]


def held(asking: Asking, dossier_id: UUID) -> Held:
    """A dossier and where it stands; NotFound."""
    of = {"of": dossier_id}
    row = asking.connection.execute(_DOSSIER, of).one_or_none()
    if row is None:
        raise NotFound("dossier", str(dossier_id))
    requests = asking.connection.execute(_SUPPLEMENTS, of).all()
    waiting = next((one for one in requests if one.ended_at is None), None) if row.state == WAITING else None
    standing = Standing(
        state=row.state,
        now=asking.now,
        handover=row.handover_state,
        voided=row.voided,
        due=row.due,
        asked=frozenset(one.stage for one in requests),
        waiting_since_intake=waiting is not None and waiting.stage == "intake",
        ask_until=_ask_until(asking, row.counted_from) if row.state in RUNNING else None,
        may_close_from=None if waiting is None else waiting.answer_by,
        extended=asking.connection.execute(_EXTENDED, of).first() is not None,
        fee_first=row.money_state == "due" and value_of(asking, "handover.unpaid") == "refuse",
        open_legs=row.state == IN_WORK and asking.connection.execute(_OPEN_LEGS, of).first() is not None,
    )
    return Held(dossier_id, row, standing)


def possible_steps(asking: Asking, dossier_id: UUID) -> Possible:
    """What can be done now with a dossier, with the reason for each step that can't; NotFound."""
    found = held(asking, dossier_id)
    steps = steps_with_reasons(found.standing)
    row = found.row
    said = tuple(StepNow(step, reason, _said(found, step, reason)) for step, reason in steps.items())
    return Possible(dossier_id, row.code, row.state, row.client_rev, found.standing.late, said)


def refusal(found: Held, step: Step, reason: str) -> StepRefused:
    """The refusal of a step for this reason."""
    return StepRefused("dossier", found.code, str(found.row.state), step, reason)


def _said(found: Held, step: Step, reason: str | None) -> str:
    return "" if reason is None else sentence(refusal(found, step, reason))


def _ask_until(asking: Asking, counted_from: datetime) -> date:
    calendar = unit_calendar(asking, business_day(counted_from))
    return business_day(supplement_notice_by(counted_from, calendar).due)

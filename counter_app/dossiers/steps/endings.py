"""Endings without a result: refused, withdrawn, stopped, closed (NĐ 118, articles 17.1.c, 19.3, 19.5, 21).

Originals that were handed in wait to be given back from then on (``handover_state`` ready).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from counter_app.dossiers.intake import Intake
from counter_app.dossiers.receive import register
from counter_app.dossiers.steps.forms import give_form
from counter_app.dossiers.steps.forward import end_legs, lead_of
from counter_app.dossiers.steps.originals import originals_of
from counter_app.dossiers.steps.standing import Held, refusal
from counter_app.dossiers.steps.supplement import end_waiting
from counter_app.dossiers.steps.table import Step, needs_late_reason
from counter_app.dossiers.steps.values import Ending, RefusalGiven, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.people.staff import staff_name
from counter_app.store import Act
from counter_app.unit_card import unit


def refuse(act: Act, dossier_id: UUID, given: RefusalGiven, rev: int | None = None) -> StepDone:
    """Refuse a dossier with a reason (form 03). Past the due date it has to say why so late: StepRefused without.

    NotFound, ScreenStale.
    """
    found = begin_step(act, dossier_id, "refuse", rev)
    late = needs_late_reason("refuse", found.standing)
    if late and not given.late_reason:
        raise refusal(found, "refuse", "late_reason")
    reasons = (given.reason, given.late_reason) if late else (given.reason,)
    form = give_form(act, "03", dossier_id, {"reasons": reasons})
    facts = {"reason": given.reason, "late_reason": given.late_reason if late else ""}
    return _end(act, found, "refuse", Written("refused", "dossier.refuse", " ".join(reasons), facts=facts, form=form))


def refuse_at_intake(
    act: Act, intake: Intake, given: RefusalGiven, visit_id: UUID | None = None, draft_id: UUID | None = None
) -> StepDone:
    """Write down a dossier and refuse it, in one act: what a window does instead of receiving. NotFound, NothingToIssue."""
    return refuse(act, register(act, intake, visit_id, draft_id).id, given)


def withdraw(act: Act, dossier_id: UUID, ending: Ending, rev: int | None = None) -> StepDone:
    """The citizen takes the dossier back. NotFound, ScreenStale, StepRefused."""
    found = begin_step(act, dossier_id, "withdraw", rev)
    return _end(act, found, "withdraw", Written("withdrawn", "dossier.withdraw", ending.reason, facts=_facts(ending)))


def stop(act: Act, dossier_id: UUID, ending: Ending, rev: int | None = None) -> StepDone:
    """Stop at the citizen's request, before there is a decision (form 05; article 21). NotFound, ScreenStale, StepRefused."""
    found = begin_step(act, dossier_id, "stop", rev)
    form = _notice(act, found, ending)
    return _end(act, found, "stop", Written("stopped", "dossier.stop", ending.reason, facts=_facts(ending), form=form))


def close(act: Act, dossier_id: UUID, ending: Ending, rev: int | None = None) -> StepDone:
    """Close what the citizen did not complete in 15 days (form 05; article 19.5). NotFound, ScreenStale, StepRefused."""
    found = begin_step(act, dossier_id, "close", rev)
    form = _notice(act, found, ending)
    return _end(act, found, "close", Written("closed", "dossier.close", ending.reason, facts=_facts(ending), form=form))


def _end(act: Act, found: Held, step: Step, written: Written) -> StepDone:
    """Nobody waits and no unit has it any more; originals are to be given back."""
    end_waiting(act, found.id)
    end_legs(act, found.id, "replaced")
    originals = originals_of(act, found.id)
    changes = {"ended_at": act.now, "handover_state": "ready" if originals else "none"}
    said = {**(written.facts or {}), "originals_to_return": originals}
    whole = Written(written.event, written.op, written.note, changes, facts=said, form=written.form)
    return write_step(act, found, step, whole)


def _notice(act: Act, found: Held, ending: Ending) -> UUID:
    """Form 05, notice that the handling stopped."""
    lead = lead_of(act, found.id)
    says = {
        "agency": unit(act).name if lead is None else lead.unit,
        "received_at": found.row.counted_from,
        "stopped_at": act.now,
        "reason": ending.reason,
        "head": ending.signed_by,
        "contact": staff_name(act, act.by.staff),
        "given_back": tuple(f"{name}: {count} bản chính" for name, count in originals_of(act, found.id).items()),
    }
    return give_form(act, "05", found.id, says)


def _facts(ending: Ending) -> Mapping[str, Any]:
    return {"reason": ending.reason, "asked_by": ending.asked_by}

"""Extending with an apology (xin lỗi và hẹn lại; NĐ 118, article 19.6): a day before at the least, once, never antedated."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.steps.due_changes import extend_to
from counter_app.dossiers.steps.forms import give_form
from counter_app.dossiers.steps.forward import lead_of
from counter_app.dossiers.steps.values import Extension, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.errors import BadDocument
from counter_app.moments import business_day, local
from counter_app.store import Act
from counter_app.unit_card import unit

_BASIS = "Gia hạn một lần, đã xin lỗi (khoản 6 Điều 19 Nghị định 118/2025/NĐ-CP): {reason}"


def extend(act: Act, dossier_id: UUID, extension: Extension, rev: int | None = None) -> StepDone:
    """Set a later due date with an apology (form 04). NotFound, ScreenStale, StepRefused.

    BadDocument for a date that is not after the one promised, or no working day.
    """
    found = begin_step(act, dossier_id, "extend", rev)
    promised = found.standing.due
    assert promised is not None, "the table wants a due date"
    _check(act, promised, extension)
    lead = lead_of(act, dossier_id)
    says = {
        "agency": unit(act).name if lead is None else lead.unit,
        "received_at": found.row.counted_from,
        "due": promised,
        "new_due": extension.due,
        "reason": extension.reason,
        "head": extension.signed_by,
    }
    written = Written(
        event="extended",
        op="dossier.extend",
        note=extension.reason,
        changes=extend_to(act, found, extension.due, _BASIS.format(reason=extension.reason), extension.reason),
        facts={"due_before": promised, "reason": extension.reason, "told_by": extension.told_by},
        form=give_form(act, "04", dossier_id, says),
    )
    return write_step(act, found, "extend", written)


def _check(act: Act, promised: datetime, extension: Extension) -> None:
    if extension.due <= promised:
        raise BadDocument("due", f"phải sau ngày đã hẹn {local(promised):%d/%m/%Y}")
    if not unit_calendar(act, act.business_day).is_working_day(business_day(extension.due)):
        raise BadDocument("due", f"{local(extension.due):%d/%m/%Y} là ngày nghỉ")

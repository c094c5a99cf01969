"""Voiding a dossier made by mistake (huỷ hồ sơ ghi nhầm): kept for ever, its code never given again, agreed by two.

One of the two is in charge of the office. Who confirms has signed in for it: the caller sees to that.
"""

from __future__ import annotations

from uuid import UUID

from counter_app.dossiers.steps.forward import end_legs
from counter_app.dossiers.steps.originals import originals_of
from counter_app.dossiers.steps.supplement import end_waiting
from counter_app.dossiers.steps.values import StepDone, Voiding
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.errors import NotFound
from counter_app.people.staff import staff_member
from counter_app.step_errors import SecondPersonNeeded
from counter_app.store import Act, Asking

_WHAT = "huỷ hồ sơ"
_IN_CHARGE = "head"


def void(act: Act, dossier_id: UUID, voiding: Voiding, rev: int | None = None) -> StepDone:
    """Void a dossier. NotFound, ScreenStale, StepRefused; SecondPersonNeeded where nobody in charge agreed."""
    found = begin_step(act, dossier_id, "void", rev)
    refuse_alone(act, act.by.staff, voiding.confirmed_by)
    end_waiting(act, dossier_id)
    end_legs(act, dossier_id, "replaced")
    originals = originals_of(act, dossier_id)
    written = Written(
        event="voided",
        op="dossier.void",
        note=voiding.reason,
        changes={"voided": True, "ended_at": act.now},
        facts={
            "reason": voiding.reason,
            "confirmed_by": voiding.confirmed_by,
            "voided": True,
            "originals_to_return": originals,
        },
    )
    return write_step(act, found, "void", written)


def refuse_alone(asking: Asking, who: str, confirmed_by: str, what: str = _WHAT) -> None:
    """SecondPersonNeeded unless two different members of staff agree, one of them in charge. NotFound."""
    second = staff_member(asking, confirmed_by)
    if second.login == who:
        raise SecondPersonNeeded(who, what, "self")
    if not second.active:
        raise SecondPersonNeeded(second.login, what, "gone")
    if _IN_CHARGE not in (second.role, _role(asking, who)):
        raise SecondPersonNeeded(second.login, what, "head")


def _role(asking: Asking, login: str) -> str:
    """The role of who acts; empty for whoever is no member of staff (``cli:lan``)."""
    try:
        found = staff_member(asking, login)
    except NotFound:
        return ""
    return found.role if found.active else ""

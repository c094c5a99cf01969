"""Forwarding a dossier to the units that work on it, with a control sheet (form 06; NĐ 118, articles 18 and 20).

Each unit has its work and its limit, one of them the lead. A later forwarding replaces what is still open of an earlier.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update

from counter_app.dossiers import deadlines
from counter_app.dossiers.steps.forms import give_form
from counter_app.dossiers.steps.legs import LegCard, legs_of
from counter_app.dossiers.steps.standing import Held
from counter_app.dossiers.steps.values import Forwarding, LegNoted, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.errors import BadDocument
from counter_app.moments import local
from counter_app.records.dossier_steps import DossierLeg
from counter_app.store import Act, Asking


def forward(act: Act, dossier_id: UUID, forwarding: Forwarding, rev: int | None = None) -> StepDone:
    """Give a dossier to its units. NotFound, ScreenStale, StepRefused; BadDocument for a limit that makes no sense."""
    found = begin_step(act, dossier_id, "forward", rev)
    _check(found, forwarding)
    end_legs(act, dossier_id, "replaced")
    last = act.connection.execute(
        select(func.max(DossierLeg.position), func.max(DossierLeg.round)).where(DossierLeg.dossier_id == dossier_id)
    ).one()
    rows = [
        {"dossier_id": dossier_id, "position": position, "round": (last[1] or 0) + 1, **vars(leg)}
        | {"given_at": act.now, "given_by": act.by.staff, "taken_by": "", "outcome": "", "note": ""}
        for position, leg in enumerate(forwarding.legs, start=(last[0] or 0) + 1)
    ]
    act.connection.execute(insert(DossierLeg), rows)
    lead = next(leg for leg in forwarding.legs if leg.lead)
    others = tuple(leg.unit for leg in forwarding.legs if not leg.lead)
    says = {"agency": lead.unit, "cooperating": others, "received_at": found.row.counted_from, "due": found.row.due}
    written = Written(
        event="forwarded",
        op="dossier.forward",
        note=forwarding.note or lead.work,
        to_agency=lead.unit,
        to_officer=lead.officer,
        facts={"units": [dict(vars(leg)) for leg in forwarding.legs]},
        form=give_form(act, "06", dossier_id, {**says, "steps": ()}),
    )
    return write_step(act, found, "forward", written)


def note_leg(act: Act, dossier_id: UUID, noted: LegNoted, rev: int | None = None) -> StepDone:
    """A unit took the dossier, or gave it back done, at this moment. NotFound, ScreenStale, StepRefused, BadDocument."""
    found = begin_step(act, dossier_id, "note_leg", rev)
    leg = next((one for one in legs_of(act, dossier_id) if one.position == noted.position), None)
    if leg is None or leg.done_at is not None:
        raise BadDocument("position", "không có đơn vị nào đang giữ hồ sơ ở dòng này")
    if noted.what == "taken" and leg.taken_at is not None:
        raise BadDocument("what", "đơn vị này đã nhận hồ sơ rồi")
    _move_leg(act, dossier_id, leg, noted)
    written = Written(
        event=f"leg_{noted.what}",
        op="dossier.leg_noted",
        note=noted.note,
        to_agency=leg.unit if noted.what == "taken" else "",
        to_officer=noted.officer or leg.officer,
        facts={"unit": leg.unit, "what": noted.what, "position": leg.position},
    )
    return write_step(act, found, "note_leg", written)


def end_legs(act: Act, dossier_id: UUID, outcome: str = "") -> None:
    """What units still have is over: with an outcome said, or each by its own limit. In the transaction of a step."""
    for leg in legs_of(act, dossier_id):
        if leg.done_at is None:
            ended = {"done_at": act.now, "outcome": outcome or deadlines.outcome(act.now, leg.limit_at)}
            act.connection.execute(update(DossierLeg).where(*_mine(dossier_id, leg)).values(**ended))


def lead_of(asking: Asking, dossier_id: UUID) -> LegCard | None:
    """The unit that answers for the dossier by its newest forwarding; None where it was never forwarded."""
    legs = legs_of(asking, dossier_id)
    return next((leg for leg in reversed(legs) if leg.lead), None)


def _move_leg(act: Act, dossier_id: UUID, leg: LegCard, noted: LegNoted) -> None:
    values: dict[str, object] = {"note": noted.note} if noted.note else {}
    if leg.taken_at is None:
        values |= {"taken_at": act.now, "taken_by": noted.officer or leg.officer or leg.unit}
    if noted.what == "done":
        values |= {"done_at": act.now, "outcome": deadlines.outcome(act.now, leg.limit_at)}
    act.connection.execute(update(DossierLeg).where(*_mine(dossier_id, leg)).values(**values))


def _check(found: Held, forwarding: Forwarding) -> None:
    """One lead; limits ahead, and not after the due date while that can still be kept."""
    if sum(leg.lead for leg in forwarding.legs) != 1:
        raise BadDocument("units", "cần đúng một đơn vị chủ trì")
    standing = found.standing
    for place, leg in enumerate(forwarding.legs):
        if leg.limit_at <= standing.now:
            raise BadDocument(f"units.{place}.limit", "phải sau lúc này")
        if standing.due is not None and not standing.late and leg.limit_at > standing.due:
            raise BadDocument(f"units.{place}.limit", f"phải trước hạn trả {local(standing.due):%d/%m/%Y}")


def _mine(dossier_id: UUID, leg: LegCard) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return DossierLeg.dossier_id == dossier_id, DossierLeg.position == leg.position

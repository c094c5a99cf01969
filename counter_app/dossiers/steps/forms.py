"""The forms a step gives out (mẫu 02 to 06 of TT 03/2025/TT-VPCP): numbered when given, kept as they were.

``give_form`` is called by the step, in its transaction; ``form_document`` gives what ``printing`` renders, again and again
the same. The control sheet (06) alone grows: units take a dossier and give it back after the sheet was begun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import insert, select

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.form_numbers import next_number
from counter_app.dossiers.lookup import DossierCard, dossier_by_id
from counter_app.dossiers.steps.legs import legs_of
from counter_app.errors import NotFound
from counter_app.form_documents import (
    Apology,
    ControlSheet,
    FormDocument,
    HandOver,
    Holder,
    Outcome,
    Refusal,
    StopNotice,
    SupplementRequest,
)
from counter_app.ids import new_id
from counter_app.job_rows import copies
from counter_app.moments import local
from counter_app.people.staff import staff_name
from counter_app.print_jobs import Job, enqueue, jobs, marked_again
from counter_app.printers import printer_for
from counter_app.records.dossier_steps import DossierForm
from counter_app.store import Act, Asking
from counter_app.unit_card import unit

_KINDS: Mapping[str, type[FormDocument]] = {
    "02": SupplementRequest,
    "03": Refusal,
    "04": Apology,
    "05": StopNotice,
    "06": ControlSheet,
}
_WARD = re.compile(r"\b(phường|xã|đặc khu)\s+(.+)$", re.IGNORECASE)
_OUTCOMES: Mapping[str, Outcome] = {"early": "early", "on_time": "on_time", "late": "late"}


@dataclass(frozen=True)
class FormCard:
    """A form that was given out."""

    id: UUID
    kind: str
    """``02`` to ``06``."""
    number: int
    at: datetime
    who: str


def give_form(act: Act, kind: str, dossier_id: UUID, says: Mapping[str, Any]) -> UUID:
    """Number a form and keep what it says: ``says`` beside what every form of the dossier says. Gives its id."""
    year, form_id = local(act.now).year, new_id()
    number = next_number(act, kind, year)
    known = _around(act, kind, dossier_by_id(act, dossier_id), staff_name(act, act.by.staff))
    document = _KINDS[kind](**{**known, **says}, issued_at=act.now, number=number)
    facts = _adapter(kind).dump_python(document, mode="json")
    row = {"dossier_id": dossier_id, "kind": kind, "year": year, "number": number, "at": act.now, "who": act.by.staff}
    act.connection.execute(insert(DossierForm).values(id=form_id, **row, facts=facts))
    if printer_for(act, "form") is not None:  # without an office printer it is printed where there is one, as a PDF
        print_form(act, form_id)
    return form_id


def print_form(act: Act, form_id: UUID) -> Job:
    """Queue a form as it stands now for an office printer (in biểu mẫu); printed once more it is marked. NotFound."""
    about, document = f"form:{form_id}", form_document(act, form_id)
    if copies(act, "form", about, ""):
        document = marked_again(act, "form", about, document)
    return enqueue(act, "form", about, document)


def print_form_again(act: Act, form_id: UUID) -> Job:
    """What a person asks for: a form that waits already is not queued twice (``print_form``). NotFound."""
    newest = next(iter(jobs(act, about=f"form:{form_id}")), None)
    waits = newest is not None and newest.state in ("queued", "sending")
    return newest if newest is not None and waits else print_form(act, form_id)


def form_document(asking: Asking, form_id: UUID) -> FormDocument:
    """What a form says; NotFound."""
    row = asking.connection.execute(select(DossierForm.__table__).where(DossierForm.id == form_id)).one_or_none()
    if row is None:
        raise NotFound("form", str(form_id))
    document = _adapter(row.kind).validate_python(row.facts)
    if isinstance(document, ControlSheet):
        return replace(document, steps=_blocks(asking, row.dossier_id, document.office))
    return document


def forms_of(asking: Asking, dossier_id: UUID) -> tuple[FormCard, ...]:
    """The forms given out for a dossier, in order."""
    shown = select(DossierForm.id, DossierForm.kind, DossierForm.number, DossierForm.at, DossierForm.who)
    rows = asking.connection.execute(shown.where(DossierForm.dossier_id == dossier_id).order_by(DossierForm.id))
    return tuple(FormCard(*row) for row in rows)


def form_about(asking: Asking, dossier_id: UUID, kind: str) -> FormDocument:
    """What the newest form of this kind of a dossier says; one to be filled in by hand where none was given out.

    NotFound for a kind that does not exist, and for an apology (04) not given: it has no meaning without its dates.
    """
    newest = next((one for one in reversed(forms_of(asking, dossier_id)) if one.kind == kind), None)
    return _unfilled(asking, dossier_id, kind) if newest is None else form_document(asking, newest.id)


def _unfilled(asking: Asking, dossier_id: UUID, kind: str) -> FormDocument:
    """A form without number that says what is known of the dossier; the rest is dotted lines."""
    card = dossier_by_id(asking, dossier_id)
    agency = unit(asking).name
    blank: Mapping[str, Mapping[str, Any]] = {
        "02": {"items": (), "reason": "", "contact": "", "contact_phone": ""},
        "03": {"reasons": ()},
        "05": {"agency": agency, "received_at": card.counted_from, "stopped_at": asking.now, "reason": "", "head": ""},
        "06": {"agency": agency, "cooperating": (), "received_at": card.counted_from, "due": card.due, "steps": ()},
    }
    if kind not in blank:
        raise NotFound("form", kind)
    known = _around(asking, kind, card, "")
    return _KINDS[kind](**{**known, **blank[kind]}, issued_at=asking.now)


def issuer_of(office: str) -> tuple[str, str]:
    """The body above an office and the place where it issues, from its name; empty where the name tells no ward.

    NĐ 30/2020/NĐ-CP, annex I: the place is the ward's name. ``Bộ phận Một cửa phường Long Biên`` → (``UBND phường Long
    Biên`` in full, ``Long Biên``).
    """
    ward = _WARD.search(office)
    return ("", "") if ward is None else (f"Uỷ ban nhân dân {ward[1].lower()} {ward[2]}", ward[2])


def _around(asking: Asking, kind: str, dossier: DossierCard, officer: str) -> dict[str, Any]:
    """What the forms of a dossier have in common, as far as this kind has it."""
    office = unit(asking)
    parent, place = issuer_of(office.name)
    sample = office.training or procedure(asking, dossier.procedure, dossier.procedure_version).sample
    said: dict[str, Any] = {"parent": parent, "office": office.name, "place": place, "sample": sample}
    said |= {"code": dossier.code}
    if kind == "06":
        return said
    owner = dossier.owner
    firm = owner.kind == "organisation"
    holder = Holder(owner.name, owner.number or "", owner.lives_at, owner.phone, owner.email or "", organisation=firm)
    said |= {"holder": holder, "procedure": dossier.procedure_name}
    if kind == "03":
        said |= {"submitter": "" if dossier.submitter is None else dossier.submitter.name}
    return said | ({"officer": officer} if kind in ("02", "03") else {})


def _blocks(asking: Asking, dossier_id: UUID, office: str) -> tuple[HandOver, ...]:
    """The control sheet's blocks: from the office to each unit."""
    return tuple(
        HandOver(
            giver=f"{office}: {leg.work}",
            taker=leg.unit,
            given_at=leg.given_at,
            taken_at=leg.taken_at,
            outcome=_OUTCOMES.get(leg.outcome, ""),
            note=leg.note,
            given_by=staff_name(asking, leg.given_by),
            taken_by=leg.taken_by,
        )
        for leg in legs_of(asking, dossier_id)
    )


@cache
def _adapter(kind: str) -> TypeAdapter[FormDocument]:
    return TypeAdapter(_KINDS[kind])

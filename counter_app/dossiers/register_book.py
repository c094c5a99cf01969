"""The register of dossiers (sổ theo dõi hồ sơ, mẫu 07 of TT 03/2025/TT-VPCP) over a period, from the records."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from counter_app.dossiers.lookup import OWNER
from counter_app.dossiers.receipt import RETURN_WAYS
from counter_app.dossiers.steps.forms import issuer_of
from counter_app.dossiers.steps.legs import NEWEST_LEAD
from counter_app.form_documents import Register, RegisterRow
from counter_app.records.desk import Dossier, Person
from counter_app.records.dossier_steps import DossierLeg, Handover
from counter_app.store import Asking
from counter_app.unit_card import unit
from counter_app.wording_fields import phone_said


def register_book(asking: Asking, first: date, last: date, made_by: str = "") -> Register:
    """Form 07 of the dossiers received from the first day to the last, both included; voided ones keep their line."""
    office = unit(asking)
    parent, place = issuer_of(office.name)
    shown: list[Any] = [Dossier.code, Dossier.procedure_name, Person.name, Person.address, Person.address_now]
    shown += [Person.phone, Person.phone_of]
    shown += [DossierLeg.unit, Dossier.received_at, Dossier.due, Dossier.return_way, Dossier.voided]
    shown += [Handover.at.label("returned_at"), Handover.receiver_name]
    wanted = (
        select(*shown)
        .select_from(Dossier)
        .outerjoin(Person, OWNER)
        .outerjoin(DossierLeg, NEWEST_LEAD)
        .outerjoin(Handover, Handover.dossier_id == Dossier.id)
        .where(Dossier.business_day >= first, Dossier.business_day <= last)
        .order_by(Dossier.received_at, Dossier.id)
    )
    rows = tuple(_row(row, office.name) for row in asking.connection.execute(wanted))
    return Register(
        parent=parent,
        office=office.name,
        place=place,
        issued_at=asking.now,
        sample=office.training,
        first=first,
        last=last,
        rows=rows,
        made_by=made_by,
    )


def _row(row: Any, office: str) -> RegisterRow:
    return RegisterRow(
        code=row.code,
        procedure=f"{row.procedure_name} (đã huỷ)" if row.voided else row.procedure_name,
        holder=row.name or "",
        address=row.address_now or row.address or "",
        phone=phone_said(row.phone, row.phone_of),
        agency=row.unit or office,
        received_at=row.received_at,
        due=row.due,
        returned_at=row.returned_at,
        return_way=RETURN_WAYS.get(row.return_way, row.return_way),
        signed=row.receiver_name or "",
    )

"""What the receipt of a dossier says (giấy tiếp nhận hồ sơ và hẹn trả kết quả), from the records."""

from __future__ import annotations

from uuid import UUID

from counter_app.catalogue.procedures import time_in_words
from counter_app.catalogue.versions import procedure
from counter_app.dossiers.lookup import PersonCard, dossier_by_id
from counter_app.papers import FeeLine, PaperLine, Receipt
from counter_app.people.identity import mask
from counter_app.people.staff import staff_name
from counter_app.store import Asking
from counter_app.unit_card import unit

RETURN_WAYS = {"counter": "Tại quầy", "post": "Qua bưu chính", "electronic": "Bản điện tử"}
"""How a result is given back, in words."""


def receipt_of(asking: Asking, dossier_id: UUID, *, masked: bool) -> Receipt:
    """The receipt of a dossier; ``masked`` shows only the last four digits of the owner's number."""
    dossier = dossier_by_id(asking, dossier_id)
    office = unit(asking)
    frozen = procedure(asking, dossier.procedure, dossier.procedure_version)
    submitter: PersonCard | None = dossier.submitter
    number = dossier.owner.number or ""
    waived = next((one.ground for one in dossier.fees if one.way == "exempt"), "")
    return Receipt(
        office=office.name,
        unit_code=office.code,
        code=dossier.code,
        code_kind=dossier.code_kind,
        procedure=dossier.procedure_name,
        procedure_code=dossier.procedure,
        owner=dossier.owner.name,
        owner_number=mask(number) if masked else number,
        owner_address=dossier.owner.address,
        phone=dossier.owner.phone,
        submitter=None if submitter is None else submitter.name,
        papers=tuple(PaperLine(one.name, one.originals, one.certified, one.copies) for one in dossier.papers),
        sets=dossier.sets,
        received_at=dossier.received_at,
        due=dossier.due,
        days_text=time_in_words(frozen.time),
        return_way=RETURN_WAYS.get(dossier.return_way, dossier.return_way),
        fees=tuple(FeeLine(one.name, one.amount) for one in dossier.fees if one.way != "exempt"),
        fee_total=dossier.fee_total,
        clerk=staff_name(asking, dossier.staff),
        counter=dossier.counter,
        note=dossier.note,
        exemption=waived,
        sample=office.training or frozen.sample,
    )

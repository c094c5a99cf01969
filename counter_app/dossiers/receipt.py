"""What the papers of a dossier say, from the records: the receipt with appointment, the slip for originals left here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from counter_app.catalogue.procedures import time_in_words
from counter_app.catalogue.versions import procedure
from counter_app.dossiers.lookup import DossierCard, PersonCard, dossier_by_id
from counter_app.papers import Authoriser, ClaimSlip, FeeLine, Original, PaperLine, Receipt
from counter_app.people.staff import staff_name
from counter_app.settings import values_of
from counter_app.store import Asking
from counter_app.unit_card import unit

RETURN_WAYS = {"counter": "Tại quầy", "post": "Qua bưu chính", "electronic": "Bản điện tử"}
"""How a result is given back, in words."""
BRING = ("Phiếu này", "Căn cước của người nhận")
"""What gets originals back."""


def receipt_of(asking: Asking, dossier_id: UUID) -> Receipt:
    """The receipt of a dossier."""
    dossier = dossier_by_id(asking, dossier_id)
    office = unit(asking)
    frozen = procedure(asking, dossier.procedure, dossier.procedure_version)
    waived = next((one.ground for one in dossier.fees if one.way == "exempt"), "")
    looks = _looks(asking)
    return Receipt(
        office=office.name,
        unit_code=office.code,
        code=dossier.code,
        code_kind=dossier.code_kind,
        procedure=dossier.procedure_name,
        procedure_code=dossier.procedure,
        owner=dossier.owner.name,
        owner_number=dossier.owner.number or "",
        owner_address=dossier.owner.lives_at,
        owner_email=dossier.owner.email or "",
        phone=dossier.owner.phone,
        submitter=None if dossier.submitter is None else dossier.submitter.name,
        authority=_authority(dossier),
        authoriser=_authoriser(dossier.authorised_by),
        papers=tuple(PaperLine(one.name, one.originals, one.certified, one.copies) for one in dossier.papers),
        sets=dossier.sets,
        received_at=dossier.counted_from,
        due=dossier.due,
        days_text=time_in_words(frozen.time),
        return_way=_return_way(dossier),
        fees=tuple(FeeLine(one.name, one.amount) for one in dossier.fees if one.way != "exempt"),
        fee_total=dossier.fee_total,
        clerk=staff_name(asking, dossier.staff),
        counter=dossier.counter,
        note=dossier.note,
        exemption=waived,
        sample=office.training or frozen.sample,
        large=looks.large,
        second_language=looks.second_language,
        hide_numbers=looks.hide_numbers,
        version=dossier.version,
    )


def claim_slip_of(asking: Asking, dossier_id: UUID) -> ClaimSlip:
    """The slip for the originals that stay at the counter with a dossier; without originals its list is empty."""
    dossier = dossier_by_id(asking, dossier_id)
    office = unit(asking)
    looks = _looks(asking)
    return ClaimSlip(
        office=office.name,
        code=dossier.code,
        owner=(dossier.submitter or dossier.owner).name,
        originals=tuple(Original(one.name, one.originals) for one in dossier.papers if one.originals),
        bring=BRING,
        due=dossier.due,
        left_at=dossier.received_at,
        clerk=staff_name(asking, dossier.staff),
        counter=dossier.counter,
        sample=office.training,
        large=looks.large,
        second_language=looks.second_language,
    )


@dataclass(frozen=True)
class _Looks:
    """What the unit wants of all its papers."""

    large: bool
    second_language: Literal["", "en"]
    hide_numbers: bool


def _looks(asking: Asking) -> _Looks:
    found = values_of(asking, "paper.large", "receipt.second_language", "receipt.mask_number")
    second: Literal["", "en"] = "en" if found["receipt.second_language"] == "en" else ""
    return _Looks(bool(found["paper.large"]), second, bool(found["receipt.mask_number"]))


def _authority(dossier: DossierCard) -> str:
    """The paper of authorisation with its date: ``Giấy uỷ quyền ngày 18/11/2026``."""
    if dossier.authorisation is None:
        return ""
    return f"{dossier.authorisation['paper']} ngày {date.fromisoformat(dossier.authorisation['date']):%d/%m/%Y}"


def _authoriser(who: PersonCard | None) -> Authoriser | None:
    if who is None:
        return None
    return Authoriser(who.name, who.number or "", who.lives_at, who.phone, who.email or "")


def _return_way(dossier: DossierCard) -> str:
    """Where the result is fetched, or where it is sent."""
    way = RETURN_WAYS.get(dossier.return_way, dossier.return_way)
    return f"{way}: {dossier.return_address}" if dossier.return_address else way

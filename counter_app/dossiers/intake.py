"""What is received: the document of ``dossier receive`` as values. Pure; the act decides, this only reads.

The receive form writes the same document, so that screen and command line are held to one rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from counter_app.catalogue.procedures import Channel
from counter_app.documents import path, read_document
from counter_app.dossiers.intake_document import IntakeModel, PersonModel, contradictions
from counter_app.errors import BadDocument
from counter_app.people.numbers import NumberKind
from counter_app.people.phones import PhoneOf, normalise_phone

PersonKind = Literal["citizen", "organisation", "foreigner"]
EidAccount = Literal["has", "none", "helped"]
Sex = Literal["nam", "nữ"]


@dataclass(frozen=True)
class PersonIn:
    """A person or organisation as this dossier has them; what is not known is None or empty."""

    kind: PersonKind
    name: str
    number: str | None = None
    number_kind: NumberKind | None = None
    nationality: str = "VN"
    """ISO 3166-1 alpha-2."""
    birth_date: date | None = None
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    """Normalised (``0…``)."""
    email: str | None = None
    eid_account: EidAccount | None = None
    """Whether they have an e-identity account (tài khoản định danh), or were helped to one at the counter."""
    address_now: str = ""
    """What the address on the card is called today; empty where it is called the same."""
    phone_of: PhoneOf = "own"


@dataclass(frozen=True)
class Authorisation:
    """The paper by which the submitter acts for somebody (giấy ủy quyền)."""

    paper: str
    date: date
    person: PersonIn | None = None
    """Who authorised, where that is not the owner."""


@dataclass(frozen=True)
class PaperIn:
    """A paper handed in (thành phần hồ sơ nộp)."""

    name: str
    originals: int
    certified: int
    copies: int
    code: str | None = None


@dataclass(frozen=True)
class CopyLine:
    """A line of a copy certification: a paper, its pages, the copies wanted."""

    paper: str
    pages: int
    copies: int
    originals: int = 0
    """Originals that stay at the counter until the copies are handed over: then there is a claim slip.

    They stand among the papers of the dossier, where they are counted.
    """


@dataclass(frozen=True)
class ReturnWay:
    """How the result goes back: at the counter, by post, or electronically."""

    way: Literal["counter", "post", "electronic"] = "counter"
    address: str = ""
    """For the post; empty means the owner's address."""


@dataclass(frozen=True)
class FeeTaken:
    """How the fee is taken; ``ground`` says why it is not, where it is not (căn cứ miễn)."""

    way: Literal["cash", "transfer", "exempt"] = "cash"
    ground: str = ""


@dataclass(frozen=True)
class Intake:
    """A dossier as it is handed in."""

    procedure: str
    channel: Channel
    received_at: datetime | None
    """Honoured in training alone; a real unit uses its clock."""
    ticket: str | None
    sets: int
    owner: PersonIn
    submitter: PersonIn | None
    """None means that the owner came."""
    authorised_by: Authorisation | None
    subject: PersonIn | None
    """Whom it is about, where that is not the owner (a child)."""
    papers: tuple[PaperIn, ...]
    lines: tuple[CopyLine, ...]
    return_way: ReturnWay
    note: str
    fee: FeeTaken = FeeTaken()
    case: str = ""
    """The case of the procedure its fee depends on (trường hợp); empty where the catalogue has none."""


def read_intake(document: Mapping[str, Any], today: date) -> Intake:
    """The intake of a document; BadDocument names the first fault.

    ``today`` bounds dates of birth and of authorisation, unless the document itself says a later day of receipt.
    """
    model = read_document(IntakeModel, document)
    for location, problem in contradictions(model, today):
        raise BadDocument(path(location), problem)
    return _intake(model)


def _intake(model: IntakeModel) -> Intake:
    authorised = model.authorised_by
    return Intake(
        procedure=model.procedure,
        channel=model.channel,
        received_at=model.received_at,
        ticket=model.ticket,
        sets=model.sets,
        owner=person_of(model.owner),
        submitter=person_of(model.submitter) if model.submitter else None,
        authorised_by=(
            Authorisation(
                authorised.paper, authorised.date, person_of(authorised.person) if authorised.person else None
            )
            if authorised
            else None
        ),
        subject=person_of(model.subject) if model.subject else None,
        papers=tuple(PaperIn(**paper.model_dump()) for paper in model.papers),
        lines=tuple(CopyLine(**line.model_dump()) for line in model.lines),
        return_way=ReturnWay(**model.return_.model_dump()),
        note=model.note,
        fee=FeeTaken(**model.fee.model_dump()),
        case=model.case,
    )


def person_of(model: PersonModel) -> PersonIn:
    """A person of a document as a value."""
    phone = normalise_phone(model.phone, abroad=model.kind == "foreigner") if model.phone else ""
    known = {"phone": phone, "nationality": model.nationality or "VN", "email": model.email or None}
    return PersonIn(**{**model.model_dump(), **known})

"""The models of the document a dossier is received from, and what may not stand together in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from counter_app.catalogue.document import ProcedureCode
from counter_app.catalogue.procedures import Channel
from counter_app.documents import Day, Line, Location, Note, OptionalLine, Strict, fault
from counter_app.errors import BadDocument
from counter_app.people.numbers import NumberKind, problem_with
from counter_app.people.phones import PhoneOf, normalise_phone

EARLIEST_BIRTH = date(1880, 1, 1)
_YEARS = range(2000, 2100)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_NUMBERS_OF = {
    "citizen": ("cccd", "cmnd", "passport"),
    "foreigner": ("passport", "cccd"),
    "organisation": ("tax",),
}
"""Which number fits whom; a foreigner of Vietnamese origin may hold 12 digits too."""


def _moment(value: Any) -> Any:
    """An aware moment from ISO 8601 text; anything else stays for the model to refuse."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return value
    if moment is None or moment.tzinfo is None:
        return value
    if moment.year not in _YEARS:
        raise fault("năm không hợp lý")
    return moment


Moment = Annotated[datetime, BeforeValidator(_moment)]
Count = Annotated[int, Field(ge=0, le=999)]
Name = Annotated[Line, Field(max_length=200)]
Address = Annotated[OptionalLine, Field(max_length=500)]


class PersonModel(Strict):
    """A person or organisation."""

    kind: Literal["citizen", "organisation", "foreigner"]
    name: Name
    number: Line | None = None
    number_kind: NumberKind | None = None
    nationality: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    birth_date: Day | None = None
    sex: Literal["nam", "nữ"] | None = None
    address: Address = ""
    phone: Annotated[OptionalLine, Field(max_length=40)] = ""
    email: Annotated[OptionalLine, Field(max_length=254)] | None = None
    eid_account: Literal["has", "none", "helped"] | None = None
    address_now: Address = ""
    phone_of: PhoneOf = "own"

    @field_validator("address", "address_now", "phone", mode="before")
    @classmethod
    def _null_is_empty(cls, value: Any) -> Any:
        return "" if value is None else value

    @field_validator("phone_of", mode="before")
    @classmethod
    def _nothing_is_own(cls, value: Any) -> Any:
        return value or "own"

    @field_validator("email")
    @classmethod
    def _email_has_its_shape(cls, value: str | None) -> str | None:
        if value and not _EMAIL.match(value):
            raise fault("thư điện tử cần dạng ten@noi.vn")
        return value


class AuthorisationModel(Strict):
    """A paper of authorisation."""

    paper: Name
    date: Day
    person: PersonModel | None = None


class PaperModel(Strict):
    """A paper handed in."""

    code: Line | None = None
    name: Annotated[Line, Field(max_length=500)]
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0


class CopyLineModel(Strict):
    """A line of a copy certification."""

    paper: Name
    pages: Annotated[int, Field(ge=1, le=5000)]
    copies: Annotated[int, Field(ge=1, le=999)]
    originals: Count = 0


class ReturnModel(Strict):
    """How the result goes back."""

    way: Literal["counter", "post", "electronic"] = "counter"
    address: Address = ""


class FeeModel(Strict):
    """How the fee is taken."""

    way: Literal["cash", "transfer", "exempt"] = "cash"
    ground: Address = ""


class IntakeModel(Strict):
    """The whole document; what is left out takes the value an ordinary dossier has."""

    procedure: ProcedureCode
    channel: Channel = "direct"
    received_at: Moment | None = None
    ticket: Annotated[Line, Field(max_length=64)] | None = None
    sets: Annotated[int, Field(ge=1, le=99)] = 1
    owner: PersonModel
    submitter: PersonModel | None = None
    authorised_by: AuthorisationModel | None = None
    subject: PersonModel | None = None
    papers: Annotated[list[PaperModel], Field(max_length=100)] = Field(default_factory=list)
    lines: Annotated[list[CopyLineModel], Field(max_length=100)] = Field(default_factory=list)
    return_: ReturnModel = Field(default_factory=ReturnModel, alias="return")
    note: Note = ""
    case: Annotated[OptionalLine, Field(max_length=200)] = ""
    fee: FeeModel = Field(default_factory=FeeModel)


Fault = tuple[Location, str]


def contradictions(model: IntakeModel, today: date) -> Iterator[Fault]:
    """What is right field by field and wrong together, first things first."""
    latest = max(today, model.received_at.date()) if model.received_at else today
    yield from person_faults(("owner",), model.owner, latest, numbered=model.owner.kind != "organisation")
    if model.submitter:
        yield from person_faults(("submitter",), model.submitter, latest, numbered=True)
    if model.authorised_by:
        yield from _authorisation(model, latest)
    if model.subject:
        yield from person_faults(("subject",), model.subject, latest, numbered=False)
    if model.fee.way == "exempt" and not model.fee.ground:
        yield ("fee", "ground"), "miễn phí cần ghi căn cứ miễn"


def _authorisation(model: IntakeModel, latest: date) -> Iterator[Fault]:
    assert model.authorised_by is not None
    if model.submitter is None:
        yield ("authorised_by",), "chỉ có khi người nộp không phải chủ hồ sơ"
    if not EARLIEST_BIRTH <= model.authorised_by.date <= latest:
        yield ("authorised_by", "date"), "ngày không hợp lý"
    if model.authorised_by.person:
        yield from person_faults(("authorised_by", "person"), model.authorised_by.person, latest, numbered=False)


def person_faults(at: Location, person: PersonModel, latest: date, *, numbered: bool) -> Iterator[Fault]:
    """A person's number, nationality, date of birth and phone; ``numbered`` where a number must be there."""
    yield from _number(at, person, numbered=numbered)
    if person.kind == "foreigner" and person.nationality is None:
        yield (*at, "nationality"), "người nước ngoài cần có quốc tịch"
    if person.birth_date is not None and not EARLIEST_BIRTH <= person.birth_date <= latest:
        yield (*at, "birth_date"), "ngày sinh không hợp lý"
    if person.phone:
        try:
            normalise_phone(person.phone, abroad=person.kind == "foreigner")
        except BadDocument as refused:
            yield (*at, "phone"), refused.problem


def _number(at: Location, person: PersonModel, *, numbered: bool) -> Iterator[Fault]:
    if person.number is None:
        if numbered:
            yield (*at, "number"), "thiếu số giấy tờ"
        return
    if person.number_kind is None:
        yield (*at, "number_kind"), "thiếu loại số giấy tờ"
        return
    if person.number_kind not in _NUMBERS_OF[person.kind]:
        yield (*at, "number_kind"), f"chỉ nhận {', '.join(_NUMBERS_OF[person.kind])}"
    problem = problem_with(person.number_kind, person.number)
    if problem:
        yield (*at, "number"), problem

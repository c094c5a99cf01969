"""A dossier as upstream tells of it: what a counter sent of it, with the steps that came since, or what was typed online.

Members this program does not know are passed over, so that a newer side can talk to an older one. Text is as strict as
what is typed here: NFC, no control characters.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from counter_app.catalogue.procedures import Channel
from counter_app.documents import Line, Note, OptionalLine
from counter_app.people.phones import PhoneOf

Money = Annotated[int, Field(ge=0, le=10**12)]
Count = Annotated[int, Field(ge=0, le=9999)]


def _nothing_is_empty(value: Any) -> Any:
    return "" if value is None else value


Said = Annotated[OptionalLine, BeforeValidator(_nothing_is_empty)]
"""One line that may be empty or missing."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ToldPerson(_Told):
    """A person or organisation."""

    name: Line
    kind: Literal["citizen", "organisation", "foreigner"] = "citizen"
    number: Line | None = None
    number_kind: str | None = None
    nationality: Said = "VN"
    birth_date: date | None = None
    sex: str | None = None
    address: Said = ""
    phone: Said = ""
    email: str | None = None
    eid_account: str | None = None
    address_now: Said = ""
    phone_of: PhoneOf = "own"


class ToldPaper(_Told):
    """A paper handed in."""

    name: Line
    code: str | None = None
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0


class ToldLine(_Told):
    """A line of a copy certification."""

    paper: Line
    pages: Count
    copies: Count


class ToldFee(_Told):
    """A fee, in đồng."""

    name: Line
    amount: Money


class ToldFeeWay(_Told):
    """How the fees are paid."""

    way: Literal["cash", "transfer", "exempt"] = "transfer"
    ground: Said = ""


class ToldStep(_Told):
    """A step taken elsewhere: NĐ 224/2026, article 15.1.g."""

    state: Annotated[int, Field(ge=1, le=10)]
    at: AwareDatetime
    agency: Said = ""
    officer: Said = ""
    note: Note | None = None
    by_city: bool = False
    """Decided by the city itself; any other step was told to it."""
    due: AwareDatetime | None = None
    """The due date from then on, where the step changed it."""


class ToldDossier(_Told):
    """A dossier."""

    code: Line
    code_kind: Literal["final", "temporary"] = "final"
    unit: Said = ""
    unit_name: Said = ""
    procedure_code: Line
    procedure_version: Said = ""
    procedure_name: Line
    procedure_case: Said = ""
    channel: Channel = "online"
    received_at: AwareDatetime
    """From when the deadline runs."""
    handed_in_at: AwareDatetime | None = None
    """When it was first handed in, where that is earlier."""
    due_original: AwareDatetime | None = None
    due: AwareDatetime | None = None
    due_basis: str = ""
    sets: Count = 1
    return_way: Literal["counter", "post", "electronic"] = "counter"
    return_address: Said = ""
    note: Note = ""
    fee_total: Money = 0
    fee: ToldFeeWay = ToldFeeWay()
    money_state: Literal["none", "due", "paid", "exempt", "refunded", "cancelled"] = "none"
    authorisation: dict[str, Any] | None = None
    counter: int | None = None
    staff: Said = ""
    version: Annotated[int, Field(ge=1, le=9999)] = 1
    shelf: Said = ""
    people: dict[Literal["owner", "submitter", "authorised_by", "subject"], ToldPerson]
    papers: tuple[ToldPaper, ...] = ()
    lines: tuple[ToldLine, ...] = ()
    fees: tuple[ToldFee, ...] = ()
    steps: tuple[ToldStep, ...] = ()


def read_told(body: Any) -> ToldDossier | None:
    """The dossier, None for what can't be understood or has no owner. What was wrong is dropped: it quotes names."""
    try:
        told = ToldDossier.model_validate(body)
    except ValidationError:
        return None
    return told if "owner" in told.people else None

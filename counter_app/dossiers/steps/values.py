"""What a step of a dossier is given, and what it answers. Plain values; ``documents`` reads them from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from counter_app.dossiers.intake import Authorisation, CopyLine, PaperIn, PersonIn, ReturnWay


@dataclass(frozen=True)
class StepDone:
    """What every step answers: where the dossier stands now. ``rev`` is what the next step is to expect."""

    id: UUID
    code: str
    step: str
    state: int
    due: datetime | None
    rev: int
    at: datetime
    form: UUID | None = None
    """The form that belongs to the step (``forms.form_document``), where there is one."""
    job_id: UUID | None = None
    """The receipt that was queued, where one was."""


@dataclass(frozen=True)
class SupplementAsked:
    """What a request for supplement says (form 02)."""

    reason: str
    items: tuple[str, ...]
    contact: str = ""
    """Whom the citizen asks; empty: who asks."""
    phone: str = ""


@dataclass(frozen=True)
class Completion:
    """What the citizen brought: papers that are added to the dossier's."""

    papers: tuple[PaperIn, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class RefusalGiven:
    """Why a dossier is refused (form 03), and why so late where it is past its due date."""

    reason: str
    late_reason: str = ""


@dataclass(frozen=True)
class LegGiven:
    """A unit a dossier goes to: what it is to do and until when."""

    unit: str
    work: str
    limit_at: datetime
    officer: str = ""
    phone: str = ""
    lead: bool = False


@dataclass(frozen=True)
class Forwarding:
    """The units a dossier goes to, one of them in the lead, with a control sheet (form 06)."""

    legs: tuple[LegGiven, ...]
    note: str = ""


@dataclass(frozen=True)
class LegNoted:
    """What a unit did with its part: took it, or gave it back done."""

    position: int
    what: Literal["taken", "done"]
    officer: str = ""
    note: str = ""


@dataclass(frozen=True)
class Extension:
    """A new due date with an apology (form 04). It is always of the moment it is made: nothing can be antedated."""

    due: datetime
    reason: str
    signed_by: str = ""
    """The head of the agency who apologises."""
    told_by: tuple[Literal["email", "sms", "phone", "social"], ...] = ()


@dataclass(frozen=True)
class Ending:
    """Why a dossier ends without a result: withdrawn or stopped by the citizen, or closed."""

    reason: str
    asked_by: str = ""
    """Who asked for it; empty: the owner."""
    signed_by: str = ""


@dataclass(frozen=True)
class ResultPaperIn:
    """A paper of the result."""

    name: str
    number: str = ""
    issued_on: date | None = None
    signer: str = ""
    count: int = 1
    electronic: bool = False


@dataclass(frozen=True)
class ResultIn:
    """The result as the unit gives it, and where it is laid."""

    papers: tuple[ResultPaperIn, ...]
    shelf: str = ""
    note: str = ""


@dataclass(frozen=True)
class Receiver:
    """Who takes the result, and how that was made sure of; the appointment slip alone never does."""

    role: Literal["owner", "submitter", "authorised", "post"]
    name: str
    number: str | None = None
    old_number: str | None = None
    """The number they had before (CMND), where the dossier was handed in with that."""
    checked: Literal["", "card", "chip", "account"] = ""
    """Căn cước seen, its chip read, or the e-identity account shown."""
    authorisation: Authorisation | None = None


@dataclass(frozen=True)
class OriginalBack:
    """Originals of one paper counted off: given back, and kept in the file."""

    name: str
    returned: int
    kept: int = 0


@dataclass(frozen=True)
class HandingOver:
    """How a result, or the papers of a dossier that ended without one, are handed over."""

    way: Literal["counter", "post", "electronic"]
    receiver: Receiver
    slip: Literal["brought", "lost", "none"] = "brought"
    """``lost``: the receiver declares the appointment slip lost."""
    originals: tuple[OriginalBack, ...] = ()
    sent_to: str = ""
    """Number of the parcel, or the address an electronic result went to."""
    signature: bytes | None = None
    """The signature on the screen, as a PNG picture."""
    note: str = ""


@dataclass(frozen=True)
class Correction:
    """What is put right in a dossier (đính chính); a part that is None stays as it is."""

    reason: str
    owner: PersonIn | None = None
    submitter: PersonIn | None = None
    subject: PersonIn | None = None
    papers: tuple[PaperIn, ...] | None = None
    return_way: ReturnWay | None = None
    sets: int | None = None
    note: str | None = None
    lines: tuple[CopyLine, ...] | None = None
    """Of a copy certification; the fee follows from them."""


@dataclass(frozen=True)
class Voiding:
    """Why a dossier made by mistake is voided, and the second member of staff who agreed."""

    reason: str
    confirmed_by: str
    """Their login; the caller has let them sign in."""


Facts = Mapping[str, Any]
"""What a step tells the city beside what every step tells."""

"""The models of the steps' documents: what the command line and windows may write; ``documents`` reads them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from counter_app.documents import Day, Line, Note, OptionalLine, Strict
from counter_app.dossiers.intake_document import (
    Address,
    CopyLineModel,
    Moment,
    Name,
    PaperModel,
    PersonModel,
    ReturnModel,
)

Reason = Annotated[Note, Field(min_length=1)]
Count = Annotated[int, Field(ge=0, le=999)]
Short = Annotated[OptionalLine, Field(max_length=200)]
Phone = Annotated[OptionalLine, Field(max_length=40)]
_LARGEST_SIGNATURE = 200_000
"""Characters of a picture of a signature in base64."""


class StepModel(Strict):
    """What every step's document may carry."""

    rev: Annotated[int, Field(ge=1)] | None = None
    at: Moment | None = None


class SupplementModel(StepModel):
    """``dossier supplement``."""

    reason: Reason
    items: Annotated[list[Annotated[Line, Field(max_length=500)]], Field(min_length=1, max_length=50)]
    contact: Short = ""
    phone: Phone = ""


class CompletionModel(StepModel):
    """``dossier accept`` and ``dossier complete``."""

    papers: Annotated[list[PaperModel], Field(max_length=100)] = Field(default_factory=list)
    note: Note = ""


class RefusalModel(StepModel):
    """``dossier refuse``."""

    reason: Reason
    late_reason: Note = ""


class UnitModel(Strict):
    """A unit a dossier goes to."""

    unit: Name
    work: Annotated[Line, Field(max_length=500)]
    limit: Moment
    officer: Short = ""
    phone: Phone = ""
    lead: bool | None = None


class ForwardModel(StepModel):
    """``dossier forward``."""

    units: Annotated[list[UnitModel], Field(min_length=1, max_length=40)]
    note: Note = ""


class LegModel(StepModel):
    """``dossier note-leg``."""

    position: Annotated[int, Field(ge=1)]
    what: Literal["taken", "done"]
    officer: Short = ""
    note: Note = ""


class ExtensionModel(StepModel):
    """``dossier extend``."""

    due: Moment
    reason: Reason
    signed_by: Short = ""
    told_by: Annotated[list[Literal["email", "sms", "phone", "social"]], Field(max_length=4)] = Field(
        default_factory=list
    )


class EndingModel(StepModel):
    """``dossier withdraw``, ``dossier stop`` and ``dossier close``."""

    reason: Reason
    asked_by: Short = ""
    signed_by: Short = ""


class ResultPaperModel(Strict):
    """A paper of the result."""

    name: Annotated[Line, Field(max_length=500)]
    number: Short = ""
    issued_on: Day | None = None
    signer: Short = ""
    count: Annotated[int, Field(ge=1, le=999)] = 1
    electronic: bool = False


class ResultModel(StepModel):
    """``dossier result``."""

    papers: Annotated[list[ResultPaperModel], Field(min_length=1, max_length=100)]
    shelf: Short = ""
    note: Note = ""


class PaperOfAuthorityModel(Strict):
    """A paper of authorisation shown at the hand-over."""

    paper: Name
    date: Day


class ReceiverModel(Strict):
    """Who takes the result."""

    role: Literal["owner", "submitter", "authorised", "post"] = "owner"
    name: Name
    number: Short | None = None
    old_number: Short | None = None
    checked: Literal["", "card", "chip", "account"] = ""
    authorised_by: PaperOfAuthorityModel | None = None


class OriginalModel(Strict):
    """Originals of one paper, counted off."""

    name: Annotated[Line, Field(max_length=500)]
    returned: Count
    kept: Count = 0


class HandOverModel(StepModel):
    """``dossier hand-over``; ``signature`` is a PNG picture in base64."""

    way: Literal["counter", "post", "electronic"] = "counter"
    receiver: ReceiverModel
    slip: Literal["brought", "lost", "none"] = "brought"
    originals: Annotated[list[OriginalModel], Field(max_length=100)] = Field(default_factory=list)
    sent_to: Address = ""
    signature: Annotated[str, Field(max_length=_LARGEST_SIGNATURE)] | None = None
    note: Note = ""


class CorrectionModel(StepModel):
    """``dossier correct``; a part that is left out stays as it is."""

    reason: Reason
    owner: PersonModel | None = None
    submitter: PersonModel | None = None
    subject: PersonModel | None = None
    papers: Annotated[list[PaperModel], Field(max_length=100)] | None = None
    return_: ReturnModel | None = Field(default=None, alias="return")
    sets: Annotated[int, Field(ge=1, le=99)] | None = None
    note: Note | None = None
    lines: Annotated[list[CopyLineModel], Field(max_length=100)] | None = None


class VoidModel(StepModel):
    """``dossier void``; the second person signs in with ``password``."""

    reason: Reason
    confirmed_by: Name
    password: Annotated[str, Field(max_length=200)]

"""The documents of the steps, as the command line and windows write them: strict, and read into the acts' values.

Every document may carry ``rev``, the revision it was made on, and ``at``, which is honoured in training alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from counter_app.documents import path, read_document
from counter_app.dossiers.intake import Authorisation, CopyLine, PaperIn, ReturnWay, person_of
from counter_app.dossiers.intake_document import PaperModel, PersonModel, person_faults
from counter_app.dossiers.steps.models import (
    CompletionModel,
    CorrectionModel,
    EndingModel,
    ExtensionModel,
    ForwardModel,
    HandOverModel,
    LegModel,
    RefusalModel,
    ResultModel,
    StepModel,
    SupplementModel,
    VoidModel,
)
from counter_app.dossiers.steps.values import (
    Completion,
    Correction,
    Ending,
    Extension,
    Forwarding,
    HandingOver,
    LegGiven,
    LegNoted,
    OriginalBack,
    Receiver,
    RefusalGiven,
    ResultIn,
    ResultPaperIn,
    SupplementAsked,
)
from counter_app.errors import BadDocument

V = TypeVar("V")


@dataclass(frozen=True)
class StepDocument(Generic[V]):
    """A document read: what the act is given, the revision it was made on, and when (in training)."""

    value: V
    rev: int | None
    at: datetime | None


def read_supplement(document: Any) -> StepDocument[SupplementAsked]:
    """A request for supplement; BadDocument."""
    model = read_document(SupplementModel, document)
    return _of(model, SupplementAsked(model.reason, tuple(model.items), model.contact, model.phone))


def read_completion(document: Any) -> StepDocument[Completion]:
    """What the citizen brought; BadDocument."""
    model = read_document(CompletionModel, document)
    return _of(model, Completion(_papers(model.papers), model.note))


def read_refusal(document: Any) -> StepDocument[RefusalGiven]:
    """A refusal; BadDocument."""
    model = read_document(RefusalModel, document)
    return _of(model, RefusalGiven(model.reason, model.late_reason))


def read_forwarding(document: Any) -> StepDocument[Forwarding]:
    """A forwarding; one unit alone is in the lead. BadDocument."""
    model = read_document(ForwardModel, document)
    alone = len(model.units) == 1
    legs = tuple(
        LegGiven(one.unit, one.work, one.limit, one.officer, one.phone, alone if one.lead is None else one.lead)
        for one in model.units
    )
    return _of(model, Forwarding(legs, model.note))


def read_leg(document: Any) -> StepDocument[LegNoted]:
    """What a unit did with its part; BadDocument."""
    model = read_document(LegModel, document)
    return _of(model, LegNoted(model.position, model.what, model.officer, model.note))


def read_extension(document: Any) -> StepDocument[Extension]:
    """An extension; BadDocument."""
    model = read_document(ExtensionModel, document)
    return _of(model, Extension(model.due, model.reason, model.signed_by, tuple(model.told_by)))


def read_ending(document: Any) -> StepDocument[Ending]:
    """Why a dossier ends without a result; BadDocument."""
    model = read_document(EndingModel, document)
    return _of(model, Ending(model.reason, model.asked_by, model.signed_by))


def read_result(document: Any) -> StepDocument[ResultIn]:
    """A result; BadDocument."""
    model = read_document(ResultModel, document)
    papers = tuple(ResultPaperIn(**paper.model_dump()) for paper in model.papers)
    return _of(model, ResultIn(papers, model.shelf, model.note))


def read_hand_over(document: Any, today: date) -> StepDocument[HandingOver]:
    """A hand-over; BadDocument."""
    model = read_document(HandOverModel, document)
    if (model.way == "post") != (model.receiver.role == "post"):
        raise BadDocument("receiver.role", "gửi bưu chính thì người nhận là post, ngoài ra thì không")
    if model.way != "counter" and not model.sent_to:
        raise BadDocument("sent_to", "cần số bưu gửi hoặc nơi đã gửi bản điện tử")
    paper = model.receiver.authorised_by
    if paper is not None and paper.date > max(today, model.at.date() if model.at else today):
        raise BadDocument("receiver.authorised_by.date", "ngày không hợp lý")
    known = model.receiver.model_dump(exclude={"authorised_by"})
    receiver = Receiver(**known, authorisation=None if paper is None else Authorisation(paper.paper, paper.date))
    originals = tuple(OriginalBack(**one.model_dump()) for one in model.originals)
    signature = _picture(model.signature)
    return _of(model, HandingOver(model.way, receiver, model.slip, originals, model.sent_to, signature, model.note))


def read_correction(document: Any, today: date) -> StepDocument[Correction]:
    """A correction; BadDocument."""
    model = read_document(CorrectionModel, document)
    people: dict[str, PersonModel] = {
        role: who
        for role, who in (("owner", model.owner), ("submitter", model.submitter), ("subject", model.subject))
        if who is not None
    }
    _check_people(people, today)
    papers = None if model.papers is None else _papers(model.papers)
    way = None if model.return_ is None else ReturnWay(**model.return_.model_dump())
    parts = {role: person_of(who) for role, who in people.items()}
    lines = None if model.lines is None else tuple(CopyLine(**line.model_dump()) for line in model.lines)
    put_right = Correction(
        model.reason, **parts, papers=papers, return_way=way, sets=model.sets, note=model.note, lines=lines
    )
    return _of(model, put_right)


def read_voiding(document: Any) -> StepDocument[VoidModel]:
    """A voiding, with the second person's password; BadDocument."""
    model = read_document(VoidModel, document)
    return _of(model, model)


def _check_people(people: Mapping[str, PersonModel], today: date) -> None:
    for role, who in people.items():
        numbered = role == "submitter" or (role == "owner" and who.kind != "organisation")
        for location, problem in person_faults((role,), who, today, numbered=numbered):
            raise BadDocument(path(location), problem)


def _papers(models: list[PaperModel]) -> tuple[PaperIn, ...]:
    return tuple(PaperIn(**paper.model_dump()) for paper in models)


def _picture(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        picture = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadDocument("signature", "không phải ảnh PNG viết bằng base64") from None
    if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
        raise BadDocument("signature", "không phải ảnh PNG viết bằng base64")
    return picture


def _of(model: StepModel, value: V) -> StepDocument[V]:
    return StepDocument(value, model.rev, model.at)

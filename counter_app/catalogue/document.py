"""The catalogue document: its models, and the way from document to values.

A field may be null only when ``unknown`` names it, and what ``unknown`` names is null: nobody forgets a field, and
nobody fills one in without saying that it is confirmed now. A name is never null; ``unknown`` may still name it, when
the official wording is not confirmed.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from counter_app.catalogue.procedures import (
    Catalogue,
    Channel,
    Exemption,
    FeeKind,
    FeeRule,
    FeeStep,
    PaperNeed,
    Procedure,
    Service,
    TimeLimit,
    TimeUnit,
)
from counter_app.documents import Day, Line, Note, OptionalLine, Strict, fault

NULLABLE = ("field", "time", "papers", "fees", "legal_basis")
"""Fields that may be unknown."""

Unknown = Literal["name", "field", "time", "papers", "fees", "legal_basis"]
Count = Annotated[int, Field(ge=0, le=99)]
Money = Annotated[int, Field(ge=0, le=100_000_000)]
"""In đồng."""
Name = Annotated[Line, Field(max_length=500)]
ProcedureCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}(\.[0-9A-Z]{1,3})*$", max_length=60)]
"""``2.000815``; local variants add groups (``2.000815.000.00.00.H55``)."""
ServiceCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,7}$")]


class StageModel(Strict):
    """A time limit, or one of several that follow one another."""

    value: Annotated[float, Field(gt=0, le=1000)] = 1
    unit: TimeUnit

    @model_validator(mode="after")
    def _whole_days(self) -> Self:
        if self.unit == "calendar_days" and self.value % 1:
            raise fault("ngày lịch phải là số nguyên")
        if self.unit == "same_day" and self.value != 1:
            raise fault("same_day không đi cùng value khác 1")
        return self


class TimeModel(StageModel):
    """The time limit of a procedure, with the limits that begin where it ends."""

    then: Annotated[list[StageModel], Field(max_length=9)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _stages_have_a_length(self) -> Self:
        if self.then and "same_day" in (self.unit, *(one.unit for one in self.then)):
            raise fault("same_day không nối với thời hạn khác")
        return self


class PaperModel(Strict):
    """A paper asked for."""

    code: Line | None = None
    name: Name
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0
    required: bool = True


class StepModel(Strict):
    """A price by page."""

    to_page: Annotated[int, Field(ge=1)] | None
    amount: Money


class FeeModel(Strict):
    """A fee rule."""

    kind: FeeKind
    name: Name
    amount: Money = 0
    steps: list[StepModel] = Field(default_factory=list)
    cap: Money | None = None
    channels: Annotated[list[Channel], Field(max_length=3)] = Field(default_factory=list)
    case: Annotated[OptionalLine, Field(max_length=200)] = ""
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _terms_make_sense(self) -> Self:
        if len(set(self.channels)) < len(self.channels):
            raise fault("channels có kênh ghi hai lần")
        if self.since and self.until and self.since > self.until:
            raise fault("until không được trước since")
        return self

    @model_validator(mode="after")
    def _kind_and_parts_agree(self) -> Self:
        if self.kind != "per_page_steps":
            if self.steps or self.cap is not None:
                raise fault("steps và cap chỉ đi cùng per_page_steps")
            return self
        ends = [step.to_page for step in self.steps]
        closed = [end for end in ends[:-1] if end is not None]
        if not ends or ends[-1] is not None or closed != ends[:-1] or closed != sorted(set(closed)):
            raise fault("steps cần to_page tăng dần, bậc cuối là null")
        return self


class ExemptionModel(Strict):
    """Whom a fee is not asked of."""

    who: Name
    ground: Name


class ServiceModel(Strict):
    """A service."""

    code: ServiceCode
    name: Name
    series: Annotated[str, Field(pattern=r"^[A-Z]$")]
    position: Annotated[int, Field(ge=1, le=99)]
    hint: Note = ""


class ProcedureModel(Strict):
    """A procedure."""

    code: ProcedureCode
    name: Name
    service: ServiceCode
    field: Name | None
    version: Line | None = None
    sample: bool = False
    time: TimeModel | None
    papers: list[PaperModel] | None
    fees: list[FeeModel] | None
    legal_basis: Note | None
    unknown: list[Unknown]
    law_note: Note = ""
    exemptions: Annotated[list[ExemptionModel], Field(max_length=30)] = Field(default_factory=list)


class CatalogueModel(Strict):
    """A whole catalogue."""

    version: Annotated[Line, Field(max_length=60)]
    services: Annotated[list[ServiceModel], Field(min_length=1)]
    procedures: list[ProcedureModel]


def catalogue_of(model: CatalogueModel) -> Catalogue:
    """The values of a document that is right."""
    services = tuple(Service(s.code, s.name, s.series, s.position, s.hint) for s in model.services)
    return Catalogue(model.version, services, tuple(_procedure(one, model.version) for one in model.procedures))


def _procedure(model: ProcedureModel, version: str) -> Procedure:
    return Procedure(
        code=model.code,
        name=model.name,
        service=model.service,
        field=model.field,
        version=model.version or version,
        sample=model.sample,
        time=_time(model.time) if model.time else None,
        papers=tuple(PaperNeed(**paper.model_dump()) for paper in model.papers or ()),
        fees=tuple(fee_rule(rule) for rule in model.fees or ()),
        legal_basis=model.legal_basis,
        unknown=tuple(model.unknown),
        law_note=model.law_note,
        exemptions=tuple(Exemption(one.who, one.ground) for one in model.exemptions),
    )


def _time(model: TimeModel) -> TimeLimit:
    return TimeLimit(model.value, model.unit, tuple(TimeLimit(one.value, one.unit) for one in model.then))


def fee_rule(model: FeeModel) -> FeeRule:
    """The rule of a fee as the catalogue's document has it."""
    steps = tuple(FeeStep(step.to_page, step.amount) for step in model.steps)
    return FeeRule(
        kind=model.kind,
        name=model.name,
        amount=model.amount,
        steps=steps,
        cap=model.cap,
        channels=tuple(model.channels),
        case=model.case,
        since=model.since,
        until=model.until,
    )

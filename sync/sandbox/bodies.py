"""What the sandbox city demands of the body of an op. Members it does not know are kept as they came."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from sync.sandbox.problems import CityRefusal

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Count = Annotated[int, Field(ge=0, le=100_000)]


class Demand(BaseModel):
    """A body as far as the city looks into it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class DossierOwner(Demand):
    """Whose dossier it is (chủ hồ sơ)."""

    name: Text


class DossierPeople(Demand):
    """The persons of a dossier by their role."""

    owner: DossierOwner


class HandedIn(Demand):
    """A paper handed in."""

    name: Text
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0


class Asked(Demand):
    """A fee, in đồng."""

    name: Text
    amount: Annotated[int, Field(ge=0)]


class ReceivedDossier(Demand):
    """A ``dossier.receive``: what the national message DongBoHoSoMC can't do without."""

    code: Text
    procedure_code: Text
    procedure_name: Text
    people: DossierPeople
    received_at: AwareDatetime
    due: AwareDatetime | None = None
    papers: tuple[HandedIn, ...] = ()
    fees: tuple[Asked, ...] = ()


class GivenRating(Demand):
    """A ``rating.given``; ``level`` None: the citizen declined."""

    level: Annotated[int, Field(ge=1, le=5)] | None


class GivenReason(Demand):
    """A ``rating.reason_given``: why somebody was not content, after they had answered."""

    reason: Text


D = TypeVar("D", bound=Demand)


def demand(kind: type[D], text: str) -> D:
    """Read a body's JSON text.

    Raises ``CityRefusal`` "invalid-body" with ``pointers`` (RFC 6901) at what is wrong, never with the values.
    """
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise CityRefusal("invalid-body", pointers=_pointers(error)) from None


def _pointers(error: ValidationError) -> list[dict[str, Any]]:
    return [
        {"pointer": "".join(f"/{part}" for part in fault["loc"]), "fault": fault["type"]} for fault in error.errors()
    ]

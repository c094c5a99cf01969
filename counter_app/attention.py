"""Cần xử lý: everything between this unit and the city that waits for a person, with what one needs to settle it.

The acts are those of ``parked``; giving an op up is agreed by two, as voiding a dossier is.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from counter_app.attachments.listing import ParkedFile, parked_files
from counter_app.dossiers.from_upstream import Collision, collisions
from counter_app.dossiers.lookup import OWNER, dossier, dossier_by_id
from counter_app.dossiers.steps.void import refuse_alone
from counter_app.dossiers.upstream_document import ToldDossier, read_told
from counter_app.errors import NotFound
from counter_app.parked import ParkedOp, parked_ops, void_op
from counter_app.people.staff import SignInTry, try_sign_in
from counter_app.records.attachments import Blob
from counter_app.records.desk import Dossier, DossierShadow, Person
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking

MOST = 200
"""Lines shown at most; ``attention_count`` counts on."""
_WHAT = "bỏ việc gửi thành phố"
_PARKED = select(func.count()).select_from(Outbox).where(Outbox.state == "parked")
_FILES = select(func.count()).select_from(Blob).where(Blob.state == "parked")
_COLLISIONS = (
    select(func.count())
    .select_from(DossierShadow)
    .outerjoin(Dossier, Dossier.id == DossierShadow.dossier_id)
    .where(Dossier.id.is_(None))
)


@dataclass(frozen=True)
class Refusal:
    """An op the city refused, and the dossier it is about."""

    op: ParkedOp
    dossier_id: UUID | None
    """None for what is about no dossier, such as a rating."""
    name: str
    """The owner's."""
    procedure_name: str


@dataclass(frozen=True)
class Side:
    """A dossier as one side has it."""

    name: str
    number: str
    procedure_name: str
    received: str
    """The moment in ISO 8601."""


@dataclass(frozen=True)
class Stranger:
    """A dossier of the city's that could not be taken in, beside the one here that has its code."""

    collision: Collision
    ours_id: UUID | None
    ours: Side | None
    theirs: Side | None
    """None where it can't be understood."""


@dataclass(frozen=True)
class Attention:
    """What waits for a person, the oldest first."""

    refusals: tuple[Refusal, ...]
    strangers: tuple[Stranger, ...]
    files: tuple[ParkedFile, ...] = ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.refusals) + len(self.strangers) + len(self.files)


def attention(asking: Asking) -> Attention:
    """Everything that waits for a person, at most ``MOST`` of each."""
    refusals = tuple(_refusal(asking, op) for op in parked_ops(asking, MOST))
    strangers = tuple(_stranger(asking, one) for one in collisions(asking)[:MOST])
    return Attention(refusals, strangers, parked_files(asking, MOST))


def attention_count(asking: Asking) -> int:
    """How many things wait for a person."""
    return sum(asking.connection.execute(counted).scalar_one() for counted in (_PARKED, _COLLISIONS, _FILES))


def agree_to_give_up(act: Act, login: str, password: str) -> SignInTry:
    """The second person signs in for giving an op up; a wrong password is an answer. SecondPersonNeeded, NotFound."""
    refuse_alone(act, act.by.staff, login, _WHAT)
    return try_sign_in(act, login, password)


def give_up(act: Act, op_id: UUID, reason: str, confirmed_by: str) -> UUID:
    """Give an op up, agreed by two; the ``noop`` in its place. SecondPersonNeeded, BadDocument, NotFound, WrongMoment."""
    refuse_alone(act, act.by.staff, confirmed_by, _WHAT)
    return void_op(act, op_id, reason, confirmed_by)


def _refusal(asking: Asking, op: ParkedOp) -> Refusal:
    kind, _, name = op.lane.partition(":")
    if kind not in ("dossier", "fact"):
        return Refusal(op, None, "", "")
    dossier_id = UUID(name)
    asked = select(Person.name, Dossier.procedure_name).select_from(Dossier).outerjoin(Person, OWNER)
    row = asking.connection.execute(asked.where(Dossier.id == dossier_id)).one_or_none()
    if row is None:
        return Refusal(op, None, "", "")
    return Refusal(op, dossier_id, row.name or "", row.procedure_name)


def _stranger(asking: Asking, collision: Collision) -> Stranger:
    shadow = select(DossierShadow.body).where(DossierShadow.dossier_id == collision.dossier_id)
    told = read_told(asking.connection.execute(shadow).scalar_one().get("dossier"))
    ours_id = _holder(asking, collision.code)
    ours = None if ours_id is None else _here(asking, ours_id)
    return Stranger(collision, ours_id, ours, None if told is None else _there(told))


def _holder(asking: Asking, code: str) -> UUID | None:
    try:
        return dossier(asking, code).id if code else None
    except NotFound:
        return None


def _here(asking: Asking, dossier_id: UUID) -> Side:
    card = dossier_by_id(asking, dossier_id)
    return Side(card.owner.name, card.owner.number or "", card.procedure_name, card.received_at.isoformat())


def _there(told: ToldDossier) -> Side:
    who = told.people["owner"]
    return Side(who.name, who.number or "", told.procedure_name, told.received_at.isoformat())

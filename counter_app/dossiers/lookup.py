"""Questions about dossiers: one by code or alias, lists. ``finding`` searches as somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select

from counter_app.dossiers.steps.table import ENDED_WITHOUT, HANDED_OVER
from counter_app.errors import NotFound
from counter_app.records.desk import Dossier, DossierAlias, DossierEvent, Fee, Paper, Person
from counter_app.store import Asking

_MOST = 200

OWNER = and_(Person.dossier_id == Dossier.id, Person.role == "owner")
"""Joins the owner to dossiers. Every dossier has one; still an outer join: it keeps SQLite from reading all persons
first, and sorting them."""


@dataclass(frozen=True)
class PersonCard:
    """A person as they stood in a dossier."""

    role: str
    kind: str
    number: str | None
    number_kind: str | None
    name: str
    birth_date: date | None
    sex: str | None
    address: str
    phone: str
    email: str | None
    address_now: str = ""
    """What the card's address is called today, where that is another name."""
    phone_of: str = "own"

    @property
    def lives_at(self) -> str:
        """The address as papers say it: today's, where it is another."""
        return self.address_now or self.address


@dataclass(frozen=True)
class PaperCard:
    """A paper of a dossier."""

    code: str | None
    name: str
    originals: int
    certified: int
    copies: int


@dataclass(frozen=True)
class FeeCard:
    """A fee of a dossier, in đồng."""

    name: str
    amount: int
    """What the tariff says, also where it is waived (``exempt``)."""
    way: str
    ground: str
    """Why it is waived (căn cứ miễn), where it is."""


@dataclass(frozen=True)
class EventCard:
    """A step of a dossier."""

    at: datetime
    kind: str
    state: int
    who: str
    agency: str
    note: str
    from_state: int | None
    counter: int | None
    to_agency: str
    """Who has the dossier from this step on, where it went to somebody else."""
    to_officer: str
    due: datetime | None
    """The due date after this step, where the step says one."""


@dataclass(frozen=True)
class DossierRow:
    """A dossier as lists show it."""

    id: UUID
    code: str
    name: str
    procedure_name: str
    state: int
    due: datetime | None
    received_at: datetime
    sync_state: str


@dataclass(frozen=True)
class DossierCard:
    """A dossier, whole."""

    id: UUID
    code: str
    code_kind: str
    aliases: tuple[str, ...]
    procedure: str
    procedure_version: str
    procedure_name: str
    channel: str
    state: int
    received_at: datetime
    due_original: datetime | None
    due: datetime | None
    due_basis: str
    sets: int
    return_way: str
    return_address: str
    """For the post; empty means the owner's address."""
    note: str
    fee_total: int
    counter: int | None
    staff: str
    visit_id: UUID | None
    city_state: int | None
    sync_state: str
    owner: PersonCard
    submitter: PersonCard | None
    authorisation: dict[str, Any] | None
    """The paper by which the submitter acts: ``paper`` and its ``date``."""
    authorised_by: PersonCard | None
    """Who gave it, where that is not the owner."""
    papers: tuple[PaperCard, ...]
    fees: tuple[FeeCard, ...]
    events: tuple[EventCard, ...]
    rev: int
    """What a step made on this card expects: somebody else's step raises it."""
    version: int
    """1 as received; each correction counts on."""
    money_state: str
    handover_state: str
    voided: bool
    counted_from: datetime
    """From when the deadline runs."""
    shelf: str
    ended_at: datetime | None


def dossier(asking: Asking, code: str) -> DossierCard:
    """The dossier with this code, final or temporary, or an alias; NotFound."""
    wanted = code.strip().upper()
    found = asking.connection.execute(_BY_CODE, {"code": wanted}).scalar_one_or_none()
    if found is None:
        found = asking.connection.execute(_BY_ALIAS, {"code": wanted}).scalar_one_or_none()
    if found is None:
        raise NotFound("dossier", code)
    return dossier_by_id(asking, found)


def dossier_by_id(asking: Asking, dossier_id: UUID) -> DossierCard:
    """One dossier; NotFound."""
    of = {"dossier": dossier_id}
    ask = asking.connection.execute
    row = ask(_WHOLE, of).one_or_none()
    if row is None:
        raise NotFound("dossier", str(dossier_id))
    people = {person.role: _person(person) for person in ask(_PEOPLE, of)}
    shared = {name: getattr(row, name) for name in _SAME}
    return DossierCard(
        **shared,
        aliases=tuple(ask(_ALIASES, of).scalars()),
        procedure=row.procedure_code,
        owner=people["owner"],
        submitter=people.get("submitter"),
        authorised_by=people.get("authorised_by"),
        papers=tuple(PaperCard(*paper) for paper in ask(_PAPERS, of)),
        fees=tuple(FeeCard(*fee) for fee in ask(_FEES, of)),
        events=tuple(EventCard(*event) for event in ask(_EVENTS, of)),
        rev=row.client_rev,
    )


_SAME = [
    "id",
    "code",
    "code_kind",
    "procedure_version",
    "procedure_name",
    "channel",
    "state",
    "received_at",
    "due_original",
    "due",
    "due_basis",
    "sets",
    "return_way",
    "return_address",
    "authorisation",
    "note",
    "fee_total",
    "counter",
    "staff",
    "visit_id",
    "city_state",
    "sync_state",
    "version",
    "money_state",
    "handover_state",
    "voided",
    "counted_from",
    "shelf",
    "ended_at",
]
"""Columns that carry their own name into the card."""


def dossiers(asking: Asking) -> tuple[DossierRow, ...]:
    """The newest dossiers."""
    return _rows(asking, listed_dossiers().order_by(Dossier.received_at.desc(), Dossier.id.desc()).limit(_MOST))


def dossiers_of_visit(asking: Asking, visit_id: UUID) -> tuple[DossierRow, ...]:
    """What was received in a visit, in order."""
    return _rows(
        asking, listed_dossiers().where(Dossier.visit_id == visit_id).order_by(Dossier.received_at, Dossier.id)
    )


def open_dossiers_of(asking: Asking, number: str) -> tuple[DossierRow, ...]:
    """The dossiers of a person (by number) that wait for something, or hold something of theirs; newest first."""
    theirs = select(Person.dossier_id).where(Person.number == number, Person.role == "owner")
    unfinished = or_(Dossier.state.not_in((*ENDED_WITHOUT, HANDED_OVER)), Dossier.handover_state == "ready")
    return _rows(
        asking, listed_dossiers().where(Dossier.id.in_(theirs), unfinished).order_by(Dossier.received_at.desc())
    )


def known_person(asking: Asking, number: str) -> PersonCard | None:
    """A person as they stood in their newest dossier, to fill in what the card does not say."""
    found = asking.connection.execute(
        select(Person.__table__)
        .join(Dossier, Dossier.id == Person.dossier_id)
        .where(Person.number == number)
        .order_by(Dossier.received_at.desc(), Person.phone == "")
        .limit(1)
    ).one_or_none()
    return None if found is None else _person(found)


def listed_dossiers() -> Select[*tuple[Any, ...]]:
    """What lists show of dossiers, to be narrowed down; ``rows_of`` reads it."""
    shown: list[Any] = [Dossier.id, Dossier.code, Person.name, Dossier.procedure_name, Dossier.state, Dossier.due]
    shown += [Dossier.received_at, Dossier.sync_state]
    return select(*shown).select_from(Dossier).outerjoin(Person, OWNER)


def rows_of(found: Iterable[Any]) -> tuple[DossierRow, ...]:
    """Dossiers as lists show them."""
    return tuple(DossierRow(*row) for row in found)


def _rows(asking: Asking, wanted: Select[*tuple[Any, ...]]) -> tuple[DossierRow, ...]:
    return rows_of(asking.connection.execute(wanted))


def _person(row: Any) -> PersonCard:
    who = (row.role, row.kind, row.number, row.number_kind, row.name)
    how = (row.birth_date, row.sex, row.address, row.phone, row.email, row.address_now, row.phone_of)
    return PersonCard(*who, *how)


# Every receiving and every look asks these: made once, as making one costs more than asking it.
_OF: BindParameter[Any] = bindparam("dossier")
_BY_CODE = select(Dossier.id).where(Dossier.code == bindparam("code"))
_BY_ALIAS = select(DossierAlias.dossier_id).where(DossierAlias.alias == bindparam("code"))
_WHOLE = select(Dossier.__table__).where(Dossier.id == _OF)
_PEOPLE = select(Person.__table__).where(Person.dossier_id == _OF)
_ALIASES = select(DossierAlias.alias).where(DossierAlias.dossier_id == _OF)
_PAPERS = (
    select(Paper.code, Paper.name, Paper.originals, Paper.certified, Paper.copies)
    .where(Paper.dossier_id == _OF)
    .order_by(Paper.position)
)
_FEES = select(Fee.name, Fee.amount, Fee.way, Fee.ground).where(Fee.dossier_id == _OF).order_by(Fee.position)
_EVENTS = (
    select(*(getattr(DossierEvent, field.name) for field in fields(EventCard)))
    .where(DossierEvent.dossier_id == _OF)
    .order_by(DossierEvent.seq)
)

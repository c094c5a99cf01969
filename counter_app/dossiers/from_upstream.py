"""Dossiers that upstream has and this desk has not: another PC's, handed in online, or made after the backup restored here.

Such a dossier is taken in as upstream shows it and followed until somebody here takes a step with it; from then on it is
this desk's as any other. A printed code is never changed: where another dossier has the code here already, the newcomer
stays beside the records as the copy upstream showed (``collisions``), and somebody has to look at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update

from counter_app.dossiers.finding import make_findable
from counter_app.dossiers.given_codes import pass_over_code
from counter_app.dossiers.steps.table import DONE, ENDED_WITHOUT, HANDED_OVER
from counter_app.dossiers.upstream_document import ToldDossier, ToldLine, ToldPaper, ToldPerson, ToldStep, read_told
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.people.folding import fold
from counter_app.records.desk import (
    CopyLine,
    Dossier,
    DossierAlias,
    DossierEvent,
    DossierShadow,
    Fee,
    Paper,
    Person,
)
from counter_app.records.shared import Outbox, Unit
from counter_app.store import Act, Asking

_AS_TOLD = (
    *("code", "code_kind", "procedure_code", "procedure_version", "procedure_name", "procedure_case", "channel"),
    *("due", "due_original", "due_basis", "sets", "return_way", "return_address", "note", "fee_total"),
    *("money_state", "authorisation", "counter", "staff", "version", "shelf"),
)
_STATES = range(1, 11)
_NOT_YET = dict.fromkeys(("office_rev", "city_rev", "city_state"))
_TAKEN_ALONE = ("note", "sets", "return_way", "return_address")
_TAKEN_ROWS: dict[str, tuple[Any, Any]] = {"papers": (Paper, ToldPaper), "lines": (CopyLine, ToldLine)}
_ALONE = select(*(getattr(Dossier, field) for field in _TAKEN_ALONE)).where(Dossier.id == bindparam("dossier"))
_PARTS: tuple[Any, ...] = (Person, Paper, CopyLine, Fee, DossierEvent)
# Made once: making a statement costs several times what doing it costs, and a page has many dossiers.
_ADD: dict[Any, Any] = {table: insert(table.__table__) for table in (Dossier, *_PARTS)}
_CLEAR = [delete(table.__table__).where(table.dossier_id == bindparam("dossier")) for table in _PARTS[:-1]]
_STEPS_SEEN = select(func.count()).select_from(DossierEvent).where(DossierEvent.dossier_id == bindparam("dossier"))
_UNIT = select(Unit.code)
_HERE = select(Dossier.id).where(Dossier.id == bindparam("dossier"))
_OURS = select(Outbox.seq).where(Outbox.lane == bindparam("lane")).limit(1)
_TAKEN = select(Dossier.id).where(Dossier.code == bindparam("code"), Dossier.id != bindparam("dossier"))
_ALIASED = select(DossierAlias.dossier_id).where(DossierAlias.alias == bindparam("code"))


@dataclass(frozen=True)
class Collision:
    """A dossier upstream has that could not be taken in: its code is another's here, or it can't be understood."""

    dossier_id: UUID
    code: str
    """Empty where it can't be understood."""
    seen_at: datetime


def take_in(act: Act, dossier_id: UUID, revisions: dict[str, Any], news: dict[str, Any]) -> bool:
    """Take in a dossier as upstream shows it, or follow it; False for this desk's own, and for one that can't be.

    ``revisions``: the columns that say how far upstream is.
    """
    if act.connection.execute(_OURS, {"lane": f"dossier:{dossier_id}"}).first() is not None:
        return False
    told = read_told(news.get("dossier"))
    if told is None or _code_taken(act, dossier_id, told.code):
        return False
    values = _values(act, told, news) | revisions
    known = act.connection.execute(_HERE, {"dossier": dossier_id}).first() is not None
    if known:
        raised = {"client_rev": Dossier.client_rev + 1}
        act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**values, **raised))
    else:
        begun = {"id": dossier_id, "client_rev": 1, "voided": False}
        act.connection.execute(_ADD[Dossier], _NOT_YET | values | begun)
        pass_over_code(act, told.code)
        act.record(
            "dossier.taken_in", f"dossier:{dossier_id}", {"rev": revisions.get("office_rev", revisions.get("city_rev"))}
        )
    _write_parts(act, dossier_id, told, values)
    make_findable(act, dossier_id)
    return True


def take_fields(act: Act, dossier_id: UUID, fields: dict[str, Any]) -> bool:
    """Let a dossier of this desk say of these fields what upstream says (``owner.phone``, ``note``); whether any was another."""
    people: dict[str, dict[str, Any]] = {}
    for field, value in fields.items():
        role, _, part = field.partition(".")
        if part in ToldPerson.model_fields:
            people.setdefault(role, {})[part] = value
    changed = [
        *(_take_person(act, dossier_id, role, values) for role, values in people.items()),
        *(_take_rows(act, dossier_id, field, fields[field]) for field in _TAKEN_ROWS if field in fields),
    ]
    row = act.connection.execute(_ALONE, {"dossier": dossier_id}).mappings().one()
    said = {field: fields[field] for field in _TAKEN_ALONE if fields.get(field) is not None}
    own = {field: value for field, value in said.items() if value != row[field]}
    if not (own or any(changed)):
        return False
    raised = {"client_rev": Dossier.client_rev + 1}
    act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(**own, **raised))
    make_findable(act, dossier_id)
    return True


def _take_person(act: Act, dossier_id: UUID, role: str, values: dict[str, Any]) -> bool:
    mine = (Person.dossier_id == dossier_id, Person.role == role)
    row = act.connection.execute(select(Person.__table__).where(*mine)).mappings().one_or_none()
    if row is None:
        return False
    said = {key: value for key, value in _of_person(values).items() if value != row[key]}
    if said:
        act.connection.execute(update(Person).where(*mine).values(said))
    return bool(said)


def _take_rows(act: Act, dossier_id: UUID, field: str, value: Any) -> bool:
    """Papers, or the lines of a copy certification: all of them anew."""
    table, told = _TAKEN_ROWS[field]
    wanted = [told.model_validate(one).model_dump() for one in value or ()]
    mine = table.dossier_id == dossier_id
    rows = act.connection.execute(select(table.__table__).where(mine).order_by(table.position)).mappings()
    if [{key: row[key] for key in told.model_fields} for row in rows] == wanted:
        return False
    act.connection.execute(delete(table).where(mine))
    if wanted:
        act.connection.execute(insert(table), [{"dossier_id": dossier_id, **row} for row in _numbered(wanted)])
    return True


def _of_person(values: dict[str, Any]) -> dict[str, Any]:
    """A person's columns; what must not be empty and is not told stays empty text, a name stays as it is."""
    columns = Person.__table__.columns
    found = {key: value if value is not None or columns[key].nullable else "" for key, value in values.items()}
    if not found.get("name", "x"):
        del found["name"]
    if "name" in found:
        found["name_fold"] = fold(found["name"])
    if found.get("birth_date"):
        found["birth_date"] = date.fromisoformat(found["birth_date"])
    return found


def collisions(asking: Asking) -> tuple[Collision, ...]:
    """What upstream has of this unit and could not be taken in, oldest first."""
    without = select(DossierShadow.dossier_id, DossierShadow.body, DossierShadow.at)
    without = without.outerjoin(Dossier, Dossier.id == DossierShadow.dossier_id).where(Dossier.id.is_(None))
    rows = asking.connection.execute(without.order_by(DossierShadow.at, DossierShadow.dossier_id))
    return tuple(Collision(row.dossier_id, str(row.body.get("code", "")), row.at) for row in rows)


def _code_taken(act: Act, dossier_id: UUID, code: str) -> bool:
    asked = {"code": code, "dossier": dossier_id}
    if act.connection.execute(_TAKEN, asked).first() is not None:
        return True
    aliased = act.connection.execute(_ALIASED, {"code": code}).scalar_one_or_none()
    return aliased is not None and aliased != dossier_id


def told_state(news: dict[str, Any]) -> int | None:
    """The national status upstream shows: the office's own where it tells one, else the city's; None for no status."""
    state = news.get("state", news.get("city_state"))
    return state if type(state) is int and state in _STATES else None


def standing_told(told: ToldDossier, news: dict[str, Any]) -> dict[str, Any]:
    """The columns that say where a dossier stands, as upstream tells it (pure)."""
    state = told_state(news)
    assert state is not None, "checked where the page was read"
    ended = told.steps[-1].at if told.steps and (state in ENDED_WITHOUT or state in (DONE, HANDED_OVER)) else None
    return {
        "state": state,
        "handover_state": {DONE: "ready", HANDED_OVER: "given"}.get(state, "none"),
        "ended_at": ended,
        "due": told.due,
        "due_basis": told.due_basis,
        "counted_from": told.received_at,
    }


def _values(act: Act, told: ToldDossier, news: dict[str, Any]) -> dict[str, Any]:
    """The columns of a dossier that is followed."""
    here = act.connection.execute(_UNIT).scalar_one()
    return {
        **{key: getattr(told, key) for key in _AS_TOLD},
        "unit": told.unit or here,
        "received_at": told.handed_in_at or told.received_at,
        "business_day": business_day(told.handed_in_at or told.received_at),
        **standing_told(told, news),
        "sync_state": news.get("reach", "city"),
        "visit_id": None,
    }


def _write_parts(act: Act, dossier_id: UUID, told: ToldDossier, values: dict[str, Any]) -> None:
    """Write what belongs to it anew; steps are append-only, only those not seen before are added."""
    for clearing in _CLEAR:
        act.connection.execute(clearing, {"dossier": dossier_id})
    fee = {"way": told.fee.way, "ground": told.fee.ground, "taken_at": None}
    people = [
        {**who.model_dump(), "id": new_id(), "role": role, "name_fold": fold(who.name)}
        for role, who in told.people.items()
    ]
    parts: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
        (Paper, [one.model_dump() for one in told.papers]),
        (CopyLine, [one.model_dump() for one in told.lines]),
        (Fee, [{**one.model_dump(), **fee} for one in told.fees]),
    )
    for table, rows in ((Person, people), *((part, _numbered(rows)) for part, rows in parts)):
        if rows:
            act.connection.execute(_ADD[table], [{"dossier_id": dossier_id, **row} for row in rows])
    _add_steps(act, dossier_id, told, values)


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"position": at, **row} for at, row in enumerate(rows, start=1)]


def _add_steps(act: Act, dossier_id: UUID, told: ToldDossier, values: dict[str, Any]) -> None:
    first = ToldStep(state=2, at=told.handed_in_at or told.received_at, agency=told.unit_name, officer=told.staff)
    seen: int = act.connection.execute(_STEPS_SEEN, {"dossier": dossier_id}).scalar_one()
    steps = (first, *told.steps)[seen:]
    same = {"dossier_id": dossier_id, "from_state": None, "counter": None, "to_agency": "", "to_officer": ""}
    rows = [
        {
            **same,
            "kind": "received" if step is first else "elsewhere",
            "at": step.at,
            "state": step.state,
            "who": step.officer,
            "agency": step.agency,
            "note": step.note or "",
            "due": values["due"] if step is first else None,
        }
        for step in steps
    ]
    if rows:
        act.connection.execute(_ADD[DossierEvent], rows)

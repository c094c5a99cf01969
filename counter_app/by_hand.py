"""By hand (nhập tay): where the city has no interface, staff type each dossier into the city's own form.

Nothing is sent by program then (setting ``city.way``). What waits is what the outbox holds of a dossier; who says it stands
in the city's system gives the code the city gave it, which stays an alias for ever. Steps made afterwards put the dossier
on the list again. What was said so is counted apart from what a machine acknowledged, and is never sent by program later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, text, update

from counter_app.dossiers.finding import make_findable
from counter_app.dossiers.lookup import OWNER
from counter_app.errors import BadDocument, NotFound, ScreenStale
from counter_app.hand_errors import SentByProgram
from counter_app.outbox import NOT_THERE
from counter_app.people.staff import staff_name
from counter_app.records.desk import Dossier, DossierAlias, Person
from counter_app.records.shared import HOLDS_ITS_PLACE, Outbox
from counter_app.settings import value_of
from counter_app.store import Act, Asking

MOST = 500
"""Lines of the list at most; ``backlog`` counts on."""
BEGINNINGS = ("dossier.receive", "dossier.register")
"""The ops that bring a dossier to the city; it is new there while one of them waits."""
_HANDINGS = ("fact.result_handed_over", "fact.papers_returned")
"""Facts that are a status of the national list as well; other facts have no place in the city's form."""
_CITY_CODE = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9][A-Z0-9./_-]{3,59}", re.ASCII)
_TOLD = or_(Outbox.lane.startswith("dossier:"), Outbox.kind.in_(_HANDINGS))
_WAITING = (
    select(Outbox.seq, Outbox.lane, Outbox.kind, Outbox.captured_at)
    .where(Outbox.state.in_(NOT_THERE), _TOLD)
    .order_by(Outbox.seq)
)

_ORIGINS = text(
    f"WITH RECURSIVE found (origin) AS (SELECT min(origin) FROM outbox WHERE {HOLDS_ITS_PLACE} UNION ALL "  # noqa: S608 - no value in it
    f"SELECT (SELECT min(origin) FROM outbox WHERE origin > found.origin AND {HOLDS_ITS_PLACE}) FROM found "
    "WHERE found.origin IS NOT NULL) SELECT origin FROM found WHERE origin IS NOT NULL"
)
"""The few origins of this store's ops, one step in the index for each."""
_OF_LANES = (
    select(Outbox.lane, Outbox.state, Outbox.next_at, Outbox.result, Outbox.acked_at)
    .where(Outbox.origin.in_(bindparam("origins", expanding=True)), text(HOLDS_ITS_PLACE))
    .where(Outbox.lane.in_(bindparam("lanes", expanding=True)))
    .order_by(Outbox.acked_at, Outbox.seq)
)

_GIVEN_UP = select(Outbox.result).where(
    Outbox.state == "void", Outbox.lane == bindparam("lane"), Outbox.kind.in_(BEGINNINGS)
)


@dataclass(frozen=True)
class Unentered:
    """A dossier somebody has to type in, or bring up to date, in the city's system."""

    id: UUID
    code: str
    name: str
    """The owner's."""
    procedure_name: str
    state: int
    since: datetime
    """When the oldest step was made that the city does not have."""
    upto: int
    """The newest step shown; steps made later are not confirmed along with it."""
    new: bool
    """Whether the city has nothing of it yet; else only its status is behind."""
    city_code: str
    """The code the city gave; empty while there is none."""
    kinds: tuple[str, ...]
    """The ops that wait, oldest first."""


@dataclass(frozen=True)
class Backlog:
    """How many dossiers wait to be typed in, and since when the oldest."""

    count: int
    since: datetime | None


@dataclass(frozen=True)
class Entered:
    """What a person said of a dossier: it stands in the city's system, under this code."""

    dossier_id: UUID
    code: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Reach:
    """What a person said of a dossier, and whether they have more to say."""

    entered: Entered | None
    who: str
    """The name of who said it."""
    behind: bool
    """Whether staff have to type something of it in."""
    given_up: str | None = None
    """Why it was given up to send it at all, where it was: the city has nothing of it from here."""


def by_hand(asking: Asking) -> bool:
    """Whether staff type dossiers into the city's system themselves."""
    return value_of(asking, "city.way") == "hand"


def unentered(asking: Asking) -> tuple[Unentered, ...]:
    """The dossiers to type in or to bring up to date, the oldest first, at most ``MOST``."""
    listed = _listed(asking)[:MOST]
    said = _last_entered(asking, [row.id for row, ops in listed if not _new(ops)])
    return tuple(_line(row, ops, said.get(row.id)) for row, ops in listed)


def unentered_one(asking: Asking, dossier_id: UUID) -> Unentered | None:
    """One of them; None where nothing of it waits."""
    mine = Outbox.lane.in_((f"dossier:{dossier_id}", f"fact:{dossier_id}"))
    listed = _listed(asking, mine)
    return next((_line(row, ops, last_entered(asking, dossier_id)) for row, ops in listed), None)


def reach_of(asking: Asking, dossier_id: UUID) -> Reach:
    """What was said of a dossier by hand, and whether more has to be typed in."""
    said = last_entered(asking, dossier_id)
    behind = by_hand(asking) and unentered_one(asking, dossier_id) is not None
    void = asking.connection.execute(_GIVEN_UP, {"lane": f"dossier:{dossier_id}"}).scalars().first()
    why = None if void is None else str(void.get("void", ""))
    return Reach(said, "" if said is None else staff_name(asking, said.by), behind, why)


def unentered_ids(asking: Asking) -> tuple[UUID, ...]:
    """Which dossiers wait to be typed in, the oldest first."""
    return tuple(row.id for row, _ in _listed(asking))


def backlog(asking: Asking) -> Backlog:
    """How many dossiers wait to be typed in, without asking what each of them is."""
    listed = _listed(asking)
    return Backlog(len(listed), listed[0][1][0].captured_at if listed else None)


def last_entered(asking: Asking, dossier_id: UUID) -> Entered | None:
    """What was last said of a dossier by hand; None where nobody said anything."""
    return _last_entered(asking, (dossier_id,)).get(dossier_id)


def note_entered(act: Act, dossier_id: UUID, upto: int, city_code: str = "") -> Entered:
    """Somebody typed it into the city's system (đã nhập): under this code, up to this step.

    SentByProgram, NotFound, ScreenStale where nothing of it waits any more, BadDocument for a code that can't be the city's.
    """
    if not by_hand(act):
        raise SentByProgram
    row = act.connection.execute(select(Dossier.code, Dossier.state).where(Dossier.id == dossier_id)).one_or_none()
    if row is None:
        raise NotFound("dossier", str(dossier_id))
    before = last_entered(act, dossier_id)
    code = _read_code(city_code) if city_code.strip() or before is None else before.code
    _keep_alias(act, dossier_id, row.code, code)
    ops = act.connection.execute(_said(act, dossier_id, upto, code)).rowcount
    if not ops:
        raise ScreenStale("dossier", row.code, str(row.state))
    left = (Outbox.lane == f"dossier:{dossier_id}", Outbox.state.in_(NOT_THERE))
    reach = "local" if act.connection.execute(select(Outbox.seq).where(*left).limit(1)).first() else "city"
    act.connection.execute(update(Dossier).where(Dossier.id == dossier_id).values(sync_state=reach))
    act.record("dossier.entered_by_hand", f"dossier:{dossier_id}", {"code": code, "ops": ops})
    return Entered(dossier_id, code, act.by.staff, act.now)


def _said(act: Act, dossier_id: UUID, upto: int, code: str) -> Any:
    """Mark what waits of a dossier as said by hand; a batch still under way no longer finds it."""
    mine = Outbox.lane.in_((f"dossier:{dossier_id}", f"fact:{dossier_id}"))
    values = {"state": "acked", "acked_at": act.now, "batch_id": None, "next_at": act.now}
    said = {"by_hand": act.by.staff, "code": code}
    waiting = (mine, Outbox.seq <= upto, Outbox.state.in_(NOT_THERE))
    return update(Outbox).where(*waiting).values(**values, result=said)


def _read_code(text: str) -> str:
    """The code as the city wrote it; BadDocument for nothing, and for what is a number of a card or a phone."""
    code = "".join(text.split()).upper()
    if not code:
        raise BadDocument("city_code", "quét hoặc gõ mã thành phố đã cấp")
    if _CITY_CODE.fullmatch(code) is None:
        raise BadDocument("city_code", "không phải mã hồ sơ; quét lại mã trên hệ thống thành phố")
    return code


def _keep_alias(act: Act, dossier_id: UUID, own: str, code: str) -> None:
    """Find it by this code from now on. BadDocument where the code is another dossier's."""
    other = select(Dossier.id).where(Dossier.code == code, Dossier.id != dossier_id)
    aliased = select(DossierAlias.dossier_id).where(DossierAlias.alias == code)
    known = act.connection.execute(aliased).scalar_one_or_none()
    if act.connection.execute(other).first() is not None or known not in (None, dossier_id):
        raise BadDocument("city_code", f"{code} đã là mã của hồ sơ khác")
    if known is None and code != own:
        act.connection.execute(insert(DossierAlias).values(alias=code, dossier_id=dossier_id))
        make_findable(act, dossier_id)


def _listed(asking: Asking, *only: ColumnElement[bool]) -> list[tuple[Any, list[Any]]]:
    """Each dossier with its ops that wait, the oldest op first; what was voided before it was typed in stays out."""
    waiting: dict[UUID, list[Any]] = {}
    for op in asking.connection.execute(_WAITING.where(*only)):
        waiting.setdefault(UUID(op.lane.partition(":")[2]), []).append(op)
    columns = (Dossier.id, Dossier.code, Person.name, Dossier.procedure_name, Dossier.state, Dossier.voided)
    wanted = select(*columns).select_from(Dossier).outerjoin(Person, OWNER).where(Dossier.id.in_(tuple(waiting)))
    rows = {row.id: row for row in asking.connection.execute(wanted)}
    both = ((rows[dossier_id], ops) for dossier_id, ops in waiting.items() if dossier_id in rows)
    return [(row, ops) for row, ops in both if not (row.voided and _new(ops))]


def _last_entered(asking: Asking, of: Sequence[UUID]) -> dict[UUID, Entered]:
    """What was last said of each of these; all of them in one look."""
    if not of:
        return {}
    lanes = [f"dossier:{dossier_id}" for dossier_id in of]
    origins = asking.connection.execute(_ORIGINS).scalars().all()
    rows = asking.connection.execute(_OF_LANES, {"origins": origins, "lanes": lanes})
    found = (
        (UUID(row.lane.partition(":")[2]), row) for row in rows if row.state == "acked" and row.next_at is not None
    )
    return {name: Entered(name, row.result["code"], row.result["by_hand"], row.acked_at) for name, row in found}


def _new(ops: list[Any]) -> bool:
    return any(op.kind in BEGINNINGS for op in ops)


def _line(row: Any, ops: list[Any], said: Entered | None) -> Unentered:
    about = (row.id, row.code, row.name or "", row.procedure_name, row.state, ops[0].captured_at, ops[-1].seq)
    return Unentered(*about, _new(ops), said.code if said else "", tuple(op.kind for op in ops))

"""The feed the desks read: what is new of the unit's dossiers, and how each desk's own ops stand, always as of now.

Every subject stands in it once, at its newest change. This module alone knows what a cursor is. With one writer at a time, as
on a file, the sequence is one; on a server commits overtake each other, and it has to be ``(xid8, seq)`` below
``pg_snapshot_xmin(pg_current_snapshot())`` (PostgreSQL manual, 9.27.7).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, insert, select

from counter_app.records.relay import OfficeChange, OfficeDossier, RelayedOp
from counter_app.records.shared import Device, Outbox
from counter_app.store import Act, Asking

LONGEST_CURSOR = 18
"""Digits of a place in the feed at most."""
# Made once: making a statement costs several times what doing it costs.
_FORGET = delete(OfficeChange.__table__).where(OfficeChange.subject == bindparam("of"))  # type: ignore[arg-type]
_ADD = insert(OfficeChange.__table__).inline()  # type: ignore[arg-type]
_NEWS = (
    select(OfficeChange.seq, OfficeChange.subject)
    .where(OfficeChange.seq > bindparam("after"), OfficeChange.device.in_(("", bindparam("device"))))
    .order_by(OfficeChange.seq)
    .limit(bindparam("most"))
)
_DOSSIERS = select(OfficeDossier.__table__).where(OfficeDossier.id.in_(bindparam("ids", expanding=True)))
_WAITING = (
    select(Outbox.lane)
    .where(Outbox.lane.in_(bindparam("lanes", expanding=True)), Outbox.state.in_(("pending", "inflight", "parked")))
    .distinct()
)
_OPS = (
    select(RelayedOp.op_id, Outbox.state, Outbox.last_status, Outbox.last_problem, Outbox.result)
    .outerjoin(Outbox, Outbox.op_id == RelayedOp.onward)
    .where(RelayedOp.op_id.in_(bindparam("ids", expanding=True)))
)


class CursorOfAnotherLife(Exception):  # noqa: N818 - an answer of the feed, not an error of the program
    """The office was restored since this cursor was given: the feed is read again from the start."""


@dataclass(frozen=True)
class Item:
    """Something new: of a dossier, or of one op of the desk that asks. ``at``: when it came about."""

    seq: int
    dossier_id: UUID | None
    rev: int
    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """What is new after a cursor, in order."""

    items: tuple[Item, ...]
    next_cursor: str
    has_more: bool
    epoch: str


def announce(act: Act, subject: str, device: str = "") -> None:
    """Tell the desks (or one of them) that this is new; in the transaction that made it so."""
    act.connection.execute(_FORGET, {"of": subject})
    act.connection.execute(_ADD, {"subject": subject, "device": device})


def life(asking: Asking) -> UUID:
    """Which life of its records the office is in: a restored office begins a new one."""
    return asking.connection.execute(select(Device.incarnation)).scalar_one()


def epoch_of(incarnation: UUID) -> int:
    """That life as the number senders compare; exact as a JSON number (RFC 8259, 6)."""
    return int(incarnation.hex[-13:], 16)


def epoch(asking: Asking) -> int:
    """The number of this office's life."""
    return epoch_of(life(asking))


def changes_after(asking: Asking, device: str, cursor: str | None, most: int) -> Page:
    """Give a desk what is new after a cursor. Raises ``CursorOfAnotherLife``."""
    name = life(asking).hex[-8:]
    after = 0 if cursor is None else _position(cursor, name)
    rows = asking.connection.execute(_NEWS, {"after": after, "device": device, "most": most + 1}).all()
    page = rows[:most]
    last = page[-1].seq if page else after
    return Page(_items(asking, page), f"{name}.{last}", len(rows) > most, name)


def _position(cursor: str, name: str) -> int:
    said, _, position = cursor.partition(".")
    if said != name or not position.isascii() or not position.isdigit() or len(position) > LONGEST_CURSOR:
        raise CursorOfAnotherLife
    return int(position)


def _items(asking: Asking, page: Sequence[Any]) -> tuple[Item, ...]:
    named = [(row.seq, *row.subject.split(":", 1)) for row in page]
    dossiers = _dossiers(asking, [UUID(name) for _, kind, name in named if kind == "dossier"])
    fates = _fates(asking, [UUID(name) for _, kind, name in named if kind == "op"])
    found = []
    for seq, kind, name in named:
        if kind == "dossier":
            at, rev, body = dossiers[UUID(name)]
            found.append(Item(seq, UUID(name), rev, at, body))
        elif UUID(name) in fates:
            found.append(Item(seq, None, 0, asking.now, {"op": fates[UUID(name)]}))
    return tuple(found)


def _dossiers(asking: Asking, ids: Sequence[UUID]) -> dict[UUID, tuple[datetime, int, dict[str, Any]]]:
    lanes = [f"dossier:{one}" for one in ids]
    waiting = set(asking.connection.execute(_WAITING, {"lanes": lanes}).scalars()) if ids else set()
    rows = asking.connection.execute(_DOSSIERS, {"ids": list(ids)}).all() if ids else []
    return {row.id: (row.changed_at, row.rev, _told(row, waits=f"dossier:{row.id}" in waiting)) for row in rows}


def _told(row: Row[Any], *, waits: bool) -> dict[str, Any]:
    """What a desk hears of a dossier: what the city showed of it, and how the office has it."""
    news, body = row.city_news or {}, json.loads(row.body_json)
    ours = {"state": row.state, "city_state": row.city_state, "city_rev": row.city_rev, "dossier": body}
    return {"code": row.code, "note": "", **news, **ours, "reach": "office" if waits else "city"}


def _fates(asking: Asking, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = asking.connection.execute(_OPS, {"ids": list(ids)}).all() if ids else []
    return {row.op_id: _fate(row) for row in rows}


def _fate(row: Row[Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"op_id": str(row.op_id), "reached": reached(row.state)}
    if row.state in ("parked", "void"):
        return said | {"status": row.last_status, "problem": row.last_problem}
    return said | {"answer": row.result}


def reached(state: str | None) -> str:
    """How far an op has come whose own op stands so in the office's outbox; what is not kept any more is with the city.

    ``untold``: the city has no place for it, and gave its place in the lane free.
    """
    if state in ("parked", "void"):
        return "attention" if state == "parked" else "untold"
    return "city" if state in ("acked", None) else "office"

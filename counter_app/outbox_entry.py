"""Putting an op into the outbox, in the transaction of the act it tells of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, select

from counter_app.ids import new_id
from counter_app.ops import SCHEMA_VERSION, Body, canonical, fingerprint
from counter_app.records.shared import Outbox

CLOCK_TOLERANCE = timedelta(minutes=2)
"""By so much a clock may be off before anybody is told."""

# Made once: making a statement costs several times what doing it costs.
LATEST = select(func.max(Outbox.captured_at))
"""The latest moment any op was written at."""
_LAST = select(func.max(Outbox.client_rev), LATEST.scalar_subquery()).where(
    Outbox.origin == bindparam("in_origin"),
    Outbox.lane == bindparam("in_lane"),
    Outbox.state.not_in(("superseded", "void")),
)
_ADD = insert(Outbox.__table__).inline()  # type: ignore[arg-type]


class _Person(Protocol):
    @property
    def staff(self) -> str: ...


class _Sender(Protocol):
    @property
    def origin(self) -> str: ...


class Recorded(Protocol):
    """What an op needs to know of the act it tells of."""

    @property
    def now(self) -> datetime: ...  # noqa: D102
    @property
    def by(self) -> _Person: ...  # noqa: D102
    @property
    def sender(self) -> _Sender: ...  # noqa: D102


def put_in_place(connection: Connection, act: Recorded, of: Any, kind: str, body: Body) -> UUID:
    """Write an op that takes the place of another (a row of the outbox) in its lane, and give its identity."""
    op_id = new_id()
    same = {"origin": of.origin, "lane": of.lane, "client_rev": of.client_rev, "base_rev": of.base_rev}
    latest = connection.execute(LATEST).scalar_one()
    connection.execute(_ADD, {"op_id": op_id, **same, **_written(act, kind, body, latest)})
    return op_id


def add(connection: Connection, act: Recorded, kind: str, lane: str, body: Body, base_rev: int | None) -> UUID:
    """Write one op as the next of its lane, and give its identity."""
    op_id, origin = new_id(), act.sender.origin
    last, latest = connection.execute(_LAST, {"in_origin": origin, "in_lane": lane}).one()
    place = {"origin": origin, "lane": lane, "client_rev": (last or 0) + 1, "base_rev": base_rev}
    connection.execute(_ADD, {"op_id": op_id, **place, **_written(act, kind, body, latest)})
    return op_id


def _written(act: Recorded, kind: str, body: Body, latest: datetime | None) -> dict[str, Any]:
    behind = timedelta(0) if latest is None else latest - act.now
    return {
        "clock_behind": int(behind.total_seconds()) if behind > CLOCK_TOLERANCE else None,
        "kind": kind,
        "schema_version": SCHEMA_VERSION,
        "captured_at": act.now,
        "staff": act.by.staff,
        "body_json": canonical(body),
        "body_sha256": fingerprint(body),
        "state": "pending",
        "attempts": 0,
    }

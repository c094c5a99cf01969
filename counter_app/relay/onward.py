"""The office's own op for the city: the same op under the office's name, the next of its lane, whichever desk it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, null, select, update

from counter_app.ops import Op, canonical
from counter_app.records.shared import Outbox
from counter_app.store import Act

# Made once: making a statement costs several times what doing it costs.
_LAST = select(func.max(Outbox.client_rev)).where(
    Outbox.origin == bindparam("in_origin"),
    Outbox.lane == bindparam("in_lane"),
    Outbox.state.not_in(("superseded", "void")),
)
_ADD = insert(Outbox.__table__).inline()  # type: ignore[arg-type]
_HELD = select(Outbox.__table__).where(Outbox.op_id == bindparam("of"))


def pass_on(act: Act, op: Op, base_rev: int | None) -> None:
    """Write the op down for the city, as the next of its lane."""
    origin = act.sender.origin
    last = act.connection.execute(_LAST, {"in_origin": origin, "in_lane": op.lane}).scalar_one()
    place = {"origin": origin, "client_rev": (last or 0) + 1, "base_rev": base_rev}
    act.connection.execute(_ADD, {**op_values(op), **place})


def op_held(act: Act, op_id: UUID) -> Row[Any] | None:
    """The office's own op by its identity; None where it is not kept."""
    return act.connection.execute(_HELD, {"of": op_id}).one_or_none()


def send_again(act: Act, row: Row[Any]) -> None:
    """The city refused it and somebody wants it sent once more as it is."""
    again = {"state": "pending", "next_at": None, "last_status": None, "last_problem": null()}
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(**again))


def put_instead(act: Act, row: Row[Any], op: Op) -> None:
    """The city refused it, and another op takes its place in the lane."""
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(state="superseded"))
    place = {"origin": row.origin, "client_rev": row.client_rev, "base_rev": row.base_rev}
    act.connection.execute(_ADD, {**op_values(op), **place})


def op_values(op: Op) -> Mapping[str, Any]:
    """The columns of an op that waits, but for its place."""
    return {
        "op_id": op.op_id,
        "lane": op.lane,
        "kind": op.kind,
        "schema_version": op.schema_version,
        "captured_at": op.captured_at,
        "staff": op.staff,
        "body_json": canonical(op.body),
        "body_sha256": op.body_sha256,
        "clock_behind": op.clock_behind,
        "state": "pending",
        "attempts": 0,
    }

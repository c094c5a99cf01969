"""Ops that waited in the office for the city while staff typed them into the city's own form: they are with the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from counter_app.outbox import SAID_BY_HAND, UNSENT
from counter_app.records.relay import RelayedOp
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Typed:
    """An op a person said the city has: when, and what they said."""

    op_id: UUID
    at: datetime
    said: dict[str, Any]


def ops_waiting(asking: Asking) -> tuple[UUID, ...]:
    """The desks' ops that wait in the office, by the desks' names for them."""
    mine = select(RelayedOp.op_id).join(Outbox, Outbox.op_id == RelayedOp.onward).where(Outbox.state.in_(UNSENT))
    return tuple(asking.connection.execute(mine.order_by(Outbox.seq)).scalars())


def said_by_hand(asking: Asking, among: Sequence[UUID] | None) -> tuple[Typed, ...]:
    """Which of these ops somebody said the city has; without names one of any, to know whether there is one."""
    wanted = select(Outbox.op_id, Outbox.next_at, Outbox.result).where(*SAID_BY_HAND)
    wanted = wanted.limit(1) if among is None else wanted.where(Outbox.op_id.in_(among))
    return tuple(Typed(row.op_id, row.next_at, row.result or {}) for row in asking.connection.execute(wanted))


def set_aside(act: Act, typed: Sequence[Typed]) -> int:
    """Take these out of what waits in the office: a person told the city. Gives how many."""
    found = 0
    for one in typed:
        onward = select(RelayedOp.onward).where(RelayedOp.op_id == one.op_id).scalar_subquery()
        values = {"state": "acked", "acked_at": act.now, "next_at": one.at, "result": one.said, "batch_id": None}
        mine = (Outbox.op_id == onward, Outbox.state.in_(UNSENT))
        found += act.connection.execute(update(Outbox).where(*mine).values(**values)).rowcount
    return found

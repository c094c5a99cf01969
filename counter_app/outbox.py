"""The outbox (hộp gửi): ops on their way upstream, and what became of them. Acts and questions of the sending store.

::

    pending ──▶ inflight ──▶ passed ──▶ acked
       ▲           │            │   passed: the office has it, the city not yet; with one hop there is no such state
       ├───────────┤ outcome unknown: the same op again
       │           ▼            │
       └─────── parked ◀────────┘   a person must look at it
                   void             given up by a person, or upstream has no place for the like

Ops are written inflight before they are sent, so that a crash in between leaves them to be sent again, never lost.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, bindparam, func, or_, select, text, update

from counter_app.errors import CityAway, CityNewer, CityRefused, RolledBack, UpstreamTrouble
from counter_app.feed import feed_name
from counter_app.ids import new_id
from counter_app.ops import Op
from counter_app.records.shared import HOLDS_ITS_PLACE, Device, Inbox, Outbox, Unit
from counter_app.sending import Unsent, next_of_known, next_ops
from counter_app.store import Act, Asking

_REFUSALS = {409: RolledBack, 426: CityNewer}
"""What a status of the city means for all of this PC (RFC 9110)."""
UNSENT = ("pending", "inflight", "parked")
ON_THE_WAY = ("pending", "inflight", "passed")
"""Has not reached the city, and nobody has to do anything."""
NOT_THERE = (*UNSENT, "passed")
"""Has not reached the city."""
SAID_BY_HAND = (Outbox.state == "acked", Outbox.next_at.is_not(None))
"""Which ops a person said the city has: ``next_at`` keeps when, which what a machine acknowledged never has. An index
tells them from all the others."""

_TABLE = Outbox.__table__
_WAITS_SINCE = select(func.min(Outbox.captured_at)).where(Outbox.state.in_(ON_THE_WAY))
NO_PLACE_STATUS = 501
"""The status of what upstream has no place for (RFC 9110, 15.6.2): it stays here as void, told to nobody."""
_UNTOLD = select(func.count()).where(Outbox.state == "void", Outbox.last_status == NO_PLACE_STATUS)
_BY_HAND = select(func.count()).select_from(Outbox).where(*SAID_BY_HAND)

_LOOK_AT = 100
"""Waiting ops looked at first, the oldest: 10,000 that wait cost a batch no more than 100 do."""
# Made once: making a statement costs several times what doing it costs.
_DUE = or_(Outbox.next_at.is_(None), Outbox.next_at <= bindparam("now", type_=Outbox.next_at.type))
_OLDEST = (
    select(Outbox.seq, Outbox.origin, Outbox.lane)
    .where(Outbox.state == "pending", _DUE, Outbox.seq > bindparam("after"))
    .order_by(Outbox.seq)
    .limit(bindparam("look_at", type_=Integer))
)
_OF_LANES = select(
    Outbox.seq,
    Outbox.origin,
    Outbox.lane,
    Outbox.client_rev,
    Outbox.state,
    Outbox.next_at,
    func.length(Outbox.body_json).label("size"),
).where(
    Outbox.origin == bindparam("origin"),
    Outbox.lane.in_(bindparam("lanes", expanding=True)),
    Outbox.state.in_(UNSENT),
    text(HOLDS_ITS_PLACE),
)


@dataclass(frozen=True)
class OutgoingBatch:
    """Ops taken out to be sent, and who sends them. ``device_seq`` never falls."""

    batch_id: UUID
    device_id: UUID
    incarnation: UUID
    device_seq: int
    unit_code: str
    ops: tuple[Op, ...]


@dataclass(frozen=True)
class SyncLine:
    """The line at the top of the window: what waits, what arrived, when the city was last heard, what is wrong."""

    pending: int
    acked: int
    parked: int
    last_contact: datetime | None
    problem: str | None
    """``away``, ``refused:<status>``, or None."""
    by_hand: int = 0
    """What staff said they typed into the city's own form; not in ``acked``."""
    waits_since: datetime | None = None
    """When the oldest of what waits was made."""
    untold: int = 0
    """What the city's system has no place for: kept here alone, not in ``acked``."""

    @property
    def trouble(self) -> UpstreamTrouble | None:
        """The trouble as a refusal, which has its sentence in ``wording``."""
        if self.problem is None:
            return None
        kind, _, status = self.problem.partition(":")
        if kind != "refused":
            return CityAway()
        return _REFUSALS.get(int(status), CityRefused)(int(status))


def recover(act: Act) -> int:
    """Put ops whose sender died back in line; only for the holder of the sender's lock. Gives how many."""
    return act.connection.execute(
        update(Outbox).where(Outbox.state == "inflight").values(state="pending", batch_id=None)
    ).rowcount


def take_batch(act: Act, most: int) -> OutgoingBatch | None:
    """Take the next ops out, at most ``most``; None when nothing can go."""
    chosen = _next(act, most)
    if not chosen:
        return None
    batch_id = new_id()
    going = {"state": "inflight", "batch_id": batch_id, "attempts": Outbox.attempts + 1}
    act.connection.execute(update(Outbox).where(Outbox.seq.in_(chosen)).values(**going))
    rows = {row.seq: row for row in act.connection.execute(select(_TABLE).where(Outbox.seq.in_(chosen)))}
    unit_code = act.connection.execute(select(Unit.code)).scalar_one()
    who = act.sender
    return OutgoingBatch(
        batch_id, who.device_id, who.incarnation, _raise_seq(act), unit_code, tuple(op_of(rows[seq]) for seq in chosen)
    )


def begin_anew(act: Act) -> UUID:
    """This store is not what upstream knows it as (restored from a backup, or cloned): its new incarnation.

    What waits keeps the name under which it was written: upstream knows it by its op, and takes each once.
    """
    incarnation = new_id()
    act.connection.execute(update(Device).values(incarnation=incarnation))
    act.forget_sender()
    act.record("device.renewed", f"device:{act.sender.device_id}")
    return incarnation


def put_back(act: Act, batch_id: UUID) -> int:
    """Put a batch without an answer back in line: the outcome is unknown, the same ops go again."""
    mine = (Outbox.batch_id == batch_id, Outbox.state == "inflight")
    return act.connection.execute(update(Outbox).where(*mine).values(state="pending")).rowcount


def sync_line(asking: Asking) -> SyncLine:
    """Give the state of the exchange."""
    counted = select(Outbox.state, func.count()).group_by(Outbox.state)
    states: dict[str, int] = {row[0]: row[1] for row in asking.connection.execute(counted)}
    oldest = asking.connection.execute(_WAITS_SINCE).scalar_one()
    by_hand = asking.connection.execute(_BY_HAND).scalar_one()
    read = select(Inbox.last_contact_at, Inbox.problem).where(Inbox.feed == feed_name(asking))
    inbox = asking.connection.execute(read).one_or_none()
    pending = sum(states.get(state, 0) for state in ON_THE_WAY)
    contact, problem = (inbox.last_contact_at, inbox.problem) if inbox else (None, None)
    acked = states.get("acked", 0) - by_hand
    untold = asking.connection.execute(_UNTOLD).scalar_one()
    return SyncLine(pending, acked, states.get("parked", 0), contact, problem, by_hand, oldest, untold)


def may_send(asking: Asking) -> bool:
    """Say whether any op can go now."""
    return bool(_next(asking, 1))


def _next(asking: Asking, most: int) -> tuple[int, ...]:
    """Give the ``seq`` of the ops that can go now: of the oldest waiting, and as many more as it takes to know."""
    unsent: list[Unsent] = []
    seen: set[tuple[str, str]] = set()
    after, look_at = 0, _LOOK_AT
    while True:
        oldest = asking.connection.execute(_OLDEST, {"now": asking.now, "after": after, "look_at": look_at}).all()
        unsent += _of_lanes(asking, {(row.origin, row.lane) for row in oldest} - seen)
        seen |= {(row.origin, row.lane) for row in oldest}
        if len(oldest) < look_at:
            return next_ops(unsent, asking.now, most)
        after, look_at = oldest[-1].seq, look_at * 2
        chosen = next_of_known(unsent, asking.now, most, after)
        if chosen is not None:
            return chosen


def _of_lanes(asking: Asking, lanes: set[tuple[str, str]]) -> list[Unsent]:
    """Give every unsent op of these lanes."""
    found: list[Unsent] = []
    for origin in sorted({origin for origin, _ in lanes}):
        names = {"origin": origin, "lanes": sorted(lane for of, lane in lanes if of == origin)}
        found += (Unsent(*row) for row in asking.connection.execute(_OF_LANES, names))
    return found


def _raise_seq(act: Act) -> int:
    """Give how far this store has come: the highest op ever written."""
    highest = act.connection.execute(select(func.max(Outbox.seq))).scalar_one()
    known = act.connection.execute(select(Device.device_seq)).scalar_one()
    act.connection.execute(update(Device).values(device_seq=max(highest, known)))
    return max(highest, known)


def op_of(row: Row[Any]) -> Op:
    """A row of the outbox as the op it holds."""
    return Op(
        op_id=row.op_id,
        origin=row.origin,
        lane=row.lane,
        client_rev=row.client_rev,
        base_rev=row.base_rev,
        kind=row.kind,
        schema_version=row.schema_version,
        captured_at=row.captured_at,
        staff=row.staff,
        body=json.loads(row.body_json),
        body_sha256=row.body_sha256,
        clock_behind=row.clock_behind,
    )

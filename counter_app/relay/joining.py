"""A desk that told the city itself so far (two files of an older program) goes over to telling the office.

The office learns what the city has of this desk: the ops under the names the city knows them by, the dossiers as the city
showed them, and how far the city's feed was read. Nothing of it is sent again. Every part may be done twice, and the desk turns
last of all, in one act. Pages of plain values go from one store to the other: no act opens both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update

from counter_app.feed import Change, desk_feed_name, feed_name, note_inbox
from counter_app.ops import Op
from counter_app.records.desk import DossierShadow
from counter_app.records.relay import RelayedOp
from counter_app.records.shared import Device, Inbox, Outbox
from counter_app.relay import dossiers
from counter_app.relay.city_side import hear_city
from counter_app.relay.onward import op_held, op_values
from counter_app.relay.standing import after_step, begun, is_step
from counter_app.relay.taking import log
from counter_app.store import Act, Asking

_FEED_COLUMNS = ("cursor", "feed_epoch", "last_contact_at", "last_pull_at", "problem", "clock_offset_ms")


@dataclass(frozen=True)
class KeptOp:
    """An op the city has acknowledged to this desk."""

    seq: int
    op: Op
    acked_at: datetime | None
    result: Mapping[str, Any] | None


@dataclass(frozen=True)
class ShownDossier:
    """A dossier as the city showed it to this desk last."""

    id: UUID
    rev: int
    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True)
class CityKnown:
    """What this desk knows of the city: its epoch, and how far its feed was read."""

    epoch: int | None
    feed: Mapping[str, Any] | None


def has_joined(asking: Asking) -> bool:
    """Whether this desk tells the office already."""
    mine = select(Inbox.feed).where(Inbox.feed == desk_feed_name(asking))
    return asking.connection.execute(mine).first() is not None


def unknown_outcomes(asking: Asking) -> int:
    """How many ops were sent and may be with the city or not: the same way has to ask again before another one is taken."""
    sent = (Outbox.state.in_(("pending", "inflight")), Outbox.attempts > 0)
    return asking.connection.execute(select(func.count()).select_from(Outbox).where(*sent)).scalar_one()


def acked_ops(asking: Asking, after: int, most: int) -> tuple[KeptOp, ...]:
    """The ops a machine acknowledged, in the order they were written."""
    mine = (Outbox.state == "acked", Outbox.next_at.is_(None), Outbox.seq > after)
    rows = asking.connection.execute(select(Outbox.__table__).where(*mine).order_by(Outbox.seq).limit(most))
    return tuple(KeptOp(row.seq, _op(row), row.acked_at, row.result) for row in rows)


def shown_dossiers(asking: Asking, after: UUID | None, most: int) -> tuple[ShownDossier, ...]:
    """The dossiers the city showed, in order of identity."""
    wanted = select(DossierShadow.__table__).order_by(DossierShadow.dossier_id).limit(most)
    if after is not None:
        wanted = wanted.where(DossierShadow.dossier_id > after)
    return tuple(ShownDossier(row.dossier_id, row.rev, row.at, row.body) for row in asking.connection.execute(wanted))


def city_known(asking: Asking) -> CityKnown:
    """What this store knows of the city."""
    read = select(*(getattr(Inbox, name) for name in _FEED_COLUMNS)).where(Inbox.feed == feed_name(asking))
    row = asking.connection.execute(read).one_or_none()
    epoch = asking.connection.execute(select(Device.upstream_epoch)).scalar_one()
    return CityKnown(epoch, None if row is None else dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's own name for it


def learn_ops(act: Act, kept: Sequence[KeptOp]) -> int:
    """Know these ops as told to the city under the desk's own name; how many were new. They go again only to a restored city."""
    return sum(_learn(act, one) for one in kept)


def learn_dossiers(act: Act, shown: Sequence[ShownDossier]) -> int:
    """Hold these dossiers as the city showed them; how many were news."""
    return sum(hear_city(act, one.id, Change(one.id, one.rev, one.at, one.body)) for one in shown)


def learn_city(act: Act, known: CityKnown) -> None:
    """Go on with the city where this desk was, unless the office has heard of it itself."""
    here = city_known(act)
    if here.epoch is None and known.epoch is not None:
        act.connection.execute(update(Device).values(upstream_epoch=known.epoch))
    if here.feed is None and known.feed is not None:
        note_inbox(act, feed_name(act), **known.feed)


def turn(act: Act, epoch: int) -> None:
    """From now on this desk's upstream is the office, in this life of its records; whatever that shows counts as news."""
    act.connection.execute(update(Device).values(upstream_epoch=epoch))
    act.connection.execute(update(DossierShadow).values(rev=0))
    act.connection.execute(insert(Inbox).values(feed=desk_feed_name(act)))


def _learn(act: Act, kept: KeptOp) -> bool:
    op = kept.op
    if act.connection.execute(select(RelayedOp.op_id).where(RelayedOp.op_id == op.op_id)).first() is not None:
        return False
    rev = _as_told(act, op)
    if op_held(act, op.op_id) is None:
        place = {"origin": op.origin, "client_rev": op.client_rev, "base_rev": op.base_rev}
        done = {"state": "acked", "attempts": 1, "acked_at": kept.acked_at, "result": kept.result}
        act.connection.execute(insert(Outbox).values(**{**op_values(op), **place, **done}))
    log(act, op, rev)
    return True


def _as_told(act: Act, op: Op) -> int:
    """Let the dossier be what the op made it; the office's revision. The city accepted it: nothing is judged."""
    subject, first = dossiers.dossier_of(op.lane), begun(op.kind, op.body)
    row = None if subject is None else dossiers.held(act, subject)
    if subject is not None and row is None and first is not None:
        return dossiers.add(act, subject, first)
    if row is not None and is_step(op.kind, op.body):
        return dossiers.change(act, row, after_step(dossiers.standing_of(row), op.kind, op.body))
    return 0 if row is None else int(row.rev)


def _op(row: Row[Any]) -> Op:
    same = ("op_id", "origin", "lane", "client_rev", "base_rev", "kind", "schema_version", "captured_at", "staff")
    values = {name: getattr(row, name) for name in same}
    return Op(**values, body=json.loads(row.body_json), body_sha256=row.body_sha256, clock_behind=row.clock_behind)

"""The office as a sender: what the city answers and shows, written down for the desks to hear of.

While the city does not know everything the office knows of a dossier, the office's version stands and only what the city
owns is taken over; afterwards the city's version is the one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update

from counter_app.feed import Change, feed_name, note_inbox
from counter_app.records.relay import OfficeDossier, RelayedOp
from counter_app.records.shared import Outbox
from counter_app.relay import dossiers
from counter_app.relay.changes import announce
from counter_app.relay.standing import (
    AS_IT_WAS,
    Standing,
    as_city_has_it,
    first_state,
    readable_state,
    with_city_steps,
)
from counter_app.relay.taking import device_of, subject_ids
from counter_app.sides import Side
from counter_app.store import Act, Asking

# Made once: making a statement costs several times what doing it costs.
_SETTLED = select(Outbox.op_id, Outbox.lane, Outbox.state, Outbox.result).where(
    Outbox.seq.in_(bindparam("seqs", expanding=True))
)
_OPS_OF_DESKS = select(RelayedOp.op_id, RelayedOp.origin).where(RelayedOp.onward.in_(bindparam("ops", expanding=True)))
_UNSENT = select(Outbox.kind).where(
    Outbox.lane.in_(bindparam("lanes", expanding=True)), Outbox.state.in_(("pending", "inflight", "parked"))
)
_IN_THE_PLACE = select(Outbox.op_id).where(
    Outbox.origin == bindparam("in_origin"),
    Outbox.lane == bindparam("in_lane"),
    Outbox.client_rev == bindparam("in_rev"),
    Outbox.state.not_in(("superseded", "void")),
)


def take_page(act: Act, feed: str, changes: Sequence[Change], cursor: str, epoch: str) -> int:
    """Take in a page of the city's changes and the cursor behind it. Gives how many dossiers have news."""
    newest: dict[UUID, Change] = {}
    for one in changes:
        known = None if one.dossier_id is None else newest.get(one.dossier_id)
        if one.dossier_id is not None and (known is None or known.rev < one.rev):
            newest[one.dossier_id] = one
    news = sum(hear_city(act, dossier_id, one) for dossier_id, one in newest.items())
    note_inbox(act, feed, cursor=cursor, feed_epoch=epoch, last_pull_at=act.now)
    return news


def hear_city(act: Act, dossier_id: UUID, shown: Change) -> bool:
    """Take in what the city shows of a dossier, where it is newer than what it showed before."""
    rev, news = shown.rev, shown.body
    row, state, told = dossiers.held(act, dossier_id), readable_state(news.get("city_state")), news.get("dossier")
    if row is not None and row.city_rev is not None and rev <= row.city_rev:
        return False
    city = {"city_rev": rev, "city_state": state, "city_news": news, "city_at": shown.at}
    if row is None:
        dossiers.add(act, dossier_id, as_city_has_it(Standing(first_state(state), {}), state, told), **city)
    else:
        stands = _stands(act, row, rev, state, told)
        dossiers.change(act, row, stands, **(city if state is not None else city | {"city_state": row.city_state}))
    return True


def note_settled(act: Act, rows: Sequence[Row[Any]]) -> None:
    """Ops the office sent were settled: tell the desks whose they are, and let the city's version stand where it knows all."""
    now = act.connection.execute(_SETTLED, {"seqs": [row.seq for row in rows]}).all()
    for row in rows:
        if any(one.op_id == row.op_id and one.state == "superseded" for one in now):
            _follow_the_place(act, row)
    over = [one for one in now if one.state in ("acked", "parked", "void")]
    for op in act.connection.execute(_OPS_OF_DESKS, {"ops": [one.op_id for one in over]}):
        announce(act, f"op:{op.op_id}", device_of(op.origin))
    reached = _highest([one for one in over if one.state == "acked"])
    steps = subject_ids({one.lane for one in over if one.lane.startswith("dossier:")})
    for dossier_id in sorted(steps | reached.keys()):
        dossier = dossiers.held(act, dossier_id)
        if dossier is not None:
            _settle(act, dossier, reached.get(dossier_id, 0), moved=dossier_id in steps)


def forget(act: Act, lanes: Collection[str]) -> None:  # noqa: ARG001 - every sending store is told which
    """The city was restored: whatever it shows next counts as news."""
    known = update(OfficeDossier).where(OfficeDossier.city_rev.is_not(None))
    act.connection.execute(known.values(city_rev=0))
    act.connection.execute(update(OfficeDossier).values(acked_rev=0))


OFFICE = Side(feed_name, take_page, note_settled, forget)
"""The office, whose upstream is the city."""


def _stands(act: Act, row: Row[Any], rev: int, state: int | None, told: Any) -> Standing:
    """How a dossier stands, now that the city showed this at that revision."""
    before = dossiers.standing_of(row)
    unsent = _unsent(act, row.id)
    if not unsent and rev >= row.acked_rev:
        return as_city_has_it(before, state, told)
    moves = any(kind not in AS_IT_WAS for kind in unsent) or rev < row.acked_rev
    return with_city_steps(before, None if moves else state, told)


def _settle(act: Act, row: Row[Any], reached: int, *, moved: bool) -> None:
    """Note how far the city has come with what it took, and look again whose version stands. Facts alone are no news."""
    acked_rev = max(row.acked_rev, reached)
    before, news = dossiers.standing_of(row), row.city_news or {}
    stands = before
    if row.city_rev is not None and row.city_rev >= acked_rev and not _unsent(act, row.id):
        stands = as_city_has_it(before, row.city_state, news.get("dossier"))
    if moved or stands != before:
        dossiers.change(act, row, stands, acked_rev=acked_rev)
    elif acked_rev != row.acked_rev:
        act.connection.execute(update(OfficeDossier).where(OfficeDossier.id == row.id).values(acked_rev=acked_rev))


def _unsent(asking: Asking, dossier_id: UUID) -> list[str]:
    """The kinds of the ops the city does not have yet, steps and facts."""
    lanes = [f"dossier:{dossier_id}", f"fact:{dossier_id}"]
    return list(asking.connection.execute(_UNSENT, {"lanes": lanes}).scalars())


def _highest(acked: Sequence[Row[Any]]) -> dict[UUID, int]:
    """The highest revision the city gave each dossier."""
    found: dict[UUID, int] = {}
    for one in acked:
        subject, rev = dossiers.dossier_of(one.lane), (one.result or {}).get("rev")
        if subject is not None and isinstance(rev, int):
            found[subject] = max(found.get(subject, 0), rev)
    return found


def _follow_the_place(act: Act, row: Row[Any]) -> None:
    """The office said a correction again: that op stands for the desk's now."""
    place = {"in_origin": row.origin, "in_lane": row.lane, "in_rev": row.client_rev}
    holder = act.connection.execute(_IN_THE_PLACE, place).scalar_one_or_none()
    if holder is not None:
        act.connection.execute(update(RelayedOp).where(RelayedOp.onward == row.op_id).values(onward=holder))

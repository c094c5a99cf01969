"""What became of ops sent upstream, written down: taken, or to go again, or waiting for a person.

=============== ============================================================================================
applied         acked; by an office that will tell the city: passed
rejected        parked: only this lane stands still
  for no place  void: such an upstream takes nothing of the kind; it stays here, told to nobody, and holds nothing up
conflict        sent again with the other side's values seen, where the counter has the last word; else parked
blocked         pending: an earlier op of its lane was not applied
out_of_order    upstream lacks earlier ops (it was restored): they go again, then this one; not here any more: parked;
                it has them, but under another origin's name: this one takes the place it waits for (``renumbering``)
not applied     by an upstream restored just now: everything goes again, this too (``refilling``)
no verdict      pending, a little later: the outcome is unknown, the same op goes again
=============== ============================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, bindparam, func, null, select, update

from counter_app.merging import counter_decides, instead
from counter_app.outbox import SAID_BY_HAND
from counter_app.outbox_entry import put_in_place
from counter_app.records.shared import Outbox
from counter_app.refilling import begins_anew, know_epoch
from counter_app.renumbering import renumber
from counter_app.sides import DESK, Side
from counter_app.store import Act

_TABLE = Outbox.__table__
# Made once: making a statement costs several times what doing it costs.
_TAKEN = (
    update(_TABLE)  # type: ignore[arg-type]
    .where(Outbox.seq == bindparam("of"))
    .values(state=bindparam("now"), acked_at=bindparam("at"), result=bindparam("said"), next_at=None)
)
_AFTER_THE_REST = {"state": "pending", "next_at": None, "last_problem": null()}
"""What was not taken by an upstream that has forgotten what it builds on: it goes again, behind that."""
NO_PLACE = "urn:motcua:no-place"
"""The problem of an upstream that has no place for a kind of op."""
_LATER = timedelta(seconds=60)
"""How long an op waits that upstream left without a clear answer while it answered for others."""


@dataclass(frozen=True)
class Verdict:
    """What upstream said of one op. ``expected`` goes with ``out_of_order``; ``answer`` is kept as it came."""

    op_id: UUID
    outcome: Literal["applied", "rejected", "conflict", "out_of_order", "blocked"]
    status: int | None
    problem: dict[str, Any] | None
    expected: int | None
    answer: dict[str, Any]
    reached: Literal["office", "city"] = "city"
    """How far an op has reached that was taken."""


@dataclass(frozen=True)
class Settled:
    """How many ops of a batch were taken upstream, and how many wait for a person now."""

    acked: int
    parked: int


def settle(act: Act, batch_id: UUID, epoch: int, verdicts: Sequence[Verdict], side: Side = DESK) -> Settled:
    """Write down what became of each op of a batch. ``epoch``: which life of upstream's records answered."""
    said: Mapping[UUID, Verdict] = {verdict.op_id: verdict for verdict in verdicts}
    mine = (Outbox.batch_id == batch_id, Outbox.state == "inflight")
    rows = act.connection.execute(select(_TABLE).where(*mine).order_by(Outbox.seq)).all()
    taken = [(row, verdict) for row in rows if (verdict := said.get(row.op_id)) and verdict.outcome == "applied"]
    if taken:
        now = {"office": "passed", "city": "acked"}
        acked = [
            {"of": row.seq, "now": now[verdict.reached], "at": act.now, "said": verdict.answer}
            for row, verdict in taken
        ]
        act.connection.execute(_TAKEN, acked)
    done, states = {row.seq for row, _ in taken}, []
    anew = begins_anew(act, epoch)
    for row in rows:
        if row.seq not in done:
            values = _AFTER_THE_REST if anew else _outcome(act, row, said.get(row.op_id))
            act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(**values))
            states.append(values["state"])
    side.settled(act, rows)
    know_epoch(act, epoch, side)
    return Settled(len(taken), states.count("parked"))


def _outcome(act: Act, row: Row[Any], verdict: Verdict | None) -> dict[str, Any]:  # noqa: PLR0911 - one for each outcome
    """Give the new columns of an op that was not taken."""
    if verdict is None:
        return {"state": "pending", "next_at": act.now + _LATER}
    noted = {"last_status": verdict.status, "last_problem": verdict.problem}
    if verdict.outcome == "rejected" and (verdict.problem or {}).get("type") == NO_PLACE:
        return {"state": "void", "next_at": None, "result": {"untold": row.kind}} | noted
    if verdict.outcome == "conflict" and _counter_decides(row, verdict.problem or {}):
        say_again(act, row, verdict.problem or {})
        return {"state": "superseded", "next_at": None} | noted
    again = {"state": "pending", "next_at": _after_first_try(act, row)}
    if verdict.outcome == "blocked":
        return again | noted
    if verdict.outcome == "out_of_order":
        place = renumber(act, row, verdict.expected)
        if place is not None:
            return {"state": "pending", "next_at": None, "client_rev": place, **noted}
        if _earlier_go_again(act, row, verdict.expected):
            return again | noted
    return {"state": "parked", "next_at": None} | noted


def say_again(act: Act, row: Row[Any], problem: Mapping[str, Any]) -> UUID:
    """A correction in the place of one that met another: it has seen the other side's values and replaces them."""
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(state="superseded"))
    body = json.loads(row.body_json)
    body["was"] = instead(body.get("was", {}), dict(problem.get("fields", {})))
    return put_in_place(act.connection, act, row, row.kind, body)


def _counter_decides(row: Row[Any], problem: Mapping[str, Any]) -> bool:
    fields, state = problem.get("fields"), problem.get("city_state")
    understood = isinstance(fields, dict) and fields and type(state) is int
    return row.kind == "dossier.correct" and bool(understood) and counter_decides(dict(fields or {}), int(state or 0))


def _after_first_try(act: Act, row: Row[Any]) -> datetime | None:
    return None if row.attempts <= 1 else act.now + _LATER


def _earlier_go_again(act: Act, row: Row[Any], expected: int | None) -> bool:
    """Put the ops of the lane that upstream lacks back in line. False when they are not all here."""
    if expected is None or expected >= row.client_rev:
        return False
    rev = Outbox.client_rev
    lacking = (Outbox.lane == row.lane, Outbox.origin == row.origin, rev >= expected, rev < row.client_rev)
    here = select(func.count()).where(*lacking, Outbox.state.not_in(("superseded", "void")))
    if act.connection.execute(here).scalar_one() < row.client_rev - expected:
        return False
    if act.connection.execute(select(Outbox.seq).where(*lacking, *SAID_BY_HAND).limit(1)).first() is not None:
        return False  # typed in by a person, under a code of the city's: sent too, it would be there twice
    act.connection.execute(
        update(Outbox).where(*lacking, Outbox.state.in_(("acked", "passed"))).values(state="pending")
    )
    return True

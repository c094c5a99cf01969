"""Taking a batch. Each op is applied in a transaction of its own with its log row and its change row.

In this order: known already → the stored result again; not the next of its lane → ``out_of_order``; else applied or
rejected. A ``client_rev`` is used up only by an applied op. After an op that was not applied, later ops of its lane
are ``blocked``; other lanes go on.
"""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime

from counter_app.ids import new_id
from counter_app.ops import SCHEMA_VERSION, canonical
from sync.messages import PROTOCOL, Batch, BatchAnswer, OpMessage, OpResult, Outcome
from sync.sandbox.feed import announce
from sync.sandbox.kinds import Incoming, apply
from sync.sandbox.problems import CityRefusal, problem
from sync.sandbox.records import CityRecords, city_epoch


def take_batch(records: CityRecords, batch: Batch, now: datetime) -> BatchAnswer:
    """Take the ops of a batch one by one. Raises ``CityRefusal`` when the batch as a whole can't be taken."""
    if batch.protocol != PROTOCOL:
        raise CityRefusal("version", spoken=PROTOCOL)
    with records.transaction() as db:
        _know_sender(db, batch, now)
        epoch = city_epoch(db)
    stopped: set[tuple[str, str]] = set()
    results = []
    for op in batch.ops:
        result = _blocked(op) if (op.origin, op.lane) in stopped else _take(records, op, batch.unit_code, now)
        if result.outcome != "applied":
            stopped.add((op.origin, op.lane))
        results.append(result)
    return BatchAnswer(server_time=now, upstream_epoch=epoch, results=tuple(results))


def _know_sender(db: sqlite3.Connection, batch: Batch, now: datetime) -> None:
    """Note how far the sender has come. Raises when it has been further before: it was restored or cloned."""
    who = (batch.device_id, batch.incarnation)
    seen = db.execute("SELECT device_seq FROM sender WHERE device = ? AND incarnation = ?", who).fetchone()
    if seen is not None and batch.device_seq < seen["device_seq"]:
        raise CityRefusal("device-rolled-back", seen=seen["device_seq"])
    row = (*who, batch.device_seq, batch.unit_code, now.isoformat())
    db.execute("INSERT OR REPLACE INTO sender VALUES (?, ?, ?, ?, ?)", row)


def _take(records: CityRecords, op: OpMessage, unit: str, now: datetime) -> OpResult:
    try:
        with records.transaction() as db:
            taken = _as_if_new(db, op) if records.forgetful else op
            result = _answer(db, Incoming(taken, unit, now, canonical(op.body)))
            return result.model_copy(update={"op_id": op.op_id})
    except CityRefusal as refusal:
        outcome: Outcome = "conflict" if refusal.name == "conflict" else "rejected"
        return OpResult(op_id=op.op_id, outcome=outcome, problem=refusal.problem)


def _as_if_new(db: sqlite3.Connection, op: OpMessage) -> OpMessage:
    """What a city without idempotency makes of an op: never seen, and the next of its lane. For tests alone."""
    return op.model_copy(update={"op_id": new_id(), "client_rev": _last_rev(db, op) + 1})


def _answer(db: sqlite3.Connection, incoming: Incoming) -> OpResult:
    """Answer one op within its transaction; a ``CityRefusal`` rolls it back."""
    op = incoming.op
    if hashlib.sha256(incoming.text.encode()).hexdigest() != op.body_sha256:
        raise CityRefusal("damaged-body")
    known = _known(db, op)
    if known is not None:
        return _again(db, op, known)
    expected = _last_rev(db, op) + 1
    if op.client_rev != expected:
        trouble = problem("out-of-order", expected=expected)
        return OpResult(op_id=op.op_id, outcome="out_of_order", expected=expected, problem=trouble)
    if op.schema_version > SCHEMA_VERSION:
        raise CityRefusal("schema-unsupported", newest=SCHEMA_VERSION)
    effect = apply(db, incoming)
    result = OpResult(op_id=op.op_id, outcome="applied", rev=effect.rev)
    _log(db, incoming, result)
    announce(db, incoming.unit, op.kind, effect, incoming.at)
    return result


def _known(db: sqlite3.Connection, op: OpMessage) -> sqlite3.Row | None:
    """Find an applied op with this id, or else with this place in this lane."""
    by_id = db.execute("SELECT op_id, sha256, result FROM op WHERE op_id = ?", (str(op.op_id),)).fetchone()
    place = (op.origin, op.lane, op.client_rev)
    by_place = "SELECT op_id, sha256, result FROM op WHERE origin = ? AND lane = ? AND client_rev = ?"
    found: sqlite3.Row | None = by_id or db.execute(by_place, place).fetchone()
    return found


def _again(db: sqlite3.Connection, op: OpMessage, known: sqlite3.Row) -> OpResult:
    if known["sha256"] != op.body_sha256:
        raise CityRefusal("key-reuse")
    db.execute("UPDATE op SET sent_again = sent_again + 1 WHERE op_id = ?", (known["op_id"],))
    stored = OpResult.model_validate_json(known["result"])
    return stored.model_copy(update={"op_id": op.op_id, "replayed": True})


def _last_rev(db: sqlite3.Connection, op: OpMessage) -> int:
    highest = "SELECT coalesce(max(client_rev), 0) FROM op WHERE origin = ? AND lane = ?"
    return int(db.execute(highest, (op.origin, op.lane)).fetchone()[0])


def _log(db: sqlite3.Connection, incoming: Incoming, result: OpResult) -> None:
    op = incoming.op
    row = (str(op.op_id), op.origin, op.lane, op.client_rev, op.kind, incoming.unit, op.staff)
    moments = (op.captured_at.isoformat(), incoming.at.isoformat())
    row_end = (incoming.text, op.body_sha256, result.model_dump_json(), 0)
    db.execute("INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *moments, *row_end))


def _blocked(op: OpMessage) -> OpResult:
    return OpResult(op_id=op.op_id, outcome="blocked", problem=problem("blocked"))

"""Taking a desk's op: one act, with the log row, the change the desks hear of, and the office's own op for the city.

In this order: known already → how it stands now; refused by the city and sent again, or another in its place → it goes again;
not the next of its lane → ``out_of_order``; a correction that meets another → ``conflict``; else applied. What the office can't
judge it passes on: the city has the last word. A ``client_rev`` is used up by an applied op alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from counter_app.errors import RolledBack
from counter_app.ops import SCHEMA_VERSION, Op, fingerprint
from counter_app.records.relay import RelayedOp, RelaySender
from counter_app.relay import dossiers
from counter_app.relay.changes import reached
from counter_app.relay.onward import op_held, pass_on, put_instead, send_again
from counter_app.relay.standing import after_step, begun, begun_again, fields_met, is_step
from counter_app.store import Act, Asking

Outcome = Literal["applied", "rejected", "conflict", "out_of_order"]
_TABLE = RelayedOp.__table__
# Made once: making a statement costs several times what doing it costs.
_KNOWN = select(_TABLE).where(
    or_(
        RelayedOp.op_id == bindparam("op"),
        (RelayedOp.origin == bindparam("in_origin"))
        & (RelayedOp.lane == bindparam("in_lane"))
        & (RelayedOp.client_rev == bindparam("in_rev")),
    )
)
_LAST = select(func.max(RelayedOp.client_rev)).where(
    RelayedOp.origin == bindparam("in_origin"), RelayedOp.lane == bindparam("in_lane")
)
_LOG = insert(_TABLE)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Taken:
    """What became of an op at the office. ``refused``: the name of the problem; ``facts`` go with it."""

    outcome: Outcome
    rev: int = 0
    replayed: bool = False
    reached: Literal["office", "city"] = "office"
    refused: str = ""
    facts: dict[str, Any] | None = None


def know_sender(act: Act, device_id: str, incarnation: str, device_seq: int) -> None:
    """Note how far a desk has come. RolledBack when it has been further before: it was restored or copied."""
    mine = (RelaySender.device_id == device_id, RelaySender.incarnation == incarnation)
    seen = act.connection.execute(select(RelaySender.device_seq).where(*mine)).scalar_one_or_none()
    if seen is not None and device_seq < seen:
        raise RolledBack(409)
    values = {"device_seq": device_seq, "seen_at": act.now}
    if seen is None:
        row = {"device_id": device_id, "incarnation": incarnation, **values}
        act.connection.execute(insert(RelaySender).values(**row))
    elif seen < device_seq:
        act.connection.execute(update(RelaySender).where(*mine).values(**values))


def take(act: Act, op: Op) -> Taken:
    """Take an op of a desk, or say why not; then nothing has changed."""
    if fingerprint(op.body) != op.body_sha256:
        return Taken("rejected", refused="damaged-body")
    known = act.connection.execute(_KNOWN, {"op": op.op_id, **_place(op)}).all()
    if known:
        return _known(act, op, next((row for row in known if row.op_id == op.op_id), known[0]))
    expected = last_taken(act, op) + 1
    if op.client_rev != expected:
        return Taken("out_of_order", refused="out-of-order", facts={"expected": expected})
    if op.schema_version > SCHEMA_VERSION:
        return Taken("rejected", refused="schema-unsupported", facts={"newest": SCHEMA_VERSION})
    done = _apply(act, op)
    if done.outcome == "applied":
        subject = dossiers.dossier_of(op.lane)
        base = None if subject is None else dossiers.held(act, subject)
        pass_on(act, op, None if base is None else base.city_rev)
        log(act, op, done.rev)
    return done


def last_taken(asking: Asking, op: Op) -> int:
    """The place of the last op taken of this op's lane; 0 for none."""
    place = {"in_origin": op.origin, "in_lane": op.lane}
    return int(asking.connection.execute(_LAST, place).scalar_one() or 0)


def log(act: Act, op: Op, rev: int) -> None:
    """Know this op from now on."""
    row = {"op_id": op.op_id, "origin": op.origin, "lane": op.lane, "client_rev": op.client_rev}
    row |= {"body_sha256": op.body_sha256, "rev": rev, "onward": op.op_id, "taken_at": act.now}
    act.connection.execute(_LOG, row)


def device_of(origin: str) -> str:
    """The device an origin belongs to."""
    return origin.partition("/")[0]


def _place(op: Op) -> dict[str, Any]:
    return {"in_origin": op.origin, "in_lane": op.lane, "in_rev": op.client_rev}


def _known(act: Act, op: Op, known: Row[Any]) -> Taken:
    """Answer an op that was taken before, or one that stands in the place of such a one."""
    onward = op_held(act, known.onward)
    stands = reached(None if onward is None else onward.state)
    same, other_body = known.op_id == op.op_id, known.body_sha256 != op.body_sha256
    if onward is not None and stands == "untold" and same and not other_body:
        return Taken("rejected", refused="no-place")
    if onward is not None and stands in ("attention", "untold") and not (same and other_body):
        _go_again(act, op, known, onward, same=same)
        return Taken("applied", known.rev, replayed=same)
    if other_body:
        return Taken("rejected", refused="key-reuse")
    return Taken("applied", known.rev, replayed=True, reached="city" if stands == "city" else "office")


def _go_again(act: Act, op: Op, known: Row[Any], onward: Row[Any], *, same: bool) -> None:
    """The city refused it; the desk sends it once more, or another in its place."""
    if same:
        send_again(act, onward)
    else:
        _stand_in(act, op, onward)
        _mended(act, op)
        now = {"op_id": op.op_id, "body_sha256": op.body_sha256, "onward": op.op_id}
        act.connection.execute(update(RelayedOp).where(RelayedOp.op_id == known.op_id).values(**now))


def _stand_in(act: Act, op: Op, onward: Row[Any]) -> None:
    """In the place of the refused one; of one the city has no place for, as the next of its lane."""
    if onward.state == "void":
        pass_on(act, op, onward.base_rev)
    else:
        put_instead(act, onward, op)


def _mended(act: Act, op: Op) -> None:
    """The dossier as the op in the other's place has it; a correction said again is there already."""
    subject, anew = dossiers.dossier_of(op.lane), begun(op.kind, op.body)
    row = None if subject is None else dossiers.held(act, subject)
    if row is not None and anew is not None:
        dossiers.change(act, row, begun_again(dossiers.standing_of(row), anew))


def _apply(act: Act, op: Op) -> Taken:
    subject = dossiers.dossier_of(op.lane)
    if subject is None:
        return Taken("applied")
    row, first = dossiers.held(act, subject), begun(op.kind, op.body)
    if first is not None:
        if row is not None:
            # The city showed it before we heard of it here: then its own op has been there.
            return Taken("rejected", refused="dossier-exists") if row.city_rev is None else Taken("applied", row.rev)
        if dossiers.code_taken(act, first.body["code"], subject):
            return Taken("rejected", refused="code-taken")
        return Taken("applied", dossiers.add(act, subject, first))
    return _step(act, op, row)


def _step(act: Act, op: Op, row: Row[Any] | None) -> Taken:
    if row is None or not is_step(op.kind, op.body):
        return Taken("applied", 0 if row is None else row.rev)
    before = dossiers.standing_of(row)
    met = fields_met(before, op.body)
    if met:
        facts = {"current_rev": row.rev, "city_state": _state(row), "fields": met}
        return Taken("conflict", refused="conflict", facts=facts)
    return Taken("applied", dossiers.change(act, row, after_step(before, op.kind, op.body)))


def _state(row: Row[Any]) -> int:
    """Where the dossier stands for who decides a conflict: the furthest anybody has taken it."""
    return max(int(row.state), int(row.city_state or 0))


def subject_ids(lanes: set[str]) -> set[UUID]:
    """The dossiers these lanes are about."""
    return {one for lane in lanes if (one := dossiers.dossier_of(lane)) is not None}

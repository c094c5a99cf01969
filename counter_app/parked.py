"""Ops that wait for a person (cần xử lý): upstream refused them, and their lanes stand still. What can be done with each.

=========== ==============================================================================================================
resend      the same op again: what was wrong was mended at the other end
mend        the op as the corrections made here since have it; the old one is superseded and stays on record
void        it is given up, with a reason; a ``noop`` takes its place in the lane, so that what follows goes on
keep_ours   of two corrections of one field this desk's stands, and the city is told so
take_theirs of two corrections of one field the city's stands, here too
=========== ==============================================================================================================

A printed code is never changed here: of two dossiers with one code somebody at the city settles whose it is, then it is
sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update

from counter_app.dossiers.from_upstream import take_fields
from counter_app.errors import BadDocument, NotFound, NothingToMend, WrongMoment
from counter_app.merging import fields_of
from counter_app.outbox_entry import put_in_place
from counter_app.reaches import settle_reach
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking
from counter_app.verdicts import say_again

_TABLE = Outbox.__table__
_PEOPLE = ("owner", "submitter", "subject", "authorised_by")


@dataclass(frozen=True)
class ParkedOp:
    """An op that waits for a person; ``problem`` is upstream's problem document (RFC 9457)."""

    op_id: UUID
    kind: str
    lane: str
    captured_at: datetime
    attempts: int
    status: int | None
    problem: dict[str, Any] | None
    code: str | None
    """The dossier's, where it is about one."""
    behind: int
    """How many ops of its lane wait behind it."""
    mendable: bool
    """Whether a correction made since could mend it."""
    ours: dict[str, Any]
    """Where two corrections met: by field what this desk says …"""
    theirs: dict[str, Any]
    """… and what the city says. Both hold personal data: for the eyes of who settles it."""


def parked_ops(asking: Asking, most: int | None = None) -> tuple[ParkedOp, ...]:
    """The ops that wait for a person, oldest first; at most ``most``."""
    waiting = select(_TABLE).where(Outbox.state == "parked").order_by(Outbox.seq).limit(most)
    rows = asking.connection.execute(waiting).all()
    return tuple(_parked(asking, row) for row in rows)


def resend(act: Act, op_id: UUID) -> None:
    """Send the same op once more (gửi lại). NotFound, WrongMoment where it does not wait."""
    row = _waiting(act, op_id)
    again = {"state": "pending", "next_at": None, "last_status": None, "last_problem": None}
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(**again))
    act.record("op.resent", f"op:{op_id}")
    settle_reach(act, row.lane)


def mend(act: Act, op_id: UUID) -> UUID:
    """Send it as it was corrected since (sửa rồi gửi lại); the op that takes its place. NothingToMend without a correction."""
    row = _waiting(act, op_id)
    changes = _corrections(act, row)
    if not changes:
        raise NothingToMend(row.kind)
    body = json.loads(row.body_json)
    for change in changes:
        body = _with(body, change)
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(state="superseded"))
    mended = put_in_place(act.connection, act, row, row.kind, body)
    act.record("op.mended", f"op:{op_id}", {"by": str(mended)})
    settle_reach(act, row.lane)
    return mended


def void_op(act: Act, op_id: UUID, reason: str, confirmed_by: str = "") -> UUID:
    """Give it up with a reason (bỏ, không gửi); the ``noop`` that takes its place. BadDocument without a reason.

    ``confirmed_by``: the login of who agreed, where two were asked; they have signed in for it.
    """
    row = _waiting(act, op_id)
    agreed = {"confirmed_by": confirmed_by} if confirmed_by else {}
    why = {"void": " ".join(reason.split())[:500], "by": act.by.staff, **agreed}
    if not why["void"]:
        raise BadDocument("reason", "cần lý do")
    act.connection.execute(update(Outbox).where(Outbox.seq == row.seq).values(state="void", result=why))
    instead = put_in_place(act.connection, act, row, "noop", {"instead_of": str(op_id)})
    act.record("op.voided", f"op:{op_id}", {"by": str(instead), **agreed})
    settle_reach(act, row.lane)
    return instead


def keep_ours(act: Act, op_id: UUID) -> UUID:
    """Of two versions ours stands (giữ của quầy): said again, knowing what the other side says. WrongMoment for no conflict."""
    row = _conflicting(act, op_id)
    said = say_again(act, row, row.last_problem)
    act.record("op.mended", f"op:{op_id}", {"by": str(said)})
    settle_reach(act, row.lane)
    return said


def take_theirs(act: Act, op_id: UUID) -> UUID:
    """Of two versions the city's stands (lấy của thành phố): here too, and ours is given up. WrongMoment for no conflict."""
    row = _conflicting(act, op_id)
    _, _, name = row.lane.partition(":")
    take_fields(act, UUID(name), row.last_problem["fields"])
    return void_op(act, op_id, "lấy theo hệ thống thành phố")


def _conflicting(act: Act, op_id: UUID) -> Row[Any]:
    row = _waiting(act, op_id)
    if row.kind != "dossier.correct" or not (row.last_problem or {}).get("fields"):
        raise WrongMoment("op", str(op_id), row.state)
    return row


def _waiting(act: Act, op_id: UUID) -> Row[Any]:
    row = act.connection.execute(select(_TABLE).where(Outbox.op_id == op_id)).one_or_none()
    if row is None:
        raise NotFound("op", str(op_id))
    if row.state != "parked":
        raise WrongMoment("op", str(op_id), row.state)
    return row


def _parked(asking: Asking, row: Row[Any]) -> ParkedOp:
    kind, _, name = row.lane.partition(":")
    code = None
    if kind in ("dossier", "fact"):
        code = asking.connection.execute(select(Dossier.code).where(Dossier.id == UUID(name))).scalar_one_or_none()
    behind = asking.connection.execute(select(Outbox.seq).where(*_behind(row))).all()
    told = (row.op_id, row.kind, row.lane, row.captured_at, row.attempts, row.last_status, row.last_problem)
    theirs = dict((row.last_problem or {}).get("fields") or {})
    said = fields_of(json.loads(row.body_json).get("changes", {})) if theirs else {}
    ours = {field: said.get(field) for field in theirs}
    return ParkedOp(*told, code, len(behind), bool(_corrections(asking, row)), ours, theirs)


def _behind(row: Row[Any]) -> tuple[Any, ...]:
    later = Outbox.client_rev > row.client_rev
    return (
        Outbox.origin == row.origin,
        Outbox.lane == row.lane,
        later,
        Outbox.state.in_(("pending", "passed", "parked")),
    )


def _corrections(asking: Asking, row: Row[Any]) -> list[Mapping[str, Any]]:
    """What the corrections behind it in its lane put right, oldest first."""
    later = select(Outbox.body_json).where(*_behind(row), Outbox.kind == "dossier.correct").order_by(Outbox.client_rev)
    return [json.loads(text).get("changes", {}) for text in asking.connection.execute(later).scalars()]


def _with(body: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The body with a correction in the places where it has them; what it does not tell of stays untold."""
    people = {role: who for role, who in change.items() if role in _PEOPLE}
    rest = {key: value for key, value in change.items() if key not in _PEOPLE and key in body}
    if "people" in body:
        rest["people"] = {**body["people"], **people}
    return {**body, **rest}

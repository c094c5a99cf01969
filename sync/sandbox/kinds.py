"""What each kind of op does to the city's records, inside the transaction of ``taking``."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sync.messages import OpMessage
from sync.sandbox.attached import drop_files, take_files
from sync.sandbox.bodies import GivenRating, GivenReason, ReceivedDossier, demand
from sync.sandbox.problems import CityRefusal
from sync.sandbox.steps import STEPS, DossierStep, take_step

REGISTERED, RECEIVED = 1, 2
"""Mới đăng ký and Được tiếp nhận, in the national list of statuses (TrangThaiHoSo)."""


@dataclass(frozen=True)
class Incoming:
    """An op at the city's door: from which unit, when, and its body as canonical JSON text."""

    op: OpMessage
    unit: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Effect:
    """What an op changed: the dossier and its revision now, and what the feed says of it."""

    dossier: str | None
    rev: int
    change: dict[str, Any] = field(default_factory=dict)


Apply = Callable[[sqlite3.Connection, Incoming], Effect]


def apply(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    """Do what the op's kind says. Raises ``CityRefusal`` when it can't be done."""
    kind = incoming.op.kind
    if kind.startswith("fact."):
        return _keep_fact(db, incoming)
    known = KINDS.get(kind)
    if known is None:
        raise CityRefusal("unknown-kind", kind)
    return known(db, incoming)


def dossier_change(row: Mapping[str, Any] | sqlite3.Row) -> dict[str, Any]:
    """What the feed says of a dossier: what the city owns, and the whole body as the city has it."""
    return {"code": row["code"], "city_state": row["state"], "note": row["note"], "dossier": json.loads(row["body"])}


def _receive(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    asked = demand(ReceivedDossier, incoming.text)
    dossier = _subject(incoming.op.lane, "dossier")
    if db.execute("SELECT 1 FROM dossier WHERE id = ?", (dossier,)).fetchone():
        raise CityRefusal("dossier-exists")
    if db.execute("SELECT 1 FROM dossier WHERE code = ?", (asked.code,)).fetchone():
        raise CityRefusal("code-taken", asked.code)
    at = incoming.at.isoformat()
    state = REGISTERED if incoming.op.kind == "dossier.register" else RECEIVED
    row = {"id": dossier, "unit": incoming.unit, "code": asked.code, "rev": 1, "state": state, "note": ""}
    row |= {"taken_at": at, "changed_at": at, "body": incoming.text}
    db.execute(
        "INSERT INTO dossier VALUES (:id, :unit, :code, :rev, :state, :note, :taken_at, :changed_at, :body)", row
    )
    return Effect(dossier, 1, dossier_change(row))


def _step(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    step = demand(DossierStep, incoming.text)
    dossier = _subject(incoming.op.lane, "dossier")
    name = incoming.op.kind.partition(".")[2]
    after = take_step(db, dossier, step, json.loads(incoming.text), name)
    return Effect(dossier, after["rev"], dossier_change(after))


def _files(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    change = take_files if incoming.op.kind == "dossier.attach" else drop_files
    dossier = _subject(incoming.op.lane, "dossier")
    after = change(db, dossier, incoming.text, incoming.at.isoformat())
    return Effect(dossier, after["rev"], dossier_change(after))


def _rate(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    given = demand(GivenRating, incoming.text)
    visit = incoming.op.lane.partition(":")[2]
    again = db.execute("SELECT count(*) FROM rating WHERE visit = ?", (visit,)).fetchone()[0]
    row = (str(incoming.op.op_id), incoming.unit, visit, given.level, int(again > 0), incoming.at.isoformat())
    db.execute("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, incoming.text))
    return Effect(None, 1, {"visit": visit, "level": given.level})


def _reason(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    """Keep why with the answer of the visit that counts."""
    given = demand(GivenReason, incoming.text)
    visit = _subject(incoming.op.lane, "visit")
    found = db.execute("SELECT id, body FROM rating WHERE visit = ? AND again = 0", (visit,)).fetchone()
    if found is None:
        raise CityRefusal("not-found", "rating")
    body = json.dumps(json.loads(found["body"]) | {"reason": given.reason}, ensure_ascii=False, sort_keys=True)
    db.execute("UPDATE rating SET body = ? WHERE id = ?", (body, found["id"]))
    return Effect(None, 1, {"visit": visit, "reason": given.reason})


def _keep_fact(db: sqlite3.Connection, incoming: Incoming) -> Effect:
    """Keep a fact of the world: never refused; about a dossier the city does not have, it is an exception."""
    subject = incoming.op.lane.partition(":")[2] or None
    found = db.execute("SELECT rev FROM dossier WHERE id = ?", (subject,)).fetchone()
    exception = found is None
    row = (str(incoming.op.op_id), incoming.unit, subject, incoming.op.kind, int(exception), incoming.at.isoformat())
    db.execute("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, incoming.text))
    if found is not None and incoming.op.kind == "fact.result_handed_over":
        with contextlib.suppress(CityRefusal):
            step = demand(DossierStep, incoming.text)
            after = take_step(db, str(subject), step, json.loads(incoming.text))
            return Effect(subject, after["rev"], dossier_change(after) | {"exception": False})
    return Effect(None if exception else subject, 0 if exception else found["rev"], {"exception": exception})


def _noop(db: sqlite3.Connection, incoming: Incoming) -> Effect:  # noqa: ARG001 - the shape of every kind
    """Take the place of a voided op, so that its lane goes on."""
    return Effect(None, 0)


def _subject(lane: str, what: str) -> str:
    """Give the UUID a lane is about, in the one spelling. Raises ``CityRefusal`` when it is about something else."""
    kind, _, name = lane.partition(":")
    try:
        if kind == what:
            return str(UUID(name))
    except ValueError:
        pass
    raise CityRefusal("invalid-body", pointers=[{"pointer": "/lane", "fault": f"not {what}:<uuid>"}])


# When you add a kind: what it does, and its row in docs/acts.md.
KINDS: Mapping[str, Apply] = {
    "dossier.receive": _receive,
    "dossier.register": _receive,
    **{f"dossier.{step}": _step for step in STEPS},
    "dossier.attach": _files,
    "dossier.detach": _files,
    "rating.given": _rate,
    "rating.reason_given": _reason,
    "noop": _noop,
}

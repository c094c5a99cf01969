"""The exact comparison: what the counters wrote and said against what the city holds. Knows nothing of how it is sent."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from counter_app.place import Place
from counter_app.records.desk import Dossier
from counter_app.records.relay import RelayedOp
from counter_app.records.shared import Outbox, Unit
from counter_app.store import Asking

Lane = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """How much was compared, and what does not agree."""

    ops: int
    sent_again: int
    complaints: list[str]


def complaints(places: Sequence[Place], city: Path, acknowledged: Sequence[Sequence[str]]) -> Found:
    """Compare counters and city to the last op: lost, double, out of order, other content, not said to have arrived."""
    with closing(sqlite3.connect(city / "city.sqlite")) as held:
        held.row_factory = sqlite3.Row
        rows = [row for place in places for row in place.desk.ask(_ops)]
        two_hops = not places[0].one_file
        found = [*_lanes(rows, held, by_name=not two_hops), *_effects(rows, held), *_notes(places, held)]
        again = held.execute("SELECT total(sent_again) FROM op").fetchone()[0]
    for place, said in zip(places, acknowledged, strict=True):
        found += _forgotten(place.desk.ask(_ops), said)
    found += [f"not settled: {row.kind} is {row.state}" for row in rows if row.state != "acked"]
    found += _offices(places) if two_hops else []
    units = defaultdict(set)
    for place in places:
        unit, codes = place.desk.ask(_codes)
        units[unit].add(codes)
    found += [f"desks of {unit} hold different dossiers" for unit, sets in units.items() if len(sets) > 1]
    return Found(len(rows), int(again), found)


def _lanes(rows: Sequence[Row[Any]], held: sqlite3.Connection, *, by_name: bool) -> list[str]:
    """Every lane at the city is the counter's lane: each op once, in its order. An office sends it under its own name."""
    ours: dict[Lane, list[tuple[int, str]]] = defaultdict(list)
    theirs: dict[Lane, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        ours[row.origin * by_name, row.lane].append((row.client_rev, row.body_sha256))
    for row in held.execute("SELECT origin, lane, client_rev, sha256 FROM op ORDER BY rowid"):
        theirs[row["origin"] * by_name, row["lane"]].append((row["client_rev"], row["sha256"]))
    found = []
    for lane in ours.keys() | theirs.keys():
        wrote, has = Counter(ours[lane]), Counter(theirs[lane])
        twice = Counter(sha for _, sha in theirs[lane]) - Counter(sha for _, sha in ours[lane])
        found += [f"lost: {lane[1]} {rev}" for rev, _ in wrote - has]
        found += [f"double: {lane[1]}" for _ in twice.elements()]
        if theirs[lane] != sorted(theirs[lane]):
            found.append(f"out of order: {lane[1]}")
    return found


def _offices(places: Sequence[Place]) -> list[str]:
    """Each office has every op of its desks once, under the desk's name, and has one of its own for it."""
    found = []
    for office in {place.office.ask(_unit): place.office for place in places}.values():
        desks = [
            row for place in places if place.office.ask(_unit) == office.ask(_unit) for row in place.desk.ask(_ops)
        ]
        wrote = Counter((row.op_id, row.origin, row.lane, row.client_rev) for row in desks)
        took = Counter(tuple(row) for row in office.ask(_relayed))
        own = Counter(row.op_id for row in office.ask(_ops))
        found += [f"lost at the office: {lane} {rev}" for _, _, lane, rev in (wrote - took).elements()]
        found += [f"double at the office: {lane} {rev}" for _, _, lane, rev in (took - wrote).elements()]
        found += [f"the office passes on what nobody wrote: {one}" for one in own - Counter(row.op_id for row in desks)]
    return found


def _effects(rows: Sequence[Row[Any]], held: sqlite3.Connection) -> list[str]:
    """What the ops did at the city, counted: a dossier, a step, a fact or a rating for each."""
    kinds = Counter(row.kind for row in rows)
    dossiers = [json.loads(row["body"]) for row in held.execute("SELECT body FROM dossier")]
    counted = {
        "dossier.receive": len(dossiers),
        "dossier.correct": sum(len(one.get("steps", ())) for one in dossiers),
        "fact.receipt_printed": held.execute("SELECT count(*) FROM fact").fetchone()[0],
        "rating.given": held.execute("SELECT count(*) FROM rating WHERE NOT again").fetchone()[0],
    }
    return [f"effects: {kind} {counted[kind]}, not {kinds[kind]}" for kind in counted if counted[kind] != kinds[kind]]


def _notes(places: Sequence[Place], held: sqlite3.Connection) -> list[str]:
    """Every dossier says at the city what the last correction made it say here."""
    theirs = {row["id"]: json.loads(row["body"]).get("note") for row in held.execute("SELECT id, body FROM dossier")}
    ours = {str(row.id): row.note for place in places for row in place.desk.ask(_own)}
    return [f"wrong: dossier {one}" for one, note in ours.items() if theirs.get(one, "absent") != note]


def _forgotten(rows: Sequence[Row[Any]], said: Sequence[str]) -> list[str]:
    """What was answered to somebody at the counter is in its records."""
    here = Counter((row.kind, row.lane) for row in rows)
    told = Counter((line.split()[0], line.split()[1]) for line in said)
    return [f"forgotten: {kind} {lane}" for kind, lane in told - here]


def _ops(asking: Asking) -> Sequence[Row[Any]]:
    return asking.connection.execute(select(Outbox.__table__).order_by(Outbox.seq)).all()


def _relayed(asking: Asking) -> Sequence[Any]:
    columns = (RelayedOp.op_id, RelayedOp.origin, RelayedOp.lane, RelayedOp.client_rev)
    return asking.connection.execute(select(*columns)).all()


def _unit(asking: Asking) -> str:
    return asking.connection.execute(select(Unit.code)).scalar_one()


def _own(asking: Asking) -> Sequence[Row[Any]]:
    lanes = {row.lane for row in _ops(asking)}
    held: Any = asking.connection.execute(select(Dossier.id, Dossier.note))
    return [row for row in held if f"dossier:{row.id}" in lanes]


def _codes(asking: Asking) -> tuple[str, tuple[str, ...]]:
    rows = asking.connection.execute(select(Dossier.unit, Dossier.code).order_by(Dossier.code)).all()
    return rows[0].unit, tuple(row.code for row in rows)

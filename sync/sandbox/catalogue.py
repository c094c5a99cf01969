"""The city's catalogue of procedures: decisions add, change and abolish; a counter reads it whole, or since a revision."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sync.messages import CataloguePage


def decide(
    db: sqlite3.Connection,
    name: str,
    effective_from: date,
    procedures: Iterable[Mapping[str, Any]],
    abolished: Iterable[str] = (),
) -> int:
    """A decision: procedures as a catalogue file has them, and codes that are no more. The catalogue's revision then."""
    written = "INSERT INTO decision (name, effective_from) VALUES (?, ?)"
    rev = int(db.execute(written, (name, effective_from.isoformat())).lastrowid or 0)
    put = "INSERT OR REPLACE INTO procedure (code, rev, body) VALUES (?, ?, ?)"
    for one in procedures:
        db.execute(put, (one["code"], rev, json.dumps(one, ensure_ascii=False)))
    for code in abolished:
        db.execute(put, (code, rev, None))
    return rev


def catalogue_rev(db: sqlite3.Connection) -> int:
    """The revision of the newest decision; 0 without any."""
    return int(db.execute("SELECT coalesce(max(rev), 0) FROM decision").fetchone()[0])


def catalogue_page(db: sqlite3.Connection, since: int) -> CataloguePage:
    """Give what there is, or what changed after a revision; of several decisions the last gives name and day."""
    rev = catalogue_rev(db)
    last = db.execute("SELECT name, effective_from FROM decision WHERE rev = ?", (rev,)).fetchone()
    rows = db.execute("SELECT code, body FROM procedure WHERE rev > ? ORDER BY code", (since,)).fetchall()
    return CataloguePage(
        rev=rev,
        whole=not since,
        decision=last["name"] if last else "",
        effective_from=date.fromisoformat(last["effective_from"]) if last else date(2000, 1, 1),
        procedures=tuple(json.loads(row["body"]) for row in rows if row["body"] is not None),
        abolished=tuple(row["code"] for row in rows if row["body"] is None) if since else (),
    )

"""What the sandbox city can be asked: dossiers, ratings, and everything it holds."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import date, datetime
from typing import Any
from uuid import UUID

from counter_app.moments import business_day
from sync.messages import Digest, RemoteDossier, RemoteRating, SnapshotPage
from sync.national import dossier_message, progress_messages, rating_messages
from sync.sandbox.feed import changes_after
from sync.sandbox.problems import CityRefusal


def dossiers(db: sqlite3.Connection, code: str | None = None) -> tuple[RemoteDossier, ...]:
    """Give all dossiers, newest first, or the one with a code."""
    where, given = ("WHERE code = ?", (code,)) if code is not None else ("", ())
    rows = db.execute(f"SELECT * FROM dossier {where} ORDER BY rowid DESC", given)  # noqa: S608 - two fixed texts
    return tuple(_dossier(row) for row in rows)


def dossier(db: sqlite3.Connection, dossier_id: UUID) -> RemoteDossier:
    """Give one dossier by its identity. Raises ``CityRefusal`` "not-found"."""
    row = db.execute("SELECT * FROM dossier WHERE id = ?", (str(dossier_id),)).fetchone()
    if row is None:
        raise CityRefusal("not-found", "dossier")
    return _dossier(row)


def ratings(db: sqlite3.Connection) -> tuple[RemoteRating, ...]:
    """Give all ratings, newest first."""
    rows = db.execute("SELECT * FROM rating ORDER BY rowid DESC")
    return tuple(
        RemoteRating(
            id=UUID(row["id"]),
            unit_code=row["unit"],
            visit=row["visit"],
            level=row["level"],
            again=bool(row["again"]),
            taken_at=datetime.fromisoformat(row["taken_at"]),
            body=json.loads(row["body"]),
        )
        for row in rows
    )


def rating_shares(db: sqlite3.Connection) -> list[dict[str, str]]:
    """Give the shares of ratings that were told by month and procedure (DongBoDanhGia), oldest month first."""
    rows = db.execute("SELECT body FROM rating_share ORDER BY unit, month, procedure")
    return [json.loads(row["body"]) for row in rows]


def everything(db: sqlite3.Connection) -> dict[str, Any]:
    """Give all the city holds, as one document for inspection."""
    held, given = dossiers(db), ratings(db)
    return {
        "dossiers": [found.model_dump(mode="json") for found in held],
        "national": [dossier_message(found) for found in held],
        "national_progress": [step for found in held for step in progress_messages(found)],
        "national_ratings": rating_messages(given, held, ""),
        "rating_shares": rating_shares(db),
        "ratings": [found.model_dump(mode="json") for found in given],
        "facts": _rows(db, "SELECT id, unit, dossier, kind, exception, taken_at, body FROM fact ORDER BY rowid"),
        "ops": _rows(db, "SELECT op_id, origin, lane, client_rev, kind, applied_at, sent_again FROM op ORDER BY rowid"),
        "changes": _rows(db, "SELECT seq, unit, dossier, rev, kind, at FROM change ORDER BY seq"),
    }


def snapshot(db: sqlite3.Connection, unit: str, after: UUID | None, limit: int) -> SnapshotPage:
    """Give a page of a unit's dossiers in order of identity, and the feed's cursor as it is now."""
    wanted = "SELECT * FROM dossier WHERE unit = ? AND id > ? ORDER BY id LIMIT ?"
    rows = db.execute(wanted, (unit, "" if after is None else str(after), limit + 1)).fetchall()
    cursor = changes_after(db, unit, None, 0, from_end=True)
    items = tuple(_dossier(row) for row in rows[:limit])
    return SnapshotPage(
        items=items, has_more=len(rows) > limit, cursor=cursor.next_cursor, feed_epoch=cursor.feed_epoch
    )


def digest(db: sqlite3.Connection, unit: str, day: date) -> Digest:
    """Give the mark of what a unit handed in on a day."""
    lines = []
    for row in db.execute("SELECT id, rev, body FROM dossier WHERE unit = ?", (unit,)):
        body = json.loads(row["body"])
        moment = datetime.fromisoformat(body.get("handed_in_at") or body["received_at"])
        if business_day(moment) == day:
            lines.append(f"{row['id']} {row['rev']}\n")
    mark = hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
    return Digest(day=day, count=len(lines), sha256=mark)


def _dossier(row: sqlite3.Row) -> RemoteDossier:
    return RemoteDossier(
        id=UUID(row["id"]),
        code=row["code"],
        unit_code=row["unit"],
        rev=row["rev"],
        city_state=row["state"],
        note=row["note"],
        taken_at=datetime.fromisoformat(row["taken_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        body=json.loads(row["body"]),
    )


def _rows(db: sqlite3.Connection, select: str) -> list[dict[str, Any]]:
    found = [dict(row) for row in db.execute(select)]
    return [row | {"body": json.loads(row["body"])} if "body" in row else row for row in found]

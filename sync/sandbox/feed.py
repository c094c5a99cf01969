"""The city's feed of changes: every applied op and every step of the operator, in order, per unit.

One writer behind one lock, so an autoincrement key is a safe cursor (on PostgreSQL it is not: commits overtake).
The cursor names the life of the feed; one from before a restore is refused, and the reader starts again.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from uuid import UUID

from counter_app.ops import canonical
from sync.messages import ChangeItem, ChangePage
from sync.sandbox.kinds import Effect
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import feed_epoch


def announce(db: sqlite3.Connection, unit: str, kind: str, effect: Effect, at: datetime) -> None:
    """Add a change to a unit's feed, in the transaction that made it."""
    row = (unit, effect.dossier, effect.rev, kind, at.isoformat(), canonical(effect.change))
    db.execute("INSERT INTO change (unit, dossier, rev, kind, at, body) VALUES (?, ?, ?, ?, ?, ?)", row)


def changes_after(
    db: sqlite3.Connection, unit: str, cursor: str | None, limit: int, *, from_end: bool = False
) -> ChangePage:
    """Give a unit's changes after a cursor. Raises ``CityRefusal`` "cursor-expired" for a cursor of another life.

    ``from_end``: as if everything so far had been read.
    """
    epoch = feed_epoch(db)
    after = 0 if cursor is None else _position(cursor, epoch)
    if from_end:
        after = int(db.execute("SELECT coalesce(max(seq), 0) FROM change WHERE unit = ?", (unit,)).fetchone()[0])
    select = "SELECT * FROM change WHERE unit = ? AND seq > ? ORDER BY seq LIMIT ?"
    rows = db.execute(select, (unit, after, limit + 1)).fetchall()
    page = rows[:limit]
    last = page[-1]["seq"] if page else after
    items = tuple(_item(row) for row in page)
    return ChangePage(items=items, next_cursor=f"{epoch}.{last}", has_more=len(rows) > limit, feed_epoch=epoch)


def _position(cursor: str, epoch: str) -> int:
    life, _, position = cursor.partition(".")
    if life != epoch or not position.isascii() or not position.isdigit() or len(position) > 18:  # noqa: PLR2004 - digits of a 64-bit number
        raise CityRefusal("cursor-expired", feed_epoch=epoch)
    return int(position)


def _item(row: sqlite3.Row) -> ChangeItem:
    return ChangeItem(
        seq=row["seq"],
        dossier_id=None if row["dossier"] is None else UUID(row["dossier"]),
        rev=row["rev"],
        kind=row["kind"],
        at=datetime.fromisoformat(row["at"]),
        body=json.loads(row["body"]),
    )

"""The city's own mishaps: it is restored from yesterday's backup, or its feed begins a new life.

The backup is made when the first program of a day opens the city; it holds what stood there the evening before.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from sync.sandbox.problems import CityRefusal

_NAME = "city-{day}.sqlite"


def backup_of(folder: Path) -> date | None:
    """The day at whose beginning the newest backup was made; None without one."""
    days = [path.stem.removeprefix("city-") for path in folder.glob("city-????-??-??.sqlite")]
    return date.fromisoformat(max(days)) if days else None


def back_up(db: sqlite3.Connection, folder: Path, day: date) -> None:
    """Copy the city aside, once a day; older copies go. Not within a transaction."""
    file = folder / _NAME.format(day=day.isoformat())
    if file.exists():
        return
    copying = file.with_suffix(".part")
    copying.unlink(missing_ok=True)
    with closing(sqlite3.connect(copying)) as copy:
        db.backup(copy)
    copying.replace(file)
    for older in folder.glob("city-????-??-??.sqlite"):
        if older.name < file.name:
            older.unlink()


def restore(db: sqlite3.Connection, folder: Path) -> None:
    """Put the newest backup in the city's place. Its epoch rises above every earlier one, and its feed lives anew.

    Not within a transaction. Raises ``CityRefusal`` "not-found" without a backup.
    """
    day = backup_of(folder)
    if day is None:
        raise CityRefusal("not-found", "Chưa có bản sao lưu nào.")
    epoch = int(db.execute("SELECT epoch FROM city").fetchone()[0])
    with closing(sqlite3.connect(folder / _NAME.format(day=day.isoformat()))) as copy:
        copy.backup(db)
    db.execute("UPDATE city SET epoch = ?, feed_epoch = ?", (epoch + 1, secrets.token_hex(4)))


def rotate_feed(db: sqlite3.Connection) -> None:
    """Let the feed begin a new life: every cursor is refused, readers start again. Nothing else is lost."""
    db.execute("UPDATE city SET feed_epoch = ?", (secrets.token_hex(4),))

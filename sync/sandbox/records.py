"""The sandbox city's records: one SQLite file, one connection, one lock.

Python's own ``sqlite3`` may carry the WAL-reset bug (SQLite 3.7.0 to 3.51.2, sqlite.org/wal.html), so the journal is
DELETE with synchronous FULL. Every use goes through the lock, readers too: the city is there to be right, not fast.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "city.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS city (
    id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, feed_epoch TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sender (
    device TEXT NOT NULL, incarnation TEXT NOT NULL, device_seq INTEGER NOT NULL, unit TEXT NOT NULL,
    seen_at TEXT NOT NULL, PRIMARY KEY (device, incarnation)) STRICT;
CREATE TABLE IF NOT EXISTS op (
    op_id TEXT PRIMARY KEY, origin TEXT NOT NULL, lane TEXT NOT NULL, client_rev INTEGER NOT NULL, kind TEXT NOT NULL,
    unit TEXT NOT NULL, staff TEXT NOT NULL, captured_at TEXT NOT NULL, applied_at TEXT NOT NULL, body TEXT NOT NULL,
    sha256 TEXT NOT NULL, result TEXT NOT NULL, sent_again INTEGER NOT NULL DEFAULT 0,
    UNIQUE (origin, lane, client_rev)) STRICT;
CREATE TABLE IF NOT EXISTS dossier (
    id TEXT PRIMARY KEY, unit TEXT NOT NULL, code TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10), note TEXT NOT NULL, taken_at TEXT NOT NULL,
    changed_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS rating (
    id TEXT PRIMARY KEY, unit TEXT NOT NULL, visit TEXT NOT NULL, level INTEGER, again INTEGER NOT NULL,
    taken_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS fact (
    id TEXT PRIMARY KEY, unit TEXT NOT NULL, dossier TEXT, kind TEXT NOT NULL, exception INTEGER NOT NULL,
    taken_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT NULL, dossier TEXT, rev INTEGER NOT NULL, kind TEXT NOT NULL,
    at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS procedure (
    code TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT) STRICT;
CREATE TABLE IF NOT EXISTS decision (
    rev INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, effective_from TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS access (
    device TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, expires_at TEXT NOT NULL, before TEXT) STRICT;
CREATE TABLE IF NOT EXISTS rating_share (
    unit TEXT NOT NULL, month TEXT NOT NULL, procedure TEXT NOT NULL, changed_at TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (unit, month, procedure)) STRICT;
CREATE INDEX IF NOT EXISTS change_of_unit ON change (unit, seq);
"""


class CityRecords:
    """The city's file in ``folder``, made when it is not there. ``close`` when done.

    ``forgetful``: a city that does not know an op again when it comes twice. A test of the tests is made with it.
    ``in_memory``: nothing but files sent to it is written to ``folder``.
    """

    def __init__(self, folder: Path, *, forgetful: bool = False, in_memory: bool = False) -> None:
        self.forgetful = forgetful
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.files = folder / "files"
        self.files.mkdir(exist_ok=True)
        self._lock = threading.Lock()
        file = ":memory:" if in_memory else folder / FILE_NAME
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(_TABLES)
        self._db.execute("INSERT OR IGNORE INTO city VALUES (1, 1, ?)", (secrets.token_hex(4),))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection within one transaction: committed at the end, rolled back by any exception."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection without a transaction, and nobody else at it: to copy the whole city out or in."""
        with self._lock:
            yield self._db

    def close(self) -> None:
        """Close the file; waits for a transaction under way."""
        with self._lock:
            self._db.close()


def city_epoch(db: sqlite3.Connection) -> int:
    """How often the city has been restored from a backup, from 1."""
    return int(db.execute("SELECT epoch FROM city").fetchone()["epoch"])


def feed_epoch(db: sqlite3.Connection) -> str:
    """Which life of the feed of changes this is; cursors of another are worth nothing."""
    return str(db.execute("SELECT feed_epoch FROM city").fetchone()["feed_epoch"])

"""Opening an encrypted SQLite file: key, pragmas, two engines, the watch for other programs' changes.

Acts run under ``BEGIN IMMEDIATE`` with ``synchronous=FULL``: an acknowledged dossier survives a power cut. Questions
run under a plain ``BEGIN`` with ``query_only``, so that they never wait behind a writer.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, PoolProxiedConnection, QueuePool, create_engine

from counter_app.engines import Engines
from counter_app.errors import SharedFolder
from counter_app.moments import machine_clock
from counter_app.trouble import as_refusal

LOCK_LIMIT_SECONDS = 5.0
"""How long an act waits for other programs before it is refused."""

_EAGER_AFTER_SECONDS, _MOST_EAGER_AFTER_SECONDS = 0.005, 0.05
"""After so long a waiting act asks twice as often; after so long it asks no more often."""

_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "sshfs", "fuse.sshfs", "afs", "ceph"}


@dataclass(frozen=True, kw_only=True)
class Database(Engines):
    """One opened file."""

    path: Path
    key: bytes = field(repr=False)

    def moment(self, connection: Connection) -> datetime:  # noqa: ARG002 - every engine is asked with its connection
        """This PC's own clock."""
        return machine_clock()

    def watch(self) -> Watch:
        """A look-out for commits by any other connection, in this program or another."""
        return Watch(_connect(self.path, self.key, query_only=True))


class Watch:
    """Notices that something was committed (``PRAGMA data_version``, on a connection of its own that never writes)."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._seen = self._version()

    def changed(self) -> bool:
        """Whether anything was committed since the last look. About 50 µs."""
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def open_database(path: Path, key: bytes) -> Database:
    """Open or make the file. WrongKey, SharedFolder, DiskFull, DiskFailing as they come."""
    refuse_network_share(path.parent)
    acts = _engine(path, key, "IMMEDIATE", query_only=False)
    questions = _engine(path, key, "DEFERRED", query_only=True)
    try:
        # A question: opening must not wait for another program's act.
        with questions.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except Exception as error:
        questions.dispose()
        raise as_refusal(error) or error from error
    return Database(path=path, key=key, acts=acts, questions=questions)


def refuse_network_share(folder: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """WAL is not safe on a network share (sqlite.org/wal.html): refuse to start there."""
    if str(folder).startswith("\\\\"):
        raise SharedFolder(str(folder))
    if not mounts.exists():
        return
    resolved = folder.resolve()
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, file_system, *_ = line.split(" ")
        if resolved.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, file_system
    if kind in _NETWORK_FILE_SYSTEMS:
        raise SharedFolder(str(folder))


def safe_for_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug: 3.51.3 and later, 3.50.7+, 3.44.6+ (sqlite.org/wal.html)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _engine(path: Path, key: bytes, begin: str, *, query_only: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key, query_only=query_only),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        pool_timeout=LOCK_LIMIT_SECONDS,
        hide_parameters=True,  # parameters hold personal data, and errors are logged
    )

    def do_begin(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute(f"BEGIN {begin}")

    # Not a listener to "begin": an engine with listeners asks for them at every statement (0.1 ms an act).
    engine.dialect.do_begin = do_begin  # type: ignore[method-assign]
    return engine


def _connect(path: Path, key: bytes, *, query_only: bool) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    # Standard error carries one sentence of ours; the library's own lines stay out. The key comes before anything reads.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.set_busy_handler(_patience())
    journal = "WAL" if safe_for_wal(sqlcipher.sqlite_version_info) else "DELETE"
    for pragma in (
        f"journal_mode={journal}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "trusted_schema=OFF",
        "cache_size=-16000",  # 16 MB of pages once deciphered: lists among 100,000 dossiers take a third of the time
    ):
        connection.execute(f"PRAGMA {pragma}")
    if query_only:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _patience() -> Any:
    """SQLite's own waiting is unfair (longest wait 0.7 to 1.6 s); this one asks again after 0.5 to 2 ms.

    The longer it has waited, the more often it asks: who came first is likely to be next.
    """
    began = 0.0

    def busy(count: int) -> bool:
        nonlocal began
        if count == 0:
            began = time.monotonic()
        waited = time.monotonic() - began
        if waited > LOCK_LIMIT_SECONDS:
            return False
        eager = 1 + min(waited, _MOST_EAGER_AFTER_SECONDS) / _EAGER_AFTER_SECONDS
        time.sleep(random.uniform(0.0005, 0.002) / eager)  # noqa: S311 - spreads waiting programs, guards nothing
        return True

    return busy

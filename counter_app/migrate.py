"""Bringing a file's tables to this program's version.

One starter at a time under a file lock; the file is copied aside first; the version is compared before Alembic is
imported (0.4 s); foreign keys are off while tables are rebuilt and checked afterwards; a file written by a newer program
is refused.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from counter_app.database import Database
from counter_app.errors import RecordsTooNew
from counter_app.locks import held_lock
from counter_app.migrations import HEADS

_SCRIPTS = Path(__file__).with_name("migrations")
StoreName = Literal["desk", "office"]


def bring_up_to_date(database: Database, stores: tuple[StoreName, ...], now: datetime) -> None:
    """Run the histories of these stores on the file. RecordsTooNew where a newer program wrote it."""
    if all(version_of(database, store) == HEADS[store] for store in stores):
        return
    with held_lock(database.path.with_suffix(".migrating")):
        behind = [store for store in stores if version_of(database, store) != HEADS[store]]
        for store in behind:
            _refuse_newer(database, store)
        if any(version_of(database, store) for store in behind):
            _copy_aside(database, now)
        for store in behind:
            upgrade(database, store)


def version_of(database: Database, store: StoreName) -> str | None:
    """The revision a store's tables are at in this file; None when it has none."""
    table = f"alembic_version_{store}"
    with database.questions.begin() as connection:
        known = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).first()
        if known is None:
            return None
        row = connection.exec_driver_sql(f"SELECT version_num FROM {table}").first()  # noqa: S608 - our own table
        return None if row is None else str(row[0])


def upgrade(database: Database, store: StoreName, revision: str = "head") -> None:
    """Run one history up to a revision, all of it or nothing."""
    with database.acts.connect() as connection:
        # Inside a transaction the pragma is ignored without a word, so it is set below SQLAlchemy, before the first BEGIN.
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _run_alembic(connection, store, revision)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"foreign keys broken by the migration: {broken[:3]}")
        finally:
            connection.invalidate()


def _run_alembic(connection: Connection, store: StoreName, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / store))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _refuse_newer(database: Database, store: StoreName) -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    found = version_of(database, store)
    if found is None:
        return
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / store))
    if found not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise RecordsTooNew(f"{store} {found}")


def _copy_aside(database: Database, now: datetime) -> None:
    """VACUUM INTO keeps the key and is one step (sqlite.org/lang_vacuum.html)."""
    copy = database.path.with_suffix(f".before-{now:%Y%m%d-%H%M%S}.db")
    with database.acts.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))

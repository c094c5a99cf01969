"""Bringing a store's tables to this program's version.

One starter at a time, under a file lock or, on a server, an advisory lock; a file is copied aside first; the version is
compared before Alembic is imported (0.4 s); on SQLite foreign keys are off while tables are rebuilt and checked
afterwards; records written by a newer program are refused.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, inspect

from counter_app.database import Database
from counter_app.engines import Engines
from counter_app.errors import RecordsTooNew
from counter_app.locks import held_lock
from counter_app.migrations import HEADS
from counter_app.moments import machine_clock
from counter_app.trouble import as_refusal

_SCRIPTS = Path(__file__).with_name("migrations")
_ONE_STARTER = 0x0FF1CE
"""The advisory lock on a server: any number, as long as every version of this program takes the same one."""
StoreName = Literal["desk", "office"]


def bring_up_to_date(engines: Engines, stores: tuple[StoreName, ...], now: datetime | None = None) -> None:
    """Run the histories of these stores. RecordsTooNew where a newer program wrote them; the engine's trouble as ours."""
    try:
        behind = [store for store in stores if version_of(engines, store) != HEADS[store]]
        if behind and isinstance(engines, Database):
            _bring_file_up_to_date(engines, stores, now or machine_clock())
        elif behind:
            for store in behind:
                upgrade(engines, store)
    except Exception as error:
        raise as_refusal(error) or error from error


def version_of(engines: Engines, store: StoreName) -> str | None:
    """The revision a store's tables are at; None when it has none."""
    with engines.questions.begin() as connection:
        return _version(connection, store)


def upgrade(engines: Engines, store: StoreName, revision: str = "head") -> None:
    """Run one history up to a revision, all of it or nothing."""
    if isinstance(engines, Database):
        _upgrade_file(engines, store, revision)
    else:
        _upgrade_on_server(engines, store, revision)


def _bring_file_up_to_date(database: Database, stores: tuple[StoreName, ...], now: datetime) -> None:
    with held_lock(database.path.with_suffix(".migrating")):
        behind = [store for store in stores if version_of(database, store) != HEADS[store]]
        for store in behind:
            _refuse_newer(database, store)
        if any(version_of(database, store) for store in behind):
            _copy_aside(database, now)
        for store in behind:
            upgrade(database, store)


def _upgrade_on_server(engines: Engines, store: StoreName, revision: str) -> None:
    """The server's DDL is transactional: the version and the tables move together, under a lock that ends with both."""
    with engines.acts.begin() as connection:
        # Another starter's migration may take longer than an act may wait, and so may ours.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_STARTER})")
        found = _version(connection, store)
        if found == HEADS[store]:
            return
        refuse_unknown(store, found)
        _run_alembic(connection, store, revision)


def _upgrade_file(database: Database, store: StoreName, revision: str) -> None:
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


def _version(connection: Connection, store: StoreName) -> str | None:
    table = f"alembic_version_{store}"
    if not inspect(connection).has_table(table):
        return None
    row = connection.exec_driver_sql(f"SELECT version_num FROM {table}").first()  # noqa: S608 - our own table
    return None if row is None else str(row[0])


def _run_alembic(connection: Connection, store: StoreName, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / store))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _refuse_newer(engines: Engines, store: StoreName) -> None:
    refuse_unknown(store, version_of(engines, store))


def refuse_unknown(store: str, found: str | None) -> None:
    """RecordsTooNew for a version of a store's tables that this program does not know."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if found is None:
        return
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / store))
    if found not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise RecordsTooNew(f"{store} {found}")


def _copy_aside(database: Database, now: datetime) -> None:
    """VACUUM INTO keeps the key and is one step (sqlite.org/lang_vacuum.html). A copy made before stays as it is."""
    marks = (f"{now:%Y%m%d-%H%M%S}" + (f"-{again}" if again else "") for again in count())
    files = (database.path.with_suffix(f".before-{mark}.db") for mark in marks)
    copy = next(file for file in files if not file.exists())
    with database.acts.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))

"""Fewer trips to the server: a statement whose answer nobody waits for travels with the next one, or with the COMMIT.

An act that writes an event, a call and its audit line would wait three times for a «done» that it does not look at, and
then for that of its COMMIT. Statements marked ``execution_options(**UNANSWERED)`` are kept until an answer is wanted;
psycopg's pipeline sends them together with what asks for it (libpq, 34.5). They keep their order, and what one of them runs
into comes up there: within the same act either way, before anything is acknowledged. SQLite takes no trips.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection

UNANSWERED = {"unanswered": True}
"""Marks a statement of which neither rows nor their number are looked at."""


def spare_trips(engine: Engine) -> None:
    """Let unanswered statements of this engine (psycopg) wait for company."""
    dialect: Any = engine.dialect
    dialect.do_execute = _execute
    dialect.do_executemany = _execute_many
    dialect.do_commit = _commit
    dialect.do_rollback = _rollback


def _execute(cursor: Any, statement: str, parameters: Any, context: Any) -> None:
    if context.execution_options.get("unanswered"):
        _kept(cursor.connection).append((statement, parameters))
    else:
        _with_the_kept(cursor.connection, partial(cursor.execute, statement, parameters))


def _execute_many(cursor: Any, statement: str, parameters: Any, _context: Any) -> None:
    _with_the_kept(cursor.connection, partial(cursor.executemany, statement, parameters))


def _commit(connection: PoolProxiedConnection) -> None:
    raw: Any = connection.dbapi_connection
    # The driver's own commit would wait once more inside a pipeline.
    _with_the_kept(raw, partial(raw.execute, "COMMIT"))


def _rollback(connection: PoolProxiedConnection) -> None:
    raw: Any = connection.dbapi_connection
    _kept(raw).clear()
    raw.rollback()


def _with_the_kept(raw: Any, ask: Callable[[], object]) -> None:
    """Send what was kept and this after it, and wait for all of them at once."""
    kept = _kept(raw)
    if not kept:
        ask()
        return
    with raw.pipeline():
        for statement, parameters in kept:
            raw.execute(statement, parameters)
        kept.clear()
        ask()


def _kept(raw: Any) -> list[tuple[str, Any]]:
    """What was kept on this connection; on the driver's own object, so that it goes with it."""
    kept: list[tuple[str, Any]] = vars(raw).setdefault("unanswered", [])
    return kept

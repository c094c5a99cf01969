"""Fewer trips to the server: what nobody wants an answer to travels with the next statement, or with the COMMIT.

An act that writes an event, a call and its audit line would wait three times for a «done» that it does not look at, and
then for that of its COMMIT. What is told (``tell``) is kept until an answer is wanted; psycopg's pipeline sends it together
with what asks for it (libpq, 34.5). It keeps its order, and what it runs into comes up there: within the same act either
way, before anything is acknowledged. BEGIN travels so too, with the
question which moment it is. Inserts that follow each other become one statement (PostgreSQL manual, 7.8.4: each of its
parts is executed, whole, exactly once), for each statement costs the driver as much as the server. SQLite takes no trips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Executable, PoolProxiedConnection

_MOMENT = "SELECT now()"
_PARAMETER = re.compile(r"(?<!%)%\(")
Kept = tuple[str, Any]
"""A statement that was not sent yet, and its parameters."""


def spare_trips(engine: Engine) -> None:
    """Let BEGIN and what is told on this engine (psycopg, in autocommit) wait for company."""
    dialect: Any = engine.dialect
    # Not a listener to "begin": an engine with listeners asks for them at every statement (0.1 ms an act).
    dialect.do_begin = _begin
    dialect.do_execute = _execute
    dialect.do_executemany = _execute_many
    dialect.do_commit = _commit
    dialect.do_rollback = _rollback


def tell(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> None:
    """Execute a statement of which neither rows nor their number are looked at; every parameter of it has a name.

    On a server it costs no trip, and not what an answer would need to be read: half of SQLAlchemy's work for it.
    """
    dialect: Any = connection.dialect
    # Whoever listens to an engine (a measurement) hears of every statement.
    if dialect.do_begin is not _begin or connection.engine.dispatch.before_cursor_execute:
        connection.execute(statement, values)
        return
    text, ways = _made(statement, dialect, tuple(values))
    given = {name: values[name] if way is None else way(values[name]) for name, way in ways}
    _kept(connection.connection.dbapi_connection).append((text, given))


@lru_cache(maxsize=1_000)
def _made(
    statement: Executable, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]:
    """The statement as the driver wants it, and for each of its parameters the way from our value to the driver's."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=names)  # type: ignore[attr-defined]
    binds = compiled.binds.items()
    return str(compiled), tuple((name, one.type.dialect_impl(dialect).bind_processor(dialect)) for name, one in binds)


def moment_of(connection: PoolProxiedConnection) -> datetime:
    """The server's moment at which the transaction of this connection began; BEGIN is sent if it still waits."""
    raw: Any = connection.dbapi_connection
    if "moment" not in vars(raw):
        _with_the_kept(raw, lambda: None)
    moment: datetime = vars(raw)["moment"]
    return moment


def _begin(connection: PoolProxiedConnection) -> None:
    raw: Any = connection.dbapi_connection
    vars(raw).pop("moment", None)
    _kept(raw)[:] = [("BEGIN", None), (_MOMENT, None)]


def _execute(cursor: Any, statement: str, parameters: Any, _context: Any) -> None:
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
    begun, trouble = None, None
    try:
        with raw.pipeline():
            try:
                for statement, parameters in _fewer(kept):
                    cursor = raw.execute(statement, parameters)
                    begun = cursor if statement == _MOMENT else begun
                kept.clear()
                ask()
            except Exception as error:  # noqa: BLE001 - what was run into first is raised below, whatever it is
                trouble = error
    except Exception as aborted:  # noqa: BLE001 - the same
        # The driver's «pipeline aborted» only says that something went wrong before.
        raise trouble or aborted from None
    if trouble is not None:
        raise trouble
    if begun is not None:
        vars(raw)["moment"] = begun.fetchone()[0]


def _fewer(kept: Sequence[Kept]) -> Iterator[Kept]:
    """The same statements, inserts side by side as one."""
    for inserts, group in groupby(kept, lambda one: one[0].startswith("INSERT ")):
        together = tuple(group)
        if not inserts or len(together) == 1:
            yield from together
            continue
        parameters = {f"s{at}_{name}": value for at, (_, given) in enumerate(together) for name, value in given.items()}
        yield _joined(tuple(statement for statement, _ in together)), parameters


@lru_cache
def _joined(inserts: tuple[str, ...]) -> str:
    *first, last = (_PARAMETER.sub(f"%(s{at}_", text) for at, text in enumerate(inserts))
    parts = ", ".join(f"s{at} AS ({text})" for at, text in enumerate(first))
    return f"WITH {parts} {last}"


def _kept(raw: Any) -> list[Kept]:
    """What was kept on this connection; on the driver's own object, so that it goes with it."""
    kept: list[Kept] = vars(raw).setdefault("kept", [])
    return kept

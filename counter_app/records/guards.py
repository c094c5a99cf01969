"""Triggers that make tables append-only.

UPDATE and DELETE triggers alone are not enough: ``REPLACE INTO`` walks past them, so an INSERT over an existing row is
refused too (SQLite, lang_createtrigger.html; PostgreSQL has TRUNCATE besides).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import DDL, Table, event

APPEND_ONLY = {"audit": "seq", "ticket_event": "seq", "dossier_event": "seq"}
"""Table → its key."""


def sqlite_guards(table: str) -> Iterator[str]:
    """The statements that make a table append-only on SQLite."""
    key = APPEND_ONLY[table]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key})"  # noqa: S608 - names of our own tables
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {exists} {refuse}"


def guard_on_create(table: Table) -> None:
    """Adds the guards whenever the table is made from its description."""
    for statement in sqlite_guards(table.name):
        ddl = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl.execute_if(dialect="sqlite"))

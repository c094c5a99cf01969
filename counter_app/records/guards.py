"""Triggers that make tables append-only.

On SQLite UPDATE and DELETE triggers alone are not enough: ``REPLACE INTO`` walks past them, so an INSERT over an existing
row is refused too (lang_createtrigger.html). PostgreSQL has no REPLACE, and its ON CONFLICT DO UPDATE is an UPDATE; but
it has TRUNCATE (PostgreSQL manual, chapter 39).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import DDL, Table, event

APPEND_ONLY = {"audit": "seq", "ticket_event": "seq", "dossier_event": "seq", "dossier_due": "seq", "money_move": "seq"}
"""Table → its key."""


def sqlite_guards(table: str) -> Iterator[str]:
    """The statements that make a table append-only on SQLite."""
    key = APPEND_ONLY[table]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key})"  # noqa: S608 - names of our own tables
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {exists} {refuse}"


def postgresql_guards(table: str) -> Iterator[str]:
    """The statements that make a table append-only on PostgreSQL."""
    yield (
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
    )
    for what in ("update", "delete", "truncate"):
        yield (
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )


def guard_on_create(table: Table) -> None:
    """Adds the guards whenever the table is made from its description."""
    for dialect, guards in (("sqlite", sqlite_guards), ("postgresql", postgresql_guards)):
        for statement in guards(table.name):
            ddl = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))

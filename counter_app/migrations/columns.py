"""Adding columns to a filled table, on both engines, with nothing of the table lost.

SQLite can add a NOT NULL column only with a default that then stays in the schema, and can't change a CHECK at all: the
table is made anew in the engine's own words (``sqlite_master``), filled from the old one, and its indexes and triggers are
made again from theirs (sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"). PostgreSQL does
both in place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn


@dataclass(frozen=True)
class Change:
    """What changes in a table. ``values`` says in SQL what the rows that are there get in a new column."""

    table: str
    added: Sequence[sa.Column[Any]]
    values: Mapping[str, str]
    checks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """CHECK constraints by name: the words before (empty: none) and after."""
    dropped_indexes: Sequence[str] = ()
    nullable: Sequence[str] = ()
    """Columns that may be empty from now on."""


def has_column(table: str, column: str) -> bool:
    """Whether the table has this column already."""
    return column in {known["name"] for known in sa.inspect(op.get_bind()).get_columns(table)}


def change_table(change: Change) -> None:
    """Add the columns, fill them, set the checks, drop the indexes named."""
    for index in change.dropped_indexes:
        op.drop_index(index, table_name=change.table)
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(change)
    else:
        _alter(change)


def _rebuild(change: Change) -> None:
    connection, new = op.get_bind(), f"{change.table}_new"
    words = _words(change.table, "table")[0]
    beside = [*_words(change.table, "index"), *_words(change.table, "trigger")]
    before = [known["name"] for known in sa.inspect(connection).get_columns(change.table)]
    op.execute(_as_changed(words, new, change))
    columns = ", ".join([*before, *(column.name for column in change.added)])
    values = ", ".join([*before, *(change.values[column.name] for column in change.added)])
    op.execute(f"INSERT INTO {new} ({columns}) SELECT {values} FROM {change.table}")  # noqa: S608 - our own names
    op.execute(f"DROP TABLE {change.table}")
    op.execute(f"ALTER TABLE {new} RENAME TO {change.table}")
    for statement in beside:
        op.execute(statement)


def _words(table: str, kind: str) -> list[str]:
    """The statements that made a table, or its indexes, or its triggers."""
    asked = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type = :kind AND sql IS NOT NULL")
    return list(op.get_bind().execute(asked, {"table": table, "kind": kind}).scalars())


def _as_changed(words: str, new: str, change: Change) -> str:
    """The words of CREATE TABLE with the new name, the new columns after the old ones, and the new checks."""
    body = words[words.index("(") :]
    for name, (old, after) in change.checks.items():
        check = f"CONSTRAINT {name} CHECK ({after})"
        if old:
            body = body.replace(f"CONSTRAINT {name} CHECK ({old})", check)
        else:
            body = f"{body.rstrip()[:-1].rstrip()}, \n\t{check}\n)"
    for column in change.nullable:
        body = re.sub(rf"(\b{column} [^\s,]+) NOT NULL", r"\1", body, count=1)
    dialect = op.get_bind().dialect
    columns = "".join(f"{CreateColumn(column).compile(dialect=dialect)}, \n\t" for column in change.added)
    first_rule = body.find("CONSTRAINT ")
    return f"CREATE TABLE {new} {body[:first_rule]}{columns}{body[first_rule:]}"


def _alter(change: Change) -> None:
    for column in change.added:
        value = change.values[column.name]
        nullable, column.nullable = column.nullable, True
        op.add_column(change.table, column)
        if value != "NULL":
            # An append-only table refuses UPDATE; nobody else sees it without its guards before this transaction ends.
            op.execute(f"ALTER TABLE {change.table} DISABLE TRIGGER USER")
            op.execute(f"UPDATE {change.table} SET {column.name} = {value}")  # noqa: S608 - our own names
            op.execute(f"ALTER TABLE {change.table} ENABLE TRIGGER USER")
        if not nullable:
            op.alter_column(change.table, column.name, nullable=False)
    for known in change.nullable:
        op.alter_column(change.table, known, nullable=True)
    for name, (old, after) in change.checks.items():
        if old:
            op.drop_constraint(op.f(name), change.table, type_="check")
        op.create_check_constraint(op.f(name), change.table, after)

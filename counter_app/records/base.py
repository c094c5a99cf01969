"""Column types that mean the same on SQLite and PostgreSQL, and the metadata all tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import DateTime, Dialect, MetaData, String, Table, Uuid
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON, TypeDecorator

StoreName = Literal["desk", "office"]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment, always aware, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the database; SQLite keeps it without an offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without an offset")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """An aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Code = String().with_variant(String(collation="C"), "postgresql")
"""A code compared byte by byte on both engines."""


class Base(DeclarativeBase):
    """Every table of both stores."""

    metadata = METADATA
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: Moment,
        UUID: Uuid(),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def lives_in(*stores: StoreName) -> dict[str, Any]:
    """The ``info`` of a table: which stores hold it."""
    return {"stores": frozenset(stores)}


def tables_of(store: StoreName) -> list[Table]:
    """The tables one store holds, in the order in which they can be made."""
    return [table for table in METADATA.sorted_tables if store in table.info["stores"]]

"""Lanes (làn chờ): where a ticket stands in line, and the first of every lane.

A lane is what a ticket waits for (a service, or one counter alone) and its rank. Who is next looks at the head of each
lane only: reading every waiting ticket would grow with the crowd (5.7 ms for 5,000). ``queued_at`` is the place within.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text, Uuid, bindparam, column, text
from sqlalchemy.sql.selectable import ScalarSelect, TextualSelect

from counter_app.moments import HANOI
from counter_app.records.base import Moment
from counter_app.store import Asking

CARRIED: Final = 0
"""Rank of a ticket carried over from the day before."""
PRIORITY: Final = 1
"""Rank of the legal priority classes."""
APPOINTMENT: Final = 2
"""Rank of who booked a time."""
ORDINARY: Final = 3
"""Rank of everybody else."""


@dataclass(frozen=True)
class Lane:
    """What is waited for (a service's code, or ``@3`` for counter 3 alone) and the rank."""

    line: str
    rank: int

    @property
    def key(self) -> str:
        """As tickets carry it: ``HT/3``."""
        return f"{self.line}/{self.rank}"

    @property
    def counter(self) -> int | None:
        """The one counter that may call from it; None where it is a service's."""
        return int(self.line[1:]) if self.line.startswith("@") else None


@dataclass(frozen=True)
class First:
    """The first waiting ticket of a lane, with all that a call of it needs to know."""

    ticket_id: UUID
    lane: Lane
    arrived_at: datetime
    queued_at: datetime
    series: str
    number: int
    service: str
    priority: str | None
    version: int


def read_lane(key: str) -> Lane:
    """The lane a ticket's text means."""
    line, _, rank = key.rpartition("/")
    return Lane(line, int(rank))


def rank_of(priority: str | None, booked_for: datetime | None, *, carried: bool = False) -> int:
    """The rank of a ticket; a legal class comes before the time somebody booked."""
    if carried:
        return CARRIED
    if priority:
        return PRIORITY
    return ORDINARY if booked_for is None else APPOINTMENT


def firsts(asking: Asking, passed_over: Collection[UUID] = ()) -> tuple[First, ...]:
    """The first of every lane somebody waits in today; ``passed_over`` are looked through."""
    asked: dict[str, Any] = {"day": asking.business_day}
    if passed_over:
        asked["passed_over"] = list(passed_over)
    rows = asking.connection.execute(_firsts(asking.connection.dialect.name, but=bool(passed_over)), asked)
    return tuple(First(row.id, read_lane(row.lane), *row[2:]) for row in rows)


def heads_along() -> ScalarSelect[Any]:
    """A column by which a question to a server asks for the heads too: ``told_heads`` reads it. Its day is ``day``.

    Where ``day`` is None it is the server's own: then nobody has to ask for the moment first.
    """
    hall_s = f"coalesce(CAST(:day AS date), (now() AT TIME ZONE '{HANOI.key}')::date)"
    heads = _hopping("postgresql", but=False).replace(":day", hall_s)
    statement = text(f"SELECT coalesce(json_agg(head), '[]')::text AS heads FROM ({heads}) head")  # noqa: S608 - our own words only
    return statement.bindparams(bindparam("day", type_=Date())).columns(heads=Text()).scalar_subquery()


def told_heads(column: str) -> tuple[First, ...]:
    """The heads that were asked for along with something else: text, as every row of the answer bears it and one is read."""
    return tuple(
        First(
            UUID(one["id"]),
            read_lane(one["lane"]),
            datetime.fromisoformat(one["arrived_at"]),
            datetime.fromisoformat(one["queued_at"]),
            *(one[name] for name in _TOLD_ALONG),
        )
        for one in json.loads(column)
    )


def earliest_place(asking: Asking, lane: Lane) -> datetime | None:
    """The place of the first in a lane; None where nobody waits in it."""
    return next((first.queued_at for first in firsts(asking) if first.lane == lane), None)


_TOLD_ALONG = ("series", "number", "service", "priority", "version")
_COLUMNS = ("id", "lane", "arrived_at", "queued_at", *_TOLD_ALONG)


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in _COLUMNS)


_NEXT_HEAD = {
    # The subquery's answer is found by the primary key. SQLite has no LATERAL.
    "sqlite": "JOIN ticket head ON head.id = (SELECT t.id {next})",
    # Joined by id, the server would read every ticket of the day into a hash table first: 1.0 ms instead of 0.07 ms.
    "postgresql": f"CROSS JOIN LATERAL (SELECT {_of('t')} {{next}}) head",
}


def _hopping(dialect: str, *, but: bool) -> str:
    """Hop over the index from the first ticket of a lane to the first of the next (a loose index scan)."""
    waiting = "t.business_day = :day AND t.state = 'waiting'" + (" AND t.id NOT IN :passed_over" if but else "")
    first = f"FROM ticket t WHERE {waiting} {{after}} ORDER BY t.lane, t.queued_at, t.id LIMIT 1"
    hop = _NEXT_HEAD[dialect].format(next=first.format(after="AND t.lane > heads.lane"))
    columns = ", ".join(_COLUMNS)
    return f"""
        WITH RECURSIVE heads ({columns}) AS (
            SELECT one.* FROM (SELECT {_of("t")} {first.format(after="")}) one
            UNION ALL
            SELECT {_of("head")} FROM heads {hop}
        )
        SELECT {columns} FROM heads
        """  # noqa: S608 - our own words only


@lru_cache
def _firsts(dialect: str, *, but: bool) -> TextualSelect:
    statement = text(_hopping(dialect, but=but)).bindparams(bindparam("day", type_=Date()))
    if but:
        statement = statement.bindparams(bindparam("passed_over", type_=Uuid(), expanding=True))
    return statement.columns(
        *(
            column("id", Uuid()),
            column("lane", String()),
            column("arrived_at", Moment()),
            column("queued_at", Moment()),
        ),
        *(column("series", String()), column("number", Integer()), column("service", String())),
        *(column("priority", String()), column("version", Integer())),
    )

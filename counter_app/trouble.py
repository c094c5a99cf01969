"""What the engines' own errors mean: a refusal of ours, or a collision after which the act is simply done again.

SQLite gives words (``UNIQUE constraint failed: call.counter``); PostgreSQL gives five letters (PostgreSQL manual,
appendix A) and the constraint's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import DBAPIError

from counter_app.errors import (
    CounterBusy,
    DiskFailing,
    DiskFull,
    Refused,
    ScreenStale,
    StoreAway,
    StoreBusy,
    WrongKey,
)

Gives = Callable[[], Refused]

_NULL = "23502"
_COLLISIONS = {"40001", "40P01", "23505"}
"""Serialisation failure, deadlock, unique violation: somebody else was faster."""


def _counter_taken() -> Refused:
    return CounterBusy("counter", "", "taken")


def _ticket_taken() -> Refused:
    return ScreenStale("ticket", "", "called")


_BY_WORDS: tuple[tuple[str, Gives], ...] = (
    ("UNIQUE constraint failed: call.counter", _counter_taken),
    ("UNIQUE constraint failed: call.ticket_id", _ticket_taken),
    ("database is locked", StoreBusy),
    ("database table is locked", StoreBusy),
    ("database or disk is full", DiskFull),
    ("disk I/O error", DiskFailing),
    ("unable to open database file", DiskFull),
    ("readonly database", DiskFull),
    ("file is not a database", WrongKey),
    ("QueuePool limit", StoreBusy),
)
_BY_CONSTRAINT: dict[str, Gives] = {"uq_call_open_counter": _counter_taken, "uq_call_open_ticket": _ticket_taken}
_BY_STATE: dict[str, Gives] = {
    "55P03": StoreBusy,  # a lock that was not given in time
    "57014": StoreBusy,  # a statement that took too long
    "40001": StoreBusy,
    "40P01": StoreBusy,
    "53300": StoreBusy,  # too many connections
    "53100": DiskFull,
    "58030": DiskFailing,
    "25P03": StoreAway,  # a transaction whose program went silent: the server ended the session
}
_AWAY_CLASSES = ("08", "57P")
"""Connection exceptions; the server is shutting down or starting up."""


def as_refusal(error: BaseException) -> Refused | None:
    """The engine's own trouble as a refusal of ours; None for what nobody foresaw."""
    if isinstance(error, Refused):
        return error
    cause = _from_server(error)
    if cause is not None:
        return _server_refusal(cause)
    text = str(error)
    return next((gives() for words, gives in _BY_WORDS if words in text), None)


def collided(error: BaseException) -> bool:
    """Whether somebody else's act came between, so that the same act done again may well succeed."""
    cause = _from_server(error)
    return cause is not None and (cause.sqlstate in _COLLISIONS or _seen_otherwise(cause))


def _seen_otherwise(cause: Any) -> bool:
    """A claim of a ticket that is not as it was seen any more (``calling._CLAIM_AS_SEEN``)."""
    return cause.sqlstate == _NULL and (cause.diag.table_name, cause.diag.column_name) == ("ticket", "state")


def connection_lost(error: BaseException) -> bool:
    """Whether a connection that had been there broke: a new one may work."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _server_refusal(cause: Any) -> Refused | None:
    state = cause.sqlstate
    if state is None or state.startswith(_AWAY_CLASSES):
        return StoreAway()
    gives = _BY_CONSTRAINT.get(cause.diag.constraint_name or "") or _BY_STATE.get(state)
    return None if gives is None else gives()


def _from_server(error: BaseException) -> Any:
    """PostgreSQL's error inside SQLAlchemy's, or bare; None for any other. Told by its shape: psycopg may not be loaded."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cause if hasattr(cause, "sqlstate") and hasattr(cause, "diag") else None

"""The office's store on PostgreSQL, for several PCs (docs/decisions/postgresql.md).

Only this module knows how a server is reached. Acts are the same functions as on SQLite; ``Store.do`` does them again
where another PC came between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from counter_app.engines import Engines
from counter_app.errors import StoreAway
from counter_app.migrate import bring_up_to_date
from counter_app.moments import Clock
from counter_app.store import By, Store
from counter_app.trips import moment_of, spare_trips

SESSION = {
    "lock_timeout": "5s",  # a lock another PC holds
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "30s",  # a frozen PC lets go of what it held
    "synchronous_commit": "on",  # an acknowledged ticket survives a power cut, whatever the server's default
    "timezone": "UTC",
    # The server's side of a cut cable; libpq's keepalives below are this PC's side.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
"""What every session says to the server, whatever its administrator set (PostgreSQL manual, chapter 20)."""

_CONNECT: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 4_000,
    "client_encoding": "utf8",
    "application_name": "one-stop-counter",
}
"""A cut cable is noticed in about 3 s when connecting and 7 s while waiting for an answer (libpq, section 34.1.2)."""

_ACTS = {"default_transaction_isolation": "read committed"}
# A question of several selects sees one state of the hall, as it does on SQLite.
_QUESTIONS = {"default_transaction_read_only": "on", "default_transaction_isolation": "repeatable read"}
_WATCH = {"default_transaction_read_only": "on"}
_WAIT_FOR_A_CONNECTION_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Server(Engines):
    """An office's database on a server."""

    url: URL = field(repr=False)
    guards_chain: ClassVar[bool] = True
    tells_the_moment: ClassVar[bool] = True

    def moment(self, connection: Connection) -> datetime:
        """The server's moment at which this transaction began: it comes with the answer to BEGIN."""
        return moment_of(connection.connection).astimezone(UTC)

    def watch(self) -> Watch:
        """A look-out for commits by anybody, on a connection of its own. StoreAway without a server."""
        return Watch(self.url)


class Watch:
    """Notices that something was committed: then the server's snapshot is another one (PostgreSQL manual, 9.27.7).

    Now and then it says so for nothing (a transaction rolled back, another database of the server): then the same
    question gets the same answer once more.
    """

    def __init__(self, url: URL) -> None:
        import psycopg

        self._trouble = psycopg.Error
        words = {**_CONNECT, "options": _options(_WATCH)}
        try:
            self._connection = psycopg.connect(_plain(url), autocommit=True, **words)
        except self._trouble as error:
            raise StoreAway from error
        self._seen = self._snapshot()

    def changed(self) -> bool:
        """Whether anything was committed since the last look. StoreAway when the server can't be reached."""
        before, self._seen = self._seen, self._snapshot()
        return before != self._seen

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _snapshot(self) -> str:
        try:
            row = self._connection.execute("SELECT pg_current_snapshot()::text").fetchone()
        except self._trouble as error:
            raise StoreAway from error
        return "" if row is None else str(row[0])


def open_office(
    url: str, audit_key: bytes, device: UUID | None = None, *, by: By | None = None, clock: Clock | None = None
) -> Store:
    """Open the office's store and bring its tables up to date. StoreAway, StoreBusy, RecordsTooNew as they come.

    ``device`` says which PC acts: each has its own chain in the audit trail. Without a clock the server's moment counts.
    """
    server = open_server(url)
    try:
        bring_up_to_date(server, ("office",))
    except BaseException:
        server.close()
        raise
    return Store("office", server, audit_key, by or By("system"), clock, device)


def open_server(url: str) -> Server:
    """The two ways into an office's database (``postgresql://user@host/name``); nothing is connected yet."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    return Server(url=address, acts=_engine(address, _ACTS), questions=_engine(address, _QUESTIONS))


def _engine(url: URL, settings: dict[str, str]) -> Engine:
    engine = create_engine(
        url,
        connect_args={**_CONNECT, "options": _options(settings)},
        pool_size=2,
        max_overflow=4,
        pool_timeout=_WAIT_FOR_A_CONNECTION_SECONDS,
        hide_parameters=True,  # parameters hold personal data, and errors are logged
    )

    @event.listens_for(engine, "connect")
    def _begin_is_ours(raw: Any, _record: Any) -> None:
        # Else psycopg sends a BEGIN of its own, a round trip before the first statement.
        raw.autocommit = True

    spare_trips(engine)
    return engine


def _options(settings: dict[str, str]) -> str:
    """The settings as libpq's ``options``, where a space must be escaped."""
    said = {**SESSION, **settings}.items()
    return " ".join(f"-c {name}=" + value.replace(" ", "\\ ") for name, value in said)


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)

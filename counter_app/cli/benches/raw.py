"""The floor of an act: the statements it really sends, sent again by the bare driver.

The statements of a few hundred acts are listened to on one copy of the records, with their parameters, BEGIN and COMMIT,
and replayed on another copy that stands where the first one stood: every id and every answer fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Statement:
    """One statement as the driver got it."""

    text: str
    parameters: Any
    many: bool


@dataclass
class Recorder:
    """Listens to an engine: every committed transaction, in order."""

    begin: str
    """How this engine's transactions begin: below what can be listened to."""
    transactions: list[tuple[Statement, ...]] = field(default_factory=list)
    _present: list[Statement] = field(default_factory=list)

    def heard(self, _on: Any, _cursor: Any, text: str, parameters: Any, _context: Any, many: bool) -> None:  # noqa: FBT001 - SQLAlchemy's signature
        """A statement goes to the driver."""
        self._present.append(Statement(text, parameters, many))

    def begun(self, _on: Any) -> None:
        """A transaction begins."""
        self._present.append(Statement(self.begin, None, many=False))

    def committed(self, _on: Any) -> None:
        """The transaction ends well."""
        self.transactions.append(tuple(self._present))
        self._present.clear()

    def rolled_back(self, _on: Any) -> None:
        """The transaction never was."""
        self._present.clear()


@contextmanager
def recording(engine: Engine, begin: str) -> Iterator[Recorder]:
    """Listen while the block lasts."""
    recorder = Recorder(begin)
    listeners = (
        ("begin", recorder.begun),
        ("before_cursor_execute", recorder.heard),
        ("commit", recorder.committed),
        ("rollback", recorder.rolled_back),
    )
    for name, hears in listeners:
        event.listen(engine, name, hears)
    try:
        yield recorder
    finally:
        for name, hears in listeners:
            event.remove(engine, name, hears)


def replay(connection: Any, transaction: tuple[Statement, ...]) -> None:
    """Send a transaction's statements by a driver's connection, read every answer, commit."""
    for statement in transaction:
        cursor = connection.cursor()
        if statement.many:
            cursor.executemany(statement.text, statement.parameters)
        elif statement.parameters is None:
            cursor.execute(statement.text)
        else:
            cursor.execute(statement.text, statement.parameters)
        if cursor.description:
            cursor.fetchall()
        cursor.close()
    connection.commit()

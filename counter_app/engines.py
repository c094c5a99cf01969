"""What a store needs of its engine, SQLite or PostgreSQL: two ways in, the moment of an act, a look-out for changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from sqlalchemy import Connection, Engine


class LookOut(Protocol):
    """Notices that somebody committed something."""

    def changed(self) -> bool:
        """Whether anything was committed since the last look."""
        ...

    def close(self) -> None:
        """Stop looking."""
        ...


@dataclass(frozen=True, kw_only=True)
class Engines(ABC):
    """An opened store's two ways in: ``acts`` writes, ``questions`` can't."""

    acts: Engine
    questions: Engine
    guards_chain: ClassVar[bool] = False
    """Whether an audit line that does not follow its device's last is refused, so that the last may be guessed."""

    tells_the_moment: ClassVar[bool] = False
    """Whether the moment is a server's and comes with its first answer; else this PC knows it without asking."""

    @abstractmethod
    def moment(self, connection: Connection) -> datetime:
        """The moment of the transaction this connection has begun, in UTC."""

    @abstractmethod
    def watch(self) -> LookOut:
        """A look-out for commits by any other connection, in this program or another."""

    def close(self) -> None:
        """Close every connection."""
        self.acts.dispose()
        self.questions.dispose()

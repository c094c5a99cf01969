"""Whom a store exchanges with: the next store or system on the way to the city.

Every upstream turns its own troubles into ``counter_app.errors``: ``CityAway`` when the outcome is unknown or nobody
serves (the same ops are sent again), ``CityRefused`` when it serves and does not accept this PC. What one can't do
stands in ``caps``.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from sync.messages import Batch, BatchAnswer, BlobState, ChangePage, Health


class CursorExpired(Exception):  # noqa: N818 - an answer of the feed, not an error of the program
    """The feed has begun anew; the exchange reads it again from the start."""


class WrongOffset(Exception):  # noqa: N818 - an answer to a piece, not an error of the program
    """The file goes on from another place."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class FileRefused(Exception):  # noqa: N818 - an answer to a piece, not an error of the program
    """The other side does not take this file; ``problem`` says why (RFC 9457)."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("type"))
        self.problem = problem


class Upstream(Protocol):
    """The other side of an exchange."""

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand over a batch. Raises ``CityAway`` (outcome unknown: send again) or ``CityRefused``."""

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give what is new in a feed. Raises ``CursorExpired``, ``CityAway`` or ``CityRefused``."""

    def health(self) -> Health:
        """Ask whether it serves. Raises ``CityAway`` or ``CityRefused``."""


@runtime_checkable
class FileTaker(Protocol):
    """An upstream that takes files, too. One that does not have these two questions takes none."""

    def has_blob(self, sha256: str, size: int) -> BlobState:
        """Ask how much of a file of ``size`` bytes is there. Raises ``CityAway`` or ``CityRefused``."""

    def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:
        """Hand over a piece, at most ``PIECE`` bytes of ``sync.messages``.

        Raises ``WrongOffset``, ``FileRefused``, ``CityAway`` (outcome unknown: ask again) or ``CityRefused``.
        """


def file_taker(upstream: object) -> FileTaker | None:
    """The upstream where it takes files; None where it takes none."""
    return upstream if isinstance(upstream, FileTaker) else None

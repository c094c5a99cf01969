"""Whom a store exchanges with: the next store or system on the way to the city.

Every upstream turns its own troubles into ``counter_app.errors``: ``CityAway`` when the outcome is unknown or nobody
serves (the same ops are sent again), ``CityRefused`` when it serves and does not accept this PC.
"""

from __future__ import annotations

from typing import Protocol

from sync.messages import Batch, BatchAnswer, ChangePage, Health


class CursorExpired(Exception):  # noqa: N818 - an answer of the feed, not an error of the program
    """The feed has begun anew; the exchange reads it again from the start."""


class Upstream(Protocol):
    """The other side of an exchange."""

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand over a batch. Raises ``CityAway`` (outcome unknown: send again) or ``CityRefused``."""

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give what is new in a feed. Raises ``CursorExpired``, ``CityAway`` or ``CityRefused``."""

    def health(self) -> Health:
        """Ask whether it serves. Raises ``CityAway`` or ``CityRefused``."""

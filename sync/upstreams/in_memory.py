"""The sandbox city with no line before it: the same rules in the same process, its records in memory. For tests and demos."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from counter_app.errors import CityNewer, CityRefused, RolledBack
from counter_app.moments import Clock
from sync.messages import PROTOCOL, Batch, BatchAnswer, BlobState, ChangePage, Health
from sync.sandbox import files
from sync.sandbox.feed import changes_after
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import CityRecords, city_epoch
from sync.sandbox.taking import take_batch
from sync.upstreams import CursorExpired, FileRefused, WrongOffset
from sync.upstreams.caps import BY_CONTRACT

_REFUSALS: Mapping[str, type[CityRefused]] = {"device-rolled-back": RolledBack, "version": CityNewer}

T = TypeVar("T")


class CityInMemory:
    """An upstream that is gone when it is closed. ``files`` is where it would keep files: they are not held in memory."""

    caps = replace(BY_CONTRACT, catalogue=False)

    def __init__(self, files: Path, clock: Clock) -> None:
        self.records = CityRecords(files, in_memory=True)
        self._clock = clock

    def push(self, batch: Batch) -> BatchAnswer:
        """Hand over a batch, as it would arrive over a line. Raises ``CityRefused``."""
        arrived = Batch.model_validate_json(batch.model_dump_json())
        try:
            return take_batch(self.records, arrived, self._clock())
        except CityRefusal as refusal:
            raise _REFUSALS.get(refusal.name, CityRefused)(refusal.problem.status) from None

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give what is new in a feed. Raises ``CursorExpired``."""
        try:
            return self._ask(lambda db: changes_after(db, feed.removeprefix("office:"), cursor, limit))
        except CityRefusal:  # the feed refuses nothing but cursors
            raise CursorExpired from None

    def health(self) -> Health:
        """It always serves."""
        epoch = self._ask(city_epoch)
        now = self._clock()
        return Health(ok=True, server_time=now, protocol_min=PROTOCOL, protocol_max=PROTOCOL, upstream_epoch=epoch)

    def has_blob(self, sha256: str, size: int) -> BlobState:  # noqa: ARG002 - the shape of every upstream
        """Say how much of a file is there."""
        return files.has_blob(self.records.files, sha256)

    def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:
        """Keep a piece. Raises ``WrongOffset``, ``FileRefused``."""
        try:
            return files.put_blob(self.records.files, sha256, offset, size, piece)
        except CityRefusal as refusal:
            problem = refusal.problem.model_dump(mode="json")
            if refusal.name == "wrong-offset":
                raise WrongOffset(int(problem["offset"])) from None
            raise FileRefused(problem) from None

    def close(self) -> None:
        """Forget everything."""
        self.records.close()

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        with self.records.transaction() as db:
            return question(db)

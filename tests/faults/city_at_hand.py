"""A city in this process, on a file: the sandbox's own taking and feed without HTTP, with trouble for the next push."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from counter_app.errors import CityAway, CityRefused, RolledBack
from counter_app.moments import Clock
from sync.messages import PROTOCOL, Batch, BatchAnswer, ChangePage, Health
from sync.sandbox.feed import changes_after
from sync.sandbox.operator import StateOrder, move
from sync.sandbox.problems import CityRefusal
from sync.sandbox.records import FILE_NAME, CityRecords, city_epoch
from sync.sandbox.taking import take_batch
from sync.upstreams import CursorExpired

T = TypeVar("T")


class Died(BaseException):
    """The counter's program was killed just now."""


class CityAtHand:
    """An upstream whose line has the trouble that is set: each push uses up the first of ``trouble``."""

    def __init__(self, folder: Path, clock: Clock, *, forgetful: bool = False) -> None:
        self._folder, self._clock, self._forgetful = folder, clock, forgetful
        self._records = CityRecords(folder, forgetful=forgetful)
        self._late: list[Batch] = []
        self.trouble: list[str] = []

    def push(self, batch: Batch) -> BatchAnswer:
        """Take a batch, or not, or twice, and answer, or not."""
        trouble = self.trouble.pop(0) if self.trouble else ""
        sent = Batch.model_validate_json(batch.model_dump_json())
        if trouble == "late":
            self._late.append(sent)
        if trouble in ("late", "lost request"):
            raise CityAway(trouble)
        answer = self._take(sent)
        if trouble == "duplicate":
            answer = self._take(sent)
        if trouble == "died":
            raise Died
        if trouble == "lost answer":
            raise CityAway(trouble)
        return answer

    def changes(self, feed: str, cursor: str | None, limit: int) -> ChangePage:
        """Give a page of the unit's changes; two at a time, so that there are pages."""
        return self._said(lambda db: changes_after(db, feed.removeprefix("office:"), cursor, min(limit, 2)))

    def health(self) -> Health:
        """It serves."""
        epoch = self._said(city_epoch)
        return Health(
            ok=True, server_time=self._clock(), protocol_min=PROTOCOL, protocol_max=PROTOCOL, upstream_epoch=epoch
        )

    def late_ones_arrive(self) -> None:
        """What the line held back comes now; nobody waits for the answers."""
        late, self._late = self._late, []
        for batch in late:
            try:
                self._take(batch)
            except CityRefused:
                continue

    def decides(self, dossier: UUID, state: int) -> None:
        """A person at the city moves a dossier on."""
        self._said(lambda db: move(db, dossier, StateOrder(state=state), self._clock()))

    def keeps_a_backup(self) -> None:
        """The file as it is now."""
        shutil.copy2(self._folder / FILE_NAME, self._folder / "backup")

    def is_restored(self) -> None:
        """The kept file takes the place of today's: a new life of records and feed."""
        self._records.close()
        shutil.copy2(self._folder / "backup", self._folder / FILE_NAME)
        self._records = CityRecords(self._folder, forgetful=self._forgetful)
        epochs = (secrets.randbelow(1 << 30), secrets.token_hex(4))
        self._said(lambda db: db.execute("UPDATE city SET epoch = ?, feed_epoch = ?", epochs))

    def rows(self, select: str) -> list[sqlite3.Row]:
        """Look into its records."""
        return self._said(lambda db: db.execute(select).fetchall())

    def close(self) -> None:
        """Close the file."""
        self._records.close()

    def _take(self, batch: Batch) -> BatchAnswer:
        try:
            return take_batch(self._records, batch, self._clock())
        except CityRefusal as refusal:
            refused = RolledBack if refusal.name == "device-rolled-back" else CityRefused
            raise refused(refusal.problem.status) from None

    def _said(self, question: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._records.transaction() as db:
                return question(db)
        except CityRefusal as refusal:
            if refusal.name == "cursor-expired":
                raise CursorExpired from None
            raise

"""Turns without end, in a thread of their own: what every worker between this unit and its upstream has in common."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from counter_app.errors import CityAway, Refused, Unforeseen
from counter_app.ids import new_id
from counter_app.place import Place
from sync.line import CityLine
from sync.pace import IDLE_SECONDS, START_SECONDS, Chance, Pace

_LOG = logging.getLogger(__name__)
Done = TypeVar("Done")
"""What a turn did."""


class Turns(Generic[Done]):
    """Takes turns until stopped. A subclass says what a turn does and how long to rest after it.

    ``told`` hears, in the worker's thread, what each turn did or why it did not.
    """

    name: ClassVar[str]

    def __init__(
        self,
        place: Place,
        line: CityLine,
        told: Callable[[Done | Refused], object] | None = None,
        chance: Chance = random.uniform,
    ) -> None:
        self._place = place
        self._line = line
        self._told = told
        self._chance = chance
        self._pace = Pace()
        self._bell, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        """Begin; the first turn comes within half a minute, or at once when woken."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send: if so, a turn begins at once; while the city is away nothing is hurried."""
        if not self._pace.failures:
            self._bell.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """End after what is under way; True when it has ended in time. The rest goes on at the next start, and counts once."""
        self._over.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    # What a worker says of itself.

    def turn(self) -> Done:
        """Do what there is to do, once; Refused."""
        raise NotImplementedError

    def rest_after(self, done: Done | Refused) -> float:
        """Note how the turn went; give the seconds until the next."""
        raise NotImplementedError

    def has_work(self) -> bool:
        """Whether a bell is worth a turn."""
        return True

    # What every worker does.

    def idle(self) -> float:
        """The usual seconds between two turns, spread so that many PCs do not come at once."""
        return self._chance(0.5, 1.5) * IDLE_SECONDS

    def after_failure(self, done: object) -> float:
        """One failure more; the seconds until the next turn, at least what the city asked for."""
        asked = float(done.retry_after) if isinstance(done, CityAway) else 0.0
        self._pace = self._pace.after_failure(slow_down=asked > 0)
        return self._pace.seconds(self._chance, asked)

    def _run(self) -> None:
        self._wait(self._chance(0.0, START_SECONDS))
        while not self._over.is_set():
            done = self._take_turn()
            seconds = self.rest_after(done)
            if self._told is not None:
                self._told(done)
            self._wait(seconds)
        self._line.close()

    def _take_turn(self) -> Done | Refused:
        try:
            return self.turn()
        except Refused as refusal:
            return refusal
        except Exception:  # noqa: BLE001 - the worker goes on whatever happened; the log has it under its code
            code = str(new_id())[-6:]
            _LOG.exception("unforeseen in the worker %s, code %s", self.name, code)
            return Unforeseen(code)

    def _wait(self, seconds: float) -> None:
        """Wait; a bell ends it only where something can go, for a turn's own notes ring it too."""
        until = time.monotonic() + seconds
        while not self._over.is_set() and (left := until - time.monotonic()) > 0:
            rung = self._bell.wait(left)
            self._bell.clear()
            if rung and self.has_work():
                return

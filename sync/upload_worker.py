"""Files sent by themselves, in a thread and over a connection of their own: neither an op nor a window waits for a piece."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from counter_app.attachments.keeping import clear
from counter_app.errors import AnotherSender, CityAway, CityRefused, NoCity, Refused, Unforeseen
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.store import By
from sync.line import CityLine
from sync.messages import PIECE
from sync.pace import IDLE_SECONDS, START_SECONDS, Chance, Pace
from sync.uploading import SMALLEST_PIECE, Uploads, send_files, upload_lock
from sync.upstreams import file_taker

_LOG = logging.getLogger(__name__)
HELD_SECONDS = 2.0
"""Until the next look while ops go first."""

Told = Callable[[Uploads | Refused], None]
"""Hears, in the worker's thread, what each turn did or why it did not."""


def _nobody(_what: Uploads | Refused) -> None:
    """Nobody listens."""


class UploadWorker:
    """Sends files until stopped. ``wake`` after one was attached; ``stop`` before the program ends."""

    def __init__(self, place: Place, told: Told = _nobody, chance: Chance = random.uniform) -> None:
        self._place = place.acting_as(By("sync"))
        self._told = told
        self._chance = chance
        self._line = CityLine(place, renews=False)
        self._pace = Pace()
        self._piece = PIECE
        self._bell, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="upload", daemon=True)

    def start(self) -> None:
        """Begin; the first turn comes within half a minute, or at once when woken."""
        self._thread.start()

    def wake(self) -> None:
        """There may be a file to send; while the city is away nothing is hurried."""
        if not self._pace.failures:
            self._bell.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the piece under way; True when it has ended in time. The rest goes on at the next start."""
        self._over.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._wait(self._chance(0.0, START_SECONDS))
        while not self._over.is_set():
            self._wait(self._turn())
        self._line.close()

    def _wait(self, seconds: float) -> None:
        """Wait, or until somebody rings."""
        self._bell.wait(seconds)
        self._bell.clear()

    def _turn(self) -> float:
        """Take one turn; give the seconds until the next."""
        try:
            done: Uploads | Refused = self._send()
        except Refused as refusal:
            done = refusal
        except Exception:  # noqa: BLE001 - the sending goes on whatever happened; the log has it under its code
            code = str(new_id())[-6:]
            _LOG.exception("unforeseen while files were sent, code %s", code)
            done = Unforeseen(code)
        seconds = self._after(done)
        self._told(done)
        return seconds

    def _send(self) -> Uploads:
        clear(self._place)
        taker = file_taker(self._line.upstream())
        if taker is None:
            return Uploads()
        with upload_lock(self._place):
            return send_files(self._place, taker, self._over.wait, self._piece)

    def _after(self, done: Uploads | Refused) -> float:
        """Note how the turn went; give the seconds until the next."""
        if isinstance(done, Uploads):
            self._pace = self._pace.after_success()
            self._piece = min(PIECE, self._piece * 2) if done.stored else self._piece
            return self._chance(0.5, 1.5) * (HELD_SECONDS if done.held else IDLE_SECONDS)
        if isinstance(done, AnotherSender | NoCity):
            return self._chance(0.5, 1.5) * IDLE_SECONDS
        asked = float(done.retry_after) if isinstance(done, CityAway) else 0.0
        self._pace = self._pace.after_failure(slow_down=asked > 0)
        # Over a slow line a large piece may never be answered in time; a small one is.
        self._piece = max(SMALLEST_PIECE, self._piece // 2)
        if isinstance(done, CityRefused):
            self._line.close()  # the next turn reads the token anew, which the exchange may have renewed
            return self._chance(0.5, 1.5) * IDLE_SECONDS
        return self._pace.seconds(self._chance, asked)

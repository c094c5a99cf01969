"""Files sent by themselves, in a thread and over a connection of their own: neither an op nor a window waits for a piece."""

from __future__ import annotations

import random
from collections.abc import Callable

from counter_app.attachments.keeping import clear
from counter_app.errors import AnotherSender, CityRefused, NoCity, Refused
from counter_app.place import Place
from counter_app.store import By
from sync.line import CityLine
from sync.messages import PIECE
from sync.pace import Chance
from sync.turns import Turns
from sync.uploading import SMALLEST_PIECE, Uploads, send_files, upload_lock
from sync.upstreams import file_taker

HELD_SECONDS = 2.0
"""Until the next look while ops go first."""


class UploadWorker(Turns[Uploads]):
    """Sends files until stopped. ``wake`` after one was attached; ``stop`` before the program ends."""

    name = "upload"

    def __init__(
        self, place: Place, told: Callable[[Uploads | Refused], object] | None = None, chance: Chance = random.uniform
    ) -> None:
        super().__init__(place.acting_as(By("sync")), CityLine(place, renews=False), told, chance)
        self._piece = PIECE

    def turn(self) -> Uploads:
        """Send what waits, piece by piece, as long as no op does."""
        clear(self._place)
        taker = file_taker(self._line.upstream())
        if taker is None:
            return Uploads()
        with upload_lock(self._place):
            return send_files(self._place, taker, self._over.wait, self._piece)

    def rest_after(self, done: Uploads | Refused) -> float:
        """Short while ops go first, longer after each failure; then the pieces are smaller too."""
        if isinstance(done, Uploads):
            self._pace = self._pace.after_success()
            self._piece = min(PIECE, self._piece * 2) if done.stored else self._piece
            return self._chance(0.5, 1.5) * HELD_SECONDS if done.held else self.idle()
        if isinstance(done, AnotherSender | NoCity):
            return self.idle()
        seconds = self.after_failure(done)
        # Over a slow line a large piece may never be answered in time; a small one is.
        self._piece = max(SMALLEST_PIECE, self._piece // 2)
        if isinstance(done, CityRefused):
            self._line.close()  # the next turn reads the token anew, which the exchange may have renewed
            return self.idle()
        return seconds

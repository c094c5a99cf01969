"""Rounds of exchange without end, in a thread of their own. Nothing else of the program waits for them.

Each round holds the sender's lock only while it runs: any program of this PC may run a worker, and one at a time sends.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable

from counter_app.errors import AnotherSender, CityAway, CityRefused, NoCity, Refused, Unforeseen
from counter_app.ids import new_id
from counter_app.outbox import may_send
from counter_app.place import Place
from counter_app.reference import refresh_desk
from sync.catalogue_news import LOOK_EVERY, HasCatalogue, look_for_decision
from sync.exchange import Round, sender_lock
from sync.line import CityLine
from sync.pace import IDLE_SECONDS, REFUSED_SECONDS, START_SECONDS, Chance, Pace
from sync.unit_round import exchange_unit, hand_in

_LOG = logging.getLogger(__name__)

Told = Callable[[Round | Refused], None]
"""Hears, in the worker's thread, what each round did or why it did not."""


def _nobody(_what: Round | Refused) -> None:
    """Nobody listens."""


class SyncWorker:
    """Exchanges with the city until stopped. ``wake`` after something was received; ``stop`` before the program ends."""

    def __init__(self, place: Place, told: Told = _nobody, chance: Chance = random.uniform) -> None:
        self._place = place
        self._told = told
        self._chance = chance
        self._line = CityLine(place)
        self._next_look = 0.0
        self._pace = Pace()
        self._bell = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes within half a minute, or at once when woken."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send: if so, a round begins at once; while the city is away nothing is hurried."""
        if not self._pace.failures:
            self._bell.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """End; True when the round under way has ended. One cut off is sent again at the next start, and counts once."""
        self._stopping = True
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._wait(self._chance(0.0, START_SECONDS))
        while not self._stopping:
            self._wait(self._round())
        self._line.close()

    def _wait(self, seconds: float) -> None:
        """Wait; a bell ends it only where something can go, for a round's own notes ring it too."""
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            rung = self._bell.wait(left)
            self._bell.clear()
            if rung and self._has_work():
                return

    def _has_work(self) -> bool:
        try:
            return any(store.ask(may_send) for store in self._place.stores)
        except Refused:
            return False

    def _round(self) -> float:
        """Run one round; give the seconds until the next."""
        try:
            done: Round | Refused = self._exchange()
        except Refused as refusal:
            done = refusal
        except Exception:  # noqa: BLE001 - the exchange goes on whatever happened; the log has it under its code
            code = str(new_id())[-6:]
            _LOG.exception("unforeseen in the exchange, code %s", code)
            done = Unforeseen(code)
        seconds = self._after(done)
        self._told(done)
        return seconds

    def _exchange(self) -> Round:
        refresh_desk(self._place)
        try:
            upstream = self._line.upstream()
        except NoCity:
            self._hand_in()
            raise
        if self._pace.knocks_first:
            self._hand_in()
            upstream.health()
        with sender_lock(self._place):
            done = exchange_unit(self._place, upstream, self._pace.most)
        self._look_for_decision(upstream)
        return done

    def _hand_in(self) -> None:
        """The unit's desks hear of each other while there is no city."""
        with sender_lock(self._place):
            hand_in(self._place)

    def _look_for_decision(self, upstream: object) -> None:
        """Now and then: whether the city has decided anything about the catalogue. Trouble there is none of the exchange."""
        if not isinstance(upstream, HasCatalogue) or time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + LOOK_EVERY
        try:
            look_for_decision(self._place.office, upstream)
        except Refused as trouble:
            _LOG.warning("the catalogue of the city was not heard: %s", type(trouble).__name__)

    def _after(self, done: Round | Refused) -> float:
        """Note how the round went; give the seconds until the next."""
        if isinstance(done, Round):
            self._pace = self._pace.after_success()
        if isinstance(done, Round | AnotherSender | NoCity):
            return self._chance(0.5, 1.5) * IDLE_SECONDS
        asked = float(done.retry_after) if isinstance(done, CityAway) else 0.0
        self._pace = self._pace.after_failure(slow_down=asked > 0)
        if isinstance(done, CityRefused):
            return self._chance(0.5, 1.5) * REFUSED_SECONDS
        return self._pace.seconds(self._chance, asked)

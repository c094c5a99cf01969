"""Rounds of exchange without end, in a thread of their own. Nothing else of the program waits for them.

Each round holds the sender's lock only while it runs: any program of this PC may run a worker, and one at a time sends.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable

from counter_app.errors import AnotherSender, CityRefused, NoCity, Refused
from counter_app.outbox import may_send
from counter_app.place import Place
from counter_app.reference import refresh_desk
from sync.catalogue_news import LOOK_EVERY, HasCatalogue, look_for_decision
from sync.exchange import Round, sender_lock
from sync.line import CityLine
from sync.pace import REFUSED_SECONDS, Chance
from sync.turns import Turns
from sync.unit_round import exchange_unit, hand_in

_LOG = logging.getLogger(__name__)


class SyncWorker(Turns[Round]):
    """Exchanges with the city until stopped. ``wake`` after something was received; ``stop`` before the program ends."""

    name = "sync"

    def __init__(
        self, place: Place, told: Callable[[Round | Refused], object] | None = None, chance: Chance = random.uniform
    ) -> None:
        super().__init__(place, CityLine(place), told, chance)
        self._next_look = 0.0

    def has_work(self) -> bool:
        """Whether any op may go."""
        try:
            return any(store.ask(may_send) for store in self._place.stores)
        except Refused:
            return False

    def turn(self) -> Round:
        """One round; after failures the city is knocked at first."""
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

    def rest_after(self, done: Round | Refused) -> float:
        """Longer after each failure; long where the city refuses this PC, which only a person can mend."""
        if isinstance(done, Round):
            self._pace = self._pace.after_success()
        if isinstance(done, Round | AnotherSender | NoCity):
            return self.idle()
        seconds = self.after_failure(done)
        return self._chance(0.5, 1.5) * REFUSED_SECONDS if isinstance(done, CityRefused) else seconds

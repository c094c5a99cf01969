"""A made-up day of a busy hall, played through the real acts: who comes, how long they take, who never came.

The generator has its own seed and its own book-keeping: it writes down every moment as it makes it happen, so that the
figures of the records can be compared with a count that never read them.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from statistics import mean
from uuid import UUID

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.counters import set_counter
from counter_app.queue.estimate import prospect
from counter_app.queue.tickets import Empty
from counter_app.queue.waiting_time import Told
from counter_app.settings import change_setting
from counter_app.store import By
from tests.clock import SetClock

OPENS = datetime(2026, 11, 20, 7, 30, tzinfo=HANOI)
HOURS = 9.0
MINUTES = {"HT": 4.8, "CT": 2.6, "CU": 4.2, "KQ": 1.5, "XH": 6.0}
"""Mean service by kind."""
SHARE = {"HT": 0.28, "CT": 0.38, "CU": 0.14, "KQ": 0.15, "XH": 0.05}
SERVES: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys((1, 2, 3, 4), (("HT",), ("CT",))),
    **dict.fromkeys((5, 6, 7), (("CT",), ("KQ",))),
    **dict.fromkeys((8, 9), (("CU", "XH"), ("CT",))),
    10: (("KQ",), ("CT",)),
    **dict.fromkeys((11, 12), (("HT", "CT", "CU", "KQ", "XH"), ())),
}
"""First choices and overflow by counter."""


@dataclass
class Noted:
    """One citizen, as the generator saw them."""

    service: str
    arrived: datetime
    priority: str | None
    told: Told | None = None
    by_last_ten: float | None = None
    """What the mean of the last ten waits would have told."""
    by_position: float | None = None
    """What position × rolling mean ÷ open counters would have told."""
    called: datetime | None = None
    begun: datetime | None = None
    ended: datetime | None = None
    counter: int | None = None
    came: bool = True

    @property
    def waited(self) -> float | None:
        """Minutes until the first call."""
        return None if self.called is None else (self.called - self.arrived).total_seconds() / 60


@dataclass
class Day:
    """Plays the day; ``noted`` holds what happened."""

    place: Place
    clock: SetClock
    citizens: int = 1200
    seed: int = 20261120
    tells_every: int = 2
    """Every so-many-th citizen is told how long it will take: a forecast costs more than everything else of the day."""
    noted: dict[UUID, Noted] = field(default_factory=dict)
    free_again: dict[tuple[int, datetime], datetime] = field(default_factory=dict)
    """When a counter was free again after the call of that moment."""

    def __post_init__(self) -> None:
        """One chance for everything, one line of events."""
        self._chance = Random(self.seed)
        self._events: list[tuple[datetime, int, str, object]] = []
        self._order = count()
        self._free: set[int] = set()
        self._away: set[int] = set()
        self._waits: dict[str, list[float]] = {}
        self._took: list[float] = []

    def play(self) -> dict[UUID, Noted]:
        """From the opening until nobody is left."""
        self._furnish()
        for moment in self._arrivals():
            self._at(moment, "arrives", None)
        for counter in SERVES:
            self._at(OPENS, "opens", counter)
            first = OPENS + timedelta(hours=4 if counter % 2 else 4.75)
            self._at(first, "pauses", counter)
            self._at(first + timedelta(minutes=45), "opens", counter)
        while self._events:
            self.clock.moment, _, kind, what = heapq.heappop(self._events)
            getattr(self, f"_{kind}")(what)
        return self.noted

    def _furnish(self) -> None:
        self.clock.moment = OPENS - timedelta(minutes=20)
        for key, value in (("calendar.morning", "07:30-12:00"), ("calendar.afternoon", "12:01-17:30")):
            self.place.office.do(change_setting, key, value)
        for counter, (first, overflow) in SERVES.items():
            self.place.office.do(set_counter, counter, first, None, overflow)

    def _arrivals(self) -> list[datetime]:
        """Two rushes, at the opening and after midday, over an even stream."""
        kinds = ((0.45, None, None), (0.35, 1.2, 0.9), (0.20, 6.3, 0.7))
        moments = []
        for _ in range(self.citizens):
            _, peak, width = self._chance.choices(kinds, [share for share, *_ in kinds])[0]
            hour = self._chance.uniform(0, HOURS - 0.7) if peak is None else self._chance.gauss(peak, width or 1)
            moments.append(OPENS + timedelta(hours=min(max(hour, -0.2), HOURS - 0.7)))
        return sorted(moments)

    def _at(self, moment: datetime, kind: str, what: object) -> None:
        heapq.heappush(self._events, (moment, next(self._order), kind, what))

    def _arrives(self, _what: object) -> None:
        service = self._chance.choices(list(SHARE), list(SHARE.values()))[0]
        priority = "elderly" if self._chance.random() < 0.12 else None
        office = self.place.office
        telling = len(self.noted) % self.tells_every == 0
        told = office.ask(prospect, service, priority).told if telling else None
        issued = office.do(issuing.issue, service, priority, None, issuing.NO_WISHES, told)
        noted = Noted(service, self.clock.moment, priority, told)
        noted.came = self._chance.random() > 0.03
        recent = self._waits.get(service, [])[-10:]
        noted.by_last_ten = mean(recent) if recent else None
        serving = [n for n, lines in SERVES.items() if service in lines[0] + lines[1] and n not in self._away]
        if self._took and serving:
            noted.by_position = issued.ahead * mean(self._took[-50:]) / len(serving)
        self.noted[issued.id] = noted
        for counter in sorted(self._free & set(serving)):
            if self._calls(counter):
                break

    def _opens(self, what: object) -> None:
        counter = int(str(what))
        self._away.discard(counter)
        self.place.acting_as(By(f"cb{counter}", counter)).office.do(duty.open_counter, counter)
        self._free.add(counter)
        self._calls(counter)

    def _pauses(self, what: object) -> None:
        counter = int(str(what))
        self._away.add(counter)
        if counter in self._free:
            self._free.discard(counter)
            self._rests(counter)

    def _rests(self, counter: int) -> None:
        self.place.acting_as(By(f"cb{counter}", counter)).office.do(duty.pause_counter, counter, "Nghỉ trưa")

    def _calls(self, counter: int) -> bool:
        answer = self.place.acting_as(By(f"cb{counter}", counter)).office.do(tickets.call_next, counter)
        if isinstance(answer, Empty):
            return False
        self._free.discard(counter)
        noted = self.noted[answer.id]
        noted.called, noted.counter = self.clock.moment, counter
        self._waits.setdefault(noted.service, []).append(noted.waited or 0.0)
        if noted.came:
            self._at(self.clock.moment + timedelta(seconds=self._chance.uniform(8, 40)), "begins", answer.id)
        else:
            self._at(self.clock.moment + timedelta(seconds=125), "misses", answer.id)
        return True

    def _begins(self, what: object) -> None:
        noted = self._of(what)
        noted.begun = self.clock.moment
        self.place.office.do(tickets.begin, UUID(str(what)))
        took = self._chance.lognormvariate(0, 0.5) / 1.1331 * MINUTES[noted.service]
        self._at(self.clock.moment + timedelta(minutes=max(0.4, took)), "ends", what)

    def _ends(self, what: object) -> None:
        noted = self._of(what)
        noted.ended = self.clock.moment
        assert noted.begun is not None
        self._took.append((noted.ended - noted.begun).total_seconds() / 60)
        outcome = "advice" if self._chance.random() < 0.1 else "received"
        self.place.acting_as(By(f"cb{noted.counter}", noted.counter)).office.do(
            tickets.finish, UUID(str(what)), outcome
        )
        self._done(noted)

    def _misses(self, what: object) -> None:
        noted = self._of(what)
        noted.ended = self.clock.moment
        self.place.acting_as(By(f"cb{noted.counter}", noted.counter)).office.do(tickets.no_show, UUID(str(what)))
        self._done(noted)

    def _done(self, noted: Noted) -> None:
        assert noted.counter is not None
        assert noted.called is not None
        again = self.clock.moment + timedelta(seconds=self._chance.uniform(3, 25))
        self.free_again[noted.counter, noted.called] = again
        self._at(again, "next", noted.counter)

    def _next(self, what: object) -> None:
        counter = int(str(what))
        if counter in self._away:
            self._rests(counter)
            return
        self._free.add(counter)
        self._calls(counter)

    def _of(self, what: object) -> Noted:
        return self.noted[UUID(str(what))]

"""Counters, offices and a city as processes, faulty lines between them, kills; then a look whether all is right.

A run lasts until all is written and every fault was met often enough, however fast or slow the machine is.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import update

from counter_app.errors import UpstreamTrouble
from counter_app.outbox import sync_line
from counter_app.place import Layout, Place, open_laid_out, open_place
from counter_app.records.shared import Device
from counter_app.store import Act
from counter_app.unit import make_unit
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.desks import second_desk
from tests.faults.chaos_check import complaints
from tests.faults.chaos_processes import CityProcess, CounterProcess, Desk, RelayProcess
from tests.faults.chaos_proxy import FAULTS, HOST, Deck

UNITS = ("H26.016.26", "H26.016.27")
DESKS = 2
"""Desks of a unit: each has its slice of the codes, and takes in what the other received."""
MOST_ROUNDS = 12
DAYS_A_ROUND = 200
"""Beyond every hour at which something waits to be tried again, whoever's clock it was."""
ONE, TWO = 1, 2
LEAST_KILLS: Mapping[str, int] = {"counters": 4, "city": 1, "relays": 4}
"""For each unit."""
MORE_OPS = 40
"""What each counter writes besides, as long as the trouble was too little."""
MOST_TURNS = 40


@dataclass(frozen=True)
class Terms:
    """How a run is made. ``manner``, ``office_manner``: ``forgetful`` takes the idempotency out of the one or the other."""

    ops: int
    """What each counter writes, at least."""
    hops: int = ONE
    units: Sequence[str] = UNITS
    manner: str = "mindful"
    office_manner: str = "mindful"
    seed: int = 1

    @property
    def least_kills(self) -> Counter[str]:
        """How often each kind of program has to die."""
        kinds = [kind for kind in LEAST_KILLS if kind != "relays" or self.hops == TWO]
        return Counter({kind: LEAST_KILLS[kind] * len(self.units) for kind in kinds})


@dataclass
class Chaos:
    """What one run did, and what was wrong afterwards."""

    faults: Counter[str]
    kills: Counter[str]
    ops: int
    acknowledged: int
    sent_again: int
    complaints: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The figures."""
        faults = ", ".join(f"{name} {count}" for name, count in self.faults.most_common())
        return (
            f"{self.ops} ops ({self.acknowledged} acts acknowledged), {self.faults.total()} requests: {faults}; "
            f"killed: {json.dumps(self.kills)}; sent again {self.sent_again}; wrong: {len(self.complaints)}"
        )


def run_chaos(folder: Path, terms: Terms) -> Chaos:
    """Two counters of each unit write their ops and send what they can; then the lines are calm, the rest drains, all is compared."""
    desks = [desk for unit in terms.units for desk in _desks(folder / unit, unit, terms.hops)]
    with CityProcess(folder / "city", terms.manner) as city:
        crowd = _crowd(folder, desks, city, terms)
        crowd.run(terms.least_kills)
        with ExitStack() as opened:
            clock = SetClock()
            places = [opened.enter_context(closing(_open(desk, clock))) for desk in desks]
            _drain(places, clock, f"http://{HOST}:{city.port}")
            found = complaints(places, folder / "city", [counter.acknowledged for counter in crowd.counters])
    told = sum(len(one.acknowledged) for one in crowd.counters)
    return Chaos(crowd.deck.dealt, crowd.kills, found.ops, told, found.sent_again, found.complaints)


@dataclass(frozen=True)
class Crowd:
    """Everybody who is killed, and the deck of what goes wrong between them."""

    deck: Deck
    city: CityProcess
    counters: Sequence[CounterProcess]
    relays: Sequence[RelayProcess]

    @property
    def kills(self) -> Counter[str]:
        """How often who died."""
        counters, relays = (sum(one.killed for one in kind) for kind in (self.counters, self.relays))
        return Counter({"counters": counters, "city": self.city.killed, "relays": relays})

    def run(self, least_kills: Counter[str]) -> None:
        """All at once, until every counter has written enough and the trouble was enough."""
        relaying = _begun(self.relays)
        try:
            for _ in range(MOST_TURNS):
                _ended(self.counters, _begun(self.counters))
                if set(self.deck.dealt) == set(FAULTS) and self.kills >= least_kills:
                    return
                for counter in self.counters:
                    counter.ops += MORE_OPS
        finally:
            for relay in self.relays:
                relay.stop()
            _ended(self.relays, relaying)


def _crowd(folder: Path, desks: Sequence[Desk], city: CityProcess, terms: Terms) -> Crowd:
    deck = Deck(terms.seed)
    seeds = count(terms.seed * 10)
    counters = [CounterProcess(desk, city, deck, next(seeds), terms.ops, terms.office_manner) for desk in desks]
    units = [folder / unit for unit in terms.units] if terms.hops == TWO else []
    return Crowd(deck, city, counters, [RelayProcess(unit, city, deck, next(seeds)) for unit in units])


def _begun(programs: Sequence[CounterProcess | RelayProcess]) -> list[threading.Thread]:
    threads = [threading.Thread(target=one.run) for one in programs]
    for thread in threads:
        thread.start()
    return threads


def _ended(programs: Sequence[CounterProcess | RelayProcess], threads: Sequence[threading.Thread]) -> None:
    """Wait for them; the first trouble of one of them is raised here."""
    for thread in threads:
        thread.join()
    for one in programs:
        if one.trouble is not None:
            raise one.trouble


def _desks(folder: Path, unit: str, hops: int) -> list[Desk]:
    if hops == ONE:
        return [Desk(_made(folder.with_name(f"{unit}-{at}"), unit, at)) for at in range(DESKS)]
    _made(folder, unit, 0, two_files=True)
    with closing(open_place(folder, clock=SetClock())) as first:
        second_desk(first, folder).desk.close()
    return [Desk(folder, "desk.db"), Desk(folder, "second.db")]


def _made(folder: Path, unit: str, at: int, *, two_files: bool = False) -> Path:
    make_unit(folder, "Bộ phận Một cửa", unit, training=True, two_files=two_files, clock=SetClock())

    def slice_of(act: Act) -> None:
        act.connection.execute(update(Device).values(slice_index=at, slice_count=DESKS))

    with closing(open_place(folder, clock=SetClock())) as place:
        place.desk.do(slice_of)
    return folder


def _open(desk: Desk, clock: SetClock) -> Place:
    if desk.file is None:
        return open_place(desk.folder, clock=clock)
    return open_laid_out(desk.folder, Layout(desk.file, "office.db"), clock=clock)


def _drain(places: list[Place], clock: SetClock, url: str) -> None:
    """Rounds on a good line until nothing is pending at any desk, and once more to hear of the others."""
    with closing(CityHttp(url, "enrolled")) as line:
        for _ in range(MOST_ROUNDS):
            clock.forward(days=DAYS_A_ROUND)
            for place in places:
                _exchange(place, line)
            if not any(place.desk.ask(sync_line).pending for place in places):
                break
        for place in places:
            _exchange(place, line)


def _exchange(place: Place, line: CityHttp) -> None:
    try:
        exchange_unit(place, line)
    except UpstreamTrouble:  # what is left is found when all is compared
        return

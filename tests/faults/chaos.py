"""Counters, offices and a city as processes, faulty lines between them, kills: run until all is written, then look whether all is right."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
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
from tests.faults.chaos_proxy import HOST

UNITS = ("H26.016.26", "H26.016.27")
DESKS = 2
"""Desks of a unit: each has its slice of the codes, and takes in what the other received."""
MOST_ROUNDS = 12
DAYS_A_ROUND = 200
"""Beyond every hour at which something waits to be tried again, whoever's clock it was."""
ONE, TWO = 1, 2


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
        counters = [
            CounterProcess(desk, city, terms.seed * 10 + at, terms.ops, terms.office_manner)
            for at, desk in enumerate(desks)
        ]
        units = [folder / unit for unit in terms.units] if terms.hops == TWO else []
        relays = [RelayProcess(unit, city, terms.seed * 10 + 5 + at) for at, unit in enumerate(units)]
        _let_run(counters, relays)
        with ExitStack() as opened:
            clock = SetClock()
            places = [opened.enter_context(closing(_open(desk, clock))) for desk in desks]
            _drain(places, clock, f"http://{HOST}:{city.port}")
            found = complaints(places, folder / "city", [counter.acknowledged for counter in counters])
        kills = Counter({"counters": sum(one.killed for one in counters), "city": city.killed})
        kills["relays"] = sum(one.killed for one in relays)
    everybody: list[CounterProcess | RelayProcess] = [*counters, *relays]
    faults = sum((one.proxy.seen for one in everybody), Counter())
    told = sum(len(one.acknowledged) for one in counters)
    return Chaos(faults, kills, found.ops, told, found.sent_again, found.complaints)


def _let_run(counters: Sequence[CounterProcess], relays: Sequence[RelayProcess]) -> None:
    """All at once, until every counter has written enough."""
    everybody: list[CounterProcess | RelayProcess] = [*relays, *counters]
    threads = [threading.Thread(target=one.run) for one in everybody]
    for thread in threads:
        thread.start()
    for thread in threads[len(relays) :]:
        thread.join()
    for relay in relays:
        relay.stop()
    for thread in threads[: len(relays)]:
        thread.join()
    for one in everybody:
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

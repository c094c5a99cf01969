"""Counters and a city as processes, faulty lines between them, kills: run until all is written, then look whether all is right."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Self

from sqlalchemy import update

from counter_app.errors import UpstreamTrouble
from counter_app.outbox import sync_line
from counter_app.place import Place, open_place
from counter_app.records.shared import Device
from counter_app.store import Act
from counter_app.unit import make_unit
from sync.exchange import exchange
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.faults.chaos_check import complaints
from tests.faults.chaos_proxy import HOST, ChaosProxy
from tests.faults.prepared import Prepared
from tests.faults.processes import Child

UNITS = ("H26.016.26", "H26.016.27")
DESKS = 2
"""Desks of a unit: each has its slice of the codes, and takes in what the other received."""
MOST_ROUNDS = 12


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


class CityProcess:
    """The city; ``kill`` kills it and starts another on the same data. Use as a context."""

    def __init__(self, folder: Path, manner: str) -> None:
        self._folder, self._manner = folder, manner
        self._turn = threading.Lock()
        self.port = 0
        self.killed = 0

    def __enter__(self) -> Self:
        self._program = Prepared("tests.faults.city_child").__enter__()
        self._start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._child.kill()
        self._program.__exit__()

    def kill(self) -> None:
        """SIGKILL, and a new one."""
        with self._turn:
            self._child.kill()
            self.killed += 1
            self._start()

    def _start(self) -> None:
        self._child = self._program.start(str(self._folder), self._manner)
        self.port = int(self._child.hear().split()[1])


class CounterProcess:
    """One counter, its line, and whoever kills it. ``run`` in a thread until it has written enough."""

    def __init__(self, folder: Path, city: CityProcess, seed: int, ops: int) -> None:
        self.folder = folder
        self.acknowledged: list[str] = []
        self.killed = 0
        self._chance = Random(seed)
        self._ops = ops
        self._child: Child | None = None
        self.proxy = ChaosProxy(lambda: city.port, seed, {"counter": self._kill, "city": city.kill})
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """Start it again until it says that it has done enough."""
        try:
            with Prepared("tests.faults.exchange_child") as program, self.proxy:
                while not self._lives(program):
                    self.killed += 1
        except BaseException as trouble:  # noqa: BLE001 - a thread's trouble is told where it is waited for
            self.trouble = trouble

    def _lives(self, program: Prepared) -> bool:
        """One life, as long as chance lets it; whether it did enough."""
        seed = str(self._chance.getrandbits(32))
        child = self._child = program.start(str(self.folder), self.proxy.url, seed, str(self._ops))
        most, said = self._chance.randint(20, 160), 0
        while line := child.hear():
            word, _, what = line.partition(" ")
            if word == "acknowledged":
                self.acknowledged.append(what)
            if word == "enough":
                assert child.end() == 0
                return True
            said += 1
            if said == most:
                child.process.kill()
        code = child.end()
        assert code < 0, f"the counter failed: {code}"
        return False

    def _kill(self) -> None:
        if self._child is not None:
            self._child.process.kill()


def run_chaos(folder: Path, ops: int, *, units: Sequence[str] = UNITS, manner: str = "mindful", seed: int = 1) -> Chaos:
    """Two counters of each unit write ``ops`` each and send what they can; then the lines are calm, the rest drains, all is compared."""
    desks = [_desk(folder / f"{unit}-{at}", unit, at) for unit in units for at in range(DESKS)]
    with CityProcess(folder / "city", manner) as city:
        counters = [CounterProcess(desk, city, seed * 10 + at, ops) for at, desk in enumerate(desks)]
        threads = [threading.Thread(target=counter.run) for counter in counters]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for counter in counters:
            if counter.trouble is not None:
                raise counter.trouble
        with ExitStack() as opened:
            clock = SetClock()
            places = [opened.enter_context(closing(open_place(desk, clock=clock))) for desk in desks]
            _drain(places, clock, f"http://{HOST}:{city.port}")
            found = complaints(places, folder / "city", [counter.acknowledged for counter in counters])
        kills = Counter({"counters": sum(one.killed for one in counters), "city": city.killed})
    faults = sum((one.proxy.seen for one in counters), Counter())
    told = sum(len(one.acknowledged) for one in counters)
    return Chaos(faults, kills, found.ops, told, found.sent_again, found.complaints)


def _desk(folder: Path, unit: str, at: int) -> Path:
    make_unit(folder, "Bộ phận Một cửa", unit, training=True, clock=SetClock())

    def slice_of(act: Act) -> None:
        act.connection.execute(update(Device).values(slice_index=at, slice_count=DESKS))

    with closing(open_place(folder, clock=SetClock())) as place:
        place.desk.do(slice_of)
    return folder


def _drain(places: list[Place], clock: SetClock, url: str) -> None:
    """Rounds on a good line until nothing is pending at any desk, and once more to hear of the others."""
    with closing(CityHttp(url, "enrolled")) as line:
        for _ in range(MOST_ROUNDS):
            clock.forward(days=1)
            for place in places:
                _exchange(place, line)
            if not any(place.desk.ask(sync_line).pending for place in places):
                break
        for place in places:
            _exchange(place, line)


def _exchange(place: Place, line: CityHttp) -> None:
    try:
        exchange(place.desk, line)
    except UpstreamTrouble:  # what is left is found when all is compared
        return

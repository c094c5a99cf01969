"""The programs of a chaos run: the city, the counters, the office's relay; each with whoever kills it."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Self

from tests.faults.chaos_proxy import ChaosProxy, Deck
from tests.faults.prepared import Prepared
from tests.faults.processes import Child


@dataclass(frozen=True)
class Desk:
    """A desk's records. ``file`` None: desk and office are one file, and it sends to the city itself."""

    folder: Path
    file: str | None = None


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
    """One counter, its line, and whoever kills it. ``run`` in a thread until it has written enough; ``ops`` may be raised for another run."""

    def __init__(self, desk: Desk, city: CityProcess, deck: Deck, seed: int, ops: int, manner: str) -> None:
        self.desk = desk
        self.acknowledged: list[str] = []
        self.killed = 0
        self.ops = ops
        self._chance = Random(seed)
        self._manner = manner
        self._child: Child | None = None
        self._line = partial(ChaosProxy, lambda: city.port, seed, deck, {"counter": self._kill, "city": city.kill})
        self.trouble: BaseException | None = None

    def run(self) -> None:
        """Start it again until it says that it has done enough."""
        try:
            with Prepared("tests.faults.exchange_child") as program, self._line() as line:
                while not self._lives(program, line.url):
                    self.killed += 1
        except BaseException as trouble:  # noqa: BLE001 - a thread's trouble is told where it is waited for
            self.trouble = trouble

    def _lives(self, program: Prepared, url: str) -> bool:
        """One life, as long as chance lets it; whether it did enough."""
        seed = str(self._chance.getrandbits(32))
        way = self.desk.file or url
        child = self._child = program.start(str(self.desk.folder), way, seed, str(self.ops), self._manner)
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


class RelayProcess:
    """The office between a unit's counters and the city: its line, and whoever kills it. ``run`` in a thread until ``stop``."""

    def __init__(self, folder: Path, city: CityProcess, deck: Deck, seed: int) -> None:
        self._folder = folder
        self.lives = 0
        self._chance = Random(seed)
        self._child: Child | None = None
        self._over = threading.Event()
        self._line = partial(ChaosProxy, lambda: city.port, seed, deck, {"counter": self._kill, "city": city.kill})
        self.trouble: BaseException | None = None

    @property
    def killed(self) -> int:
        """How often it was killed over its work."""
        return max(0, self.lives - 1)

    def run(self) -> None:
        """Start it again and again until it is over."""
        try:
            with Prepared("tests.faults.relay_child") as program, self._line() as line:
                while not self._over.is_set():
                    self.lives += 1
                    self._live(program, line.url)
        except BaseException as trouble:  # noqa: BLE001 - a thread's trouble is told where it is waited for
            self.trouble = trouble

    def stop(self) -> None:
        """Kill it for good."""
        self._over.set()

    def _live(self, program: Prepared, url: str) -> None:
        child = self._child = program.start(str(self._folder), url, str(self.lives))
        for _ in range(self._chance.randint(5, 60)):
            if not child.hear() or self._over.is_set():
                break
        with contextlib.suppress(ProcessLookupError):  # the line may have killed it already
            child.process.kill()
        code = child.end()
        assert code < 0, f"the relay failed: {code}"

    def _kill(self) -> None:
        if self._child is not None:
            self._child.process.kill()

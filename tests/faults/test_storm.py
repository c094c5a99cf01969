"""Eight processes do thousands of random acts on one office, on both engines: nothing may be wrong afterwards.

``STORMS=10`` storms that often on each engine; every storm has a seed of its own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from counter_app.cli.trial_server import TrialServer, trial_server
from counter_app.moments import business_day
from counter_app.unit import make_unit
from tests.clock import WORKING_MORNING, SetClock
from tests.faults.storm import ACTS, Stormers, without_guards
from tests.faults.storm_acts import WEIGHTS, FastClock
from tests.faults.storm_child import open_hall
from tests.postgres.offices import found_office

STORMS = int(os.environ.get("STORMS", "1"))
NewHall = Callable[[], str]


@pytest.fixture(scope="module")
def stormers() -> Iterator[Stormers]:
    stormers = Stormers()
    yield stormers
    assert set(stormers.end()) == {0}


@pytest.fixture(scope="module")
def server() -> Iterator[TrialServer]:
    with trial_server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def new_hall(request: pytest.FixtureRequest, tmp_path: Path) -> NewHall:
    """Makes an empty hall on one of the engines, and gives its address."""
    numbers = count(1)

    def on_a_file() -> str:
        folder = tmp_path / f"hall-{next(numbers)}"
        make_unit(folder, "Bộ phận Một cửa", "H26.016.26", training=True, clock=SetClock())
        return str(folder)

    if request.param == "sqlite":
        return on_a_file
    running: TrialServer = request.getfixturevalue("server")
    return lambda: found_office(running, f"{request.node.name.partition('[')[0]}_{next(numbers)}"[-60:])


def test_a_storm_of_eight_processes_leaves_nothing_wrong(stormers: Stormers, new_hall: NewHall) -> None:
    for seed in range(1, STORMS + 1):
        storm = stormers.storm(new_hall(), seed)
        print(storm.line)

        assert storm.faults == []
        assert storm.done.total() >= ACTS
        assert set(storm.done) == set(WEIGHTS), "every kind of act had a part"
        assert storm.waits > 0, "they were in each other's way"
        refusals = {one.split()[1] for one in storm.refused}
        assert {"TooSoon", "CounterBusy", "NothingToUndo"} <= refusals
        assert storm.done["recall"], "the rules of time were met too"
        assert storm.done["no_show"]


def test_a_slow_machine_s_storm_ends_on_the_day_it_began() -> None:
    now = time.time()

    for hours in (0, 0.01, 1):
        assert business_day(FastClock(now - hours * 3_600)()) == business_day(WORKING_MORNING)
    assert FastClock(now - 10)() < FastClock(now - 100)() < FastClock(now - 200)(), "and its clock goes on"


def test_the_storm_bites_where_nothing_guards(stormers: Stormers, new_hall: NewHall) -> None:
    address = new_hall()
    with closing(open_hall(address, 1, SetClock())) as office:
        without_guards(office)

    storm = stormers.storm(address, seed=1, acts=240, broken=True)

    for what in ("duplicate number", "missing number", "version", "but it was"):
        assert any(what in fault for fault in storm.faults), what
    for where in ("events", "calls"):
        assert any(fault.startswith(f"{where}: ticket") for fault in storm.faults), "one ticket at two counters"
        assert any(fault.startswith(f"{where}: counter") for fault in storm.faults), "two tickets at one counter"

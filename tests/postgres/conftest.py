"""One server for all tests of this folder in a process; each test has a database of its own, copied from a founded one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from counter_app.cli.trial_server import TrialServer, trial_server
from counter_app.ids import new_id
from counter_app.postgres import open_office
from counter_app.store import By, Store
from tests.clock import SetClock
from tests.postgres.offices import AUDIT_KEY, found_office

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[TrialServer]:
    with trial_server() as running:
        yield running


@pytest.fixture(scope="session")
def founded(server: TrialServer) -> str:
    """The name of a database in which a unit was founded; nobody is connected to it."""
    found_office(server, "founded")
    return "founded"


@pytest.fixture
def url(server: TrialServer, founded: str) -> str:
    return server.make_database(f"office_{next(_NUMBERS)}", founded)


@pytest.fixture
def empty_url(server: TrialServer) -> str:
    return server.make_database(f"empty_{next(_NUMBERS)}")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def another_pc(url: str, clock: SetClock) -> Iterator[Callable[[], Store]]:
    """Opens the office as one more PC sees it."""
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(open_office(url, AUDIT_KEY, new_id(), by=By("lan", 3), clock=clock))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def office(another_pc: Callable[[], Store]) -> Store:
    """The office as the clerk Lan at counter 3 sees it."""
    return another_pc()

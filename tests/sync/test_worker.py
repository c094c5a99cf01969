"""The worker goes on by itself: when woken, after trouble, until stopped."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from counter_app.errors import CityAway, CityRefused, NoCity, Refused
from sync.exchange import Round, sender_lock
from sync.pace import IDLE_SECONDS, Pace
from sync.sandbox.server import SandboxCity
from sync.worker import SyncWorker
from tests.sync.conftest import Trouble
from tests.sync.hall import Hall

Heard = queue.Queue[Round | Refused]


def soon(low: float, high: float) -> float:
    """Chance that shortens every wait."""
    return low / 1000 if low else high / 100_000


def until_heard(heard: Heard, kind: type[Round | Refused]) -> Round | Refused:
    while not isinstance(said := heard.get(timeout=60), kind):
        pass
    return said


@pytest.fixture
def heard() -> Heard:
    return queue.Queue()


@pytest.fixture
def worker(hall: Hall, heard: Heard) -> Iterator[SyncWorker]:
    running = SyncWorker(hall.place, heard.put, soon)
    yield running
    assert running.stop(60)


def test_what_was_received_leaves_by_itself(hall: Hall, city: SandboxCity, worker: SyncWorker, heard: Heard) -> None:
    hall.sends_to(city.url)
    worker.start()
    until_heard(heard, Round)
    dossier = hall.receives()
    worker.wake()
    while hall.line.acked == 0:
        until_heard(heard, Round)

    assert hall.reach(dossier.id) == ("city", 2, 1)


def test_without_a_city_it_waits_until_one_is_set(
    hall: Hall, city: SandboxCity, worker: SyncWorker, heard: Heard
) -> None:
    hall.receives()
    worker.start()
    until_heard(heard, NoCity)
    hall.sends_to(city.url)

    assert until_heard(heard, Round) == Round(1, 0, 1)


def test_it_never_gives_up_on_a_city_that_is_away(
    hall: Hall, city: SandboxCity, trouble: Trouble, worker: SyncWorker, heard: Heard
) -> None:
    trouble.order(away=True, retry_after=0)
    hall.sends_to(city.url)
    hall.receives()
    worker.start()
    for _ in range(12):
        until_heard(heard, CityAway)
    assert hall.line.problem == "away"
    trouble.order()

    until_heard(heard, Round)
    after = hall.line
    assert (after.pending, after.problem) == (0, None)


def test_it_stays_alive_where_it_is_refused(
    hall: Hall, city: SandboxCity, trouble: Trouble, worker: SyncWorker, heard: Heard
) -> None:
    trouble.order(refuse=True)
    hall.sends_to(city.url)
    worker.start()
    until_heard(heard, CityRefused)
    trouble.order()
    until_heard(heard, Round)


def test_while_another_program_sends_it_waits(hall: Hall, city: SandboxCity, worker: SyncWorker, heard: Heard) -> None:
    hall.sends_to(city.url)
    hall.receives()
    with sender_lock(hall.place):
        worker.start()
        assert not isinstance(heard.get(timeout=60), Round)
        assert hall.line.pending == 1

    until_heard(heard, Round)
    assert hall.line.pending == 0


def test_a_worker_that_never_started_stops_at_once(hall: Hall) -> None:
    assert SyncWorker(hall.place).stop()


def test_tries_spread_out_grow_and_never_end() -> None:
    pace, longest = Pace(), []
    for _ in range(40):
        pace = pace.after_failure(slow_down=False)
        longest.append(pace.seconds(lambda _low, high: high))

    assert longest[:6] == [3.0, 6.0, 12.0, 24.0, 48.0, 90.0]
    assert set(longest[6:]) == {90.0}
    assert pace.seconds(lambda low, _high: low) == 30.0
    assert pace.seconds(lambda low, _high: low, asked=600) == 600
    assert pace.after_success().seconds(lambda low, _high: low) < IDLE_SECONDS


def test_a_city_that_asks_for_patience_gets_smaller_batches_for_a_while() -> None:
    pace, sizes = Pace(), []
    for _ in range(8):
        pace = pace.after_failure(slow_down=True)
        sizes.append(pace.most)
    while pace.most < 50:
        pace = pace.after_success()
        sizes.append(pace.most)

    assert sizes == [25, 12, 6, 3, 1, 1, 1, 1, 2, 3, 4, 6, 9, 13, 19, 28, 42, 50]
    assert pace.failures == 0


def test_its_own_notes_do_not_keep_it_busy(hall: Hall, city: SandboxCity, heard: Heard) -> None:
    hall.sends_to(city.url)
    worker = SyncWorker(hall.place, heard.put, lambda low, _high: low)
    worker.start()
    until_heard(heard, Round)
    for _ in range(3):
        worker.wake()
    hall.receives()
    worker.wake()

    assert until_heard(heard, Round) == Round(1, 0, 1)
    worker.wake()
    assert worker.stop(60)
    assert heard.empty()

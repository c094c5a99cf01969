"""Files leave by themselves: when woken, after ops, after trouble, until stopped; old ones leave this PC."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from counter_app.errors import CityAway, NoCity, Refused
from counter_app.reference import refresh_desk
from sync.exchange import exchange
from sync.messages import PIECE
from sync.sandbox.server import SandboxCity
from sync.upload_worker import UploadWorker
from sync.uploading import SMALLEST_PIECE, Uploads
from sync.upstreams.city_http import CityHttp
from tests.scans import attaches, files_of, scan
from tests.sync.conftest import Trouble
from tests.sync.hall import Hall

Heard = queue.Queue[Uploads | Refused]


def soon(low: float, high: float) -> float:
    """Chance that shortens every wait."""
    return low / 1000 if low else high / 100_000


def until_heard(heard: Heard, wanted: object) -> None:
    for _ in range(500):
        said = heard.get(timeout=20)
        if said == wanted or (isinstance(wanted, type) and isinstance(said, wanted)):
            return
    raise AssertionError(said)


def sends_to(hall: Hall, city: SandboxCity) -> None:
    hall.sends_to(city.url)
    refresh_desk(hall.place)


@pytest.fixture
def heard() -> Heard:
    return queue.Queue()


@pytest.fixture
def worker(hall: Hall, heard: Heard) -> Iterator[UploadWorker]:
    running = UploadWorker(hall.place, heard.put, soon)
    yield running
    assert running.stop(20)


def test_a_file_leaves_by_itself_once_its_op_was_taken(
    hall: Hall, city: SandboxCity, line: CityHttp, worker: UploadWorker, heard: Heard
) -> None:
    sends_to(hall, city)
    dossier = hall.receives().id
    attaches(hall.place, dossier, scan())
    worker.start()
    until_heard(heard, Uploads(held=True))
    exchange(hall.place.desk, line)
    until_heard(heard, Uploads(stored=1))

    assert files_of(hall.place, dossier)[0].standing == "stored"


def test_it_waits_without_a_city_and_goes_on_after_trouble_with_smaller_pieces(
    hall: Hall, city: SandboxCity, line: CityHttp, trouble: Trouble, worker: UploadWorker, heard: Heard
) -> None:
    dossier = hall.receives().id
    attaches(hall.place, dossier, scan(PIECE))
    exchange(hall.place.desk, line)
    worker.start()
    until_heard(heard, NoCity)
    trouble.order(away=True, retry_after=0)
    sends_to(hall, city)
    for _ in range(8):
        until_heard(heard, CityAway)
    assert worker._piece == SMALLEST_PIECE
    trouble.order()
    until_heard(heard, Uploads(stored=1))

    assert worker._piece == 2 * SMALLEST_PIECE


def test_what_the_city_has_had_long_enough_leaves_this_pc(
    hall: Hall, city: SandboxCity, line: CityHttp, worker: UploadWorker, heard: Heard
) -> None:
    sends_to(hall, city)
    dossier = hall.receives().id
    attaches(hall.place, dossier, scan())
    exchange(hall.place.desk, line)
    worker.start()
    until_heard(heard, Uploads(stored=1))
    hall.clock.forward(days=8)
    worker.wake()
    while files_of(hall.place, dossier)[0].here:
        until_heard(heard, Uploads())

    assert files_of(hall.place, dossier)[0].standing == "stored"


def test_a_worker_that_never_started_stops_at_once(hall: Hall) -> None:
    assert UploadWorker(hall.place).stop()

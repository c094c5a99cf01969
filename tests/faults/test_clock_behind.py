"""The machine's clock is set back by three days (libfaketime): work goes on, the check says so, the city is told."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from counter_app import feed
from counter_app.clock_check import ClockOff, clock_off
from counter_app.moments import business_day, machine_clock
from counter_app.place import Place, open_place
from counter_app.records.shared import Outbox
from counter_app.store import Asking
from counter_app.unit import make_unit
from sync.exchange import exchange
from sync.messages import Batch, BatchAnswer
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.faults.processes import ROOT, SURROUNDINGS
from tests.sync.hall import Hall

DAYS = 3
BACK = timedelta(days=DAYS)
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A unit by the machine's own clock."""
    make_unit(tmp_path / "unit", "Bộ phận Một cửa", "H26.016.26", training=True)
    return tmp_path / "unit"


@pytest.fixture
def hall(place: Place, clock: SetClock) -> Hall:
    """The unit's PC."""
    return Hall(place, clock)


def runs(*arguments: str, set_back: bool = False) -> tuple[int, str]:
    """Run a program of ours, its clock set back or not; the exit code and what it said."""
    surroundings = dict(SURROUNDINGS)
    if set_back:
        # The clock that only counts stays as it is: waiting by it hangs otherwise (Debian's libfaketime 0.9.10).
        surroundings |= {"LD_PRELOAD": str(FAKETIME), "FAKETIME": f"-{DAYS}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    return done.returncode, done.stdout


def flags(asking: Asking) -> list[int | None]:
    return list(asking.connection.execute(select(Outbox.clock_behind).order_by(Outbox.seq)).scalars())


@pytest.mark.skipif(FAKETIME is None, reason="needs the package faketime, which make installs")
def test_with_the_clock_three_days_back_dossiers_are_received_sent_and_flagged(folder: Path, tmp_path: Path) -> None:
    child = ("-m", "tests.faults.clock_child", str(folder))
    with SandboxCity(tmp_path / "city") as city:
        assert runs(*child, city.url)[0] == 0

        code, said = runs(*child, city.url, set_back=True)

        assert code == 0
        assert said.split()[2:] == ["sent", "1"]
        assert f"-{business_day(machine_clock() - BACK):%y%m%d}-" in said.split()[1], "the clock was set back"
        code, checked = runs("main.py", "--data", str(folder), "check", "--json", set_back=True)
        assert code != 0
        assert "đồng hồ máy chạy sau nhật ký" in " ".join(json.loads(checked)["problems"])
    with closing(open_place(folder)) as place:
        first, second = place.desk.ask(flags)
        offset = place.desk.ask(feed.clock_offset, place.desk.ask(feed.feed_name))
    day = timedelta(days=1).total_seconds()
    assert first is None
    assert (DAYS - 1) * day < (second or 0) <= DAYS * day
    assert abs((offset or 0) / 1_000 - DAYS * day) < 60
    assert "đồng hồ" not in runs("main.py", "--data", str(folder), "check", "--json")[1].split('"notes"')[0]


class Listening:
    """The way to a city, and what went over it."""

    def __init__(self, line: CityHttp) -> None:
        self._line = line
        self.changes, self.health = line.changes, line.health
        self.batches: list[Batch] = []

    def push(self, batch: Batch) -> BatchAnswer:
        self.batches.append(batch)
        answer = self._line.push(batch)
        return answer.model_copy(update={"server_time": batch.sent_at + BACK})


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_the_city_hears_how_far_the_clock_is_off_and_which_ops_it_spoiled(hall: Hall, tmp_path: Path) -> None:
    desk = hall.place.desk
    hall.receives()
    hall.clock.forward(days=-DAYS)
    hall.receives()
    assert desk.ask(clock_off) == ClockOff(DAYS * 86_400, "records")
    with SandboxCity(tmp_path / "city") as city, closing(CityHttp(city.url, "enrolled")) as line:
        heard = Listening(line)
        exchange(desk, heard)
        hall.clock.forward(days=DAYS, minutes=1)
        assert desk.ask(clock_off) == ClockOff(DAYS * 86_400, "city")
        hall.receives()
        exchange(desk, heard)

    (before, flagged), (right,) = (batch.ops for batch in heard.batches)
    assert [op.clock_behind_s for op in (before, flagged, right)] == [None, DAYS * 86_400, None]
    assert [batch.clock_offset_ms for batch in heard.batches] == [None, DAYS * 86_400_000]


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_a_clock_that_was_put_right_is_not_complained_of_any_longer(hall: Hall, tmp_path: Path) -> None:
    desk = hall.place.desk
    hall.receives()
    with SandboxCity(tmp_path / "city") as city, closing(CityHttp(city.url, "enrolled")) as line:
        exchange(desk, Listening(line))
        assert desk.ask(clock_off) == ClockOff(DAYS * 86_400, "city")
        hall.clock.moment = machine_clock()

        exchange(desk, line)

    assert desk.ask(clock_off) is None

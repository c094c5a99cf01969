"""The floor that acts are measured against is the same work, and four processes can be measured at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.cli.benches import queue_acts
from counter_app.cli.benches.figures import figure, part
from counter_app.cli.benches.halls import FileHall, Hall, ServerHall
from counter_app.cli.benches.raw import recording, replay
from counter_app.cli.trial_server import trial_server
from tests.faults.storm_check import records

WAITING, ROUNDS = 30, 8


@contextmanager
def hall_on(engine: str, folder: Path) -> Iterator[Hall]:
    if engine == "sqlite":
        yield FileHall(folder / "hall").with_waiting(WAITING)
        return
    with trial_server() as server:
        yield ServerHall(server).with_waiting(WAITING)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_replayed_statements_leave_what_the_acts_left(engine: str, tmp_path: Path) -> None:
    with hall_on(engine, tmp_path) as hall, hall.copy() as heard, hall.copy() as bare:
        with recording(heard.office.database.acts, hall.begin) as recorder:
            for _ in range(ROUNDS):
                queue_acts.one_round(heard.office)
        before = bare.office.ask(records)

        for transaction in recorder.transactions:
            replay(bare.raw, transaction)

        assert len(recorder.transactions) == 3 * ROUNDS
        assert bare.office.ask(records) == heard.office.ask(records)
        assert bare.office.ask(records) != before


def test_four_processes_say_how_long_each_of_their_acts_took(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_acts, "ROUNDS", 8)
    with hall_on("sqlite", tmp_path) as hall, hall.copy() as copy:
        rounds = queue_acts._by_processes(copy.address)

    assert len(rounds) == 8
    assert all(value > 0 for one in rounds for value in vars(one).values())


def test_a_figure_says_whether_its_aim_is_met() -> None:
    fast, slow = figure("gọi", 1.4, floor=0.7, aim=1.5), figure("gọi", 1.6, aim=1.5)

    assert (fast.ratio, fast.met, slow.met) == (2.0, True, False)
    assert "CHƯA ĐẠT" in slow.line
    assert part([1.0, 2.0, 3.0, 4.0], 0.99) == 4.0

"""Workers and follows: no window waits, nothing is forgotten, the watch never ends."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.database import Database, Watch
from counter_app.errors import NotFound, Refused, Unforeseen
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.board import tickets_today
from counter_app.store import Act, Asking
from ui.follow import follow
from ui.work import Worker


@pytest.fixture
def worker(qapp: QObject, place: Place) -> Iterator[Worker]:
    started = Worker(place.office)
    yield started
    started.close()


def count(asking: Asking) -> int:
    return len(tickets_today(asking))


def break_down(_act: Act) -> None:
    raise ValueError("nobody foresaw this")


def test_an_answer_comes_back_to_whoever_lives(qtbot: QtBot, worker: Worker) -> None:
    alive, gone = QObject(), QObject()
    heard: list[str] = []

    worker.do(issuing.issue, "HT").then(gone, lambda issued: heard.append(f"gone {issued.number}"))
    worker.do(issuing.issue, "HT").then(alive, lambda issued: heard.append(issued.number))
    gone.deleteLater()

    qtbot.waitUntil(lambda: heard == ["A002"])


def test_the_same_press_gets_the_same_answer(qtbot: QtBot, worker: Worker) -> None:
    press, owner = new_id(), QObject()
    heard: list[str] = []

    for _ in range(2):
        worker.do_once(press, issuing.issue, "HT").then(owner, lambda issued: heard.append(issued.number))

    qtbot.waitUntil(lambda: heard == ["A001", "A001"])


def test_a_refusal_goes_to_whoever_asked_else_to_the_window(qtbot: QtBot, worker: Worker) -> None:
    own: list[Refused] = []
    window: list[Refused] = []
    owner = QObject()
    worker.refused.connect(window.append)

    worker.do(issuing.issue, "XX").then(owner, lambda _issued: None, own.append)
    worker.do(issuing.issue, "YY").then(owner, lambda _issued: None)

    qtbot.waitUntil(lambda: bool(own and window))
    assert isinstance(own[0], NotFound)
    assert isinstance(window[0], NotFound)


def test_what_nobody_foresaw_gets_a_code_and_the_program_goes_on(
    qtbot: QtBot, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    window: list[Refused] = []
    worker.refused.connect(window.append)

    worker.do(break_down).then(QObject(), lambda _nothing: None)

    qtbot.waitUntil(lambda: bool(window))
    assert isinstance(window[0], Unforeseen)
    assert window[0].code in caplog.text
    worker.do(issuing.issue, "HT").then(worker, lambda _issued: window.clear())
    qtbot.waitUntil(lambda: not window)


def test_a_follow_shows_each_different_answer_once(qtbot: QtBot, worker: Worker, place: Place) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    shown: list[int] = []
    follow(widget, worker, count, shown.append)
    qtbot.waitUntil(lambda: shown == [0])

    place.office.do(issuing.issue, "HT")
    qtbot.waitUntil(lambda: shown == [0, 1])
    with qtbot.waitSignal(worker.changed):
        place.office.do(lambda act: act.record("visit.parked", "visit:0"))
    worker.ask(count).then(widget, shown.append)

    qtbot.waitUntil(lambda: len(shown) == 3)
    assert shown == [0, 1, 1], "the change of something else is not shown again by the follow"


def test_the_watch_goes_on_after_trouble_with_the_records(
    qtbot: QtBot, qapp: QObject, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(place.office, database=BreaksOnce(**place.office.database.__dict__))
    worker = Worker(broken)
    try:
        with qtbot.waitSignal(worker.changed):
            pass
        assert "broke off" in caplog.text
        with qtbot.waitSignal(worker.changed):
            place.office.do(issuing.issue, "HT")
    finally:
        worker.close()


@dataclass(frozen=True)
class BreaksOnce(Database):
    """Records whose first watch fails, as a disk that coughs."""

    broke: list[bool] = field(default_factory=list)

    def watch(self) -> Watch:
        if not self.broke:
            self.broke.append(True)
            raise OSError("disk I/O error")
        return super().watch()


def test_a_closed_worker_lets_its_store_go(qtbot: QtBot, place: Place) -> None:
    worker, heard = Worker(place.office), list[int]()
    worker.ask(count).then(worker, heard.append)
    qtbot.waitUntil(lambda: heard == [0])
    worker.close()
    held = weakref.ref(worker)

    del worker
    gc.collect()

    assert held() is None

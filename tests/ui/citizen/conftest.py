"""A counter's day, and the citizen's screen beside it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from tests.ui.citizen.counter_day import COUNTER, CounterDay
from ui.citizen.window import CitizenWindow
from ui.work import Workers


@pytest.fixture
def day(place: Place) -> CounterDay:
    return CounterDay(place)


@pytest.fixture
def screen(qtbot: QtBot, workers: Workers) -> CitizenWindow:
    window = CitizenWindow(workers, COUNTER, look_every=20, apart=0)
    qtbot.addWidget(window)
    window.show()
    return window

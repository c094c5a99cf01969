"""The display in the hall."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.hall.wall import QUICK, Ear, Opened
from ui.hall.announcer import Pace
from ui.hall.colours import ORDINARY, Colours
from ui.hall.window import HallWindow
from ui.work import Workers


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def hall(qtbot: QtBot, workers: Workers, ear: Ear) -> Opened:
    def opened(pace: Pace = QUICK, colours: Colours = ORDINARY) -> HallWindow:
        window = HallWindow(workers, colours, pace, ear, ear)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: bool(window.board.office))
        return window

    return opened

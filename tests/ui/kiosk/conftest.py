"""A kiosk in the hall."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.kiosk.hall import AT_ONCE, Opened
from ui.kiosk.pace import Pace
from ui.kiosk.prompter import Prompter
from ui.kiosk.window import KioskWindow
from ui.work import Workers


@pytest.fixture
def kiosk(qtbot: QtBot, workers: Workers) -> Opened:
    def opened(pace: Pace = AT_ONCE, prompter: Prompter | None = None, *, at_door: bool = False) -> KioskWindow:
        window = KioskWindow(workers, pace, prompter, at_door=at_door)
        qtbot.addWidget(window)
        window.resize(1920, 1080)
        window.show()
        qtbot.waitUntil(lambda: len(window.face.first.tiles) == 6)
        return window

    return opened

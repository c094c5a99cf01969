"""A look-up screen in the hall."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.lookup.hall import AT_ONCE, Opened
from ui.kiosk.pace import Pace
from ui.kiosk.prompter import Prompter
from ui.lookup.window import LookupWindow
from ui.work import Workers


@pytest.fixture
def screen(qtbot: QtBot, workers: Workers) -> Opened:
    def opened(pace: Pace = AT_ONCE, prompter: Prompter | None = None) -> LookupWindow:
        window = LookupWindow(workers, pace, prompter)
        qtbot.addWidget(window)
        window.resize(1920, 1080)
        window.show()
        qtbot.waitUntil(lambda: bool(window.opening.unit_code))
        return window

    return opened

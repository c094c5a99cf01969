"""A counter with somebody at it: the real window on the real records, on both layouts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.ui.kiosk.hall import AT_ONCE
from tests.windows import let_go
from ui.clerk.window import ClerkWindow
from ui.demo.pilot import ClerkPilot
from ui.kiosk.window import KioskWindow
from ui.work import workers_for

PASSWORD = "mật khẩu của Lan"


@pytest.fixture
def staffed(place: Place) -> Place:
    """The unit with the clerk Lan."""
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", PASSWORD)
    refresh_desk(place)
    return place


@pytest.fixture
def clerk(staffed: Place, qapp: QApplication) -> Iterator[ClerkPilot]:
    """Lan, signed in at counter 3."""
    workers = workers_for(staffed)
    window = ClerkWindow(workers)
    window.show()
    window.activateWindow()
    pilot = ClerkPilot(window)
    pilot.signs_in("lan", PASSWORD, 3)
    pilot.keys = 0
    yield pilot
    window.close()
    workers.close()
    let_go(window)


@pytest.fixture
def kiosk(qtbot: QtBot, staffed: Place) -> Iterator[KioskWindow]:
    """The kiosk of the same hall, on a PC of its own."""
    workers = workers_for(staffed)
    window = KioskWindow(workers, AT_ONCE)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: len(window.face.first.tiles) == 6)
    yield window
    window.close()
    workers.close()

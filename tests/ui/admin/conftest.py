"""The admin's window with somebody signed in, on both layouts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.ui.admin.pilot import PASSWORD, AdminPilot
from tests.windows import let_go
from ui.admin.window import AdminWindow
from ui.work import Workers


@pytest.fixture
def staffed(place: Place) -> Place:
    """The unit with one of each role."""
    for name, login, role in (("Trần Quốc Kỹ", "ky", "it"), ("Phạm Trưởng", "truong", "head"), ("Lan", "lan", "clerk")):
        place.office.do(add_staff, name, login, PASSWORD, role)
    refresh_desk(place)
    return place


@pytest.fixture
def door(qtbot: QtBot, staffed: Place, workers: Workers, qapp: QApplication) -> Iterator[AdminPilot]:
    """The window, nobody signed in."""
    window = AdminWindow(workers)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield AdminPilot(window, qtbot)
    window.hide()
    let_go(window)


@pytest.fixture
def admin(door: AdminPilot) -> AdminPilot:
    """Kỹ of IT, signed in."""
    door.signs_in("ky")
    return door

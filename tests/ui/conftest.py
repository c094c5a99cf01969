"""Workers that end with their test, and a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.place import Place
from tests.ui.finger import Finger
from ui.work import Workers, workers_for


@pytest.fixture
def workers(qapp: QApplication, place: Place) -> Iterator[Workers]:
    started = workers_for(place)
    yield started
    started.close()


@pytest.fixture(scope="session")
def finger(qapp: QApplication) -> Finger:
    return Finger()

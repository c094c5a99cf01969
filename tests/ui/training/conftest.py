"""A printer made of software, and its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printing.virtual import VirtualPrinter
from ui.training.printer_window import PrinterWindow


@pytest.fixture
def box() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


@pytest.fixture
def window(box: VirtualPrinter, qapp: QApplication, qtbot: QtBot) -> Iterator[PrinterWindow]:
    shown = PrinterWindow(box, 576)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.hide()
    shown.deleteLater()

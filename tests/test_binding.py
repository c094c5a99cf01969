"""The Qt binding this product stands on: one that does not lose references to None (see docs/decisions/pyside6.md)."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from importlib.metadata import version

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

CALLS, TOLERATED = 300, 50


def lost_references(call: Callable[[], object]) -> int:
    """How many references to None are gone after some calls that should leave them alone."""
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


def test_painting_loses_no_reference_to_none(qapp: QApplication) -> None:
    """A binding that does aborts after a few thousand paint calls: in a hall that is before noon."""
    image = QImage(8, 8, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    lost = lost_references(lambda: painter.setPen(Qt.GlobalColor.black))
    painter.end()

    assert lost < TOLERATED, f"PySide6 {version('PySide6')} loses references to None: {lost} in {CALLS} calls"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there (PEP 683)")
def test_the_check_bites() -> None:
    none = ctypes.py_object(None)
    lost = lost_references(lambda: ctypes.pythonapi.Py_DecRef(none))
    for _ in range(CALLS):
        ctypes.pythonapi.Py_IncRef(none)

    assert lost >= TOLERATED


def test_the_binding_is_older_than_the_one_that_loses_them() -> None:
    major, minor = (int(part) for part in version("PySide6").split(".")[:2])

    assert (major, minor) < (6, 12)

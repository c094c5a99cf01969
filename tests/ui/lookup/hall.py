"""Somebody before the look-up screen: touches, keys, scans, and all the words they see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.finger import Finger
from ui.kiosk.pace import Pace
from ui.lookup.pads import NEXT
from ui.lookup.type_page import FieldTile
from ui.lookup.window import LookupWindow
from ui.widgets.fitting import FitText
from ui.widgets.tile import Tile

AT_ONCE = Pace(lock=1, settle=1, look=50, ticket=60_000)
Opened = Callable[..., LookupWindow]


def ready(qtbot: QtBot, window: LookupWindow) -> None:
    qtbot.waitUntil(lambda: window.ready)


def touch(qtbot: QtBot, window: LookupWindow, finger: Finger, *tiles: Callable[[], Tile]) -> None:
    """Touch one tile after another, each when it is there."""
    for tile in tiles:
        qtbot.waitUntil(lambda tile=tile: window.ready and tile().isVisible())  # type: ignore[misc]
        finger.tap(tile())


def press(qtbot: QtBot, window: LookupWindow, *keys: Qt.Key) -> None:
    for key in keys:
        ready(qtbot, window)
        QTest.keyClick(window, key)
        qtbot.waitUntil(lambda: window.gate.idle)


def digits(text: str) -> list[Qt.Key]:
    """The keys of a numeric keypad."""
    return [Qt.Key(Qt.Key.Key_0.value + int(one)) for one in text]


def scan(qtbot: QtBot, window: LookupWindow, text: str) -> None:
    """A scanner types: a burst of keys that ends with Return."""
    ready(qtbot, window)
    for letter in f"{text}\r":
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(0)
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    qtbot.waitUntil(lambda: window.gate.idle)
    ready(qtbot, window)


def types_by_touch(qtbot: QtBot, window: LookupWindow, finger: Finger, text: str) -> None:
    """Digits on the large pad, then the key that goes on."""
    for one in text:
        touch(qtbot, window, finger, lambda one=one: window.face.type.digits.keys[one])  # type: ignore[misc]
    touch(qtbot, window, finger, lambda: window.face.type.digits.keys[NEXT])


def words(window: QWidget) -> str:
    """Every word on every page of a window, those that are hidden too."""
    said = [one.text for one in window.findChildren(FitText)]
    said += [f"{one.text()} {one.hint}" for one in window.findChildren(Tile)]
    said += [one.value for one in window.findChildren(FieldTile)]
    said += [one.accessibleName() for one in window.findChildren(QWidget)]
    return "\n".join(said)

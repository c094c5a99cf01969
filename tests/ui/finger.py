"""A finger on a touch screen: what Qt makes of it is what a real one gives."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


class Finger:
    """Touches pieces of a window, or a place on it; ``touches`` counts the taps."""

    def __init__(self) -> None:
        self._screen = QTest.createTouchDevice()
        self.touches = 0

    def tap(self, target: QWidget) -> None:
        """Down and up in the middle of a piece."""
        self.down(target)
        self.up(target)

    def tap_at(self, window: QWidget, at: QPoint) -> None:
        """Down and up at a place, whatever is there."""
        self.down(window, at)
        self.up(window, at)

    def down(self, target: QWidget, at: QPoint | None = None) -> None:
        self.touches += 1
        sequence = QTest.touchEvent(target.window(), self._screen, False)
        sequence.press(0, self._where(target, at), target.window())
        sequence.commit()

    def move(self, target: QWidget, at: QPoint) -> None:
        sequence = QTest.touchEvent(target.window(), self._screen, False)
        sequence.move(0, self._where(target, at), target.window())
        sequence.commit()

    def up(self, target: QWidget, at: QPoint | None = None) -> None:
        sequence = QTest.touchEvent(target.window(), self._screen, False)
        sequence.release(0, self._where(target, at), target.window())
        sequence.commit()

    @staticmethod
    def _where(target: QWidget, at: QPoint | None) -> QPoint:
        return target.mapTo(target.window(), target.rect().center() if at is None else at)

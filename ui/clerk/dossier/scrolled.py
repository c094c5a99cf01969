"""A part of the pane that scrolls: where the keys are is always in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_AROUND = 48
"""Pixels that stay visible above and below the field one is in."""


class Scrolled(QScrollArea):
    """Shows ``inside`` on the ground it stands on, and follows the focus."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        for ground in (self.viewport(), inside):
            ground.setAutoFillBackground(False)
        # What comes or goes above and below moves the field one is in.
        self.verticalScrollBar().rangeChanged.connect(
            lambda _low, _high: self._follow(None, QApplication.focusWidget())
        )
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With less room, as when a notice comes, the field one is in stays in sight."""
        super().resizeEvent(event)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND)

"""A list that opens, with its arrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox

from ui import theme


class ArrowCombo(QComboBox):
    """A list that opens, with the arrow that says so; a wheel that scrolls the form past it changes nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The style sheet leaves the arrow out."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.MUTED), 2))
        right, middle = self.width() - 12, self.height() // 2
        painter.drawPolyline([QPoint(right - 8, middle - 2), QPoint(right - 4, middle + 2), QPoint(right, middle - 2)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """For whoever is under it."""
        event.ignore()

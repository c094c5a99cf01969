"""A sheet with round corners that other pieces stand on; its sizes grow with the window."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.fitting import unit_of


class Sheet(QWidget):
    """White with a thin edge, unless told otherwise."""

    def __init__(self, colour: str = theme.PAPER, edge: str = theme.LINE) -> None:
        super().__init__()
        self._colour, self._edge = colour, edge

    def recolour(self, colour: str, edge: str) -> None:
        """Take another colour."""
        self._colour, self._edge = colour, edge
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sheet."""
        unit = unit_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._edge), max(2.0, 3 * unit)))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 20 * unit, 20 * unit)
        painter.end()

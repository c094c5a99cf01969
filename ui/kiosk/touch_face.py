"""What every public touch screen shows around its pages: head above, foot below, the ground; pieces in proportion."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.moments import Clock
from ui.kiosk.bars import FootBar, HeadBar
from ui.kiosk.manner import Style
from ui.widgets.fitting import unit_of
from ui.widgets.tile import Tile


class TouchFace(QWidget):
    """Everything one sees, made for one manner. It shows what it is told."""

    chosen = Signal(object, object)
    """The tile pressed (``Tile``) and its ``Choice``."""
    back = Signal()

    def __init__(self, style: Style, clock: Clock, trouble_stays: int) -> None:
        super().__init__()
        self.style_shown: Style = style
        self.head, self.foot = HeadBar(clock, style), FootBar(trouble_stays, style)
        self.pages = QStackedWidget()

    def hold_back(self, *, presses: bool) -> None:
        """Whether presses do not count now; nothing looks different. When they count, no tile looks pressed any more."""
        for part in self.pressable():
            part.setEnabled(not presses)
        if not presses:
            for tile in self.findChildren(Tile):
                tile.hold(held=False)

    def pressable(self) -> tuple[QWidget, ...]:
        """The parts that take presses."""
        return (self.pages,)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep head and foot in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self.head.setFixedHeight(round(88 * unit))
        self.foot.setFixedHeight(round(56 * unit * self.larger))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_shown.colours.ground))
        painter.end()

    @property
    def larger(self) -> float:
        """How much more room large letters get in strips and foot."""
        return 1.25 if self.style_shown.manner.large else 1.0

    def _lay_out(self, *parts: QWidget) -> None:
        """Head, these parts, foot."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._body = QVBoxLayout()
        for part in parts:
            self._body.addWidget(part)
        column.addWidget(self.head)
        column.addLayout(self._body, 1)
        column.addWidget(self.foot)

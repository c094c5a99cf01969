"""Words on one line that may be cut at their end where there is no room: the window never grows beyond the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from ui.widgets.pieces import Words

_LEAST_LETTERS = 8
"""How many letters stay to be seen, about."""


class ElidedWords(Words):
    """``text`` is whole; what does not fit is shown when the mouse rests on it, and is said to those who hear the screen."""

    @property
    def shown(self) -> str:
        """What can be seen of it."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters, or all of a short text."""
        whole = super().minimumSizeHint()
        few = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(whole.width(), few), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        painter = QPainter(self)
        role, room, align = self.foregroundRole(), self.contentsRect(), self.alignment()
        self.style().drawItemText(painter, room, int(align), self.palette(), self.isEnabled(), self.shown, role)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The whole of it where it was cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.shown != self.text():
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

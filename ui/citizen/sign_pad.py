"""A field to sign in with a finger: what is drawn becomes a small picture. Touch alone draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.dossiers.signature import LARGEST
from ui import theme
from ui.widgets.fitting import unit_of
from ui.widgets.tile import from_touch

Stroke = Sequence[QPointF]
_WIDTHS = (900, 600, 400, 250)
"""Pixels of the picture, the first that is small enough."""
_PEN = 7.0
"""Design pixels a finger's line is wide."""
_SHORTEST = 0.12
"""Of the field's width: what is shorter is a touch by mistake and no signature."""


class SignPad(QWidget):
    """``drawn`` tells that a line was begun; ``pressed_otherwise`` of the desk's mouse, which draws nothing."""

    drawn = Signal()
    pressed_otherwise = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def signed(self) -> bool:
        """Whether there is more than a touch by mistake."""
        lines = (QLineF(a, b).length() for stroke in self._strokes for a, b in pairwise(stroke))
        return sum(lines) >= _SHORTEST * self.width()

    def clear(self) -> None:
        """An empty field; a finger that is down now draws no more."""
        self._strokes, self._drawing = [], False
        self.update()

    def picture(self) -> bytes:
        """What is drawn as PNG, black on white, not above ``LARGEST``."""
        made = (self._picture(width) for width in _WIDTHS)
        return next(one for one in made if len(one) <= LARGEST)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A finger comes down."""
        if not from_touch(event):
            self.pressed_otherwise.emit()
            return
        self._drawing = True
        self._strokes.append([event.position()])
        self.drawn.emit()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """It draws."""
        if self._drawing:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """It leaves."""
        self.mouseMoveEvent(event)
        self._drawing = False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody's signature stays on a screen that shows something else."""
        self.clear()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A white field with a line to sign on, and what is drawn."""
        unit = unit_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = max(2.0, 3 * unit)
        painter.setPen(QPen(QColor(theme.ACCENT), edge))
        painter.setBrush(QColor(theme.PAPER))
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(room, 20 * unit, 20 * unit)
        painter.setPen(QPen(QColor(theme.LINE), edge, Qt.PenStyle.DashLine))
        low = room.bottom() - 0.2 * room.height()
        painter.drawLine(QPointF(room.left() + 60 * unit, low), QPointF(room.right() - 60 * unit, low))
        self._draw(painter, QColor(theme.INK), _PEN * unit)
        painter.end()

    def _picture(self, width: int) -> bytes:
        scale = width / max(1, self.width())
        image = QImage(width, max(1, round(self.height() * scale)), QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._draw(painter, QColor(Qt.GlobalColor.black), _PEN * unit_of(self))
        painter.end()
        kept = QBuffer()
        kept.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(kept, QByteArray(b"png")).write(image)
        return bytes(kept.data().data())

    def _draw(self, painter: QPainter, ink: QColor, wide: float) -> None:
        round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(ink, wide, *round_ends))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            else:
                painter.drawPath(smooth(stroke))


def smooth(stroke: Stroke) -> QPainterPath:
    """A line through the middles of its points, bent at the points themselves (quadratic Bézier curves)."""
    path = QPainterPath(stroke[0])
    for at, after in pairwise(stroke[1:]):
        path.quadTo(at, (at + after) / 2)
    path.lineTo(stroke[-1])
    return path

"""Letters that always fit: sizes grow with the window, and a text too long for its room gets smaller instead of cut."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor as Colour
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_DESIGN_SIDE = 1080
"""Sizes are given for a screen whose shorter side is so many pixels."""
_SMALLEST_PX = 10
_TALL = 100_000
_PROBE_PX = 200
Weight = QFont.Weight


def unit_of(widget: QWidget) -> float:
    """How many pixels of this window one pixel of the design takes."""
    size = widget.window().size()
    return max(0.3, min(size.width(), size.height()) / _DESIGN_SIDE)


def letters(px: int, weight: Weight = Weight.Normal) -> QFont:
    """The family of the theme in a size in pixels."""
    font = QFont(theme.FAMILY)
    font.setPixelSize(max(1, px))
    font.setWeight(weight)
    return font


@lru_cache(maxsize=2048)
def fitted_px(text: str, px: int, weight: Weight, width: int, height: int) -> int:
    """The largest size up to ``px`` at which the text, wrapped between words, stays inside its room."""
    low, high = _SMALLEST_PX, max(_SMALLEST_PX, px)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text, letters(middle, weight), width, height):
            low = middle
        else:
            high = middle - 1
    return low


def height_of(text: str, font: QFont, width: int) -> int:
    """How tall the text is when it is wrapped in this width."""
    room = QRect(0, 0, width, _TALL)
    return QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


def fits(text: str, font: QFont, width: int, height: int) -> bool:
    """Whether the text, wrapped between words, stays inside its room."""
    room = QRect(0, 0, width, _TALL)
    taken = QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
    return taken.width() <= width and taken.height() <= height


def balanced_width(text: str, font: QFont, width: int) -> int:
    """The narrowest width in which the text takes no more lines than in ``width``: no word is left alone on a line."""
    height, low, high = height_of(text, font, width), 1, width
    while low < high:
        middle = (low + high) // 2
        if fits(text, font, middle, height):
            high = middle
        else:
            low = middle + 1
    return low


class FitText(QWidget):
    """A text of a design size that is never cut. It takes the room its layout gives it."""

    def __init__(
        self,
        text: str = "",
        px: float = 32,
        weight: Weight = Weight.Normal,
        colour: str = theme.INK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        super().__init__()
        self._text, self._px, self._weight, self._colour, self._align = text, px, weight, colour, align
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, colour: str | None = None) -> None:
        """Say something else."""
        self._text, self._colour = text, colour or self._colour
        self.setAccessibleName(text)
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The layout decides."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The layout decides."""
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text as large as it may be."""
        if not self._text:
            return
        px = fitted_px(self._text, round(self._px * unit_of(self)), self._weight, self.width(), self.height())
        font = letters(px, self._weight)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(Colour(self._colour))
        painter.drawText(self._balanced(font), int(self._align) | int(Qt.TextFlag.TextWordWrap), self._text)
        painter.end()

    def _balanced(self, font: QFont) -> QRect:
        """The room, made narrow enough for lines of about the same length."""
        room = self.rect()
        if not fits(self._text, font, room.width(), room.height()):
            return room
        spare = room.width() - balanced_width(self._text, font, room.width()) - 1
        if self._align & Qt.AlignmentFlag.AlignHCenter:
            return room.adjusted(spare // 2, 0, -(spare // 2), 0)
        return room if self._align & Qt.AlignmentFlag.AlignRight else room.adjusted(0, 0, -spare, 0)


class NumberText(FitText):
    """A ticket number as tall as its room: capitals and digits need no room above and below."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ink of the number in the middle."""
        if not self._text:
            return
        probe = QFontMetrics(letters(_PROBE_PX, self._weight)).tightBoundingRect(self._text)
        scale = min(self.width() / probe.width(), self.height() / probe.height())
        font = letters(int(_PROBE_PX * scale * 0.98), self._weight)
        ink = QFontMetrics(font).tightBoundingRect(self._text)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(Colour(self._colour))
        left, top = (self.width() - ink.width()) // 2 - ink.x(), (self.height() - ink.height()) // 2 - ink.y()
        painter.drawText(left, top, self._text)
        painter.end()

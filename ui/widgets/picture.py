"""Drawn pictures (SVG): they are sharp at any size and need no font. ``currentColor`` takes the colour asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_FOLDER = theme.RESOURCES / "icons"


def has_picture(name: str) -> bool:
    """Whether there is a picture of this name."""
    return (_FOLDER / f"{name}.svg").is_file()


def picture(name: str, colour: str = theme.INK) -> QSvgRenderer:
    """The picture of this name, ready to be drawn."""
    return QSvgRenderer(_drawing(name).replace("currentColor", colour).encode())


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def draw(painter: QPainter, drawing: QSvgRenderer, room: QRectF) -> None:
    """Draw a square picture as large as its room allows, in the middle of it."""
    side = min(room.width(), room.height())
    left, top = room.x() + (room.width() - side) / 2, room.y() + (room.height() - side) / 2
    drawing.render(painter, QRectF(left, top, side, side))


class PictureBox(QWidget):
    """A picture that takes the room its layout gives it."""

    def __init__(self, name: str, colour: str = theme.INK) -> None:
        super().__init__()
        self._drawing = picture(name, colour)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, name: str, colour: str = theme.INK) -> None:
        """Show another picture."""
        self._drawing = picture(name, colour)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The layout decides."""
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, self._drawing, QRectF(self.rect()))
        painter.end()

"""The ruler of a new printer: how many dots its head has, read off paper by a person.

Each usual width has a line that ends where such a head ends, with its number there. On a narrower head the end of the
line and its number are cut: the last number that is whole is the printer's width.
"""

from __future__ import annotations

from PIL import Image

from printing.fonts import Face
from printing.layouts.looks import canvas_for
from printing.layouts.strip import WIDTHS
from printing.raster import Canvas

__all__ = ["WIDTHS", "draw_ruler"]

_TITLE, _WORDS, _NUMBER = Face("Bold", 25), Face("Regular", 21), Face("SemiBold", 30)
_THICK = 3
_APART = 14
"""White rows between two lines: each is then a picture of its own, no wider than its own line."""


def draw_ruler(printer: str) -> Image.Image:
    """The ruler for a printer of this name; the words fit the narrowest head."""
    canvas = canvas_for(max(WIDTHS))
    narrow = min(WIDTHS) - canvas.left
    canvas.text("THƯỚC ĐO KHỔ IN", _TITLE, right=narrow)
    canvas.text(printer, _WORDS, right=narrow)
    canvas.space(_APART)
    for end in WIDTHS:
        _line(canvas.y, end, canvas)
    canvas.text("Số cuối cùng còn in trọn là khổ của máy này. Bấm số ấy trên màn hình.", _WORDS, right=narrow)
    canvas.space(_APART)
    return canvas.image()


def _line(top: int, end: int, canvas: Canvas) -> None:
    """A line from the paper's edge to the last dot of a head of ``end`` dots, its number right before that."""
    height = _NUMBER.line_height
    canvas.block(end - _THICK, top, _THICK, height + _THICK)
    canvas.block(0, top + height, end, _THICK)
    canvas.text(str(end), _NUMBER, left=0, right=end - 3 * _THICK, align="right")
    canvas.space(_THICK + _APART)

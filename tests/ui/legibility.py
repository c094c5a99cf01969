"""What an old eye and an unsteady hand need, measured on a window: letters, targets, nothing cut, nothing missing."""

from __future__ import annotations

from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.fitting import FitText, NumberText, fits, fitted_px, letters, unit_of
from ui.widgets.tile import Tile
from ui.widgets.tiles import CardTile, PictureTile
from ui.widgets.toggle import ToggleTile

TWENTY_MM = 76
"""20 mm in pixels at 96 dots an inch."""


def seen(window: QWidget) -> tuple[QWidget, ...]:
    return tuple(one for one in window.findChildren(QWidget) if one.isVisible())


def small_targets(window: QWidget) -> list[str]:
    """Tiles a finger may miss."""
    tiles = (one for one in seen(window) if isinstance(one, Tile))
    return [one.text() for one in tiles if min(one.width(), one.height()) < TWENTY_MM]


def small_letters(window: QWidget, least: int) -> list[str]:
    """Texts that had to be made smaller than ``least`` pixels."""
    found = []
    for one in seen(window):
        if isinstance(one, CardTile | PictureTile | ToggleTile) and one.title_px < least:
            found.append(one.text())
        if isinstance(one, FitText) and not isinstance(one, NumberText) and one.text:
            px = fitted_px(one.text, round(one._px * unit_of(one)), one._weight, one.width(), one.height())
            if px < least:
                found.append(one.text)
    return found


def cut_titles(window: QWidget) -> list[str]:
    """Tiles whose words need more room than they have."""
    boards = (one for one in seen(window) if isinstance(one, CardTile | PictureTile | ToggleTile))
    return [one.text() for one in boards if one.title_px > one.wanted_px(unit_of(one))]


def cut_texts(window: QWidget) -> list[str]:
    """Texts that do not fit into their room in the smallest letters either."""
    found = []
    for one in seen(window):
        if isinstance(one, FitText) and not isinstance(one, NumberText) and one.text:
            px = fitted_px(one.text, round(one._px * unit_of(one)), one._weight, one.width(), one.height())
            if not fits(one.text, letters(px, one._weight), one.width(), one.height()):
                found.append(one.text)
    return found


def missing_glyphs(window: QWidget) -> set[str]:
    """Letters shown that the theme's own font does not have (QFontMetrics.inFont would say it has)."""
    font = QRawFont(str(theme.RESOURCES / "fonts" / "BeVietnamPro-Bold.ttf"), 20)
    texts = [one.text for one in seen(window) if isinstance(one, FitText)]
    texts += [one.text() + one.hint for one in seen(window) if isinstance(one, Tile)]
    return {letter for text in texts for letter in text if letter != "\n" and not font.supportsCharacter(ord(letter))}

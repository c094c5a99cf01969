"""A page with one sentence, under a number or a picture, and a few tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.choice_page import card
from ui.kiosk.manner import Style
from ui.kiosk.purposes import HOME
from ui.kiosk.said import PageSaid
from ui.widgets.fitting import NumberText, Weight, unit_of
from ui.widgets.picture import PictureBox
from ui.widgets.sheet import Sheet
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard


class SayPage(QWidget):
    """Shows one ``PageSaid`` after another."""

    pressed = Signal(object, object)
    """The tile (``Tile``) and its ``Choice``."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.prompt = ""
        self.gives = False
        """Whether a tile of it takes a ticket, for which a priority class counts."""
        self._sheet = Sheet(style.colours.paper, style.colours.line)
        self.number = NumberText("", 0, Weight.Bold, style.colours.accent)
        self._picture = PictureBox("scan", style.colours.plain.sign)
        self.text = style.text("", 60, Weight.Bold)
        self.board = TileBoard()
        self._on_sheet = QVBoxLayout(self._sheet)
        self._on_sheet.addWidget(self.number, 62)
        self._on_sheet.addWidget(self._picture, 40)
        self._on_sheet.addWidget(self.text, 50)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._sheet, 64)
        self._column.addWidget(self.board, 36)

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles, in the order of their numbers."""
        return self.board.tiles

    def show_said(self, said: PageSaid) -> None:
        """Show this."""
        self.prompt = said.prompt
        self.gives = any(choice.means != HOME for choice in said.choices)
        colours = self._style.colours
        pair = colours.warn if said.tone == "warn" else (colours.paper, colours.ink)
        self._sheet.recolour(pair[0], pair[1] if said.tone == "warn" else colours.line)
        self.text.say(said.text, pair[1])
        self.number.say(said.number)
        self.number.setVisible(bool(said.number))
        self._picture.setVisible(bool(said.picture))
        if said.picture:
            self._picture.show_picture(said.picture, pair[1] if said.tone == "warn" else colours.plain.sign)
        numbered = enumerate(said.choices, start=1)
        self.board.fill([card(self._style, number, choice, self.pressed.emit) for number, choice in numbered])

    def complain(self, text: str) -> None:
        """Say what went wrong, in the place of the sentence."""
        self._sheet.recolour(self._style.colours.paper, self._style.colours.bad)
        self.text.say(text, self._style.colours.bad)

    def tap(self, number: int) -> None:
        """Press the tile of this number, if there is one."""
        if 1 <= number <= len(self.tiles):
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._column.setSpacing(round(20 * unit))
        side, edge = round(60 * unit), round(28 * unit)
        self._on_sheet.setContentsMargins(side, edge, side, edge)
        self._on_sheet.setSpacing(round(16 * unit))
        self._column.activate()

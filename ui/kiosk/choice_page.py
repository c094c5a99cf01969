"""A page of tiles under a question, with what belongs beside the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.kiosk.purposes import Choice
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.picture import has_picture
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import CardTile

Pressed = Callable[[Tile, Choice], object]


def card(style: Style, number: int, choice: Choice, pressed: Pressed) -> CardTile:
    """The tile of a choice. Large letters take the place of the hint."""
    icon = choice.icon if has_picture(choice.icon) else "folder"
    hint = "" if style.manner.large else choice.hint
    tile = CardTile(choice.title, hint=hint, icon=icon, badge=str(number))
    tile.largest_px *= style.scale
    style.dress(tile)
    tile.clicked.connect(lambda: pressed(tile, choice))
    return tile


class ChoicePage(QWidget):
    """The question and the tiles numbered from 1. ``beside``: back on its left, more on its right; upright below it."""

    pressed = Signal(object, object)
    """The tile (``Tile``) and its ``Choice``."""

    def __init__(self, style: Style, question: str, beside: tuple[QWidget, QWidget] | None = None) -> None:
        super().__init__()
        self._style, self._words, self._beside = style, question, beside
        self._choices: tuple[Choice, ...] = ()
        self.question = style.text(question, 60, Weight.Bold)
        self.board = TileBoard()
        self._top = QWidget()
        self._grid = QGridLayout(self._top)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._top)
        self._column.addWidget(self.board, 1)
        # At once, for a page that is never opened has no size: what belongs to nobody would outlive every face.
        self._arrange(upright=False)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles, in the order of their numbers."""
        return self.board.tiles

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these choices; nothing moves when they are those already shown."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self.board.fill(
            [card(self._style, number, choice, self.pressed.emit) for number, choice in enumerate(choices, start=1)]
        )

    def ask(self) -> None:
        """Ask the page's question."""
        self.question.say(self._words, self._style.colours.ink)

    def complain(self, text: str) -> None:
        """Say what went wrong, in the place of the question."""
        self.question.say(text, self._style.colours.bad)

    def note(self, text: str) -> None:
        """Say what has just been understood, in the place of the question."""
        self.question.say(text, self._style.colours.good[1])

    def tap(self, number: int) -> None:
        """Press the tile of this number, if there is one."""
        if 1 <= number <= len(self.tiles):
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a wide screen all that is no tile stands on one line, upright on two."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.window().height() > self.window().width()
        self._column.setSpacing(round(16 * unit))
        self._grid.setSpacing(round(16 * unit))
        self._arrange(upright=upright)
        tall = (150 if upright else 112) if self._beside is None else (232 if upright else 108)
        self._top.setFixedHeight(round(tall * unit))
        self._column.activate()

    def _arrange(self, *, upright: bool) -> None:
        if self._beside is None:
            self._grid.addWidget(self.question, 0, 0)
            return
        back, more = self._beside
        places: tuple[tuple[int, ...], ...] = ((1, 0), (0, 0, 1, 2), (1, 1)) if upright else ((0, 0), (0, 1), (0, 2))
        for widget, place in zip((back, self.question, more), places, strict=True):
            self._grid.addWidget(widget, *place)
        for column, share in enumerate((30, 70, 0) if upright else (19, 41, 40)):
            self._grid.setColumnStretch(column, share)

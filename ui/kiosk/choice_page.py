"""A page of tiles under a question, and a strip of buttons below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kiosk.purposes import Choice
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.picture import has_picture
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import CardTile, PictureTile

Pressed = Callable[[Tile, Choice], object]


class ChoicePage(QWidget):
    """The question, what stands above the tiles, the tiles numbered from 1, the strip. ``pressed`` hears of every tile."""

    def __init__(
        self,
        question: str,
        pressed: Pressed,
        strip: tuple[QWidget, QWidget],
        *,
        pictures: bool = False,
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._pressed, self._pictures = pressed, pictures
        self._words = question
        self._choices: tuple[Choice, ...] = ()
        self.question = FitText(question, 64, Weight.Bold, theme.INK)
        self.board = TileBoard(in_a_row=pictures)
        self._strip = QHBoxLayout()
        for widget, share in zip(strip, (11, 9), strict=True):
            self._strip.addWidget(widget, share)
        self._above = above
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.question)
        if above is not None:
            self._column.addWidget(above)
        self._column.addWidget(self.board)
        self._column.addLayout(self._strip)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles, in the order of their numbers."""
        return self.board.tiles

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these choices; nothing moves when they are those already shown."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self.board.fill([self._tile(number, choice) for number, choice in enumerate(choices, start=1)])

    def ask(self) -> None:
        """Ask the page's question."""
        self.question.say(self._words, theme.INK)

    def complain(self, text: str) -> None:
        """Say what went wrong, in the place of the question."""
        self.question.say(text, theme.BAD)

    def tap(self, number: int) -> None:
        """Press the tile of this number, if there is one."""
        if 1 <= number <= len(self.tiles):
            self.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion; upright there is room for more tile and less frame."""
        super().resizeEvent(event)
        unit, upright = unit_of(self), self.height() > self.width()
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(8 * unit), side, round(20 * unit))
        self._column.setSpacing(round(20 * unit))
        self._strip.setSpacing(round(24 * unit))
        shares: tuple[int, ...] = (10, 80, 10) if upright else (12, 72, 16)
        if self._above is not None:
            shares = (8, 16, 67, 9) if upright else (11, 15, 60, 14)
        for at, share in enumerate(shares):
            self._column.setStretch(at, share)
        self._column.activate()

    def _tile(self, number: int, choice: Choice) -> CardTile | PictureTile:
        kind = PictureTile if self._pictures else CardTile
        icon = choice.icon if has_picture(choice.icon) else "folder"
        tile = kind(choice.title, hint=choice.hint, icon=icon, badge=str(number))
        tile.clicked.connect(lambda: self._pressed(tile, choice))
        return tile

"""The page that asks how content the citizen is: faces with words below, and the right not to answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.citizen_page import Rate
from ui import theme
from ui.citizen.sentences import VIETNAMESE, Sentences
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import PictureTile, RowTile
from ui.wording import money

_DRAWN: dict[int, tuple[int, ...]] = {3: (2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which drawn face stands for each level of a scale."""


class RatePage(QWidget):
    """The faces, least content first. ``answered`` carries the level, or None for "không đánh giá"."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._scale = 0
        self._words = VIETNAMESE
        self.head = FitText("", 38, Weight.Medium, theme.MUTED)
        self.question = FitText(VIETNAMESE.rate, 68, Weight.Bold, theme.INK)
        self.board = TileBoard(in_a_row=True)
        self.decline = RowTile(VIETNAMESE.decline, touch_only=True)
        self.decline.clicked.connect(lambda: self.answered.emit(None))
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.decline, 2)
        below.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head, 8)
        self._column.addWidget(self.question, 13)
        self._column.addWidget(self.board, 65)
        self._column.addLayout(below, 14)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The faces in order, then the decline."""
        return (*self.board.tiles, self.decline)

    def speak(self, words: Sentences) -> None:
        """Say everything in this language; what is asked next is asked in it."""
        if words is not self._words:
            self._words, self._scale = words, 0
            self.question.say(words.rate, theme.INK)
            self.decline.change(words.decline)

    def ask(self, page: Rate) -> None:
        """Ask about this visit."""
        words = self._words
        done = f"{words.received} {', '.join(page.codes)}" if page.codes else ""
        fee = f"{words.fee}: {money(page.fee)}" if page.fee else ""
        self.head.say(" · ".join(part for part in (done, fee) if part), theme.MUTED)
        if page.scale == self._scale:
            return
        self._scale = page.scale
        levels = range(1, page.scale + 1)
        self.board.fill([self._face(level, page.scale) for level in levels])

    def tile(self, level: int | None) -> Tile:
        """The tile of a level; the decline for None."""
        return self.decline if level is None else self.board.tiles[level - 1]

    def complain(self, text: str) -> None:
        """Say what went wrong; the faces stay."""
        self.head.say(text, theme.BAD)

    def tap(self, digit: int) -> None:
        """A digit of the screen's own keypad: a face, or 0 to decline."""
        if digit == 0:
            self.decline.click()
        elif digit <= len(self.board.tiles):
            self.board.tiles[digit - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(16 * unit), side, round(30 * unit))
        self._column.setSpacing(round(14 * unit))

    def _face(self, level: int, scale: int) -> PictureTile:
        drawn = f"face-{_DRAWN[scale][level - 1]}"
        tile = PictureTile(self._words.faces[scale][level - 1], icon=drawn, badge=str(level), touch_only=True)
        tile.clicked.connect(lambda: self.answered.emit(level))
        return tile

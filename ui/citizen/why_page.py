"""The page that asks who is not content why, if they like to say: six reasons, and the right to skip."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ratings import REASONS, SKIPPED
from ui import theme
from ui.citizen.sentences import Sentences
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import CardTile, RowTile


class WhyPage(QWidget):
    """``answered`` carries the reason as it is kept, or ``SKIPPED``."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.question = FitText("", 62, Weight.Bold, theme.INK)
        self.reasons = {
            reason: CardTile(reason, badge=str(at), touch_only=True) for at, reason in enumerate(REASONS, 1)
        }
        self.skip = RowTile("", touch_only=True)
        self.board = TileBoard()
        for reason, tile in self.reasons.items():
            tile.clicked.connect(lambda _checked=False, reason=reason: self.answered.emit(reason))
        self.board.fill(tuple(self.reasons.values()))
        self.skip.clicked.connect(lambda: self.answered.emit(SKIPPED))
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.skip, 2)
        below.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.question, 16)
        self._column.addWidget(self.board, 68)
        self._column.addLayout(below, 16)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The reasons in order, then the skip."""
        return (*self.reasons.values(), self.skip)

    def speak(self, words: Sentences) -> None:
        """Say everything in this language."""
        self.question.say(words.why, theme.INK)
        self.skip.change(words.skip)
        for tile, text in zip(self.reasons.values(), words.reasons, strict=True):
            tile.change(text)
        self.board.level_words()

    def complain(self, text: str) -> None:
        """Say what went wrong; the reasons stay."""
        self.question.say(text, theme.BAD)

    def tap(self, digit: int) -> None:
        """A digit of the screen's own keypad: a reason, or 0 to skip."""
        if digit == 0:
            self.skip.click()
        elif digit <= len(self.reasons):
            tuple(self.reasons.values())[digit - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(16 * unit), side, round(30 * unit))
        self._column.setSpacing(round(18 * unit))

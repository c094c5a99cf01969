"""The page that asks for a later rating: three or five faces, and the right not to answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.tile import Tile
from ui.widgets.tile_board import TileBoard
from ui.widgets.tiles import PictureTile, RowTile

_DRAWN: dict[int, tuple[int, ...]] = {3: (2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which drawn face stands for each level of a scale."""


class RatePage(QWidget):
    """The faces, least content first. ``answered`` carries the level, or None for no rating."""

    answered = Signal(object)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.question = style.text(style.words("rate.ask"), 60, Weight.Bold)
        self.board = TileBoard(in_a_row=True)
        self.decline = RowTile(style.words("rate.decline"))
        style.dress(self.decline)
        self.decline.clicked.connect(lambda: self.answered.emit(None))
        self._below = QHBoxLayout()
        for stretch, part in ((1, None), (2, self.decline), (1, None)):
            if part is None:
                self._below.addStretch(stretch)
            else:
                self._below.addWidget(part, stretch)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.question, 16)
        self._column.addWidget(self.board, 66)
        self._column.addLayout(self._below, 18)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The faces in order, then the decline."""
        return (*self.board.tiles, self.decline)

    def ask(self, scale: int) -> None:
        """Ask with so many faces."""
        self.board.fill([self._face(level, scale) for level in range(1, scale + 1)])

    def tile(self, level: int | None) -> Tile:
        """The tile of a level; the decline for None."""
        return self.decline if level is None else self.board.tiles[level - 1]

    def tap(self, number: int) -> None:
        """Press the face of this number."""
        if 1 <= number <= len(self.board.tiles):
            self.board.tiles[number - 1].click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the gaps in proportion."""
        super().resizeEvent(event)
        self._column.setSpacing(round(20 * unit_of(self)))
        upright = self.window().height() > self.window().width()
        for at, share in enumerate((16, 73, 11) if upright else (16, 66, 18)):
            self._column.setStretch(at, share)

    def _face(self, level: int, scale: int) -> PictureTile:
        word = self._style.words(f"rate.{scale}.{level}")
        tile = PictureTile(word, icon=f"face-{_DRAWN[scale][level - 1]}", badge=str(level))
        self._style.dress(tile)
        tile.clicked.connect(lambda: self.answered.emit(level))
        return tile

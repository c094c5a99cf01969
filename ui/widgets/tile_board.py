"""Tiles in a grid that fits the screen: few wide columns upright, more on a wide screen; all words in one size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.fitting import unit_of
from ui.widgets.pieces import clear
from ui.widgets.tiles import CardTile, PictureTile

_GAP = 24


def columns_for(count: int, *, upright: bool, in_a_row: bool = False) -> int:
    """How many columns so many tiles stand in (pure)."""
    if upright:
        return 1 if count <= 3 else 2 if count <= 8 else 3  # noqa: PLR2004 - as many as one takes in
    if in_a_row or count <= 3:  # noqa: PLR2004 - the same
        return max(1, count)
    return 2 if count == 4 else 3 if count <= 9 else 4  # noqa: PLR2004 - the same


class TileBoard(QWidget):
    """The grid. ``in_a_row`` keeps all tiles side by side on a wide screen."""

    def __init__(self, *, in_a_row: bool = False) -> None:
        super().__init__()
        self._in_a_row = in_a_row
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.tiles: tuple[CardTile | PictureTile, ...] = ()
        self._arranged: tuple[int, int] = (0, 0)

    def fill(self, tiles: Sequence[CardTile | PictureTile]) -> None:
        """Show these tiles in the place of those shown."""
        clear(self._grid)
        self.tiles, self._arranged = tuple(tiles), (0, 0)
        self._arrange()
        self.level_words()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange for the new shape."""
        super().resizeEvent(event)
        self._arrange()
        self.level_words()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Sizes are certain now."""
        super().showEvent(event)
        self.level_words()

    def level_words(self) -> None:
        """Give all titles the size of the one that needs the smallest."""
        self._grid.activate()
        unit = unit_of(self)
        smallest = min((tile.wanted_px(unit) for tile in self.tiles), default=0)
        for tile in self.tiles:
            tile.title_px = smallest
            tile.update()

    def _arrange(self) -> None:
        upright = self.window().height() > self.window().width()
        columns = columns_for(len(self.tiles), upright=upright, in_a_row=self._in_a_row)
        self._grid.setSpacing(round(_GAP * unit_of(self)))
        if self._arranged == (len(self.tiles), columns):
            return
        self._arranged = (len(self.tiles), columns)
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        alone = columns == 2 and len(self.tiles) % 2 == 1  # noqa: PLR2004 - a last one takes the whole row
        for at, tile in enumerate(self.tiles):
            span = 2 if alone and at == len(self.tiles) - 1 else 1
            self._grid.addWidget(tile, at // columns, at % columns, 1, span)
            # A layout gives no room to what is not yet to be seen.
            tile.show()
        rows = -(-len(self.tiles) // columns)
        for number in range(max(self._grid.columnCount(), self._grid.rowCount())):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setRowStretch(number, 1 if number < rows else 0)

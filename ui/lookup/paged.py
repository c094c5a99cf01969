"""Rows on a sheet, as many as fit at once, with a tile to the rows before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kiosk.manner import Style
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.pieces import clear
from ui.widgets.sheet import Sheet
from ui.widgets.tiles import RowTile

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LOW = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_HIGH = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Turner(QWidget):
    """Tiles to the page before and after, and which page this is; hidden where there is but one."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.before, self.after = RowTile(style.words("page.before")), RowTile(style.words("page.after"))
        self.where = style.text("", 40, Weight.DemiBold)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part, share in ((self.before, 3), (self.where, 2), (self.after, 3)):
            self._row.addWidget(part, share)
        for tile in (self.before, self.after):
            tile.title_px = round(40 * style.scale)
            style.dress(tile)

    def show_page(self, page: int, pages: int) -> None:
        """Say which page of how many this is, from 0."""
        self.setVisible(pages > 1)
        self.where.say(self._style.words("page.of", page=page + 1, pages=pages))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the gaps in proportion."""
        super().resizeEvent(event)
        self._row.setSpacing(round(16 * unit_of(self)))


class PagedRows(Sheet):
    """A title, rows of (small, large, small below) words, and a turner. It begins at the first page, or at the last.

    ``first``: how much of the width, in hundredths, the small words at the left take; ``tall``: how tall a row is, in pixels of the design.
    """

    def __init__(self, style: Style, first: int, tall: int) -> None:
        super().__init__(style.colours.paper, style.colours.line)
        self._style, self._first, self._tall = style, first, tall
        self._rows: tuple[tuple[str, str, str], ...] = ()
        self._page, self._from_end, self._fitting = 0, False, 0
        self.title = style.text("", 40, Weight.Bold, align=_LEFT)
        self.turner = Turner(style)
        self.turner.before.clicked.connect(lambda: self.turn(-1))
        self.turner.after.clicked.connect(lambda: self.turn(1))
        self._list = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addLayout(self._list, 1)
        self._column.addWidget(self.turner)

    @property
    def texts(self) -> tuple[tuple[str, str, str], ...]:
        """All rows."""
        return self._rows

    def fill(self, title: str, rows: Sequence[tuple[str, str, str]], *, from_end: bool = False) -> None:
        """Show these rows."""
        self._rows, self._from_end = tuple(rows), from_end
        self.title.say(title)
        self._fitting = 0
        self._fit()

    def turn(self, by: int) -> None:
        """Go so many pages on; beyond the last one the first follows."""
        self._page = (self._page + by) % self._pages
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many rows as fit."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(28 * unit)
        self._column.setContentsMargins(side, side // 2, side, side // 2)
        self._column.setSpacing(round(10 * unit))
        self._list.setSpacing(round(8 * unit))
        self.title.setFixedHeight(round(64 * unit * min(self._style.scale, 1.2)))
        self.turner.setFixedHeight(max(78, round(96 * unit)))
        self._fit()

    @property
    def _pages(self) -> int:
        return max(1, -(-len(self._rows) // max(1, self._fitting)))

    def _fit(self) -> None:
        """How many rows fit: without a turner, or else with it."""
        unit = unit_of(self)
        row = self._tall * (1.12 if self._style.manner.large else 1) * unit
        free = self.height() - 64 * unit * min(self._style.scale, 1.2) - 40 * unit
        fitting = max(1, int(free // row))
        if fitting < len(self._rows):
            fitting = max(1, int((free - max(78, 96 * unit)) // row))
        if fitting != self._fitting:
            self._fitting = fitting
            self._page = self._pages - 1 if self._from_end else 0
            self._show()

    def _show(self) -> None:
        clear(self._list)
        first = self._page * self._fitting
        shown = self._rows[first : first + self._fitting]
        for texts in shown:
            row = Row(self._style, texts, self._first)
            self._list.addWidget(row, 1)
            row.show()
        if len(shown) < self._fitting:
            self._list.addStretch(self._fitting - len(shown))
        self.turner.show_page(self._page, self._pages)
        self._column.activate()


class Row(QWidget):
    """A small text at the left; beside it a large one over a small one. An empty one leaves its room to the others."""

    def __init__(self, style: Style, texts: tuple[str, str, str], first: int) -> None:
        super().__init__()
        at, large, below = texts
        row, beside = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(16 * unit_of(self)))
        beside.setSpacing(0)
        muted = style.colours.muted
        if at:
            row.addWidget(style.text(at, 34, Weight.Medium, muted, _LEFT), first)
        beside.addWidget(style.text(large, 40, Weight.DemiBold, align=_LOW if below else _LEFT), 56)
        if below:
            beside.addWidget(style.text(below, 30, Weight.Medium, muted, _HIGH), 44)
        row.addLayout(beside, 100 - first)

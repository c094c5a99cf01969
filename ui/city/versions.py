"""Two versions side by side, field by field; what differs stands in bold on both sides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.city.said import Rows
from ui.widgets.pieces import clear, label

_HEADS = ("Mục", "Quầy ghi", "Thành phố ghi")


class Versions(QWidget):
    """``rows`` is what it shows; hidden while there is nothing to compare."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.hide()

    def show_rows(self, rows: Rows) -> None:
        """Show these."""
        self.rows = rows
        clear(self._grid)
        self.setVisible(bool(rows))
        for column, words in enumerate(_HEADS):
            self._grid.addWidget(label(words, role="section", points=9.5), 0, column)
        for number, (field, ours, theirs) in enumerate(rows, start=1):
            weight = QFont.Weight.DemiBold if ours != theirs else None
            cells = (
                label(field, role="muted", wrap=True),
                *(label(one, weight=weight, wrap=True) for one in (ours, theirs)),
            )
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, number, column, Qt.AlignmentFlag.AlignTop)

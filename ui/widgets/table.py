"""A table to read: headers, rows of words, numbers to the right. Nothing in it can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui import theme

_STYLE = f"""
QTableWidget {{ border-radius: 8px; gridline-color: transparent; }}
QTableWidget::item {{ border-bottom: 1px solid {theme.LINE}; padding: 0 7px; }}
QHeaderView::section {{ border-bottom: 1px solid {theme.LINE}; padding: 5px 10px; font-weight: 600; }}
"""
_BLACK = """
QTableWidget::item { border-bottom: 1px solid black; }
QHeaderView::section { border-bottom: 2px solid black; }
"""


class Table(QTableWidget):
    """``words`` are the columns that hold words; the others hold numbers and stand at the right."""

    def __init__(self, headers: Sequence[str], words: Sequence[int] = (0,)) -> None:
        super().__init__(0, len(headers))
        self._words = frozenset(words)
        self.setStyleSheet(_STYLE + (_BLACK if theme.black_on_white() else ""))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column, title in enumerate(headers):
            item = QTableWidgetItem(title)
            item.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, item)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; the table is as high as they are."""
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(self._side(column))
                self.setItem(row, column, item)
        height = self.fontMetrics().height() + 14
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height * len(rows) + 4)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column in self._words else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

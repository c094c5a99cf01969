"""What is cut on a page: words, fields, columns, whatever would have to be scrolled aside."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from ui.admin.row import Row
from ui.widgets.table import Table


def cut_words(page: QWidget) -> list[str]:
    """Words that have less room than they need, or reach beyond the side of what they stand in."""
    found = []
    words: list[QLabel | QPushButton] = [*page.findChildren(QLabel), *page.findChildren(QPushButton)]
    for one in words:
        if not one.isVisible() or not one.text():
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        low = one.height() < one.heightForWidth(one.width()) if wraps else one.width() < one.sizeHint().width()
        if low or one.mapTo(page, QPoint(one.width(), 0)).x() > page.width():
            found.append(one.text())
    return found


def scrolled_aside(page: QWidget) -> bool:
    areas = page.findChildren(QScrollArea)
    return any(inside.width() > area.viewport().width() for area in areas if (inside := area.widget()) is not None)


def cut_fields(page: QWidget) -> list[str]:
    """Fields that reach beyond the form they stand in."""
    found = []
    for row in page.findChildren(Row):
        if row.isVisible():
            parent = row.parentWidget()
            assert parent is not None
            edge = row.editor.mapTo(parent, QPoint(row.editor.width(), 0)).x()
            if edge > parent.width() or row.editor.width() < row.editor.minimumSizeHint().width():
                found.append(row.declared.label)
    return found


def cut_columns(page: QWidget) -> list[str]:
    """First headers of tables that are wider than their room, or lower than their rows."""
    found = []
    for table in page.findChildren(Table):
        header = table.horizontalHeader()
        rows = sum(table.rowHeight(row) for row in range(table.rowCount()))
        cut = header.length() > table.viewport().width() or rows > table.viewport().height()
        if table.isVisible() and cut:
            item = table.horizontalHeaderItem(0)
            found.append(item.text() if item else "")
    return found

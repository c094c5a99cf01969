"""One numbered section of the form: its title, its rows, and what makes Enter go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.pieces import Card, label


class Section(Card):
    """A card with a number and a title; ``changed`` tells that something in it was typed or chosen."""

    changed = Signal()
    left = Signal()
    """Enter in its last field: the form goes on to the next section."""

    def __init__(self, number: int, title: str, hint: str = "") -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 7, 12, 9)
        outer.setSpacing(5)
        head = QHBoxLayout()
        head.addWidget(label(f"{number}  {title}", role="section"))
        head.addStretch(1)
        self.hint = label(hint, role="muted", points=9)
        head.addWidget(self.hint)
        outer.addLayout(head)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(5)
        outer.addLayout(self.rows)

    def add(self, row: int, column: int, caption: str, field: QWidget, span: int = 1) -> QLabel:
        """Put a captioned field into the grid; a caption takes one column, the field the next ``span``."""
        text = label(caption, role="muted", points=9.5)
        text.setBuddy(field)
        field.setAccessibleName(caption)
        self.rows.addWidget(text, row, column)
        self.rows.addWidget(field, row, column + 1, 1, span)
        return text


def line(placeholder: str = "", width: int | None = None, longest: int = 200) -> QLineEdit:
    """A line to type in."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(longest)
    if width is not None:
        edit.setFixedWidth(width)
    return edit

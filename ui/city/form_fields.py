"""The fields of the city's form, numbered in its order; the one copied last is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from counter_app.city_form import FormField
from ui import theme
from ui.widgets.pieces import clear, label, set_role

_EMPTY = "(trống)"
_STYLE = f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QLabel[copied="yes"] {{ background: {theme.ACCENT_PALE}; font-weight: 600; }}
"""


class FormFields(QScrollArea):
    """``at`` is the row copied last; None before the first."""

    def __init__(self) -> None:
        super().__init__()
        self.at: int | None = None
        self._fields: tuple[FormField, ...] = ()
        self._texts: list[QLabel] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(2, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setStyleSheet(_STYLE)
        self.setWidget(inside)

    def show_fields(self, fields: tuple[FormField, ...]) -> None:
        """Show these; the mark is kept where they are the same."""
        if fields == self._fields:
            return
        self._fields, self.at = fields, None
        clear(self._grid)
        self._texts = []
        for row, field in enumerate(fields):
            words = f"{field.text} ({field.beside})" if field.beside else field.text
            text = label(words or _EMPTY, role="" if words else "muted", wrap=True)
            text.setIndent(6)
            self._texts.append(text)
            self._grid.addWidget(label(str(row + 1), role="section", points=9.5), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(field.caption, role="muted", points=9.5), row, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 2)

    def next_row(self) -> int | None:
        """The next field that has a text; None behind the last."""
        first = 0 if self.at is None else self.at + 1
        return next((row for row in range(first, len(self._fields)) if self._fields[row].text), None)

    def mark(self, row: int | None) -> FormField | None:
        """Mark a field as copied and give it; None for no such field, or one without a text."""
        if row is None or row >= len(self._fields) or not self._fields[row].text:
            return None
        self.at = row
        for number, text in enumerate(self._texts):
            set_role(text, "yes" if number == row else "", "copied")
        self.ensureWidgetVisible(self._texts[row], 0, 20)
        return self._fields[row]

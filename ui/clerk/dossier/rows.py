"""Rows of lines in a step's form: units, papers, originals. Enter goes on; an empty row at the end is no row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.clerk.receive.section import line
from ui.theme import scaled
from ui.widgets.keys import plain_enter
from ui.widgets.pieces import label

_PER_LINE = 3
"""Columns that stand beside each other unless said otherwise; more go below."""


class Rows(QWidget):
    """``columns``: what each line is for, and how wide it is in letters of 10 pixels; 0 takes what is left."""

    left = Signal()
    """Enter in an empty last row, or in the last line of rows that don't grow."""

    def __init__(self, columns: Sequence[tuple[str, int]], *, grows: bool, per_line: int = _PER_LINE) -> None:
        super().__init__()
        self._per_line = per_line
        self._columns, self._grows = columns, grows
        self.lines: list[list[QLineEdit]] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(4)
        self._layout.setVerticalSpacing(4)
        if grows:
            self.add()

    def values(self) -> list[list[str]]:
        """What is typed, without rows that are empty from end to end."""
        typed = [[edit.text() for edit in row] for row in self.lines]
        return [row for row in typed if any(text.strip() for text in row)]

    def add(self, *texts: str, fixed: str = "") -> None:
        """One more row; ``fixed`` is said above it and can't be changed."""
        if fixed:
            self._layout.addWidget(label(fixed, points=9.5, wrap=True), self._layout.rowCount(), 0, 1, self._per_line)
        row, top = [], self._layout.rowCount()
        for number, (hint, letters) in enumerate(self._columns):
            edit = line(hint, longest=500)
            edit.setAccessibleName(hint)
            edit.setText(texts[number] if number < len(texts) else "")
            edit.setCursorPosition(0)
            if letters:
                edit.setFixedWidth(round(scaled(10 * letters)))
            edit.installEventFilter(self)
            self._layout.addWidget(edit, top + number // self._per_line, number % self._per_line)
            row.append(edit)
        self.lines.append(row)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Put known rows before the empty one."""
        for texts in rows:
            for edit, text in zip(self.lines[-1], texts, strict=False):
                edit.setText(text)
                edit.setCursorPosition(0)
            self.add()

    def focus_first(self) -> None:
        """Put the keys into the first empty line."""
        lines = [edit for row in self.lines for edit in row]
        empty = [edit for edit in lines if not edit.text()]
        if lines:
            (empty or lines)[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is the next line; after the last one a new row, or the next field."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and plain_enter(event)
            and isinstance(watched, QLineEdit)
        ):
            self._enter(watched)
            return True
        return super().eventFilter(watched, event)

    def _enter(self, edit: QLineEdit) -> None:
        row = next(one for one in self.lines if edit in one)
        if self._grows and edit is row[0] and not edit.text().strip():
            self.left.emit()
            return
        flat = [one for each in self.lines for one in each]
        place = flat.index(edit) + 1
        if place == len(flat):
            if not self._grows:
                self.left.emit()
                return
            self.add()
            flat += self.lines[-1]
        flat[place].setFocus()

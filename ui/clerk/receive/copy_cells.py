"""One line of a copy certification: its cells, what their keys ask for, and its fee as typed."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.catalogue.procedures import FeeRule
from counter_app.dossiers.entry import LineEntry
from counter_app.fees import cost_of_copy, reaches_cap
from ui.theme import scaled
from ui.widgets.keys import plain_enter
from ui.widgets.pieces import Words, label
from ui.wording import money

DIGITS = "123456789"


class Cell(QLineEdit):
    """A cell; it tells what its keys ask for."""

    entered, deleted, arrived = Signal(), Signal(), Signal()
    moved = Signal(int)

    def __init__(self, caption: str, longest: int, *, number: bool) -> None:
        super().__init__()
        self.setAccessibleName(caption)
        self.setMaxLength(longest)
        if number:
            self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setFixedWidth(round(scaled(56)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, the arrows up and down, and Ctrl+Delete are for the lines."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if plain_enter(event):
            self.entered.emit()
        elif step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        self.arrived.emit()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()


class _Name(Cell):
    """The name of a paper; a digit in the empty cell takes one of those often copied."""

    picked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the digit before it becomes text."""
        if not self.text() and event.text() and event.text() in DIGITS:
            self.picked.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class CopyRow:
    """The cells of one line."""

    def __init__(self) -> None:
        self.name = _Name("Tên giấy tờ", 200, number=False)
        self.pages, self.copies = Cell("Số trang", 4, number=True), Cell("Số bản", 3, number=True)
        self.originals = Cell("Số bản chính giữ lại", 3, number=True)
        self.cost: Words = label(role="muted", points=9.5)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """In the order of the line."""
        return (self.name, self.pages, self.copies, self.originals)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of the line."""
        return (*self.cells, self.cost)

    @property
    def begun(self) -> bool:
        """Whether anything was typed into it: copies and originals stand there from the start."""
        return bool(self.name.text().strip() or self.pages.text())

    def line(self) -> LineEntry:
        """The line as it stands."""
        counts = (int(cell.text() or 0) for cell in (self.pages, self.copies, self.originals))
        return LineEntry(self.name.text(), *counts)

    def show(self, line: LineEntry) -> None:
        """Fill the cells; numbers not typed yet stay empty."""
        texts = (line.paper, *(str(count or "") for count in (line.pages, line.copies)), str(line.originals))
        for cell, text in zip(self.cells, texts, strict=True):
            cell.setText(text)

    def show_cost(self, rule: FeeRule | None) -> None:
        """The fee of one copy, told when it is the most that may be asked for, and of all of them."""
        line = self.line()
        if rule is None or not line.pages:
            self.cost.setText("")
            return
        each = cost_of_copy(rule, line.pages)
        capped = " (tối đa)" if reaches_cap(rule, line.pages) else ""
        self.cost.setText(f"{money(each)}{capped} × {line.copies} = {money(each * line.copies)}")

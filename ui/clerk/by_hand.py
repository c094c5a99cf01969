"""The line for the number on a citizen's slip, typed or scanned; what it means then is found out by ``naming``."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.widgets.pieces import Card, label

_NUMBER = re.compile(r"([A-Z])0*(\d{1,4})", re.ASCII)
_WRONG = "Số trên phiếu gồm một chữ và các chữ số, ví dụ A042."


def printed_number(text: str) -> str | None:
    """The number as printed (``A042``) that a clerk typed (``a42``); None for anything else."""
    found = _NUMBER.fullmatch(text.strip().upper())
    return None if found is None else f"{found[1]}{int(found[2]):03d}"


class HandBar(Card):
    """One line for the number; Enter takes it, Esc goes back."""

    taken = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.problem = QLineEdit(), label(role="warn")
        self.line.setPlaceholderText("A042")
        self.line.setAccessibleName("Số trên phiếu của công dân")
        self.line.setMaxLength(8)
        self.line.setFixedWidth(120)
        begin = QPushButton("Gọi số này")
        begin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(label("Số trên phiếu của công dân (Esc quay lại)", role="section"))
        layout.addWidget(self.line)
        layout.addWidget(begin)
        layout.addWidget(self.problem, 1)
        self.line.returnPressed.connect(self._take)
        begin.clicked.connect(self._take)
        self.hide()

    def ask(self, number: str = "") -> None:
        """Ask for the number; one that was scanned only wants Enter."""
        self.problem.clear()
        self.line.setText(number)
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        number = printed_number(self.line.text())
        if number is None:
            self.problem.setText(_WRONG)
        else:
            self.hide()
            self.taken.emit(number)

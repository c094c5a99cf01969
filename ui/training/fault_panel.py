"""Breaking and mending the printer: a button for each fault, and a new roll of paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ui.training.words import FAULTS_VI
from ui.widgets.pieces import label

IN_ORDER = ""
"""Stands for no fault."""


class FaultPanel(QWidget):
    """``chosen`` gives the fault that somebody wants, empty for a printer in order; ``new_roll`` asks for paper."""

    chosen = Signal(str)
    new_roll = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.about = label(role="muted", wrap=True)
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing() + 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._button(IN_ORDER, "Bình thường"))
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, fault in enumerate(FAULTS_VI):
            grid.addWidget(self._button(fault, FAULTS_VI[fault][0]), number // 2, number % 2)
        column.addLayout(grid)
        column.addWidget(self.about)
        self.roll = QPushButton("Thay giấy")
        self.roll.clicked.connect(self.new_roll)
        column.addWidget(self.roll)
        self.show_fault(IN_ORDER)

    def show_fault(self, fault: str | None) -> None:
        """Mark the fault that holds, without telling; None where it is none of these."""
        self._group.setExclusive(False)
        for name, button in self.buttons.items():
            button.setChecked(name == fault)
        self._group.setExclusive(True)
        if fault is None:
            self.about.setText("Không phải một lỗi ở đây: nhiều điều cùng lúc, đặt từ tệp.")
        else:
            self.about.setText(FAULTS_VI[fault][1] if fault else "Máy in đúng như mới.")

    def _button(self, fault: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.clicked.connect(partial(self._press, fault))
        self.buttons[fault] = button
        self._group.addButton(button)
        return button

    def _press(self, fault: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.show_fault(fault)
        self.chosen.emit(fault)

"""A row of choices of which one holds: arrows left and right change it, a click too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui import theme


class ChoiceRow(QWidget):
    """Choices side by side; ``value`` is the key of the one that holds."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(4)
        for number, (_, text) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame(focused=False)

    @property
    def value(self) -> str:
        """The key of the choice that holds."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Let another choice hold, without telling."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        number = max(0, min(len(self._keys) - 1, self._group.checkedId() + step))
        self._group.button(number).setChecked(True)
        self._tell(number)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keys go."""
        self._frame(focused=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys go elsewhere."""
        self._frame(focused=False)
        super().focusOutEvent(event)

    def _tell(self, number: int) -> None:
        self.changed.emit(self._keys[number])

    def _frame(self, *, focused: bool) -> None:
        colour = theme.ACCENT if focused else "transparent"
        self.setStyleSheet(f"ChoiceRow {{ border: 2px solid {colour}; border-radius: 8px; }}")

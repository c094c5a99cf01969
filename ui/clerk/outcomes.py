"""F12: the visit ends with an outcome, by one key. The likeliest is marked, and Enter takes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from counter_app.queue.visits import OUTCOMES
from ui.widgets.pieces import Card, label, set_role

_COLUMNS = 4


class OutcomeBar(Card):
    """The outcomes with their digits, in the place of the notice line."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.addWidget(label("Kết thúc lượt: bấm số (Esc quay lại)", role="section"), 0, 0, 1, _COLUMNS)
        self._keys = list(OUTCOMES)
        self._likely = "other"
        self._buttons: dict[str, QPushButton] = {}
        for number, (key, words) in enumerate(OUTCOMES.items()):
            button = QPushButton(f"{number + 1}   {words}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._choose, key))
            self._buttons[key] = button
            layout.addWidget(button, 1 + number // _COLUMNS, number % _COLUMNS)
        self.hide()

    def ask(self, likely: str) -> None:
        """Ask for the outcome."""
        self._likely = likely
        for key, button in self._buttons.items():
            set_role(button, "main" if key == likely else "")
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A digit chooses, Enter takes the likeliest, Esc goes back."""
        if event.text() and event.text() in "123456789" and int(event.text()) <= len(self._keys):
            self._choose(self._keys[int(event.text()) - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._likely)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.hide()
        self.chosen.emit(key)

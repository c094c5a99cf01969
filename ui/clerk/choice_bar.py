"""A question with a few answers, each by one key, in the place of the notice line. Enter takes the likeliest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.widgets.pieces import Card, clear, label, set_role

_MANY = 4
_COLUMNS = ((40, 1), (28, 2), (22, 3))
"""How many columns there are where an answer has more letters than this; else many."""
_KEYS = "1234567890ABCDEGHIKLMNOP"

Answers = Sequence[tuple[str, str]]
"""What each answer means and what it says."""


class ChoiceBar(Card):
    """Asks one thing at a time; Esc goes back."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 10)
        self._layout.setHorizontalSpacing(8)
        self._answers: Answers = ()
        self._likely = ""
        self._then: Callable[[str], object] = lambda _answer: None
        self.hide()

    def ask(self, title: str, answers: Answers, then: Callable[[str], object], likely: str = "") -> None:
        """Ask; ``then`` hears what was chosen. ``likely`` is marked."""
        self._answers, self._then = answers[: len(_KEYS)], then
        self._likely = likely or (answers[0][0] if answers else "")
        clear(self._layout)
        longest = max((len(words) for _, words in self._answers), default=0)
        columns = next((few for letters, few in _COLUMNS if longest > letters), _MANY)
        self._layout.addWidget(label(f"{title}: bấm phím (Esc quay lại)", role="section"), 0, 0, 1, columns)
        for number, (meaning, words) in enumerate(self._answers):
            button = QPushButton(f"{_KEYS[number]}   {words}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._choose, meaning))
            set_role(button, "main" if meaning == self._likely else "")
            self._layout.addWidget(button, 1 + number // columns, number % columns)
        for column in range(_MANY):
            self._layout.setColumnStretch(column, int(column < columns))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key chooses, Enter takes the likeliest, Esc goes back."""
        position = _KEYS.find(event.text().upper()) if event.text() else -1
        if 0 <= position < len(self._answers):
            self._choose(self._answers[position][0])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._likely)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, meaning: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.hide()
        self._then(meaning)

"""A question with a few answers, each by one key, in the place of the notice line. Enter takes the likeliest.

Where an answer may be meant in one of several manners, the usual one stands already and ← → change it beforehand: whoever
wants the usual presses no key more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from ui.widgets.pieces import Card, clear, label, set_role

_MANY = 4
_COLUMNS = ((40, 1), (28, 2), (22, 3))
"""How many columns there are where an answer has more letters than this; else many."""
_KEYS = "1234567890ABCDEGHIKLMNOP"

Answers = Sequence[tuple[str, str]]
"""What each answer means and what it says."""


class Manners(QWidget):
    """A few manners beside each other, one of them chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = QHBoxLayout(self)
        self._beside.setContentsMargins(0, 2, 0, 0)
        self._beside.setSpacing(6)
        self._buttons: dict[str, QPushButton] = {}
        self.chosen = ""
        self.hide()

    def offer(self, manners: Answers, manner: str = "") -> None:
        """Offer these; ``manner`` is chosen, else the first. None: there is nothing to choose."""
        clear(self._beside)
        self._buttons = {}
        self.chosen = manner or (manners[0][0] if manners else "")
        self.setVisible(bool(manners))
        if manners:
            self._beside.addWidget(label("Phím mũi tên đổi", role="muted"))
        for meaning, words in manners:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._choose, meaning))
            set_role(button, "choice")
            self._buttons[meaning] = button
            self._beside.addWidget(button)
        self._beside.addStretch(1)
        self._choose(self.chosen)

    def turn(self, by: int) -> None:
        """The manner beside the one chosen."""
        every = list(self._buttons)
        self._choose(every[max(0, min(len(every) - 1, every.index(self.chosen) + by))])

    def _choose(self, meaning: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.chosen = meaning
        for one, button in self._buttons.items():
            button.setChecked(one == meaning)


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
        self._title = self._likely = ""
        self._manners = Manners(self)
        self._then: Callable[[str], object] = lambda _answer: None
        self.hide()

    @property
    def manner(self) -> str:
        """In which manner the answer is meant; empty where there was no choice."""
        return self._manners.chosen

    @property
    def title(self) -> str:
        """What is asked; empty while nothing is."""
        return "" if self.isHidden() else self._title

    def ask(
        self,
        title: str,
        answers: Answers,
        then: Callable[[str], object],
        likely: str = "",
        manners: Answers = (),
        manner: str = "",
    ) -> None:
        """Ask; ``then`` hears what was chosen. ``likely`` is marked; ``manner`` stands chosen, else the first."""
        self._manners.offer(manners, manner)
        self._show(title, answers, then, likely)

    def ask_again(self, answers: Answers) -> None:
        """The same question, more being known of its answers; the manner chosen stays."""
        self._show(self._title, answers, self._then, self._likely)

    def _show(self, title: str, answers: Answers, then: Callable[[str], object], likely: str) -> None:
        self._title = title
        self._answers, self._then = answers[: len(_KEYS)], then
        self._likely = likely or (answers[0][0] if answers else "")
        self._layout.removeWidget(self._manners)
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
        if self._manners.chosen:
            below = 1 + -(-len(self._answers) // columns)
            self._layout.addWidget(self._manners, below, 0, 1, columns)
        for column in range(_MANY):
            self._layout.setColumnStretch(column, int(column < columns))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key chooses, Enter takes the likeliest, ← → the manner, Esc goes back."""
        position = _KEYS.find(event.text().upper()) if event.text() else -1
        if 0 <= position < len(self._answers):
            self._choose(self._answers[position][0])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._likely)
        elif self._manners.chosen and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._manners.turn(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, meaning: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is checked
        self.hide()
        self._then(meaning)

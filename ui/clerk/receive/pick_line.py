"""A line that may be typed into, or filled by one digit from a few offers while it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.pieces import Words, label

_DIGITS = "123456789"


class PickLine(QLineEdit):
    """``told`` stands under it and names the offers by their digits."""

    picked = Signal()
    """An offer was taken."""

    def __init__(self, longest: int, placeholder: str = "") -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setPlaceholderText(placeholder)
        self.told: Words = label(role="muted", points=9, wrap=True)
        self._offers: tuple[str, ...] = ()
        self.told.hide()

    @property
    def offers(self) -> tuple[str, ...]:
        """What a digit fills in."""
        return self._offers

    def offer(self, texts: Sequence[str], shown: Sequence[str] = (), question: str = "") -> None:
        """What there is to choose from; ``shown`` says each in short."""
        self._offers = tuple(texts[: len(_DIGITS)])
        said = " · ".join(f"{number}\u00a0{words}" for number, words in enumerate(shown or self._offers, start=1))
        self.told.setText(f"{question} {said}".strip() if self._offers else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the digit before it becomes text."""
        place = _DIGITS.find(event.text()) if event.text() and not self.text() else -1
        if not 0 <= place < len(self._offers):
            super().keyPressEvent(event)
            return
        self.setText(self._offers[place])
        self.setCursorPosition(0)
        self.picked.emit()

"""The notice line: trouble is one sentence and one button, beside what was done. No dialog, anywhere.

Repeated notices collapse into one. A standing notice stays until its cause is gone; a passing one until the next act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from counter_app.errors import Refused
from counter_app.wording import sentence
from ui import theme
from ui.widgets.pieces import label

Tone = Literal["good", "warn", "bad"]
_COLOURS = {
    "good": (theme.GOOD, theme.GOOD_PALE, "#0B4A2A"),
    "warn": (theme.WARN, theme.WARN_PALE, "#5C3000"),
    "bad": (theme.BAD, theme.BAD_PALE, "#8A0A05"),
}
"""Border, ground and letters of each tone; the letters stand out 7 to 1 in every look (WCAG 2.2, 1.4.6)."""


class NoticeLine(QFrame):
    """One sentence, at most one button. Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._step: Callable[[], object] | None = None
        self._button.clicked.connect(self._take_step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 7)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it says nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, tone: Tone = "good", button: str = "", step: Callable[[], object] | None = None) -> None:
        """Say one sentence; ``button`` does ``step``."""
        edge, pale, ink = _COLOURS[tone]
        self.setStyleSheet(
            f"QFrame#notice {{ background: {pale}; border: 1px solid {edge}; border-radius: 6px; }}"
            f"QFrame#notice QLabel {{ color: {ink}; font-weight: 500; }}"
        )
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._step = step
        self.show()

    def refuse(self, refusal: Refused) -> None:
        """Say a refusal: what happened, and the next step."""
        self.say(sentence(refusal), "bad")

    def clear(self) -> None:
        """Nothing to say any more."""
        self._step = None
        self.hide()

    def _take_step(self) -> None:
        step = self._step
        self.clear()
        if step is not None:
            step()

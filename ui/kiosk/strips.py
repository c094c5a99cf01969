"""The strips below every choice: the five priority classes, and what helps to read: size, contrast, voice, language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from counter_app.queue.issuing import MATTERS
from counter_app.wording import PRIORITIES_VI
from counter_app.wording_queue import priority_text, priority_word
from ui.kiosk.manner import Style
from ui.kiosk.toggle_row import ACROSS, ToggleRow
from ui.widgets.fitting import Weight, unit_of
from ui.widgets.picture import PictureBox

UP = QBoxLayout.Direction.BottomToTop
TOOLS = {"large": "larger", "contrast": "contrast", "voice": "listen", "language": "language"}


class PriorityStrip(ToggleRow):
    """At most one class is on: a priority ticket takes no touch more than that."""

    def __init__(self, style: Style) -> None:
        spoken = style.words.language
        named = priority_word if style.manner.large else priority_text
        tiles = {code: (named(code, spoken), code) for code in PRIORITIES_VI}
        super().__init__(style, tiles, style.words("priority.ask"))
        self._style = style

    def show_class(self, code: str | None) -> None:
        """Show which class holds, if any, and how to take it back."""
        self.turn(*([] if code is None else [code]))
        on = code is not None
        self.words.say(self.words.text, self._style.colours.good[1] if on else self._style.colours.ink)
        self.say(self._style.words("priority.on" if on else "priority.ask"))


class MattersRow(ToggleRow):
    """How many dossiers one brings; one of the answers always holds."""

    def __init__(self, style: Style) -> None:
        tiles = {str(many): (style.words(f"matters.{many}"), "") for many in MATTERS}
        super().__init__(style, tiles, style.words("matters.ask"), shares=(34, 66), beside=True)

    def show_matters(self, matters: int) -> None:
        """Show the answer that holds."""
        self.turn(str(matters))


def next_matters(many: int) -> int:
    """The answer after this one."""
    return MATTERS[(MATTERS.index(many) + 1) % len(MATTERS)]


class ToolStrip(QWidget):
    """A+, contrast, listen, the other language, and how many wait."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.tools = ToggleRow(style, {key: (style.words(f"tool.{key}"), icon) for key, icon in TOOLS.items()})
        self.tools.turn(*style.manner.needs)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.waiting = style.text("", 36, Weight.DemiBold, align=left)
        self._count = QHBoxLayout()
        self._count.addWidget(PictureBox("people", style.colours.plain.sign), 1)
        self._count.addWidget(self.waiting, 4)
        self._box = QBoxLayout(ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.tools)
        self._box.addLayout(self._count)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """How many wait: beside on a wide screen, a line of its own upright."""
        super().resizeEvent(event)
        upright = self.window().height() > self.window().width()
        self._box.setDirection(UP if upright else ACROSS)
        self._box.setSpacing(round(16 * unit_of(self)))
        for at, share in enumerate((68, 32) if upright else (76, 24)):
            self._box.setStretch(at, share)
        self._count.setStretch(1, 14 if upright else 4)

    def show_count(self, count: int) -> None:
        """Show how many wait in the hall."""
        words = self._style.words
        self.waiting.say(words("waiting.some", count=count) if count else words("waiting.none"))

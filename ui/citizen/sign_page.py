"""The page on which the citizen signs for a result, with a finger."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.citizen_page import Sign
from ui import theme
from ui.citizen.sentences import VIETNAMESE, Sentences
from ui.citizen.sign_pad import SignPad
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.tile import GOOD
from ui.widgets.tiles import RowTile


class SignPage(QWidget):
    """``signed`` carries the picture. Nobody has to sign: the clerk takes the page away."""

    signed = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self._words = VIETNAMESE
        self._asked: UUID | None = None
        self.title = FitText(VIETNAMESE.sign, 60, Weight.Bold, theme.INK)
        self.about = FitText("", 40, Weight.Medium, theme.MUTED)
        self.pad = SignPad()
        self.again = RowTile(VIETNAMESE.sign_again, touch_only=True)
        self.done = RowTile(VIETNAMESE.sign_done, icon="check", look=GOOD, touch_only=True)
        self.again.title_px = self.done.title_px = 60
        self.pad.drawn.connect(self._say_whose)
        self.again.clicked.connect(self._begin_again)
        self.done.clicked.connect(self._finish)
        self._whose = ""
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.again, 2)
        self._buttons.addWidget(self.done, 3)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title, 12)
        self._column.addWidget(self.about, 9)
        self._column.addWidget(self.pad, 59)
        self._column.addLayout(self._buttons, 20)

    @property
    def tiles(self) -> tuple[RowTile, RowTile]:
        """What is pressed beside the field."""
        return self.again, self.done

    def speak(self, words: Sentences) -> None:
        """Say everything in this language."""
        self._words = words
        self.title.say(words.sign, theme.INK)
        self.again.change(words.sign_again)
        self.done.change(words.sign_done)

    def ask(self, page: Sign) -> None:
        """Ask this person; what somebody else drew is gone."""
        if page.asked_id != self._asked:
            self._asked = page.asked_id
            self.pad.clear()
        self._whose = f"{page.name} · {page.code}"
        self._say_whose()

    def complain(self, text: str) -> None:
        """Say what is to be done; what is drawn stays."""
        self.about.say(text, theme.BAD)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(10 * unit), side, round(30 * unit))
        self._column.setSpacing(round(18 * unit))
        self._buttons.setSpacing(round(24 * unit))

    def _say_whose(self) -> None:
        self.about.say(self._whose, theme.MUTED)

    def _begin_again(self) -> None:
        self.pad.clear()
        self._say_whose()

    def _finish(self) -> None:
        if self.pad.signed:
            self.signed.emit(self.pad.picture())
        else:
            self.complain(self._words.sign_first)

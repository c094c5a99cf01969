"""The page on which citizens check their own data before the dossier is received."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.citizen_page import Check
from ui import theme
from ui.citizen.sentences import VIETNAMESE, Sentences
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.pieces import clear
from ui.widgets.sheet import Sheet
from ui.widgets.tile import GOOD
from ui.widgets.tiles import RowTile

_PHONE_DIGITS = 10


def facts(page: Check, words: Sentences = VIETNAMESE) -> tuple[tuple[str, str], ...]:
    """What is checked, label and value, in the order of the form (pure)."""
    due = words.unknown if page.due is None else words.moment(page.due)
    values = (
        page.name,
        page.submitter,
        page.procedure,
        spoken_phone(page.phone) or words.none_yet,
        words.ways.get(page.return_way, page.return_way),
        due,
    )
    return tuple((label, value) for label, value in zip(words.facts, values, strict=True) if value)


def spoken_phone(phone: str) -> str:
    """A number as one reads it out: ``0912 345 678``."""
    if len(phone) == _PHONE_DIGITS and phone.isdecimal():
        return f"{phone[:4]} {phone[4:7]} {phone[7:]}"
    return phone


class FactRow(QWidget):
    """A label and its value."""

    def __init__(self, title: str, value: str) -> None:
        super().__init__()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.value = FitText(value, 52, Weight.Bold, theme.INK, left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(FitText(title, 38, Weight.Medium, theme.MUTED, left), 24)
        row.addWidget(self.value, 76)


class CheckPage(QWidget):
    """The data, [Đúng] and [Cần sửa]."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._words = VIETNAMESE
        self.question = FitText(VIETNAMESE.check, 64, Weight.Bold, theme.INK)
        self._shown: tuple[FactRow, ...] = ()
        self.right = RowTile(VIETNAMESE.right, icon="check", look=GOOD, touch_only=True)
        self.mend = RowTile(VIETNAMESE.mend, icon="pencil", touch_only=True)
        self.right.title_px = self.mend.title_px = 60
        self.right.clicked.connect(lambda: self.answered.emit(True))
        self.mend.clicked.connect(lambda: self.answered.emit(False))
        sheet = Sheet()
        self._rows = QVBoxLayout(sheet)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.mend, 2)
        self._buttons.addWidget(self.right, 3)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.question, 14)
        self._column.addWidget(sheet, 66)
        self._column.addLayout(self._buttons, 20)

    @property
    def tiles(self) -> tuple[RowTile, RowTile]:
        """Both answers."""
        return self.right, self.mend

    @property
    def said(self) -> tuple[str, ...]:
        """The values shown."""
        return tuple(row.value.text for row in self._shown)

    def speak(self, words: Sentences) -> None:
        """Say everything in this language from now on."""
        self._words = words
        self.right.change(words.right)
        self.mend.change(words.mend)

    def check(self, page: Check) -> None:
        """Show these data."""
        words = self._words
        self.question.say(words.mending if page.mending else words.check, theme.INK)
        self.mend.setVisible(not page.mending)
        clear(self._rows)
        self._shown = tuple(FactRow(title, value) for title, value in facts(page, words))
        for row in self._shown:
            self._rows.addWidget(row, 1)

    def complain(self, text: str) -> None:
        """Say what went wrong; the answers stay."""
        self.question.say(text, theme.BAD)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        side = round(40 * unit)
        self._column.setContentsMargins(side, round(10 * unit), side, round(30 * unit))
        self._column.setSpacing(round(20 * unit))
        self._buttons.setSpacing(round(24 * unit))
        self._rows.setContentsMargins(side, round(16 * unit), side, round(16 * unit))
        self._rows.setSpacing(round(6 * unit))

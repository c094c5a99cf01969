"""The pages that only tell: which counter this is, who serves, which number is meant, a word of thanks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.citizen_page import Called, Checked, Idle, Serving, Thanks
from ui import theme
from ui.widgets.fitting import FitText, NumberText, Weight, unit_of
from ui.widgets.picture import PictureBox

Telling = Idle | Called | Serving | Checked | Thanks


@dataclass(frozen=True)
class Words:
    """What the right half says: a sign or a number in the middle, a line above it and one below."""

    above: str
    number: str = ""
    sign: str = ""
    below: str = ""
    note: str = ""
    good: bool = False


def words_for(page: Telling, counter: int, *, english: bool = False) -> Words:
    """What a page says (pure)."""

    def say(vietnamese: str, other: str) -> str:
        return other if english else vietnamese

    thanks, greeting = say("Cảm ơn ông/bà", "Thank you"), say("Kính chào ông/bà", "Welcome")
    if isinstance(page, Called):
        below = say(f"đến Quầy {counter}", f"please come to counter {counter}")
        return Words(say("Mời số", "Number"), number=page.number, below=below, good=True)
    if isinstance(page, Checked):
        return Words(thanks, sign="check", below=say("Cán bộ đang làm tiếp", "The officer goes on"), good=True)
    if isinstance(page, Thanks):
        return Words(thanks, sign="check", below=say("Kính chào và hẹn gặp lại", "Goodbye"), good=True)
    if isinstance(page, Serving) and page.number:
        note = f"{say('Cán bộ', 'Officer')}: {page.clerk}" if page.clerk else ""
        return Words(say("Đang phục vụ số", "Now serving"), number=page.number, note=note)
    if page.clerk:
        return Words(greeting, sign="person", below=page.clerk, note=say("Cán bộ tiếp nhận", "Officer"))
    return Words(greeting, sign="person", below=say("Mời theo dõi số được gọi", "Please watch for your number"))


class CounterPlate(QWidget):
    """The counter's number, light on dark, as large as its half of the screen takes it."""

    def __init__(self, counter: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(12)
        column.addWidget(FitText("Quầy", 110, Weight.Bold, "#FFFFFF"), 18)
        column.addWidget(NumberText(str(counter), 0, Weight.Bold, "#FFFFFF"), 46)
        column.addStretch(24)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ACCENT_DARK))
        painter.end()


class CounterPage(QWidget):
    """Plate left, words right."""

    def __init__(self, counter: int) -> None:
        super().__init__()
        self._counter = counter
        self.above = FitText("", 76, Weight.Bold, theme.INK)
        self.number = NumberText("", 0, Weight.Bold, theme.ACCENT_DARK)
        self.sign = PictureBox("person", theme.ACCENT)
        self.below = FitText("", 64, Weight.Bold, theme.INK)
        self.note = FitText("", 42, Weight.Medium, theme.MUTED)
        self._column = QVBoxLayout()
        self._column.addStretch(10)
        for part, share in ((self.above, 18), (self.number, 34), (self.sign, 30), (self.below, 16), (self.note, 10)):
            self._column.addWidget(part, share)
        self._column.addStretch(10)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(CounterPlate(counter), 34)
        row.addLayout(self._column, 66)

    def tell(self, page: Telling, *, english: bool = False) -> None:
        """Show what this page says."""
        words = words_for(page, self._counter, english=english)
        ink = theme.GOOD if words.good else theme.ACCENT_DARK
        self.above.say(words.above, theme.GOOD if words.good else theme.INK)
        self.number.say(words.number, ink)
        self.number.setVisible(bool(words.number))
        self.sign.setVisible(bool(words.sign))
        if words.sign:
            self.sign.show_picture(words.sign, ink)
        for part, text in ((self.below, words.below), (self.note, words.note)):
            part.say(text)
            part.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._column.setContentsMargins(round(60 * unit), 0, round(60 * unit), 0)
        self._column.setSpacing(round(18 * unit))

"""What frames every page: the office and the clock above, one sentence below."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.moments import WEEKDAYS, Clock, local
from ui import theme
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.widgets.picture import PictureBox

_HELP = "Cần giúp, mời ông/bà gọi cán bộ ở bàn hướng dẫn."
Tone = Literal["quiet", "notice", "trouble"]
_GROUNDS = {"quiet": theme.GROUND, "notice": theme.ACCENT_PALE, "trouble": theme.WARN_PALE}
_INKS = {"quiet": theme.MUTED, "notice": theme.ACCENT_DARK, "trouble": theme.WARN}


class HeadBar(QWidget):
    """The office's name and the hour, light on dark."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        self.office = FitText("", 40, Weight.DemiBold, "#FFFFFF", left | middle)
        self.hour = FitText("", 52, Weight.Bold, "#FFFFFF", right | middle)
        self.day = FitText("", 28, Weight.Medium, "#FFFFFF", right | middle)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.office, 58)
        self._row.addWidget(self.day, 28)
        self._row.addWidget(self.hour, 14)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.tell_time)
        self._tick.start()
        self.tell_time()

    def tell_time(self) -> None:
        """Show the hour of the hall."""
        now = local(self._clock())
        if self.hour.text != f"{now:%H:%M}":
            self.hour.say(f"{now:%H:%M}")
            self.day.say(f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        side = round(40 * unit_of(self))
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(side)
        self.day.setVisible(self.window().width() > self.window().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ACCENT_DARK))
        painter.end()


class FootBar(QWidget):
    """One sentence: where help is, a notice, or trouble. Never more than one."""

    def __init__(self, trouble_stays: int) -> None:
        super().__init__()
        self._tone: Tone = "quiet"
        self._trouble = self._notice = ""
        self._words = FitText(_HELP, 32, Weight.Medium, theme.MUTED)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._forget = QTimer(self, interval=trouble_stays, singleShot=True)
        self._forget.timeout.connect(self.clear_trouble)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text

    def say_trouble(self, text: str) -> None:
        """Something does not work; the sentence goes by itself when it is not said again."""
        self._trouble = text
        self._forget.start()
        self._show()

    def clear_trouble(self) -> None:
        """All is well again."""
        self._trouble = ""
        self._forget.stop()
        self._show()

    def say_notice(self, text: str) -> None:
        """What will happen by itself; empty takes it back."""
        self._notice = text
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        side = round(40 * unit_of(self))
        self._row.setContentsMargins(side, 0, side, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground says how grave it is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUNDS[self._tone]))
        painter.end()

    def _show(self) -> None:
        self._tone = "notice" if self._notice else "trouble" if self._trouble else "quiet"
        self._words.say(self._notice or self._trouble or _HELP, _INKS[self._tone])
        self.update()


class WaitingCount(QWidget):
    """How many wait: a sign and words, nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._words = FitText("", 40, Weight.DemiBold, theme.INK, left)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(PictureBox("people", theme.ACCENT), 2)
        row.addWidget(self._words, 9)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text

    def show_count(self, count: int) -> None:
        """Show how many wait in the hall."""
        self._words.say(f"{count} người đang chờ" if count else "Chưa có ai chờ")

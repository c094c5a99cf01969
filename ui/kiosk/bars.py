"""What frames every page: the office and the clock above, one sentence below."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.moments import Clock, local
from counter_app.wording_queue import day_text
from ui.kiosk.manner import Pair, Style
from ui.widgets.fitting import Weight, unit_of

Tone = Literal["quiet", "notice", "trouble"]


class HeadBar(QWidget):
    """The office's name and the hour, light on dark."""

    def __init__(self, clock: Clock, style: Style) -> None:
        super().__init__()
        self._clock, self._style = clock, style
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle, ink = Qt.AlignmentFlag.AlignVCenter, style.colours.head[1]
        self.office = style.text("", 40, Weight.DemiBold, ink, left | middle)
        self.hour = style.text("", 52, Weight.Bold, ink, right | middle)
        self.day = style.text("", 28, Weight.Medium, ink, right | middle)
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
            self.day.say(f"{day_text(now.date(), self._style.words.language)}/{now:%Y}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        side = round(40 * unit_of(self))
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(side)
        self.day.setVisible(self.window().width() > self.window().height())
        self._row.activate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground, and a line below it where it is as dark as what follows."""
        colours = self._style.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.head[0]))
        if colours.head[0] == colours.ground:
            painter.fillRect(0, self.height() - 3, self.width(), 3, QColor(colours.line))
        painter.end()


class FootBar(QWidget):
    """One sentence: where help is, a notice, or trouble. Never more than one."""

    def __init__(self, trouble_stays: int, style: Style) -> None:
        super().__init__()
        self._style = style
        self._usual = style.words("foot.help")
        self._tone: Tone = "quiet"
        self._trouble = self._notice = ""
        self._words = style.text(self._usual, 32, Weight.Medium, style.colours.quiet[1])
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._forget = QTimer(self, interval=trouble_stays, singleShot=True)
        self._forget.timeout.connect(self.clear_trouble)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text

    def say_usual(self, notice: str) -> None:
        """The unit's own line while there is nothing else; empty: where help is."""
        self._usual = notice or self._style.words("foot.help")
        self._show()

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
        self._row.activate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground says how grave it is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._pair[0]))
        painter.end()

    @property
    def _pair(self) -> Pair:
        colours = self._style.colours
        return {"quiet": colours.quiet, "notice": colours.notice, "trouble": colours.warn}[self._tone]

    def _show(self) -> None:
        self._tone = "notice" if self._notice else "trouble" if self._trouble else "quiet"
        self._words.say(self._notice or self._trouble or self._usual, self._pair[1])
        self.update()

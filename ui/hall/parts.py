"""What frames the wall: the office and the clock above, a notice and the state of the connection below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.moments import WEEKDAYS, Clock, local
from ui.hall.colours import Colours
from ui.widgets.fitting import FitText, Weight, unit_of
from ui.wording import hour

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TICK_MS = 1_000


class Plate(QWidget):
    """A ground of one colour, with a thin line above or below where the colours need one."""

    def __init__(self, ground: str, line: str = "", *, above: bool = True) -> None:
        super().__init__()
        self._ground, self._line, self._above = ground, line, above

    @property
    def ground(self) -> str:
        """Its colour now."""
        return self._ground

    def paint(self, ground: str) -> None:
        """Take another colour."""
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground and its line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        if self._line:
            thick = max(1, round(2 * unit_of(self)))
            top = 0 if self._above else self.height() - thick
            painter.fillRect(0, top, self.width(), thick, QColor(self._line))
        painter.end()


class DayText(FitText):
    """The day; it stands right of the office or under it."""

    def stand(self, align: Qt.AlignmentFlag) -> None:
        """Keep to this side."""
        self._align = align
        self.update()


class Head(Plate):
    """The office's name, the day and the hour. The clock goes on whatever the records do."""

    def __init__(self, clock: Clock, colours: Colours) -> None:
        ground, ink = colours.head
        super().__init__(ground, colours.line, above=False)
        self._clock = clock
        self.office = FitText("", 46, Weight.DemiBold, ink, LEFT)
        self.day = DayText("", 34, Weight.Medium, ink, RIGHT)
        self.hour = FitText("", 84, Weight.Bold, ink, RIGHT)
        self._grid = QGridLayout(self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.tell_time)
        self._tick.start()
        self.tell_time()

    def tell_time(self) -> None:
        """Show the hour of the hall."""
        now = local(self._clock())
        told = f"{now:%H:%M}", f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y}"
        if told != (self.hour.text, self.day.text):
            self.hour.say(told[0])
            self.day.say(told[1])

    def stand(self, *, upright: bool) -> None:
        """One line on a wide screen; upright, the day stands under the office."""
        for part in (self.office, self.day, self.hour):
            self._grid.removeWidget(part)
        self.day.stand(LEFT if upright else RIGHT)
        self._grid.addWidget(self.office, 0, 0)
        self._grid.addWidget(self.day, 1 if upright else 0, 0 if upright else 1)
        self._grid.addWidget(self.hour, 0, 2, 2 if upright else 1, 1)
        for column, share in enumerate((70, 0, 30) if upright else (54, 30, 16)):
            self._grid.setColumnStretch(column, share)
        self._grid.setRowStretch(0, 5)
        self._grid.setRowStretch(1, 4 if upright else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._grid.setContentsMargins(round(40 * unit), round(8 * unit), round(40 * unit), round(8 * unit))
        self._grid.setHorizontalSpacing(round(30 * unit))
        self._grid.setVerticalSpacing(0)


class Sentence(Plate):
    """One line over the whole width; takes no room while it has nothing to say."""

    def __init__(self, pair: tuple[str, str], line: str, px: float, weight: Weight) -> None:
        super().__init__(pair[0], line)
        self._words = FitText("", px, weight, pair[1])
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text

    def say(self, text: str) -> None:
        """Say it; nothing takes the line away."""
        self._words.say(text)
        self.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margins in proportion."""
        super().resizeEvent(event)
        unit = unit_of(self)
        self._row.setContentsMargins(round(40 * unit), round(10 * unit), round(40 * unit), round(10 * unit))


def lost_since(moment: datetime) -> str:
    """The line while the records don't answer; ``moment`` is that of the last good answer."""
    return f"Mất kết nối từ {hour(moment)}. Số trên màn hình có thể đã cũ, xin nghe cán bộ gọi."

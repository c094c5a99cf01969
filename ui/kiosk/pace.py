"""How long the kiosk waits for what, and the way back to its first page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal


@dataclass(frozen=True)
class Pace:
    """Times of the kiosk, in milliseconds."""

    lock: int = 2_000
    """After a press that takes a ticket nothing else counts for so long (people press again when in doubt)."""
    settle: int = 600
    """After a page has changed nothing counts for so long: the second tap of a double tap was meant for the old page."""
    ticket: int = 12_000
    """How long the number stays before the notice."""
    browse: int = 30_000
    """How long a page waits for the next press before the notice."""
    notice: int = 5
    """How many seconds before it goes back the kiosk says so."""
    second: int = 1_000
    trouble: int = 12_000
    """How long a sentence about trouble stays after it was last said."""
    look: int = 1_000
    """How often answers that change with the clock are asked again."""


AT_DOOR = Pace(lock=0, settle=0, ticket=8_000)
"""Staff know what they press, and serve a line of people."""


class WayBack(QObject):
    """Goes back to the first page by itself: quiet for a while, then a notice of some seconds, then ``over``."""

    notice = Signal(int)
    """So many seconds are left; 0 when the notice is taken back."""
    over = Signal()

    def __init__(self, parent: QObject, pace: Pace) -> None:
        super().__init__(parent)
        self._seconds, self._left = pace.notice, 0
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self._begin_notice)
        self._second = QTimer(self, interval=pace.second)
        self._second.timeout.connect(self._count)

    @property
    def running(self) -> bool:
        """Whether it will go back by itself."""
        return self._quiet.isActive() or self._second.isActive()

    def start(self, quiet: int) -> None:
        """Begin again: so many milliseconds of quiet before the notice."""
        self.stop()
        self._quiet.start(quiet)

    def stop(self) -> None:
        """Stay where one is."""
        self._quiet.stop()
        self._second.stop()
        if self._left:
            self._left = 0
            self.notice.emit(0)

    def _begin_notice(self) -> None:
        self._left = self._seconds
        self._second.start()
        self.notice.emit(self._left)

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.notice.emit(self._left)
            return
        self._second.stop()
        self.notice.emit(0)
        self.over.emit()


class Latch(QObject):
    """Closed for a while after a press; while it is closed, no press counts."""

    opened = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.opened)

    @property
    def closed(self) -> bool:
        """Whether presses do not count now."""
        return self._timer.isActive()

    def close(self, milliseconds: int) -> None:
        """Close, at least for so long."""
        if milliseconds > self._timer.remainingTime():
            self._timer.start(milliseconds)

"""One announcement after another: shown and heard, each at its own time, none swallowed by the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.queue.hall import LiveCall
from ui.hall.line import Line
from ui.hall.sounds import Chime, Voice


@dataclass(frozen=True)
class Pace:
    """Times of the display, in milliseconds."""

    shown: int = 3_600
    """An announcement stays at least so long: three blinks."""
    longest: int = 15_000
    """A sound that never says it is over holds nobody up for longer."""
    blink: int = 600
    """Half a blink. Fewer than three flashes a second (WCAG 2.2, 2.3.1)."""
    look: int = 1_000
    """How often the records are asked again."""
    lost: int = 3_000
    """So long without an answer, and the display says that it shows an old state."""


class Announcer(QObject):
    """Takes what the records offer, and announces it in order."""

    begins = Signal(object)
    """A ``LiveCall`` is announced from now on."""
    ends = Signal()
    """Nothing is announced now."""

    def __init__(self, parent: QObject, chime: Chime, voice: Voice, pace: Pace) -> None:
        super().__init__(parent)
        self._chime, self._voice = chime, voice
        self.line = Line()
        self.current: LiveCall | None = None
        """What is announced now."""
        self._turn = 0
        self._standing: frozenset[int] = frozenset()
        self._open: set[str] = set()
        self._shown = QTimer(self, interval=pace.shown, singleShot=True)
        self._shown.timeout.connect(self._shown_long_enough)
        self._longest = QTimer(self, interval=pace.longest, singleShot=True)
        self._longest.timeout.connect(self._go_on)

    def offer(self, live: Iterable[LiveCall]) -> None:
        """The records' present answer."""
        live = tuple(live)
        self._standing = frozenset(one.id for one in live)
        self.line = self.line.offered(live)
        if self.current is None:
            self._next()

    def _next(self) -> None:
        self.current, self.line = self.line.taken()
        if self.current is None:
            self.ends.emit()
            return
        self._turn += 1
        self._open = {"shown", "heard"}
        self._shown.start()
        self._longest.start()
        self.begins.emit(self.current)
        self._chime.play(self._in_turn(self._speak))

    def _speak(self) -> None:
        """After the chime the voice, unless the call was taken back meanwhile."""
        if self.current is None or self.current.id not in self._standing:
            self._over("heard")
            return
        self._voice.announce(self.current.number, self.current.counter, self._in_turn(lambda: self._over("heard")))

    def _in_turn(self, step: Callable[[], object]) -> Callable[[], None]:
        """A step that counts for the announcement it was promised to, once; a late answer moves no other."""
        turn, used = self._turn, False

        def taken() -> None:
            nonlocal used
            if not used and turn == self._turn and self.current is not None:
                used = True
                step()

        return taken

    def _shown_long_enough(self) -> None:
        self._over("shown")

    def _over(self, part: str) -> None:
        self._open.discard(part)
        if not self._open:
            self._go_on()

    def _go_on(self) -> None:
        self._shown.stop()
        self._longest.stop()
        self._next()

"""The pulse of a window's own thread: a timer that beats while something else goes on, and the longest gap between beats."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 5


class Pulse:
    """Beats in the thread that waits."""

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds of the longest gap between two beats."""
        self._last = 0.0

    def beat_until(self, holds: Callable[[], bool], timeout: float = 30.0) -> None:
        """Beat until something holds, which another thread looks at; TimeoutError after ``timeout`` seconds."""
        over, given_up = threading.Event(), threading.Event()
        watcher = threading.Thread(target=_watch, args=(holds, over, given_up))
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        end = time.monotonic() + timeout
        self._last = time.perf_counter()

        def beat() -> None:
            now = time.perf_counter()
            self.longest, self._last = max(self.longest, now - self._last), now
            if over.is_set() or time.monotonic() > end:
                loop.quit()

        timer.timeout.connect(beat)
        timer.start(BEAT_MS)
        watcher.start()
        loop.exec()
        timer.stop()
        given_up.set()
        watcher.join()
        if not over.is_set():
            raise TimeoutError(f"not within {timeout} s")


def _watch(holds: Callable[[], bool], over: threading.Event, given_up: threading.Event) -> None:
    while not given_up.is_set():
        if holds():
            over.set()
            return
        given_up.wait(0.02)

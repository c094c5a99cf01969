"""The pulse of a window's own thread: a timer that beats while something else goes on, and the longest gap between beats.

Time for which the machine had no core for the window's own thread is not ours: other tests run beside these, and a machine
with nothing free holds up every window. Linux tells for each thread how long it was ready and not run (proc(5), schedstat).
What other threads of the program waited for counts as ours: a window that waits for one of them is held up.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 5
AIM = 0.05
"""Seconds for which a window's own thread may be held up."""
HELD_UP = float(os.environ.get("UI_GAP", "0.15"))
"""Seconds from which a window counts as held up.

The aim is ``AIM``, and ``UI_GAP=0.05`` asks for it on a quiet machine; beside other tests it may be three times that. A window
that waits for a printer itself is held up for 0.3 s and more.
"""


class Pulse:
    """Beats in the thread that waits."""

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds of the longest gap between two beats that is ours."""
        self.again = 0.0
        """Seconds of the second longest.

        Once in a run it may be the machine's: it took the core from a thread of ours that had the interpreter's lock, of
        which the system tells nothing. What a program does itself it does again.
        """
        self._last = 0.0
        self._waited = 0

    def beat_until(self, holds: Callable[[], bool], timeout: float = 120.0) -> None:
        """Beat until something holds, which another thread looks at; TimeoutError after ``timeout`` seconds."""
        over, given_up = threading.Event(), threading.Event()
        watcher = threading.Thread(target=_watch, args=(holds, over, given_up))
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        end = time.monotonic() + timeout
        self._last, self._waited = time.perf_counter(), waited_for_a_core()

        def beat() -> None:
            self._beat()
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

    def _beat(self) -> None:
        now, waited = time.perf_counter(), waited_for_a_core()
        gap = now - self._last - (waited - self._waited) / 1e9
        self.again, self.longest = sorted((self.again, self.longest, gap))[1:]
        # Reading what the system tells takes time too, which is the test's own.
        self._last, self._waited = time.perf_counter(), waited


def waited_for_a_core() -> int:
    """Nanoseconds for which this thread was ready and not run; 0 where nobody tells."""
    told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    try:
        return int(told.read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0


def _watch(holds: Callable[[], bool], over: threading.Event, given_up: threading.Event) -> None:
    while not given_up.is_set():
        if holds():
            over.set()
            return
        given_up.wait(0.02)

"""Python's cyclic garbage, collected in the window's own thread alone.

A collection that happens to run in a worker thread may destroy a widget there, and Qt then crashes. So automatic
collection is off while windows live, and a timer of the window's thread does it by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500


class Collector(QObject):
    """Collects while it lives; give it the application as parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is due, as the interpreter would."""
    due = [
        generation
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(max(due))

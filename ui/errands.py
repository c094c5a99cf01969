"""What waits for a device or the network: done in threads of its own, answered in the window's thread.

The threads know no widget: they put their answers into a queue, which a timer looks at while something is under way.
So nothing of Qt is touched by them, and an answer nobody waits for any more is forgotten.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from counter_app.errors import Refused, Unforeseen
from ui.work import Pending

R = TypeVar("R")
_LOG = logging.getLogger(__name__)
_LOOK_EVERY_MS = 40
_Answers = SimpleQueue[tuple[int, Any, Refused | None]]


class Errands(QObject):
    """Errands of one page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._answers: _Answers = SimpleQueue()
        self._open: dict[int, Pending[Any]] = {}
        self._last = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._open

    def run(self, work: Callable[[], R]) -> Pending[R]:
        """Do it in a thread of its own: a device that is silent holds up no other."""
        pending: Pending[R] = Pending()
        self._last += 1
        self._open[self._last] = pending
        threading.Thread(target=_do, args=(self._answers, self._last, work), name="errand", daemon=True).start()
        self._timer.start()
        return pending

    def _look(self) -> None:
        while (found := self._next()) is not None:
            number, answer, refusal = found
            pending = self._open.pop(number)
            if refusal is None:
                pending.deliver(answer)
            elif not pending.refuse(refusal):
                _LOG.warning("nobody took a refusal: %s", type(refusal).__name__)
        if not self._open:
            self._timer.stop()

    def _next(self) -> tuple[int, Any, Refused | None] | None:
        try:
            return self._answers.get_nowait()
        except Empty:
            return None


def _do(answers: _Answers, number: int, work: Callable[[], Any]) -> None:
    try:
        answers.put((number, work(), None))
    except Refused as refusal:
        answers.put((number, None, refusal))
    except Exception:  # noqa: BLE001 - a page goes on whatever happens; the log has it all
        unforeseen = Unforeseen(secrets.token_hex(3).upper())
        _LOG.exception("unforeseen %s", unforeseen.code)
        answers.put((number, None, unforeseen))

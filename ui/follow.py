"""Following an answer: show it now, and again whenever it is a different answer.

Do, then ask again: no screen holds truth, and there is no event bus. A follow ends with its widget. Changes are
coalesced: while a question is under way, further changes lead to one more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from counter_app.errors import Refused
from counter_app.store import Asking
from ui.work import Worker

R = TypeVar("R")
_NOTHING = object()


class Follow(QObject, Generic[R]):
    """One followed question. ``refresh`` asks it again at once."""

    def __init__(
        self, widget: QWidget, worker: Worker, question: Callable[[Asking], R], show: Callable[[R], object]
    ) -> None:
        super().__init__(widget)
        self._worker, self._question, self._show = worker, question, show
        self._seen: Any = _NOTHING
        self._asking = self._again = False
        worker.changed.connect(self.refresh)
        self.refresh()

    @property
    def answered(self) -> bool:
        """Whether there is something to see yet."""
        return self._seen is not _NOTHING

    def refresh(self) -> None:
        """Ask again; shown only when the answer is a different one."""
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        self._worker.ask(self._question).then(self, self._answered, self._trouble)

    def saw(self, answer: R) -> None:
        """This answer was shown without the follow: what comes next is compared with it, and shown where it differs."""
        self._seen = answer

    def insist(self) -> None:
        """Ask again, and show the answer even where it is the same: what was shown has been replaced since."""
        self._seen = _NOTHING
        self.refresh()

    def _answered(self, answer: R) -> None:
        self._asking = False
        if answer != self._seen:
            self._seen = answer
            self._show(answer)
        if self._again:
            self.refresh()

    def _trouble(self, refusal: Refused) -> None:
        # The last good answer stays on the screen.
        self._asking = False
        self._worker.refused.emit(refusal)
        if self._again:
            self.refresh()


def follow(
    widget: QWidget,
    worker: Worker,
    question: Callable[[Asking], R],
    show: Callable[[R], object],
    every: int | None = None,
) -> Follow[R]:
    """Follow a question for a widget; ``every`` milliseconds too, for answers that change with the clock."""
    followed = Follow(widget, worker, question, show)
    if every is not None:
        timer = QTimer(followed, interval=every)
        timer.timeout.connect(followed.refresh)
        timer.start()
    return followed

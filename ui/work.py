"""Doing acts and asking questions from a window: each store has one worker thread, and no window ever waits.

``worker.do(tickets.call_next, 3).then(self, self._show_called)``: the answer comes back in the window's own thread, and
only while the window still lives. A refusal goes to ``refused``; what nobody foresaw is logged under a short code, and
the code is shown.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from counter_app.errors import Refused, Unforeseen
from counter_app.place import Place
from counter_app.store import Act, Asking, By, Store

P = ParamSpec("P")
R = TypeVar("R")
_LOG = logging.getLogger(__name__)
_LOOK_EVERY_SECONDS = 0.2
_LOOK_AGAIN_SECONDS = 1.0
_SLOW_AFTER_MS = 2_000


class Pending(Generic[R]):
    """An answer on its way. Say with ``then`` who wants it."""

    def __init__(self) -> None:
        self._owner: QObject | None = None
        self._show: Callable[[R], object] | None = None
        self._refused: Callable[[Refused], object] | None = None

    def then(
        self, owner: QObject, show: Callable[[R], object], refused: Callable[[Refused], object] | None = None
    ) -> None:
        """Show the answer, in the thread of ``owner`` and only while it lives; ``refused`` instead of the notice line."""
        self._owner, self._show, self._refused = owner, show, refused

    def deliver(self, answer: R) -> None:
        """Give the answer to whom it was promised."""
        if self._show is not None and self._owner is not None and isValid(self._owner):
            self._show(answer)

    def refuse(self, refusal: Refused) -> bool:
        """Give the refusal to whom it concerns; False when nobody took it."""
        if self._refused is None or self._owner is None or not isValid(self._owner):
            return False
        self._refused(refusal)
        return True


class Worker(QObject):
    """One store's worker thread, and the look-out for anybody's changes to it."""

    changed = Signal()
    """Somebody committed something to this store."""
    refused = Signal(object)
    """A refusal nobody else took."""
    slow = Signal(bool)
    """True when an answer is overdue by two seconds, False when answers come again."""
    _answered = Signal(object, object, object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=f"{store.name}-worker")
        self._over = threading.Event()
        self._answered.connect(self._deliver)
        self._open = 0
        self._overdue = QTimer(self, interval=_SLOW_AFTER_MS, singleShot=True)
        # Not a lambda: Qt would hold it, it would hold this worker, and a closed store would never be let go.
        self._overdue.timeout.connect(self._say_slow)
        self._look_out = threading.Thread(target=self._look, name=f"{store.name}-changes", daemon=True)
        self._look_out.start()

    def acting_as(self, by: By) -> None:
        """From now on acts are this person's."""
        self.store = self.store.acting_as(by)

    def do(self, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs) -> Pending[R]:
        """Do an act in the worker's thread."""
        store = self.store
        return self._give(lambda: store.do(act, *args, **facts), changes=True)

    def do_once(
        self, request: UUID, act: Callable[Concatenate[Act, P], R], /, *args: P.args, **facts: P.kwargs
    ) -> Pending[R]:
        """Do an act under a click's request id."""
        store = self.store
        return self._give(lambda: store.do_once(request, act, *args, **facts), changes=True)

    def ask(self, question: Callable[Concatenate[Asking, P], R], /, *args: P.args, **facts: P.kwargs) -> Pending[R]:
        """Ask a question in the worker's thread."""
        store = self.store
        return self._give(lambda: store.ask(question, *args, **facts))

    def close(self) -> None:
        """Finish what is under way, then stop."""
        self._over.set()
        self._threads.shutdown(wait=True)
        self._look_out.join()
        self._overdue.stop()

    def _give(self, work: Callable[[], R], *, changes: bool = False) -> Pending[R]:
        pending: Pending[R] = Pending()
        if self._over.is_set():
            return pending
        self._open += 1
        if not self._overdue.isActive():
            self._overdue.start()
        self._threads.submit(self._run, pending, work, changes)
        return pending

    def _run(self, pending: Pending[R], work: Callable[[], R], changes: bool) -> None:  # noqa: FBT001 - handed on by position
        answer: R | None = None
        refusal: Refused | None = None
        try:
            answer = work()
        except Refused as error:
            refusal = error
        except Exception:  # noqa: BLE001 - a surface goes on whatever happens; the log has it all
            refusal = Unforeseen(secrets.token_hex(3).upper())
            _LOG.exception("unforeseen %s", refusal.code)
        if not self._over.is_set():
            self._answered.emit(pending, answer, refusal)
            if changes and refusal is None:
                self.changed.emit()

    def _deliver(self, pending: Pending[Any], answer: Any, refusal: Refused | None) -> None:
        self._open -= 1
        self._overdue.stop()
        self.slow.emit(False)
        if self._open:
            self._overdue.start()
        if refusal is None:
            pending.deliver(answer)
        elif not pending.refuse(refusal):
            self.refused.emit(refusal)

    def _say_slow(self) -> None:
        self.slow.emit(True)

    def _look(self) -> None:
        """Watch for anybody's changes; trouble with the records ends one watch, not the watching."""
        while not self._over.is_set():
            try:
                self._watch()
            except Exception:  # noqa: BLE001 - whatever it was, the next watch begins in a moment
                _LOG.exception("the watch of %s broke off", self.store.name)
                self._over.wait(_LOOK_AGAIN_SECONDS)
                if not self._over.is_set():
                    self.changed.emit()

    def _watch(self) -> None:
        watch = self.store.watch()
        try:
            while not self._over.wait(_LOOK_EVERY_SECONDS):
                if watch.changed() and not self._over.is_set():
                    self.changed.emit()
        finally:
            watch.close()


@dataclass(frozen=True)
class Workers:
    """The workers of one surface: the desk's and the office's, which are one where both are one file."""

    place: Place
    desk: Worker
    office: Worker

    def acting_as(self, by: By) -> None:
        """From now on acts on this surface are this person's."""
        self.desk.acting_as(by)
        self.office.acting_as(by)

    def close(self) -> None:
        """Stop both."""
        for worker in {self.desk, self.office}:
            worker.close()


def workers_for(place: Place) -> Workers:
    """Start the workers of a surface."""
    desk = Worker(place.desk)
    return Workers(place, desk, desk if place.one_file else Worker(place.office))

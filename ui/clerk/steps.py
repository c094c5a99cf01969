"""One step after the other: what the clerk's keys ask of the desk never overlaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

Done = Callable[[], None]
Step = Callable[[Done], None]
"""Does something and calls ``done`` once, now or later."""


class Steps:
    """Runs steps in the order of the keys; each looks at the state as it is when its turn comes."""

    def __init__(self, quiet: Done, trouble: Callable[[], object]) -> None:
        self._waiting: deque[Step] = deque()
        self._under_way: object | None = None
        self._running = False
        self._quiet = quiet
        """Called whenever the last step is done."""
        self._trouble = trouble
        """Called, while the fault is being handled, when a step broke off; the next one goes on."""

    @property
    def busy(self) -> bool:
        """Whether a step is under way or waits."""
        return self._under_way is not None or bool(self._waiting)

    def do(self, step: Step) -> None:
        """Do this step when its turn comes."""
        self._waiting.append(step)
        self._run()

    def _run(self) -> None:
        # A loop, not a recursion: a step may be done before it returns.
        if self._running:
            return
        self._running = True
        while self._waiting and self._under_way is None:
            self._take(self._waiting.popleft())
        self._running = False
        if not self.busy:
            self._quiet()

    def _take(self, step: Step) -> None:
        turn = self._under_way = object()

        def done() -> None:
            if self._under_way is turn:
                self._under_way = None
                self._run()

        try:
            step(done)
        except Exception:  # noqa: BLE001 - the keys go on whatever happened; the log has it under its code
            self._trouble()
            done()

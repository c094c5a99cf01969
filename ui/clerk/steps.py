"""One step after the other: what the clerk's keys ask of the desk never overlaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

Done = Callable[[], None]
Step = Callable[[Done], None]
"""Does something and calls ``done`` once, now or later."""


class Steps:
    """Runs steps in the order of the keys; each looks at the state as it is when its turn comes."""

    def __init__(self, quiet: Done) -> None:
        self._waiting: deque[Step] = deque()
        self._under_way = self._running = False
        self._quiet = quiet
        """Called whenever the last step is done."""

    @property
    def busy(self) -> bool:
        """Whether a step is under way or waits."""
        return self._under_way or bool(self._waiting)

    def do(self, step: Step) -> None:
        """Do this step when its turn comes."""
        self._waiting.append(step)
        self._run()

    def _run(self) -> None:
        # A loop, not a recursion: a step may be done before it returns.
        if self._running:
            return
        self._running = True
        while self._waiting and not self._under_way:
            self._under_way = True
            self._waiting.popleft()(self._done)
        self._running = False
        if not self.busy:
            self._quiet()

    def _done(self) -> None:
        self._under_way = False
        self._run()

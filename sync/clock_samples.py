"""By how much upstream's clock is ahead of ours: measured beside each answer, the quickest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from counter_app.moments import Clock
from counter_app.outbox_entry import CLOCK_TOLERANCE


class _Timed(Protocol):
    @property
    def server_time(self) -> datetime: ...


T = TypeVar("T", bound=_Timed)


class ClockSamples:
    """The samples of one round. ``known_ms`` is what was measured before."""

    def __init__(self, clock: Clock, known_ms: int | None) -> None:
        self._clock = clock
        self._best: tuple[timedelta, int] | None = None
        self._known_ms = known_ms

    @property
    def offset_ms(self) -> int | None:
        """Milliseconds by which upstream is ahead; None while nobody knows."""
        return self._known_ms if self._best is None else self._best[1]

    @property
    def doubtful(self) -> bool:
        """Whether the clock was found off before, and nothing has confirmed it in this round."""
        return self._best is None and abs(self._known_ms or 0) > CLOCK_TOLERANCE / timedelta(milliseconds=1)

    def beside(self, ask: Callable[[], T]) -> T:
        """Ask upstream, and note its clock beside ours: half-way between asking and hearing (as RFC 5905 §8 does)."""
        began = self._clock()
        answer = ask()
        took = self._clock() - began
        if self._best is None or took < self._best[0]:
            ahead = answer.server_time - (began + took / 2)
            self._best = (took, round(ahead / timedelta(milliseconds=1)))
        return answer

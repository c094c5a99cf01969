"""How long to wait before the next try. Pure; chance is passed in.

Spread out and growing (reference simulation: 2,000 counters against a city that comes back: 385 refused requests
instead of 99,000 with a common 5-second tick). There is no last try.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.messages import MAX_OPS

Chance = Callable[[float, float], float]
"""Gives a number between the two."""

START_SECONDS = 30.0
"""Programs of a city start together at half past seven: each waits up to this long before its first round."""

IDLE_SECONDS = 30.0
"""Between two rounds when all is well."""

REFUSED_SECONDS = 300.0
"""Between two rounds when the city does not accept this PC: a person is on it."""

LONGEST_SECONDS = 60.0
KNOCKS_FIRST_AFTER = 3
"""From this many failures in a row on, the next try only asks whether anybody is there."""


@dataclass(frozen=True)
class Pace:
    """How the tries have gone: failures in a row, and how many ops the next batch may carry."""

    failures: int = 0
    most: int = MAX_OPS

    @property
    def knocks_first(self) -> bool:
        """Whether to ask for the other side's health before sending anything."""
        return self.failures >= KNOCKS_FIRST_AFTER

    def after_success(self) -> Pace:
        """Grow again towards the full batch."""
        return Pace(0, min(MAX_OPS, self.most + max(1, self.most // 2)))

    def after_failure(self, *, slow_down: bool) -> Pace:
        """Count the failure; halve the batch where the other side asked for patience."""
        return replace(self, failures=self.failures + 1, most=max(1, self.most // 2) if slow_down else self.most)

    def seconds(self, chance: Chance, asked: float = 0.0) -> float:
        """Give the seconds until the next try; never less than the other side ``asked`` for."""
        grown = min(LONGEST_SECONDS, 2.0 * 2.0 ** min(max(self.failures - 1, 0), 5))
        return max(asked, chance(0.5, 1.5) * grown)

"""The hall of the made-up day: when it opens, what its counters serve, when people come, how long a service takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from counter_app.moments import HANOI

OPENS = datetime(2026, 11, 20, 7, 30, tzinfo=HANOI)
HOURS = 9.0
MINUTES = {"HT": 4.8, "CT": 2.6, "CU": 4.2, "KQ": 1.5, "XH": 6.0}
"""Mean service by kind."""
SHARE = {"HT": 0.28, "CT": 0.38, "CU": 0.14, "KQ": 0.15, "XH": 0.05}
SERVES: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys((1, 2, 3, 4), (("HT",), ("CT",))),
    **dict.fromkeys((5, 6, 7), (("CT",), ("KQ",))),
    **dict.fromkeys((8, 9), (("CU", "XH"), ("CT",))),
    10: (("KQ",), ("CT",)),
    **dict.fromkeys((11, 12), (("HT", "CT", "CU", "KQ", "XH"), ())),
}
"""First choices and overflow by counter."""


def lines_of(counter: int) -> frozenset[str]:
    """Everything a counter calls from."""
    first, overflow = SERVES[counter]
    return frozenset((*first, *overflow, f"@{counter}"))


def arrivals(chance: Random, citizens: int) -> list[datetime]:
    """Two rushes, at the opening and after midday, over an even stream."""
    kinds = ((0.45, None, None), (0.35, 1.2, 0.9), (0.20, 6.3, 0.7))
    moments = []
    for _ in range(citizens):
        _, peak, width = chance.choices(kinds, [share for share, *_ in kinds])[0]
        hour = chance.uniform(0, HOURS - 0.7) if peak is None else chance.gauss(peak, width or 1)
        moments.append(OPENS + timedelta(hours=min(max(hour, -0.2), HOURS - 0.7)))
    return sorted(moments)

"""A measured figure, and the few statistics they are made of."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

TIMES = 300


@dataclass(frozen=True)
class Figure:
    """One measured figure. ``floor`` is what the same costs without us, in the same run; ``aim`` what we want at most."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    aim: float | None = None
    met: bool | None = None

    @property
    def line(self) -> str:
        """As the table on the screen shows it."""
        floor = "" if self.floor is None else f"sàn {self.floor:.2f}, gấp {self.ratio or 0:.1f}"
        aim = "" if self.aim is None else f"cần ≤ {self.aim:g}: {'đạt' if self.met else 'CHƯA ĐẠT'}"
        return f"{self.name:<34}{self.value:>9.2f} {self.unit:<4}{floor:<24}{aim}".rstrip()


def figure(
    name: str, value: float, unit: str = "ms", *, floor: float | None = None, aim: float | None = None
) -> Figure:
    """A figure with what follows from it."""
    ratio = None if floor is None else round(value / floor, 2)
    rounded = round(value, 3)
    return Figure(
        name,
        rounded,
        unit,
        None if floor is None else round(floor, 3),
        ratio,
        aim,
        None if aim is None else rounded <= aim,
    )


def part(taken: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def milliseconds(once: Callable[[], Any]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    once()
    return (time.perf_counter() - began) * 1_000


def median_of(once: Callable[[], Any], times: int = TIMES) -> float:
    """The median of many calls, in milliseconds."""
    return median(milliseconds(once) for _ in range(times))


def resident_mb() -> float:
    """Memory of this program that is in use (proc(5), statm); 0 where the system does not tell so."""
    gc.collect()
    file = Path("/proc/self/statm")
    if sys.platform != "win32" and file.exists():
        return int(file.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    return 0.0

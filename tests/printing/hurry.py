"""How long a test waits for a printer: briefly where it waits in vain, as long as a busy machine may need everywhere else.

A printer in order must never be taken for a faulty one because other tests had the machine; a faulty one need not be
waited for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from printing.delivery import Patience

Wait = Literal["connect", "stall", "status", "paper"]

UNHURRIED = Patience(connect=30.0, stall=30.0, status=30.0, paper=30.0)
_SOON: dict[Wait, float] = {"connect": 1.5, "stall": 0.6, "status": 0.4, "paper": 0.6}
"""Seconds. A full door is knocked at again by the system after one second, so a second knock is heard too."""

LEARNING = replace(UNHURRIED, connect=1.5, status=1.5)
"""For questions some of which a model answers and some not: a slow answer must not be taken for none."""


def hasty(*in_vain: Wait) -> Patience:
    """Wait only briefly for what this fault never brings."""
    return replace(UNHURRIED, bytes_a_second=10_000_000, **{wait: _SOON[wait] for wait in in_vain})

"""Where and how long a ticket stood (pure): its waits by line and its times put aside, as its moves tell them.

One ticket may wait several times: sent on, given back, come back after a call it missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.queue.lanes import read_lane
from counter_app.queue.spans import Span

STOOD_IN = ("waiting", "hold")
"""The states this is about; only moves into or out of them have to be known."""


@dataclass(frozen=True)
class Move:
    """One move of a ticket, oldest first in its row."""

    at: datetime
    after: str
    lane_before: str | None = None
    """The lane it stood in before, where this move changed that."""
    undid: str = ""
    """The move this one took back."""


@dataclass(frozen=True)
class Wait:
    """A ticket waited in a line."""

    line: str
    """A service's code, or ``@3`` for counter 3 alone."""
    span: Span


@dataclass(frozen=True)
class Stood:
    """Everything one ticket stood through."""

    waits: tuple[Wait, ...] = ()
    held: tuple[Span, ...] = ()
    """From being put aside to being taken up again, sent on or given up. One that was undone is none, one going on not yet."""


def stood(moves: Sequence[Move], lane: str, arrived_at: datetime, so_far: datetime) -> Stood:
    """What a ticket stood through that is in this lane now; a wait going on counts until ``so_far``.

    Nobody waits before they have arrived: an appointment before its time, a number given the day before.
    """
    waits: list[Wait] = []
    held: list[Span] = []
    until, ended_by = so_far, None
    for move in reversed(moves):
        if move.after == "waiting":
            waits.append(Wait(read_lane(lane).line, (max(move.at, arrived_at), until)))
        elif move.after == "hold" and ended_by is not None and ended_by.undid != "held":
            held.append((move.at, until))
        lane, until, ended_by = move.lane_before or lane, move.at, move
    return Stood(tuple(reversed(waits)), tuple(reversed(held)))

"""Which ops leave next. Pure.

Ops of one lane leave in order; a lane with an op that a person must look at, or that waits for its next try, stands
still from there on. Other lanes go on: one bad dossier never holds up the counter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

LARGEST_BATCH = 512 * 1024
"""Bytes of bodies in one batch; a single larger op still goes, alone."""


@dataclass(frozen=True)
class Unsent:
    """An op that has not been taken upstream: where it stands in its lane, its state, the size of its body."""

    seq: int
    origin: str
    lane: str
    client_rev: int
    state: str
    next_at: datetime | None
    size: int


def next_ops(unsent: Iterable[Unsent], now: datetime, most: int) -> tuple[int, ...]:
    """Give the ``seq`` of the ops of the next batch, in the order they are sent: oldest first, lanes kept in order."""
    return tuple(op.seq for _, op in _fitting(_free_ops(unsent, now)[:most]))


def next_of_known(unsent: Iterable[Unsent], now: datetime, most: int, known_to: int) -> tuple[int, ...] | None:
    """The same where lanes are missing whose waiting ops are all younger than the seq ``known_to``.

    None: these ops are too few to say what goes next.
    """
    free = [(place, op) for place, op in _free_ops(unsent, now) if place <= known_to]
    fitting = _fitting(free[:most])
    return None if len(fitting) == len(free) < most else tuple(op.seq for _, op in fitting)


def _free_ops(unsent: Iterable[Unsent], now: datetime) -> list[tuple[int, Unsent]]:
    """Every op that can go now with its place in the whole, in the order they go."""
    lanes: dict[tuple[str, str], list[Unsent]] = defaultdict(list)
    for op in unsent:
        lanes[op.origin, op.lane].append(op)
    places = sorted((place for lane in lanes.values() for place in _free(lane, now)), key=lambda place: place[:2])
    return [(place, op) for place, _, op in places]


def _fitting(ops: Sequence[tuple[int, Unsent]]) -> Sequence[tuple[int, Unsent]]:
    """The first ops up to the largest batch."""
    size = 0
    for count, (_, op) in enumerate(ops):
        size += op.size
        if count and size > LARGEST_BATCH:
            return ops[:count]
    return ops


def _free(lane: list[Unsent], now: datetime) -> Iterator[tuple[int, int, Unsent]]:
    """Give a lane's ops up to the first that can't go, each with its place in the whole.

    A mended op is younger than those behind it: its place is that of the youngest so far, so that none overtakes.
    """
    youngest = 0
    for op in sorted(lane, key=lambda one: one.client_rev):
        if op.state != "pending" or (op.next_at is not None and op.next_at > now):
            return
        youngest = max(youngest, op.seq)
        yield youngest, op.client_rev, op

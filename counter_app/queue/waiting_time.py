"""How long somebody will wait (pure): a replay of our own queue with sampled service times.

Each draw plays the hall on: every open counter takes, whenever it is free, whom our own rule would give it, and keeps
them as long as one of the past services of that kind took. The slip tells the median and the 80th percentile of the draws.
In a simulated hall this told 10 to 40 % less wrong than the mean of recent waits or position × mean ÷ counters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from random import Random
from statistics import median
from uuid import UUID

from counter_app.queue.lanes import PRIORITY
from counter_app.queue.next_ticket import Head, Rules, choose

DRAWS = 31
FEWEST_SAMPLES = 5
"""With fewer past services of its kind nothing is told."""
_MOST_STEPS = 30_000
"""So many services are played at most, all draws together; a long line gets fewer draws."""

Minutes = Sequence[float]


@dataclass(frozen=True)
class Told:
    """What the slip says of the wait: how many are ahead, and from … to … minutes (None: not enough is known)."""

    ahead: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Standing:
    """Somebody who waits."""

    ticket_id: UUID
    line: str
    service: str
    rank: int
    arrived_at: datetime
    queued_at: datetime
    matters: int = 1


@dataclass(frozen=True)
class OpenCounter:
    """A counter that calls, and what it does now."""

    lines: Mapping[str, bool]
    """What it calls from; True for overflow."""
    serving: str | None = None
    """The service of whom it serves."""
    matters: int = 1
    since: datetime | None = None
    """When it called them."""


@dataclass(frozen=True)
class Past:
    """What past services took, in minutes for one dossier, by service; and the pause between two of them."""

    took: Mapping[str, Minutes]
    between: float = 0.0
    declared: float = 10.0
    """What the unit says a service takes, for as long as the hall has too few of its own."""

    def of(self, service: str) -> Minutes:
        """The samples of a service; all there are where it has too few of its own; what the unit says where those are too few."""
        own = self.took.get(service, ())
        if len(own) >= FEWEST_SAMPLES:
            return own
        pooled = [one for every in self.took.values() for one in every]
        return pooled if len(pooled) >= FEWEST_SAMPLES else (self.declared,)

    def enough(self, service: str) -> bool:
        """Whether anything may be told of this service."""
        return len(self.took.get(service, ())) >= FEWEST_SAMPLES


@dataclass(frozen=True)
class Hall:
    """The hall at one moment."""

    now: datetime
    standing: Sequence[Standing]
    counters: Sequence[OpenCounter]
    past: Past
    rules: Rules
    newcomers: float = 0.0
    """The share of calls that go to people of priority: to those who have yet to come as well."""

    def serves(self, line: str) -> bool:
        """Whether a counter calls from this line."""
        return any(line in counter.lines for counter in self.counters)


@dataclass(frozen=True)
class Turn:
    """How a draw went for somebody: after how many minutes they were called, after how many of their own line."""

    minutes: float
    ahead: int


def turns_of(hall: Hall, whom: Standing, chance: Random, draws: int = DRAWS) -> list[Turn]:
    """When ``whom`` is called in each draw, the soonest first; empty where no counter serves them."""
    if not hall.serves(whom.line):
        return []
    if whom.rank <= PRIORITY:
        hall = replace(hall, newcomers=0.0)  # they come behind
    everybody = [*(one for one in hall.standing if one.ticket_id != whom.ticket_id), whom]
    fewer = max(5, min(draws, _MOST_STEPS // len(everybody)))
    lines = _Lines(everybody)
    return sorted((_turn(hall, lines.fresh(), whom, chance) for _ in range(fewer)), key=lambda turn: turn.minutes)


def _turn(hall: Hall, lines: _Lines, whom: Standing, chance: Random) -> Turn:
    ahead = 0
    for at, called in _played(hall, lines, chance):
        if called is whom:
            return Turn(at, ahead)
        ahead += called is not None and called.line == whom.line
    raise AssertionError(whom)


def empty_after(hall: Hall, chance: Random, draws: int) -> list[float]:
    """When everybody has been served, in each draw, in minutes from now.

    Empty where somebody is served by no counter, or too little is known.
    """
    served = {line for counter in hall.counters for line in counter.lines}
    known = sum(map(len, hall.past.took.values())) >= FEWEST_SAMPLES
    if not known or any(one.line not in served for one in hall.standing):
        return []
    lines = _Lines(hall.standing)
    return [max((at for at, _ in _played(hall, lines.fresh(), chance)), default=0.0) for _ in range(draws)]


def told_range(waits: Sequence[float]) -> tuple[int, int] | None:
    """Median and 80th percentile as a slip tells them, to 5 minutes, the second rounded up; None for nothing."""
    if not waits:
        return None
    low = round(median(waits) / _STEP) * _STEP
    return low, max(low, math.ceil(waits[math.ceil(len(waits) * 0.8) - 1] / _STEP) * _STEP)


_STEP = 5
"""Minutes."""


@dataclass(frozen=True)
class _InLine:
    """Somebody in a lane, as counters see them: as first choice, as overflow."""

    who: Standing
    heads: tuple[Head, Head]


class _Lines:
    """Everybody's heads by lane, in order, so that a draw starts from a copy."""

    def __init__(self, everybody: Sequence[Standing]) -> None:
        self._lanes: dict[tuple[str, int], list[_InLine]] = {}
        for one in sorted(everybody, key=lambda one: (one.queued_at, one.ticket_id)):
            facts = (one.ticket_id, one.rank, one.arrived_at, one.queued_at)
            self._lanes.setdefault((one.line, one.rank), []).append(
                _InLine(one, (Head(*facts), Head(*facts, overflow=True)))
            )
        self._at: dict[tuple[str, int], int] = {}

    def fresh(self) -> _Lines:
        """The same lines, nobody called yet."""
        copy = object.__new__(_Lines)
        copy._lanes, copy._at = self._lanes, dict.fromkeys(self._lanes, 0)
        return copy

    def anybody(self, lines: Mapping[str, bool]) -> bool:
        """Whether a counter with these lines has somebody to call."""
        return any(lane[0] in lines and self._at[lane] < len(many) for lane, many in self._lanes.items())

    def take(self, lines: Mapping[str, bool], now: datetime, rules: Rules) -> Standing | None:
        """Whom a counter with these lines calls; they leave the line."""
        heads, lane_of = [], {}
        for lane, many in self._lanes.items():
            position = self._at[lane]
            overflow = lines.get(lane[0])
            if overflow is not None and position < len(many):
                heads.append(many[position].heads[overflow])
                lane_of[many[position].who.ticket_id] = lane
        choice = choose(heads, now, rules)
        if choice is None:
            return None
        lane = lane_of[choice.head.ticket_id]
        self._at[lane] += 1
        return self._lanes[lane][self._at[lane] - 1].who


def _played(hall: Hall, lines: _Lines, chance: Random) -> Iterator[tuple[float, Standing | None]]:
    """One draw, played on: when a counter is free, in minutes from now, and whom it calls then; until nobody is left."""
    free = [(_still(hall, counter, chance), number) for number, counter in enumerate(hall.counters)]
    heapify(free)
    while free and not math.isinf(free[0][0]):
        at, number = free[0]
        called: Standing | None
        if chance.random() < hall.newcomers and lines.anybody(hall.counters[number].lines):
            called = _NEWCOMER
        else:
            called = lines.take(hall.counters[number].lines, hall.now + timedelta(minutes=at), hall.rules)
        yield at, called
        heapreplace(free, (math.inf if called is None else at + _takes(hall, called, chance), number))


_NEVER = datetime.min.replace(tzinfo=UTC)
_NEWCOMER = Standing(UUID(int=0), "", "", PRIORITY, _NEVER, _NEVER)
"""Somebody of priority who is not here yet, whatever they come for."""


def _takes(hall: Hall, whom: Standing, chance: Random) -> float:
    """As long as one of the past services of their kind took, and the pause after it."""
    return chance.choice(hall.past.of(whom.service)) * whom.matters + hall.past.between


def _still(hall: Hall, counter: OpenCounter, chance: Random) -> float:
    """How long a counter is still busy: as services of its kind that took longer than so far."""
    if counter.serving is None or counter.since is None:
        return 0.0
    so_far = (hall.now - counter.since).total_seconds() / 60
    took = [one * counter.matters for one in hall.past.of(counter.serving)]
    longer = [one for one in took if one > so_far]
    whole = chance.choice(longer) if longer else so_far * 1.25
    return whole - so_far + hall.past.between

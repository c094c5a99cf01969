"""A hall in which a third more people come than it can serve: what the rule for who is next makes of their waits.

Three counters of five minutes each and 0.8 people a minute, one in eight of a priority class; no clock, no records, only
the rule. Neither the priority classes nor the others may starve.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

import pytest

from counter_app.queue.lanes import ORDINARY, PRIORITY
from counter_app.queue.next_ticket import Head, Rules, choose

OPENS = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
COUNTERS, SERVICE, ARRIVALS, PRIORITY_SHARE = 3, 5.0, 0.8, 0.12
LOAD = ARRIVALS * SERVICE / COUNTERS
DAYS = 12
STRICT, OLD = Rules(bound=timedelta(0)), Rules(bound=timedelta(days=1))
"""Priority always first; and everybody over the guard before anybody of priority, without a bound."""


@dataclass(frozen=True)
class Waits:
    """Minutes waited by those of priority and by the others, sorted."""

    priority: list[float]
    ordinary: list[float]


def p90(waits: list[float]) -> float:
    return waits[math.ceil(len(waits) * 0.9) - 1]


@cache
def waits(rules: Rules, hours: float) -> Waits:
    """Some days on which people come for so many hours, and are served until nobody is left."""
    found: dict[int, list[float]] = {PRIORITY: [], ORDINARY: []}
    for seed in range(DAYS):
        play(rules, Random(seed), hours * 60, lambda rank, wait: found[rank].append(wait))
    return Waits(sorted(found[PRIORITY]), sorted(found[ORDINARY]))


def play(rules: Rules, chance: Random, minutes: float, note: Callable[[int, float], None]) -> None:
    come = arrivals(chance, minutes)
    lanes: dict[int, deque[float]] = {PRIORITY: deque(), ORDINARY: deque()}
    free = [0.0] * COUNTERS
    while come or any(lanes.values()):
        now = heapq.heappop(free)
        if come and not any(lanes.values()):
            now = max(now, come[0][0])
        while come and come[0][0] <= now:
            at, rank = come.popleft()
            lanes[rank].append(at)
        rank = next_rank(lanes, now, rules)
        note(rank, now - lanes[rank].popleft())
        heapq.heappush(free, now + chance.lognormvariate(0, 0.5) / 1.1331 * SERVICE)


def arrivals(chance: Random, minutes: float) -> deque[tuple[float, int]]:
    at, come = chance.expovariate(ARRIVALS), deque[tuple[float, int]]()
    while at < minutes:
        come.append((at, PRIORITY if chance.random() < PRIORITY_SHARE else ORDINARY))
        at += chance.expovariate(ARRIVALS)
    return come


def next_rank(lanes: dict[int, deque[float]], now: float, rules: Rules) -> int:
    firsts = [(rank, OPENS + timedelta(minutes=lane[0])) for rank, lane in lanes.items() if lane]
    choice = choose([Head(UUID(int=rank), rank, at, at) for rank, at in firsts], OPENS + timedelta(minutes=now), rules)
    assert choice is not None
    return choice.head.rank


@pytest.mark.parametrize("hours", [3, 6])
def test_in_a_hall_with_a_third_too_many_priority_waits_little_longer_than_its_bound(hours: int) -> None:
    found, bound = waits(Rules(), hours), Rules().bound.total_seconds() / 60

    assert round(LOAD, 2) == 1.33
    assert p90(found.priority) < bound + SERVICE
    assert found.priority[-1] < bound + 3 * SERVICE


def test_the_longer_too_many_come_the_longer_the_others_wait_but_not_priority() -> None:
    three, six = waits(Rules(), 3), waits(Rules(), 6)

    assert p90(six.ordinary) > 1.5 * p90(three.ordinary)
    assert p90(six.priority) < 1.2 * p90(three.priority)


@pytest.mark.parametrize("hours", [3, 6])
def test_the_others_wait_hardly_longer_than_if_nobody_of_priority_ever_yielded(hours: int) -> None:
    ours, strict = waits(Rules(), hours), waits(STRICT, hours)

    assert p90(ours.ordinary) < 1.05 * p90(strict.ordinary)
    assert ours.ordinary[-1] < 1.1 * strict.ordinary[-1]


@pytest.mark.parametrize("hours", [3, 6])
def test_without_the_bound_priority_waits_as_long_as_everybody_else(hours: int) -> None:
    """What the bound is there for: the measure sees a rule that lets priority starve."""
    ours, old = waits(Rules(), hours), waits(OLD, hours)

    assert p90(old.priority) > 2 * p90(ours.priority)
    assert old.priority[-1] > 3 * ours.priority[-1]

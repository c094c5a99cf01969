"""A busy day through the real acts: the figures equal a count that never read the records; waits are told well."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from counter_app.place import open_place
from counter_app.queue.today import today
from counter_app.store import By
from tests.bench.hall_day import OPENS, SERVES, Day, Noted
from tests.clock import SetClock


@pytest.fixture(scope="module")
def day(unit_folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """1,200 citizens, 12 counters, played once; the tests of this file look at it."""
    clock = SetClock()
    folder = tmp_path_factory.mktemp("day") / "unit"
    shutil.copytree(unit_folders["two_files"], folder)
    place = open_place(folder, by=By("kiosk"), clock=clock)
    played = Day(place, clock)
    played.play()
    yield played
    place.close()


def average(spans: Iterable[timedelta]) -> float:
    return mean(span.total_seconds() for span in spans)


def seconds(span: timedelta | None) -> float:
    assert span is not None
    return span.total_seconds()


def test_the_figures_equal_an_independent_count(day: Day) -> None:
    figures = day.place.office.ask(today).figures
    noted = list(day.noted.values())
    came = [one for one in noted if one.came]

    whole = figures.whole
    assert (whole.tickets, whole.served, whole.no_show) == (len(noted), len(came), len(noted) - len(came))
    assert whole.inaccurate == 0
    assert seconds(whole.waiting) == pytest.approx(average(called(one) - one.arrived for one in noted))
    assert seconds(whole.waiting_longest) == max(seconds(called(one) - one.arrived) for one in noted)
    assert seconds(whole.walk) == pytest.approx(average(begun(one) - called(one) for one in came))
    assert seconds(whole.serve) == pytest.approx(average(ended(one) - begun(one) for one in came))
    assert seconds(whole.stay) == pytest.approx(average(ended(one) - one.arrived for one in came))


def test_each_service_and_counter_has_its_own_share(day: Day) -> None:
    figures = day.place.office.ask(today).figures

    for service, found in figures.services.items():
        mine = [one for one in day.noted.values() if one.service == service]
        assert found.tickets == len(mine)
        assert seconds(found.waiting) == pytest.approx(average(called(one) - one.arrived for one in mine))
    assert [one.counter for one in figures.counters] == sorted(SERVES)
    for counter in figures.counters:
        here = [one for one in day.noted.values() if one.counter == counter.counter]
        assert (counter.calls, counter.served) == (len(here), sum(one.came for one in here))
        assert counter.idle.total_seconds() == pytest.approx(idle_seconds(counter.counter, day), abs=0.001)
        assert counter.paused == timedelta(minutes=45) - late_to_pause(counter.counter, day)


def test_waits_are_told_better_than_by_recent_waits_or_by_position(day: Day) -> None:
    told = [
        one
        for one in day.noted.values()
        if one.told is not None and one.told.low is not None and one.by_last_ten is not None and one.by_position
    ]
    ours = mean(abs(low(one) - waited(one)) for one in told)
    last_ten = mean(abs((one.by_last_ten or 0) - waited(one)) for one in told)
    position = mean(abs((one.by_position or 0) - waited(one)) for one in told)

    assert len(told) > 400
    assert ours < 0.6 * last_ten
    assert ours < 0.6 * position
    kept = day.place.office.ask(today).figures.foretold
    assert kept.tickets >= len(told)
    assert kept.longer_than_told is not None
    assert kept.longer_than_told < 0.35


def test_the_supervisor_sees_who_gives_advice_alone(day: Day) -> None:
    shares = day.place.office.ask(today).advice

    assert sum(one.visits for one in shares) == sum(one.came for one in day.noted.values())
    assert all(0 < one.share < 0.5 for one in shares if one.visits > 40)


def called(one: Noted) -> datetime:
    assert one.called is not None
    return one.called


def begun(one: Noted) -> datetime:
    assert one.begun is not None
    return one.begun


def ended(one: Noted) -> datetime:
    assert one.ended is not None
    return one.ended


def waited(one: Noted) -> float:
    assert one.waited is not None
    return one.waited


def low(one: Noted) -> int:
    assert one.told is not None
    assert one.told.low is not None
    return one.told.low


def pause_begins(counter: int, day: Day) -> datetime:
    """A pause begins when its hour has come and the service going on has ended."""
    hour = OPENS + timedelta(hours=4 if counter % 2 else 4.75)
    busy = [free for one, free in zip(*services_at(counter, day), strict=True) if called(one) <= hour < free]
    return max([hour, *busy])


def late_to_pause(counter: int, day: Day) -> timedelta:
    return pause_begins(counter, day) - (OPENS + timedelta(hours=4 if counter % 2 else 4.75))


def services_at(counter: int, day: Day) -> tuple[list[Noted], list[datetime]]:
    """The services of a counter, and when it was free to call again after each."""
    here = sorted((one for one in day.noted.values() if one.counter == counter), key=called)
    return here, [day.free_again[counter, called(one)] for one in here]


def idle_seconds(counter: int, day: Day) -> float:
    """A sweep over every edge of the day: how long somebody waited for this counter while it was open, had nobody and no pause."""
    services = SERVES[counter][0] + SERVES[counter][1]
    here, _ = services_at(counter, day)
    edges: list[tuple[datetime, int, int, int]] = []
    for one in day.noted.values():
        if one.service in services:
            edges += [(one.arrived, 1, 0, 0), (called(one), -1, 0, 0)]
    edges += [(OPENS, 0, 1, 0), (day.clock.moment, 0, -1, 0)]
    for one in here:
        edges += [(called(one), 0, -1, 0), (ended(one), 0, 1, 0)]
    pause = pause_begins(counter, day)
    edges += [(pause, 0, 0, 1), (OPENS + timedelta(hours=4.75 if counter % 2 else 5.5), 0, 0, -1)]
    edges.sort(key=lambda edge: edge[0])
    total = 0.0
    waiting = free = pausing = 0
    for edge, following in pairwise(edges):
        waiting, free, pausing = waiting + edge[1], free + edge[2], pausing + edge[3]
        if waiting and free and not pausing:
            total += (following[0] - edge[0]).total_seconds()
    return total

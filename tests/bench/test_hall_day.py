"""A busy day through the real acts: the figures equal a count that never read the records; waits are told well."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from counter_app.place import open_place
from counter_app.queue import today as today_asked
from counter_app.queue.stood import Stood, stood
from counter_app.queue.today import today
from counter_app.store import By
from tests.bench.hall_day import Day
from tests.bench.hall_notes import Noted, Stint
from tests.bench.hall_plan import OPENS, SERVES, lines_of
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


def seconds(span: timedelta | None) -> float:
    assert span is not None
    return span.total_seconds()


def test_the_day_has_everything_that_goes_otherwise_than_meant(day: Day) -> None:
    noted = list(day.noted.values())
    stints = [one for citizen in noted for one in citizen.stints]

    assert {one.state for one in noted} == {"served", "no_show", "cancelled", "booked"}, "nobody is left"
    assert sum(bool(one.aside) for one in noted) > 30, "put aside"
    assert sum(not one.aloud for one in stints) > 20, "taken up again"
    assert sum(len({stand.line for stand in one.stands}) > 1 for one in noted) > 40, "sent on to another line"
    assert any(stand.line.startswith("@") for one in noted for stand in one.stands), "to one counter alone"
    assert day.recalled > 50
    assert day.undone > 30


def test_the_figures_equal_an_independent_count(day: Day) -> None:
    figures = day.place.office.ask(today).figures
    noted = list(day.noted.values())

    whole = figures.whole
    counted = tuple(sum(one.state == state for one in noted) for state in ("served", "no_show"))
    assert (whole.tickets, whole.served, whole.no_show) == (len(noted), *counted)
    assert whole.inaccurate == 0
    assert seconds(whole.waiting) == pytest.approx(mean(waits_of(noted)))
    assert seconds(whole.waiting_longest) == max(waits_of(noted))
    assert seconds(whole.walk) == pytest.approx(mean(walks_of(noted)))
    assert seconds(whole.serve) == pytest.approx(mean(services_of(noted)))
    assert seconds(whole.hold) == pytest.approx(mean(holds_of(noted)))
    assert seconds(whole.stay) == pytest.approx(mean(stays_of(noted)))


def test_each_service_and_counter_has_its_own_share(day: Day) -> None:
    figures = day.place.office.ask(today).figures

    assert set(figures.services) == {one.service for one in day.noted.values()}
    for service, found in figures.services.items():
        mine = [one for one in day.noted.values() if one.service == service]
        assert found.tickets == len(mine)
        assert seconds(found.waiting) == pytest.approx(mean(waits_of(mine)))
    assert [one.counter for one in figures.counters] == sorted(SERVES)
    for counter in figures.counters:
        here = stints_at(counter.counter, day)
        assert (counter.calls, counter.served) == (len(here), sum(one.how == "served" for one in here))
        assert counter.idle.total_seconds() == pytest.approx(idle_seconds(counter.counter, day), abs=0.001)
        assert counter.paused == pause_ends(counter.counter) - day.paused_at[counter.counter]


def test_the_count_finds_out_whoever_forgets_a_later_wait_or_a_time_aside(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_alone(*known: Any) -> Stood:
        whole = stood(*known)
        return Stood(whole.waits[:1], whole.held[1:])

    monkeypatch.setattr(today_asked, "stood", first_alone)
    figures = day.place.office.ask(today).figures

    off = [abs(one.idle.total_seconds() - idle_seconds(one.counter, day)) for one in figures.counters]
    assert max(off) > 1
    assert figures.whole.hold is None


def test_waits_are_told_better_than_by_recent_waits_or_by_position(day: Day) -> None:
    told = [
        one
        for one in day.noted.values()
        if one.told is not None and one.told.low is not None and one.by_last_ten is not None and one.by_position
    ]
    ours = mean(abs(low(one) - waited(one)) for one in told)
    last_ten = mean(abs((one.by_last_ten or 0) - waited(one)) for one in told)
    position = mean(abs((one.by_position or 0) - waited(one)) for one in told)

    assert len(told) > 300
    assert ours < 0.6 * last_ten
    assert ours < 0.6 * position
    kept = day.place.office.ask(today).figures.foretold
    assert kept.tickets >= len(told)
    assert kept.longer_than_told is not None
    assert kept.longer_than_told < 0.3, "20 % are meant"


def test_the_supervisor_sees_who_gives_advice_alone(day: Day) -> None:
    shares = day.place.office.ask(today).advice

    assert sum(one.visits for one in shares) == sum(one.state == "served" for one in day.noted.values())
    assert all(0 < one.share < 0.5 for one in shares if one.visits > 40)


def waits_of(noted: Iterable[Noted]) -> list[float]:
    """Seconds to the first call."""
    return [60 * one.waited for one in noted if one.waited is not None]


def walks_of(noted: Iterable[Noted]) -> list[float]:
    """Seconds from the call that was answered first, said aloud, to the begin there."""
    answered = [[stint for stint in one.stints if stint.aloud and stint.begun] for one in noted]
    return [(begun(stints[0]) - stints[0].called).total_seconds() for stints in answered if stints]


def services_of(noted: Iterable[Noted]) -> list[float]:
    """Seconds at counters, of everybody who sat at one."""
    sat = [[stint for stint in one.stints if stint.begun] for one in noted]
    return [sum((ended(stint) - begun(stint)).total_seconds() for stint in stints) for stints in sat if stints]


def holds_of(noted: Iterable[Noted]) -> list[float]:
    """Seconds aside, of everybody who was put aside."""
    return [sum((last - first).total_seconds() for first, last in one.aside) for one in noted if one.aside]


def stays_of(noted: Iterable[Noted]) -> list[float]:
    """Seconds from arrival to the last end, of the served."""
    return [max(0.0, (ended(one.stints[-1]) - one.arrived).total_seconds()) for one in noted if one.state == "served"]


def begun(stint: Stint) -> datetime:
    assert stint.begun is not None
    return stint.begun


def ended(stint: Stint) -> datetime:
    assert stint.ended is not None
    return stint.ended


def waited(one: Noted) -> float:
    assert one.waited is not None
    return one.waited


def low(one: Noted) -> int:
    assert one.told is not None
    assert one.told.low is not None
    return one.told.low


def pause_ends(counter: int) -> datetime:
    return OPENS + timedelta(hours=4.75 if counter % 2 else 5.5)


def stints_at(counter: int, day: Day) -> list[Stint]:
    return [stint for one in day.noted.values() for stint in one.stints if stint.counter == counter]


def counted_idle(day: Day) -> float:
    return sum(idle_seconds(counter, day) for counter in SERVES)


def idle_seconds(counter: int, day: Day) -> float:
    """A sweep over every edge of the day: how long somebody stood in this counter's lines while it was open, had nobody and no pause."""
    edges: list[tuple[datetime, int, int, int]] = []
    for one in (stand for noted in day.noted.values() for stand in noted.stands):
        assert one.until is not None
        if one.line in lines_of(counter) and one.since < one.until:
            edges += [(one.since, 1, 0, 0), (one.until, -1, 0, 0)]
    edges += [(OPENS, 0, 1, 0), (day.clock.moment, 0, -1, 0)]
    for stint in stints_at(counter, day):
        edges += [(stint.called, 0, -1, 0), (ended(stint), 0, 1, 0)]
    edges += [(day.paused_at[counter], 0, 0, 1), (pause_ends(counter), 0, 0, -1)]
    edges.sort(key=lambda edge: edge[0])
    total = 0.0
    waiting = free = pausing = 0
    for edge, following in pairwise(edges):
        waiting, free, pausing = waiting + edge[1], free + edge[2], pausing + edge[3]
        if waiting and free and not pausing:
            total += (following[0] - edge[0]).total_seconds()
    return total

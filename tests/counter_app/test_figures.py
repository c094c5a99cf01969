"""The figures of a counter and of the hall on days that did not go as meant: nobody called, a clock set back, a pause left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.figures import DayFigures
from counter_app.queue.today import figures_of, ticket_times, today
from counter_app.settings import change_setting
from counter_app.store import Asking
from tests.clock import SetClock


def figures_on(asking: Asking, day: date) -> DayFigures:
    return figures_of(asking, day, ticket_times(asking, day))


def served(place: Place, clock: SetClock, minutes: int = 5) -> None:
    ticket = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    place.office.do(tickets.begin, ticket.id)
    clock.forward(minutes=minutes)
    place.office.do(tickets.finish, ticket.id)


def test_a_counter_is_idle_while_somebody_waits_who_gives_up_and_goes(place: Place, clock: SetClock) -> None:
    served(place, clock)
    waiting = place.office.do(issuing.issue, "HT")
    clock.forward(minutes=55)
    place.office.do(tickets.cancel, waiting.id)
    clock.forward(minutes=10)

    assert place.office.ask(today).figures.counters[0].idle == timedelta(minutes=55)


def test_a_counter_is_idle_from_its_opening_and_up_to_now_while_people_wait(place: Place, clock: SetClock) -> None:
    place.office.do(duty.open_counter, 3)
    for _ in range(3):
        place.office.do(issuing.issue, "HT")
    clock.forward(minutes=7)
    called = place.office.do(tickets.call_next, 3)
    assert isinstance(called, tickets.Called)
    place.office.do(tickets.begin, called.id)
    clock.forward(minutes=5)
    place.office.do(tickets.finish, called.id)
    clock.forward(minutes=20)

    assert place.office.ask(today).figures.counters[0].idle == timedelta(minutes=27)


def test_a_clock_set_back_gives_no_negative_span_and_is_flagged(place: Place, clock: SetClock) -> None:
    served(place, clock, minutes=-40)

    found = place.office.ask(today).figures

    assert (found.whole.inaccurate, found.whole.serve, found.whole.stay) == (1, None, None)
    assert (found.counters[0].inaccurate, found.counters[0].serve) == (1, None)
    assert found.counters[0].idle >= timedelta(0)


def test_who_did_not_come_stays_in_no_mean_of_stays(place: Place, clock: SetClock) -> None:
    missing = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    clock.forward(minutes=50)
    place.office.do(tickets.no_show, missing.id)

    assert place.office.ask(today).figures.whole.stay is None


def test_a_pause_left_over_night_ends_with_its_day(place: Place, clock: SetClock) -> None:
    served(place, clock)
    place.office.do(duty.pause_counter, 3, "Họp")
    day = clock().date()
    clock.forward(days=2)

    assert place.office.ask(figures_on, day).counters[0].paused < timedelta(hours=16)


def test_a_call_never_begun_and_ended_long_after_was_forgotten(place: Place, clock: SetClock) -> None:
    ticket = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    clock.forward(hours=7)
    place.office.do(tickets.finish, ticket.id)

    found = place.office.ask(today).figures

    assert (found.whole.inaccurate, found.whole.waiting, found.whole.stay) == (1, None, None)
    assert (found.counters[0].inaccurate, found.counters[0].serve) == (1, None)


def test_a_service_is_forgotten_only_beyond_the_limit(place: Place, clock: SetClock) -> None:
    served(place, clock, minutes=60)
    assert place.office.ask(today).figures.whole.inaccurate == 0

    served(place, clock, minutes=61)

    found = place.office.ask(today).figures
    assert (found.whole.inaccurate, found.whole.serve) == (1, timedelta(minutes=60)), "out of the mean"
    place.office.do(change_setting, "queue.forgotten_minutes", "59")
    assert place.office.ask(today).figures.whole.inaccurate == 2


@pytest.mark.parametrize("begun", [True, False])
def test_what_goes_on_beyond_the_limit_is_flagged_before_it_ends(place: Place, clock: SetClock, begun: bool) -> None:
    ticket = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    if begun:
        clock.forward(minutes=5)
        place.office.do(tickets.begin, ticket.id)
    clock.forward(minutes=60)
    assert place.office.ask(today).figures.whole.inaccurate == 0

    clock.forward(minutes=1)

    found = place.office.ask(today).figures
    assert (found.whole.inaccurate, found.counters[0].inaccurate) == (1, 1)


def test_a_call_that_the_next_day_ended_was_forgotten_on_its_own_day(place: Place, clock: SetClock) -> None:
    clock.forward(hours=8)
    place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    day = clock().date()
    clock.forward(minutes=20)
    assert place.office.ask(figures_on, day).whole.inaccurate == 0
    clock.forward(days=3)
    assert place.office.ask(figures_on, day).whole.inaccurate == 1, "it went on until its day was over"

    place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)

    (ticket,) = place.office.ask(ticket_times, day)
    assert [call.outcome for call in ticket.calls] == ["closed"]
    found = place.office.ask(figures_on, day)
    assert (found.whole.inaccurate, found.whole.stay, found.counters[0].inaccurate) == (1, None, 1)
    assert place.office.ask(today).figures.whole.inaccurate == 0, "today has nothing to do with it"

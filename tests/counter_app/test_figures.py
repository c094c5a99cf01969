"""The figures of a counter and of the hall on days that did not go as meant: nobody called, a clock set back, a pause left."""

from __future__ import annotations

from datetime import timedelta

from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.today import figures_of, ticket_times, today
from tests.clock import SetClock


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

    assert place.office.ask(lambda asking: figures_of(asking, day, ticket_times(asking, day))).counters[
        0
    ].paused < timedelta(hours=16)

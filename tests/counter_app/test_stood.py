"""What the figures know of a ticket's waits and of its times aside, and of a counter that was idle under them."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.figures import Times, times_of
from counter_app.queue.spans import Span, common, length, union, without
from counter_app.queue.stood import Wait
from counter_app.queue.tickets import Called
from counter_app.queue.today import ticket_times, today
from counter_app.queue.undoing import undo
from counter_app.store import Asking, By
from tests.clock import SetClock

NOON = datetime(2026, 11, 20, 12, tzinfo=HANOI)
MINUTES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def spans(minutes: list[tuple[int, int]]) -> list[Span]:
    return [(NOON + timedelta(minutes=first), NOON + timedelta(minutes=last)) for first, last in minutes]


def under(found: list[Span]) -> set[int]:
    """The minutes under spans, counted one by one."""
    return {minute for minute in range(31) for first, last in found if first <= NOON + timedelta(minutes=minute) < last}


@given(MINUTES, MINUTES)
def test_spans_are_united_cut_out_and_met_minute_by_minute(
    one: list[tuple[int, int]], two: list[tuple[int, int]]
) -> None:
    mine, theirs = spans(one), spans(two)

    assert under(union(mine)) == under(mine)
    assert under(without(mine, theirs)) == under(mine) - under(theirs)
    assert under(common(mine, theirs)) == under(mine) & under(theirs)
    for found in (union(mine), without(mine, theirs), common(mine, theirs)):
        assert length(found) == timedelta(minutes=len(under(found))), "apart from each other"


def at_counter(place: Place, clock: SetClock, counter: int) -> Called:
    called = place.acting_as(By(f"cb{counter}", counter)).office.do(tickets.call_next, counter)
    assert isinstance(called, Called)
    place.office.do(tickets.begin, called.id)
    clock.forward(minutes=5)
    return called


def idle(place: Place) -> dict[int, timedelta]:
    return {one.counter: one.idle for one in place.office.ask(today).figures.counters}


def times(place: Place) -> Times:
    def asked(asking: Asking) -> Times:
        (ticket,) = ticket_times(asking, asking.business_day)
        return times_of(ticket, timedelta(hours=1))

    return place.office.ask(asked)


def test_who_is_sent_on_waits_again_and_the_free_counter_is_idle_all_the_while(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    sent = at_counter(place, clock, 3)
    place.office.do(tickets.transfer, sent.id, "CT")
    clock.forward(minutes=60)

    assert idle(place) == {3: timedelta(minutes=60)}


def test_who_waits_for_another_counter_alone_leaves_this_one_in_peace(place: Place, clock: SetClock) -> None:
    place.acting_as(By("cb5", 5)).office.do(duty.open_counter, 5)
    place.office.do(issuing.issue, "HT")
    sent = at_counter(place, clock, 3)
    place.office.do(tickets.transfer, sent.id, "5")
    clock.forward(minutes=20)

    assert idle(place) == {3: timedelta(0), 5: timedelta(minutes=20)}


def test_who_missed_the_call_and_is_back_waits_again(place: Place, clock: SetClock) -> None:
    missed = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    clock.forward(minutes=3)
    place.office.do(tickets.no_show, missed.id)
    clock.forward(minutes=10)
    place.office.do(tickets.come_back, missed.id)
    clock.forward(minutes=4)

    assert idle(place) == {3: timedelta(minutes=4)}


def test_nobody_waits_before_the_time_of_their_appointment(place: Place, clock: SetClock) -> None:
    place.office.do(duty.open_counter, 3)
    booked = place.office.do(issuing.book, "HT", clock() + timedelta(minutes=30))
    clock.forward(minutes=10)
    place.office.do(issuing.check_in, booked.id)
    clock.forward(minutes=25)

    assert idle(place) == {3: timedelta(minutes=5)}


def test_time_aside_is_hold_until_it_is_taken_up_again(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    aside = at_counter(place, clock, 3)
    place.office.do(tickets.hold, aside.id, "đi photo")
    clock.forward(minutes=12)
    assert times(place).hold is None, "still aside"
    assert idle(place) == {3: timedelta(0)}, "who is aside waits for nobody"

    place.office.do(tickets.resume, aside.id)
    clock.forward(minutes=2)
    place.office.do(tickets.finish, aside.id)

    found = times(place)
    assert (found.hold, found.serve, found.stay) == tuple(timedelta(minutes=many) for many in (12, 7, 19))
    assert place.office.ask(today).figures.whole.hold == timedelta(minutes=12)


def test_who_is_sent_on_from_aside_was_aside_until_then_and_waits_afterwards(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    aside = at_counter(place, clock, 3)
    place.office.do(tickets.hold, aside.id, "đi photo")
    clock.forward(minutes=12)
    place.office.do(tickets.transfer, aside.id, "CT")
    clock.forward(minutes=40)
    at_counter(place, clock, 3)

    assert times(place).hold == timedelta(minutes=12)
    assert idle(place) == {3: timedelta(minutes=40)}


def test_a_hold_that_was_undone_was_none(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    aside = at_counter(place, clock, 3)
    mine = place.acting_as(By("cb3", 3)).office
    mine.do(tickets.hold, aside.id, "đi photo")
    clock.forward(seconds=20)
    mine.do(undo, 3)
    clock.forward(minutes=1)
    mine.do(tickets.finish, aside.id)

    assert times(place).hold is None


def test_a_transfer_that_was_undone_leaves_the_service_its_line(place: Place, clock: SetClock) -> None:
    place.acting_as(By("cb5", 5)).office.do(duty.open_counter, 5)
    first = place.office.do(issuing.issue, "HT")
    clock.forward(minutes=7)
    mine = place.acting_as(By("cb3", 3)).office
    at_counter(place, clock, 3)
    mine.do(tickets.transfer, first.id, "3")
    clock.forward(seconds=30)
    mine.do(undo, 3)
    mine.do(tickets.finish, first.id)

    waited = [(one.line, one.span[1] - one.span[0]) for one in place.office.ask(stands)]
    assert waited == [("HT", timedelta(minutes=7)), ("@3", timedelta(seconds=30))]


def stands(asking: Asking) -> list[Wait]:
    return [wait for ticket in ticket_times(asking, asking.business_day) for wait in ticket.stood.waits]

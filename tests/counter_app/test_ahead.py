"""How many are before a ticket of a priority class: what is told is what comes, also where others have waited too long."""

from __future__ import annotations

import pytest

from counter_app.place import Place
from counter_app.queue.admission import admission
from counter_app.queue.counters import counters, set_counter
from counter_app.queue.duty import open_counter
from counter_app.queue.issuing import NO_WISHES, issue
from counter_app.queue.scanned import OwnTicket, recognise
from counter_app.queue.slip_code import slip_code
from counter_app.queue.slips import lately
from counter_app.queue.tickets import begin, finish
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.calling import call


@pytest.fixture
def slow_hall(place: Place, clock: SetClock) -> Place:
    """One counter whose services take four minutes; twenty people have waited for it, the last of them fifty minutes."""
    for card in place.office.ask(counters):
        place.office.do(set_counter, card.number, ("CT",) if card.number == 3 else ())
    place.office.do(open_counter, 3)
    for _ in range(6):
        place.office.do(issue, "CT")
        served(place, clock)
    for _ in range(20):
        place.office.do(issue, "CT")
    clock.forward(minutes=50)
    return place


def served(place: Place, clock: SetClock) -> str:
    called = call(place)
    place.office.do(begin, called.id)
    clock.forward(minutes=4)
    place.office.do(finish, called.id)
    return called.number


def called_before(place: Place, clock: SetClock, number: str) -> int:
    before = 0
    while served(place, clock) != number:
        before += 1
    return before


def test_as_many_go_before_priority_as_it_was_told(slow_hall: Place, clock: SetClock) -> None:
    told = slow_hall.office.ask(admission, "CT", "elderly").told
    assert told is not None
    old = slow_hall.office.do(issue, "CT", "elderly", None, NO_WISHES, told)

    assert (told.ahead, told.low) == (3, 10)
    assert called_before(slow_hall, clock, old.number) == 3, "at 0, 4 and 8 minutes; at 12 it yields no more"


def test_without_a_forecast_on_its_slip_a_ticket_is_told_the_same(slow_hall: Place) -> None:
    old = slow_hall.office.do(issue, "CT", "elderly")

    assert old.ahead == 3
    assert slow_hall.office.ask(lately, old.id).issued.ahead == 3


def test_who_scans_the_slip_again_is_told_what_is_left(slow_hall: Place, clock: SetClock) -> None:
    old = slow_hall.office.do(issue, "CT", "elderly")
    told = []
    for _ in range(4):
        found = slow_hall.office.ask(recognise, slip_code(old.day, old.number))
        assert isinstance(found, OwnTicket)
        told.append(found.ahead)
        if found.ahead:
            served(slow_hall, clock)

    assert told == [3, 2, 1, 0]


def test_with_a_bound_of_nothing_priority_is_next(slow_hall: Place, clock: SetClock) -> None:
    slow_hall.office.do(change_setting, "queue.priority_bound_minutes", "0")

    old = slow_hall.office.do(issue, "CT", "elderly")

    assert old.ahead == 0
    assert called_before(slow_hall, clock, old.number) == 0


def test_who_will_be_over_the_guard_soon_is_counted_too(slow_hall: Place, clock: SetClock) -> None:
    slow_hall.office.do(change_setting, "queue.ordinary_guard_minutes", "52")
    now = call(slow_hall)

    old = slow_hall.office.do(issue, "CT", "elderly")

    assert old.ahead == 2, "nobody yet; but at 4 and 8 minutes, when the counter is free again"
    slow_hall.office.do(begin, now.id)
    clock.forward(minutes=4)
    slow_hall.office.do(finish, now.id)
    assert called_before(slow_hall, clock, old.number) == 2

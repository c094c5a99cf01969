"""No number for today any more where the work left exceeds the time left, also where little or nothing is known of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import update

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue.admission import Admission, Closed, admission
from counter_app.queue.counters import counters, set_counter
from counter_app.queue.duty import open_counter, pause_counter
from counter_app.queue.issuing import issue
from counter_app.queue.tickets import begin, call_next, finish
from counter_app.queue.waiting_time import Told
from counter_app.records.shared import Unit
from counter_app.settings import change_setting
from counter_app.store import Act, By
from tests.clock import SetClock
from tests.counter_app.calling import call

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=HANOI)
LATE = Admission(closed=Closed("late", None, MONDAY))


def for_real(act: Act) -> None:
    act.connection.execute(update(Unit).values(training=False))


@pytest.fixture
def hall(place: Place) -> Place:
    """A unit at work, whose counters 3 and 4 alone serve CT and KQ."""
    place.office.do(for_real)
    for card in place.office.ask(counters):
        place.office.do(set_counter, card.number, ("CT", "KQ") if card.number in (3, 4) else ("HT",))
    return place


def at(clock: SetClock, hour: int, minute: int = 0) -> None:
    clock.moment = datetime(2026, 11, 20, hour, minute, tzinfo=HANOI)


def wait(hall: Place, many: int, service: str = "CT") -> None:
    for _ in range(many):
        hall.office.do(issue, service)


def test_forty_before_one_counter_five_minutes_before_closing_leave_no_number(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 55)
    hall.office.do(open_counter, 3)
    wait(hall, 40)

    assert hall.office.ask(admission, "CT") == LATE


def test_without_past_services_the_declared_minutes_count(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 20)
    hall.office.do(open_counter, 3)
    wait(hall, 3)
    assert hall.office.ask(admission, "CT") == Admission(Told(3)), (
        "half an hour of work, and of minutes nothing is told"
    )

    wait(hall, 1)

    assert hall.office.ask(admission, "CT") == LATE
    hall.office.do(change_setting, "queue.service_minutes", "5")
    assert hall.office.ask(admission, "CT") == Admission(Told(4))


def test_a_service_with_few_of_its_own_is_judged_by_all_there_are(hall: Place, clock: SetClock) -> None:
    at(clock, 15, 0)
    for _ in range(5):
        hall.office.do(issue, "CT")
        called = call(hall)
        hall.office.do(begin, called.id)
        clock.forward(minutes=4)
        hall.office.do(finish, called.id)
    at(clock, 16, 20)
    wait(hall, 7, "KQ")
    assert hall.office.ask(admission, "KQ") == Admission(Told(7)), "28 minutes; by the declared ten it would be 70"

    wait(hall, 1, "KQ")

    assert hall.office.ask(admission, "KQ") == LATE


def test_with_nobody_at_a_counter_those_who_may_come_are_reckoned_with(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 30)
    wait(hall, 5)
    assert hall.office.ask(admission, "CT") == Admission(Told(5)), "two counters: twenty minutes"

    wait(hall, 1)

    assert hall.office.ask(admission, "CT") == LATE


def test_a_counter_that_pauses_is_the_one_that_comes(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 30)
    hall.office.do(pause_counter, 3, "Họp")
    wait(hall, 2)
    assert hall.office.ask(admission, "CT") == Admission(Told(2))

    wait(hall, 1)

    assert hall.office.ask(admission, "CT") == LATE
    hall.acting_as(By("mai", 4)).office.do(open_counter, 4)
    assert hall.office.ask(admission, "CT").closed == LATE.closed, "one counter calls: thirty minutes all the same"
    hall.office.do(open_counter, 3)
    assert hall.office.ask(admission, "CT") == Admission(Told(3))


def test_before_anybody_sits_down_in_the_morning_everybody_gets_a_number(hall: Place, clock: SetClock) -> None:
    at(clock, 7, 10)
    wait(hall, 60)

    assert hall.office.ask(admission, "CT") == Admission(Told(60))


def test_inside_the_margin_there_is_no_number_even_where_nobody_waits(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 49)
    hall.office.do(open_counter, 3)
    assert hall.office.ask(admission, "CT") == Admission(Told(0))

    clock.forward(minutes=1)

    assert hall.office.ask(admission, "CT") == LATE
    assert hall.office.ask(admission, "CT", "elderly") == LATE
    assert hall.office.ask(admission, "CT", at_door=True) == Admission(Told(0)), "whoever stands at the door decides"
    hall.office.do(change_setting, "queue.closing_margin_minutes", "0")
    assert hall.office.ask(admission, "CT") == Admission(Told(0))


def test_a_counter_that_has_called_is_busy_for_as_long_as_declared(hall: Place, clock: SetClock) -> None:
    at(clock, 16, 36)
    wait(hall, 2)
    hall.office.do(call_next, 3)

    assert hall.office.ask(admission, "CT") == LATE, "ten minutes for who is there, ten for who waits"
    hall.office.do(change_setting, "queue.service_minutes", "7")
    assert hall.office.ask(admission, "CT") == Admission(Told(1))

"""When a number is given, what it is told, and when the next one may be had."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue.admission import Admission, Closed, admission
from counter_app.queue.duty import open_counter
from counter_app.queue.issuing import issue
from counter_app.queue.services import change_service
from counter_app.queue.tickets import Called, begin, call_next, finish
from counter_app.queue.waiting_time import Told
from counter_app.records.shared import Unit
from counter_app.settings import change_setting
from counter_app.store import Act
from tests.clock import SetClock

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=HANOI)


def for_real(act: Act) -> None:
    act.connection.execute(update(Unit).values(training=False))


@pytest.fixture
def real(place: Place) -> Place:
    """The unit as if it were no training unit."""
    place.office.do(for_real)
    return place


def at(clock: SetClock, hour: int, minute: int = 0, day: int = 20) -> None:
    clock.moment = datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


def serve(place: Place, clock: SetClock, minutes: int, *, times: int, service: str = "CT") -> None:
    for _ in range(times):
        place.office.do(issue, service)
        called = place.office.do(call_next, 3)
        assert isinstance(called, Called)
        place.office.do(begin, called.id)
        clock.forward(minutes=minutes)
        place.office.do(finish, called.id)


def test_without_past_services_only_how_many_are_before_is_told(place: Place) -> None:
    place.office.do(issue, "CT")

    assert place.office.ask(admission, "CT") == Admission(Told(1))


def test_with_five_past_services_a_range_of_minutes_is_told(place: Place, clock: SetClock) -> None:
    serve(place, clock, 10, times=5)
    for _ in range(2):
        place.office.do(issue, "CT")

    assert place.office.ask(admission, "CT") == Admission(Told(2, 20, 20))
    assert place.office.ask(admission, "CT", "elderly") == Admission(Told(0, 0, 0))


@pytest.mark.parametrize(
    ("hour", "minute", "closed"),
    [
        (6, 59, Closed("hours", datetime(2026, 11, 20, 7, 0, tzinfo=HANOI), MONDAY)),
        (7, 0, None),
        (11, 29, None),
        (11, 30, Closed("hours", datetime(2026, 11, 20, 12, 30, tzinfo=HANOI), MONDAY)),
        (12, 30, None),
        (16, 49, None),
        (16, 50, Closed("late", None, MONDAY)),
        (16, 59, Closed("late", None, MONDAY)),
        (17, 0, Closed("hours", None, MONDAY)),
    ],
)
def test_numbers_are_given_in_the_halls_hours_and_half_an_hour_before(
    real: Place, clock: SetClock, hour: int, minute: int, closed: Closed | None
) -> None:
    at(clock, hour, minute)

    assert real.office.ask(admission, "CT").closed == closed


def test_on_a_day_off_the_next_working_day_is_named(real: Place, clock: SetClock) -> None:
    at(clock, 9, day=22)

    assert real.office.ask(admission, "CT").closed == Closed("day", None, MONDAY)


def test_a_training_unit_and_staff_at_the_door_know_no_hours(place: Place, clock: SetClock) -> None:
    at(clock, 22)
    assert place.office.ask(admission, "CT").closed is None

    place.office.do(for_real)
    assert place.office.ask(admission, "CT", at_door=True).closed is None


@pytest.mark.parametrize(("hour", "again"), [(7, 8), (10, 13), (16, None)])
def test_a_service_with_windows_gives_numbers_in_them_alone(
    place: Place, clock: SetClock, hour: int, again: int | None
) -> None:
    place.office.do(change_service, "CT", windows="08:00-10:00,13:30-16:00")
    at(clock, hour)

    closed = place.office.ask(admission, "CT").closed

    reopens = None if again is None else datetime(2026, 11, 20, again, 30 if again == 13 else 0, tzinfo=HANOI)
    assert closed == Closed("window", reopens, MONDAY + timedelta(minutes=30))
    assert place.office.ask(admission, "HT").closed is None
    assert place.office.ask(admission, "CT", at_door=True).closed is None


def test_the_days_limit_holds_at_the_door_too(place: Place) -> None:
    place.office.do(change_service, "CT", daily_limit=1)
    assert place.office.ask(admission, "CT").closed is None

    place.office.do(issue, "CT")

    for at_door in (False, True):
        assert place.office.ask(admission, "CT", at_door=at_door).closed == Closed("limit", None, MONDAY)


def test_when_the_work_left_exceeds_the_time_left_there_is_no_number_for_today(real: Place, clock: SetClock) -> None:
    serve(real, clock, 10, times=5)
    at(clock, 16, 0)
    real.office.do(open_counter, 3)
    for _ in range(4):
        real.office.do(issue, "CT")
    assert real.office.ask(admission, "CT").closed is None, "forty minutes of work, an hour left"

    real.office.do(issue, "CT")
    assert real.office.ask(admission, "CT").closed is None, "fifty and the margin of ten"
    real.office.do(issue, "CT")

    assert real.office.ask(admission, "CT").closed == Closed("late", None, MONDAY)
    assert real.office.ask(admission, "CT", "elderly").closed is None, "who is next is served still"
    assert real.office.ask(admission, "CT", at_door=True).closed is None
    real.office.do(change_setting, "queue.closing_margin_minutes", "0")
    assert real.office.ask(admission, "CT").closed is None

"""How long somebody will wait: a replay of the hall, with who has yet to come and what a whole service takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from uuid import UUID

from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.estimate import hall_now, past_services
from counter_app.queue.lanes import ORDINARY, PRIORITY
from counter_app.queue.next_ticket import Rules
from counter_app.queue.tickets import Called
from counter_app.queue.waiting_time import Hall, OpenCounter, Past, Standing, told_range, turns_of
from tests.clock import SetClock

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TEN_MINUTES = Past({"HT": (10.0,) * 5})
FAR = timedelta(hours=9)
"""A guard nobody reaches here."""


def somebody(number: int, rank: int = ORDINARY) -> Standing:
    came = NOW + timedelta(seconds=number)
    return Standing(UUID(int=number + 1), "HT", "HT", rank, came, came)


def hall(ahead: int, newcomers: float = 0.0) -> Hall:
    standing = [somebody(number) for number in range(ahead)]
    rules = Rules(FAR, timedelta(0), FAR)
    return Hall(NOW, standing, [OpenCounter({"HT": False})], TEN_MINUTES, rules, newcomers)


def wait(of: Hall, rank: int = ORDINARY, draws: int = 400) -> float:
    """The median, in minutes."""
    return median(turn.minutes for turn in turns_of(of, somebody(99, rank), Random(1), draws))


def called(place: Place) -> Called:
    answer = place.office.do(tickets.call_next, 3)
    assert isinstance(answer, Called)
    return answer


def test_at_one_counter_everybody_ahead_costs_a_service() -> None:
    assert wait(hall(0)) == 0
    assert wait(hall(6)) == 60


def test_people_of_priority_who_have_yet_to_come_are_reckoned_with() -> None:
    """Where one call in five goes to them, a counter is there for the others four times in five."""
    assert 70 <= wait(hall(6, newcomers=0.2)) <= 80
    assert wait(hall(0, newcomers=0.2)) == 0, "with nobody waiting the next one is called at once"


def test_whoever_has_priority_is_not_held_up_by_those_who_come_later() -> None:
    assert wait(hall(6, newcomers=0.9), PRIORITY) == 0


def test_a_slip_tells_median_and_eightieth_percentile_to_five_minutes() -> None:
    assert told_range([float(minutes) for minutes in range(1, 101)]) == (50, 80)
    assert told_range([]) is None


def test_of_few_calls_no_share_of_priority_is_learned(place: Place, clock: SetClock) -> None:
    for number in range(20):
        place.office.do(issuing.issue, "HT", "elderly" if number % 4 == 0 else None)
        place.office.do(tickets.finish, called(place).id)
        assert hall_now_share(place) == (0.25 if number == 19 else 0)
        clock.forward(seconds=60)


def hall_now_share(place: Place) -> float:
    return place.office.ask(hall_now).newcomers


def test_who_was_put_aside_took_the_time_of_both_calls(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    ticket = called(place).id
    place.office.do(tickets.begin, ticket)
    clock.forward(seconds=240)
    place.office.do(tickets.hold, ticket, "đi photo")
    clock.forward(seconds=600)
    place.office.do(tickets.resume, ticket, 3)
    clock.forward(seconds=120)
    place.office.do(tickets.finish, ticket)

    assert place.office.ask(past_services).took["HT"] == [6.0]

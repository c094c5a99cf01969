"""Calls nobody answered: told after the time the unit declares, and only while they stand."""

from __future__ import annotations

from datetime import timedelta

from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.unanswered import unanswered
from counter_app.settings import change_setting
from counter_app.store import By
from tests.clock import SetClock


def told(place: Place) -> list[tuple[str, int]]:
    return [(one.number, one.counter) for one in place.office.ask(unanswered)]


def called(place: Place, counter: int) -> issuing.Issued:
    ticket = place.office.do(issuing.issue, "HT")
    place.acting_as(By(f"cb{counter}", counter)).office.do(tickets.call_next, counter)
    return ticket


def test_a_call_is_told_when_it_has_stood_longer_than_declared(place: Place, clock: SetClock) -> None:
    called(place, 3)
    clock.forward(minutes=10)
    assert told(place) == []

    clock.forward(seconds=1)
    assert told(place) == [("A001", 3)]
    place.office.do(change_setting, "queue.unanswered_minutes", "20")
    assert told(place) == []


def test_a_number_called_out_again_counts_from_there(place: Place, clock: SetClock) -> None:
    ticket = called(place, 3)
    clock.forward(minutes=9)
    place.office.do(tickets.recall, ticket.id)
    clock.forward(minutes=9)
    assert told(place) == []

    clock.forward(minutes=2)
    (one,) = place.office.ask(unanswered)
    assert one.called_at == clock() - timedelta(minutes=11)


def test_who_has_begun_missed_it_or_is_back_in_line_is_not_told(place: Place, clock: SetClock) -> None:
    begun, missed, back, standing = (called(place, counter) for counter in (1, 2, 3, 4))
    clock.forward(minutes=11)
    assert told(place) == [("A001", 1), ("A002", 2), ("A003", 3), ("A004", 4)]

    place.office.do(tickets.begin, begun.id)
    place.office.do(tickets.no_show, missed.id)
    place.office.do(tickets.give_back, back.id)

    assert told(place) == [("A004", 4)]
    assert place.office.do(tickets.give_back, standing.id).state == "waiting"


def test_calls_of_yesterday_are_over(place: Place, clock: SetClock) -> None:
    called(place, 3)
    clock.forward(days=1)

    assert told(place) == []

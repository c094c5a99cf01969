from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from counter_app.errors import CounterBusy, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.board import queue_for, ticket_by_id, ticket_labelled, tickets_today
from counter_app.queue.counters import set_counter
from counter_app.queue.settling import Step, next_step
from counter_app.queue.tickets import Called, Empty
from counter_app.queue.visits import VisitCard
from tests.clock import SetClock
from tests.counter_app.calling import call

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


def test_a_ticket_says_its_number_and_how_many_are_ahead(place: Place) -> None:
    first = place.office.do(issuing.issue, "HT")
    second = place.office.do(issuing.issue, "1.001193")
    elsewhere = place.office.do(issuing.issue, "CT")

    assert (first.number, first.ahead) == ("A001", 0)
    assert (second.number, second.ahead, second.service) == ("A002", 1, "HT")
    assert (elsewhere.number, elsewhere.ahead) == ("B001", 0)


def test_pressing_twice_gives_one_ticket(place: Place) -> None:
    press = new_id()

    assert place.office.do_once(press, issuing.issue, "HT") == place.office.do_once(press, issuing.issue, "HT")
    assert len(place.office.ask(tickets_today)) == 1


@pytest.mark.parametrize(("code", "priority"), [("XX", None), ("9.999999", None), ("HT", "vip")])
def test_what_is_not_there_is_refused(place: Place, code: str, priority: str | None) -> None:
    with pytest.raises(NotFound):
        place.office.do(issuing.issue, code, priority)


def test_a_priority_ticket_is_called_first_and_the_call_says_why(place: Place) -> None:
    place.office.do(issuing.issue, "HT")
    elderly = place.office.do(issuing.issue, "HT", "elderly")

    called = call(place)

    assert called.id == elderly.id
    assert "ưu tiên" in called.reason


def test_nobody_is_forgotten_behind_priority(place: Place, clock: SetClock) -> None:
    ordinary = place.office.do(issuing.issue, "HT")
    clock.forward(minutes=46)
    place.office.do(issuing.issue, "HT", "elderly")

    assert call(place).id == ordinary.id


def test_a_counter_calls_only_what_it_serves(place: Place) -> None:
    place.office.do(set_counter, 5, ("CT",))
    place.office.do(issuing.issue, "HT")

    assert place.office.do(tickets.call_next, 5) == Empty()
    assert isinstance(place.office.do(tickets.call_next, 3), Called)


def test_a_counter_with_somebody_calls_nobody_else(place: Place) -> None:
    place.office.do(issuing.issue, "HT")
    place.office.do(issuing.issue, "HT")
    called = call(place)

    with pytest.raises(CounterBusy) as refusal:
        place.office.do(tickets.call_next, 3)

    assert refusal.value.name == called.number


def test_a_ticket_goes_its_way_to_served(place: Place) -> None:
    place.office.do(issuing.issue, "HT")
    called = call(place)

    assert place.office.do(tickets.begin, called.id).state == "serving"
    assert place.office.do(tickets.begin, called.id).state == "serving"
    assert place.office.do(tickets.finish, called.id, "received").outcome == "received"
    assert place.office.do(tickets.finish, called.id, "other").outcome == "received"
    assert isinstance(place.office.do(tickets.call_next, 3), Empty)


def test_a_held_ticket_frees_its_counter_and_comes_back(place: Place) -> None:
    place.office.do(issuing.issue, "HT")
    place.office.do(issuing.issue, "HT")
    first = call(place)
    place.office.do(tickets.begin, first.id)

    assert place.office.do(tickets.hold, first.id, "đi photo").state == "hold"
    second = call(place)
    with pytest.raises(CounterBusy):
        place.office.do(tickets.resume, first.id)
    place.office.do(tickets.finish, second.id)

    assert place.office.do(tickets.resume, first.id).state == "serving"


@pytest.mark.parametrize("step", [tickets.no_show, tickets.cancel])
def test_who_never_came_is_not_called_again(place: Place, clock: SetClock, step: object) -> None:
    place.office.do(issuing.issue, "HT")
    called = call(place)
    clock.forward(seconds=90)

    place.office.do(step, called.id)  # type: ignore[arg-type]

    assert place.office.do(tickets.call_next, 3) == Empty()
    with pytest.raises(WrongMoment):
        place.office.do(tickets.begin, called.id)


def test_yesterdays_tickets_expire_by_themselves(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    place.office.do(issuing.issue, "HT")
    called = call(place)
    place.office.do(tickets.begin, called.id)

    clock.forward(days=3)
    today = place.office.do(issuing.issue, "HT")

    assert today.number == "A001"
    assert place.office.ask(ticket_by_id, called.id).state == "expired"
    assert call(place).id == today.id


def test_the_queue_tells_numbers_and_the_longest_wait(place: Place, clock: SetClock) -> None:
    oldest = clock()
    place.office.do(issuing.issue, "HT")
    clock.forward(minutes=5)
    place.office.do(issuing.issue, "CT", "pregnant")

    queue = place.office.ask(queue_for, 3)

    assert (queue.ordinary, queue.priority, queue.oldest) == (1, 1, oldest)
    assert place.office.ask(ticket_labelled, "b001").priority == "pregnant"


def visit_of(ticket_id: UUID | None, state: str, outcome: str | None = None) -> VisitCard:
    ended = NOW if state == "ended" else None
    return VisitCard(new_id(), ticket_id, "A001", 3, "lan", state, NOW, ended, outcome, "đi photo", None)


@pytest.mark.parametrize(
    ("ticket_state", "visit_state", "expected"),
    [
        ("called", None, None),
        ("called", "open", "begin"),
        ("serving", "open", None),
        ("serving", "parked", "hold"),
        ("serving", "ended", "finish"),
        ("called", "ended", "finish"),
        ("hold", "open", "resume"),
        ("served", "open", "reopen"),
        ("expired", "open", None),
        (None, None, None),
    ],
)
def test_the_office_follows_the_desk(
    place: Place, ticket_state: str | None, visit_state: str | None, expected: str | None
) -> None:
    issued = place.office.do(issuing.issue, "HT")
    card = place.office.ask(ticket_by_id, issued.id)
    ticket = None if ticket_state is None else replace(card, state=ticket_state, counter=3)
    at_counter = ticket if ticket_state in ("called", "serving") else None
    visit = None if visit_state is None else visit_of(issued.id, visit_state, "received")
    going_on = visit if visit_state == "open" else None

    step = next_step(at_counter, going_on, visit, None if going_on is None else ticket)

    assert (None if step is None else step.act) == expected
    if expected == "finish":
        assert step == Step("finish", issued.id, ("received",))


def test_somebody_served_without_a_ticket_concerns_nobody_in_the_office() -> None:
    assert next_step(None, visit_of(None, "open")) is None

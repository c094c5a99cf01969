"""Closing time: everybody left is named, the day's end is foreseen, and who can't be served comes first next morning."""

from __future__ import annotations

from datetime import datetime

import pytest

from counter_app.errors import NoMoreTickets
from counter_app.moments import HANOI, local
from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.board import ticket_by_id
from counter_app.queue.closing import carry_over_everybody, closing
from counter_app.queue.estimate import prospect
from counter_app.queue.services import change_service
from counter_app.queue.tickets import Called
from counter_app.store import By
from tests.clock import SetClock


def busy_hall(place: Place, clock: SetClock, services: int = 6, minutes: int = 10) -> None:
    """One counter has served some people, each as long as the other."""
    for _ in range(services):
        place.office.do(issuing.issue, "HT")
        called = place.office.do(tickets.call_next, 3)
        assert isinstance(called, Called)
        place.office.do(tickets.begin, called.id)
        clock.forward(minutes=minutes)
        place.office.do(tickets.finish, called.id)


def test_everybody_left_is_named_and_the_end_of_the_work_is_foreseen(place: Place, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 20, 15, 0, tzinfo=HANOI)
    busy_hall(place, clock)
    left = [place.office.do(issuing.issue, "HT").number for _ in range(9)]

    now = place.office.ask(closing)

    assert [ticket.number for ticket in now.left] == left
    assert now.closes is not None
    assert local(now.closes).hour == 17
    assert now.done_by is not None
    assert local(now.done_by) == datetime(2026, 11, 20, 17, 30, tzinfo=HANOI), "nine services of ten minutes from 16:00"
    assert now.near
    assert local(now.opens) == datetime(2026, 11, 23, 7, 30, tzinfo=HANOI), "after the weekend"


def test_a_number_that_would_come_after_closing_is_too_late(place: Place, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 20, 15, 0, tzinfo=HANOI)
    busy_hall(place, clock)
    assert not place.office.ask(prospect, "HT").too_late
    for _ in range(9):
        place.office.do(issuing.issue, "HT")

    assert place.office.ask(prospect, "HT").too_late


def test_everybody_waiting_gets_a_number_for_the_next_day_in_their_order(place: Place, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 20, 16, 40, tzinfo=HANOI)
    served = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    place.office.do(tickets.begin, served.id)
    waiting = [place.office.do(issuing.issue, code, priority) for code, priority in (("HT", None), ("CT", "elderly"))]
    opens = place.office.ask(closing).opens

    carried = place.office.do(carry_over_everybody, opens)

    assert [one.number for one in carried] == ["A001", "B001"]
    assert [one.day for one in carried] == [local(opens).date()] * 2
    assert [ticket.id for ticket in place.office.ask(closing).left] == [served.id], "who is served is served on"
    assert [place.office.ask(ticket_by_id, one.id).outcome for one in waiting] == ["carried", "carried"]
    clock.moment = opens
    early = place.office.do(issuing.issue, "HT", "pregnant")
    called = [place.acting_as(By("lan", at)).office.do(tickets.call_next, at) for at in (1, 2, 4)]
    assert [getattr(one, "id", None) for one in called] == [carried[0].id, carried[1].id, early.id]


def test_the_carried_over_come_in_the_order_of_their_arrival_before_who_came_too_late(
    place: Place, clock: SetClock
) -> None:
    clock.moment = datetime(2026, 11, 20, 16, 40, tzinfo=HANOI)
    opens = place.office.ask(closing).opens
    late = place.office.do(issuing.issue_for_next_day, "HT", opens)
    for _ in range(40):
        place.office.do(issuing.issue, "HT")
        clock.forward(seconds=1)
    carried = place.office.do(carry_over_everybody, opens)
    later = place.office.do(issuing.issue_for_next_day, "HT", opens)

    clock.moment = opens
    called = []
    for _ in range(42):
        ticket = place.office.do(tickets.call_next, 3)
        assert isinstance(ticket, Called)
        place.office.do(tickets.finish, ticket.id)
        called.append(ticket.number)

    assert called == [*(one.number for one in carried), late.number, later.number]
    assert {place.office.ask(ticket_by_id, one.id).arrived_at for one in carried} == {opens}


def test_the_days_limit_sends_nobody_away_who_waited_all_day(place: Place, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 20, 16, 40, tzinfo=HANOI)
    opens = place.office.ask(closing).opens
    place.office.do(change_service, "HT", daily_limit=2)
    for _ in range(2):
        place.office.do(issuing.issue, "HT")
        place.office.do(issuing.issue_for_next_day, "HT", opens)
    place.office.do(issuing.issue, "CT")

    assert len(place.office.do(carry_over_everybody, opens)) == 3
    with pytest.raises(NoMoreTickets):
        place.office.do(issuing.issue_for_next_day, "HT", opens)


def test_on_a_day_without_hours_nothing_is_near(place: Place, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 22, 9, 0, tzinfo=HANOI)

    now = place.office.ask(closing)

    assert (now.closes, now.near) == (None, False)

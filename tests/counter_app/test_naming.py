"""One given number is called while others wait: the call says so, and nothing else about the line changes."""

from __future__ import annotations

import pytest

from counter_app.errors import CounterBusy, NotFound, WrongMoment
from counter_app.place import Place
from counter_app.queue import issuing, tickets, undoing
from counter_app.queue.board import call_going_on
from counter_app.queue.counters import set_counter
from counter_app.queue.naming import call_named, named
from tests.clock import SetClock
from tests.counter_app.calling import call
from tests.counter_app.office_acts import actions, moves_of


def test_the_reason_tells_how_many_were_passed(place: Place, clock: SetClock) -> None:
    for _ in range(3):
        last = place.office.do(issuing.issue, "HT")
        clock.forward(seconds=1)
    place.office.do(issuing.issue, "CT")

    found = place.office.ask(named, last.number.lower(), 3)
    assert found is not None
    assert (found.ahead, found.served_here) == (2, True), "who waits for something else is not passed"
    answer = place.office.do(call_named, last.id, 3)

    assert (answer.number, answer.reason) == (last.number, "gọi đích danh, vượt 2 người chờ trước")
    going_on = place.office.ask(call_going_on, 3)
    assert going_on is not None
    assert (going_on.reason, going_on.calls, going_on.called_at) == (answer.reason, 1, clock())
    assert "mất dữ liệu" not in answer.reason
    assert actions(place)[-1] == "ticket.called"


def test_a_number_of_another_line_is_called_all_the_same_and_said_to_be(place: Place) -> None:
    place.office.do(set_counter, 3, ("CT",))
    other = place.office.do(issuing.issue, "HT")

    assert place.office.do(call_named, other.id, 3).reason == "gọi đích danh, ngoài nhóm của quầy"


def test_who_was_away_or_put_aside_may_be_named_and_goes_back_where_they_were(place: Place, clock: SetClock) -> None:
    held, away = place.office.do(issuing.issue, "HT"), place.office.do(issuing.issue, "HT")
    place.office.do(tickets.hold, call(place).id, "đi photo")
    call(place)
    clock.forward(minutes=2)
    place.office.do(tickets.no_show, away.id)

    assert "đang tạm gác" in place.office.do(call_named, held.id, 3).reason
    assert place.office.do(undoing.undo, 3).state == "hold"
    assert "đã vắng khi được gọi" in place.office.do(call_named, away.id, 3).reason
    back = place.office.do(undoing.undo, 3)
    assert (back.state, back.outcome) == ("no_show", "no_show")


def test_nobody_is_named_over_somebody_at_the_counter_or_out_of_another_one(place: Place) -> None:
    first, second = place.office.do(issuing.issue, "HT"), place.office.do(issuing.issue, "HT")
    place.office.do(call_named, first.id, 3)

    with pytest.raises(CounterBusy):
        place.office.do(call_named, second.id, 3)
    with pytest.raises(WrongMoment):
        place.office.do(call_named, first.id, 5)
    with pytest.raises(NotFound):
        place.office.do(call_named, second.id, 77)
    assert moves_of(place, second.id) == ["issued"]


def test_a_number_nobody_has_today_means_nothing(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    assert place.office.ask(named, "Z099", 3) is None

    clock.forward(days=1)

    assert place.office.ask(named, issued.number, 3) is None

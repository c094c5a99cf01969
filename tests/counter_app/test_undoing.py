"""A counter takes back its last move: what comes back, for how long, and whose moves stay."""

from __future__ import annotations

import pytest

from counter_app.errors import CounterBusy, NothingToUndo, ScreenStale
from counter_app.place import Place
from counter_app.queue import issuing, tickets, undoing
from counter_app.queue.board import open_call_at, ticket_by_id
from counter_app.store import By
from tests.clock import SetClock
from tests.counter_app.calling import call
from tests.counter_app.office_acts import moves_of


def test_a_wrong_call_is_taken_back_and_the_ticket_keeps_its_place(place: Place, clock: SetClock) -> None:
    first = place.office.do(issuing.issue, "HT")
    clock.forward(seconds=1)
    place.office.do(issuing.issue, "HT")
    call(place)

    undone = place.office.do(undoing.undo, 3)

    assert (undone.id, undone.state, undone.counter) == (first.id, "waiting", None)
    assert call(place, 5).id == first.id


@pytest.mark.parametrize("move", ["begun", "finished", "no_show", "held", "cancelled", "transferred"])
def test_every_move_of_a_counter_can_be_taken_back(place: Place, clock: SetClock, move: str) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=2)
    if move in ("finished", "held", "transferred"):
        place.office.do(tickets.begin, issued.id)
    before = place.office.ask(ticket_by_id, issued.id)
    steps = {
        "begun": (tickets.begin,),
        "finished": (tickets.finish, "received"),
        "no_show": (tickets.no_show,),
        "held": (tickets.hold, "đi photo"),
        "cancelled": (tickets.cancel,),
        "transferred": (tickets.transfer, "KQ", "last"),
    }
    act, *facts = steps[move]
    place.office.do(act, issued.id, *facts)  # type: ignore[arg-type]

    undone = place.office.do(undoing.undo, 3)

    assert undone.state == before.state
    assert (undone.service, undone.lane, undone.queued_at, undone.counter, undone.outcome) == (
        before.service,
        before.lane,
        before.queued_at,
        before.counter,
        before.outcome,
    )
    with pytest.raises(CounterBusy):
        place.office.do(tickets.call_next, 3)
    assert moves_of(place, issued.id)[-2:] == [move, "undone"]


def test_nothing_is_taken_back_twice_or_late(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    call(place)
    place.office.do(undoing.undo, 3)
    with pytest.raises(NothingToUndo):
        place.office.do(undoing.undo, 3)

    call(place)
    clock.forward(seconds=61)
    with pytest.raises(NothingToUndo):
        place.office.do(undoing.undo, 3)


def test_what_somebody_else_has_moved_since_is_not_taken_back(place: Place) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    place.office.do(tickets.hold, issued.id, "đi photo")
    place.office.do(tickets.resume, issued.id, 5)

    with pytest.raises(ScreenStale):
        place.office.do(undoing.undo, 3)


def test_a_wrong_call_is_taken_back_after_a_recall_too(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(seconds=25)
    place.office.do(tickets.recall, issued.id)

    undone = place.office.do(undoing.undo, 3)

    assert (undone.state, undone.counter) == ("waiting", None)
    assert call(place, 5).id == issued.id


def test_a_move_of_long_ago_is_not_taken_back_by_a_clock_set_back(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(hours=-1)

    with pytest.raises(NothingToUndo):
        place.office.do(undoing.undo, 3)


def test_nobody_takes_back_what_another_person_did(place: Place) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    place.acting_as(By("truong", 3)).office.do(tickets.cancel, issued.id)

    with pytest.raises(ScreenStale):
        place.office.do(undoing.undo, 3)

    assert place.office.ask(ticket_by_id, issued.id).state == "cancelled"


def test_a_service_reopened_is_at_the_counter_that_ended_it(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    place.office.do(tickets.hold, issued.id, "đi photo")
    clock.forward(hours=-1)
    place.office.do(tickets.resume, issued.id, 5)
    place.office.do(tickets.finish, issued.id)

    place.office.do(tickets.reopen, issued.id, 5)

    at_five = place.office.ask(open_call_at, 5)
    assert at_five is not None
    assert at_five.id == issued.id
    assert place.office.ask(open_call_at, 3) is None


@pytest.mark.parametrize(("after", "taken_back"), [(60, True), (61, False)])
def test_a_recall_does_not_lengthen_the_time_of_its_call(
    place: Place, clock: SetClock, after: int, *, taken_back: bool
) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(seconds=50)
    place.office.do(tickets.recall, issued.id)
    clock.forward(seconds=after - 50)

    if taken_back:
        assert place.office.do(undoing.undo, 3).state == "waiting"
    else:
        with pytest.raises(NothingToUndo):
            place.office.do(undoing.undo, 3)


def test_a_begin_taken_back_leaves_the_call_as_it_was(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(seconds=20)
    place.office.do(tickets.begin, issued.id)

    again = place.office.do(undoing.undo_begin, issued.id)
    assert place.office.do(undoing.undo_begin, issued.id) == again, "repeating it changes nothing"

    assert (again.state, again.counter) == ("called", 3)
    assert place.office.do(undoing.undo, 3).state == "waiting", "its call may be taken back too"
    assert moves_of(place, issued.id) == ["issued", "called", "begun", "undone", "undone"]


def test_the_call_before_a_begin_taken_back_has_its_own_time(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(seconds=40)
    place.office.do(tickets.begin, issued.id)
    clock.forward(seconds=30)
    place.office.do(undoing.undo_begin, issued.id)

    with pytest.raises(NothingToUndo):
        place.office.do(undoing.undo, 3)


def test_who_was_taken_by_hand_and_never_called_waits_at_the_old_place(place: Place, clock: SetClock) -> None:
    first = place.office.do(issuing.issue, "HT")
    clock.forward(seconds=1)
    place.office.do(issuing.issue, "HT")
    place.office.do(tickets.take_by_hand, first.id, 3)

    back = place.office.do(undoing.undo_begin, first.id)

    assert (back.state, back.counter) == ("waiting", None)
    assert call(place, 5).id == first.id
    assert place.office.ask(open_call_at, 3) is None

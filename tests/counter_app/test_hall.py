"""The hall's wall: what is called, where, and what is still to be called out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.errors import Refused
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.queue import tickets, undoing
from counter_app.queue.board import open_call_at, queue_for
from counter_app.queue.hall import AT_COUNTER, CalledTicket, HallBoard, Move, hall_board, live_calls, wall_calls
from counter_app.queue.issuing import issue
from counter_app.queue.tickets import Called
from counter_app.settings import change_setting
from tests.clock import SetClock


def board(place: Place) -> HallBoard:
    return place.office.ask(hall_board)


def called(place: Place, counter: int, service: str = "CT") -> Called:
    place.office.do(issue, service)
    answer = place.office.do(tickets.call_next, counter)
    assert isinstance(answer, Called)
    return answer


def wall(place: Place) -> list[tuple[str, int, str]]:
    return [(one.number, one.counter, one.state) for one in board(place).calls]


def out_loud(place: Place) -> list[tuple[str, int]]:
    return [(one.number, one.counter) for one in board(place).live if one.fresh]


def test_before_the_first_call_the_wall_tells_who_waits(place: Place) -> None:
    for service in ("CT", "CT", "HT"):
        place.office.do(issue, service)
    place.office.do(change_setting, "hall.notice", "Hôm nay nghỉ sớm 30 phút.")

    shown = board(place)

    assert (shown.calls, shown.live) == ((), ())
    assert {one.name: one.count for one in shown.waiting if one.count} == {"Chứng thực": 2, "Hộ tịch": 1}
    assert len(shown.waiting) == 9, "services nobody waits for keep their place"
    assert (shown.office, shown.notice) == ("Bộ phận Một cửa phường Long Biên", "Hôm nay nghỉ sớm 30 phút.")


def test_two_calls_in_one_moment_are_both_on_the_wall_and_both_to_be_called_out_in_order(place: Place) -> None:
    first, second = called(place, 1), called(place, 2)
    assert first.called_at == second.called_at

    assert wall(place) == [(second.number, 2, "called"), (first.number, 1, "called")]
    assert out_loud(place) == [(first.number, 1), (second.number, 2)]


def test_a_recall_is_the_newest_call_and_is_called_out_once_more(place: Place, clock: SetClock) -> None:
    first, second = called(place, 1), called(place, 2)
    clock.forward(seconds=20)

    place.office.do(tickets.recall, first.id)

    assert wall(place) == [(first.number, 1, "called"), (second.number, 2, "called")]
    assert out_loud(place) == [(first.number, 1), (second.number, 2), (first.number, 1)]
    assert len({one.id for one in board(place).live}) == 3


def test_five_calls_stand_on_the_wall_the_served_ones_as_served(place: Place, clock: SetClock) -> None:
    numbers = []
    for _ in range(7):
        clock.forward(minutes=3)
        ticket = called(place, 4)
        numbers.append(ticket.number)
        place.office.do(tickets.begin, ticket.id)
        place.office.do(tickets.finish, ticket.id)

    assert wall(place) == [(number, 4, "served") for number in numbers[:1:-1]]
    assert board(place).live == ()


def test_a_call_that_was_undone_is_gone_and_not_called_out(place: Place) -> None:
    kept, wrong = called(place, 1), called(place, 2)

    place.office.do(undoing.undo, 2)

    assert wall(place) == [(kept.number, 1, "called")]
    assert out_loud(place) == [(kept.number, 1)]

    again = place.office.do(tickets.call_next, 5)
    assert isinstance(again, Called)
    assert again.number == wrong.number
    assert out_loud(place) == [(kept.number, 1), (wrong.number, 5)], "the new call alone, at its own counter"


def test_begun_by_mistake_and_undone_the_call_still_stands(place: Place) -> None:
    ticket = called(place, 3)
    place.office.do(tickets.begin, ticket.id)
    assert [one.came for one in board(place).live] == [True]

    place.office.do(undoing.undo, 3)

    assert [(one.number, one.came) for one in board(place).live] == [(ticket.number, False)]


@pytest.mark.parametrize("how", ["no_show", "hold", "transfer", "cancel"])
def test_a_ticket_that_left_its_counter_is_not_on_the_wall(place: Place, clock: SetClock, how: str) -> None:
    ticket = called(place, 3)
    clock.forward(seconds=90)
    leave = {
        "no_show": lambda: place.office.do(tickets.no_show, ticket.id),
        "hold": lambda: place.office.do(tickets.hold, ticket.id, "thiếu giấy"),
        "transfer": lambda: place.office.do(tickets.transfer, ticket.id, "HT"),
        "cancel": lambda: place.office.do(tickets.cancel, ticket.id),
    }

    leave[how]()

    assert (wall(place), out_loud(place)) == ([], [])


def test_taken_up_again_at_another_counter_a_number_stands_there(place: Place, clock: SetClock) -> None:
    ticket = called(place, 3)
    place.office.do(tickets.hold, ticket.id, "thiếu giấy")
    clock.forward(minutes=5)

    place.office.do(tickets.resume, ticket.id, 7)

    assert wall(place) == [(ticket.number, 7, "serving")]
    assert board(place).live == (), "its citizen is there"


def test_a_call_is_called_out_for_a_minute_and_shown_longer(place: Place, clock: SetClock) -> None:
    ticket = called(place, 3)

    clock.forward(seconds=60)
    assert out_loud(place) == [(ticket.number, 3)]

    clock.forward(seconds=1)
    assert out_loud(place) == []
    assert wall(place) == [(ticket.number, 3, "called")]


def test_a_clock_set_back_makes_no_old_call_new(place: Place, clock: SetClock) -> None:
    called(place, 3)

    clock.forward(minutes=-10)

    assert out_loud(place) == []


def test_in_the_morning_yesterdays_calls_are_gone(place: Place, clock: SetClock) -> None:
    called(place, 3)
    place.office.do(issue, "HT")

    clock.forward(days=1, hours=-1)

    assert (wall(place), out_loud(place)) == ([], [])
    assert sum(one.count for one in board(place).waiting) == 0


def test_just_before_and_after_midnight_the_days_are_apart(place: Place, clock: SetClock) -> None:
    clock.forward(hours=15, minutes=29, seconds=50)  # 23:59:50 in the hall
    late = called(place, 3)
    assert out_loud(place) == [(late.number, 3)]

    clock.forward(seconds=20)

    assert (wall(place), out_loud(place)) == ([], [])
    early = called(place, 3)
    assert wall(place) == [(early.number, 3, "called")]


def test_names_never_reach_the_wall(place: Place) -> None:
    place.office.do(add_staff, "Trần Văn Riêng", "rieng", "mat-khau-dai")
    called(place, 3)

    assert "Riêng" not in repr(board(place))
    assert "rieng" not in repr(board(place))


@pytest.mark.parametrize("seed", range(4))
def test_through_a_busy_morning_the_wall_says_what_every_clerks_screen_says(
    place: Place, clock: SetClock, seed: int
) -> None:
    chance = Random(seed)
    for _ in range(60):
        clock.forward(seconds=chance.choice((0, 5, 25, 95)))
        _something_happens(place, chance)
        shown = board(place)
        for call in shown.calls:
            at_the_counter = place.office.ask(open_call_at, call.counter)
            if call.state in AT_COUNTER:
                assert at_the_counter is not None
                assert (at_the_counter.number, at_the_counter.state) == (call.number, call.state)
            else:
                assert at_the_counter is None or at_the_counter.number != call.number
        for live in shown.live:
            there = place.office.ask(open_call_at, live.counter)
            assert there is not None
            assert there.number == live.number
        queue = place.office.ask(queue_for)
        assert sum(one.count for one in shown.waiting) == queue.ordinary + queue.priority + queue.booked


def _something_happens(place: Place, chance: Random) -> None:
    counter = chance.randint(1, 4)
    here = place.office.ask(open_call_at, counter)
    try:
        if here is None:
            place.office.do(issue, chance.choice(("CT", "HT", "KQ")), chance.choice((None, "elderly")))
            place.office.do(chance.choice((tickets.call_next, undoing.undo)), counter)
            return
        step = chance.randrange(7)
        if step == 0:
            place.office.do(tickets.hold, here.id, "thiếu giấy")
        elif step == 1:
            place.office.do(tickets.transfer, here.id, chance.choice(("HT", "2")))
        elif step == 2:
            place.office.do(undoing.undo, counter)
        else:
            act = (tickets.recall, tickets.begin, tickets.finish, tickets.no_show)[step - 3]
            place.office.do(act, here.id)
    except Refused:
        pass  # not now; the next step is another


NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(1, 5)]
KINDS = [
    ("called", "called"),
    ("recalled", "called"),
    ("begun", "serving"),
    ("undone", "waiting"),
    ("undone", "called"),
    ("no_show", "no_show"),
    ("finished", "served"),
    ("issued", "waiting"),
]
moves = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(KINDS), st.integers(0, 120)), max_size=25).map(
    lambda rows: [
        Move(seq, ticket, NOW - timedelta(seconds=age), kind, after)
        for seq, (ticket, (kind, after), age) in enumerate(rows, start=1)
    ]
)


def as_tickets(happened: list[Move]) -> list[CalledTicket]:
    last = {move.ticket_id: move.after for move in happened}
    return [CalledTicket(one, f"A{one.int:03d}", one.int, state) for one, state in last.items()]


@given(moves, st.randoms())
def test_what_stands_is_called_out_in_order_and_what_fell_never(happened: list[Move], chance: Random) -> None:
    shuffled = list(happened)
    chance.shuffle(shuffled)

    live = live_calls(as_tickets(happened), shuffled, NOW)

    assert [one.id for one in live] == sorted({one.id for one in live})
    by_seq = {move.seq: move for move in happened}
    for one in live:
        call = by_seq[one.id]
        later = [move for move in happened if move.ticket_id == call.ticket_id and move.seq > call.seq]
        assert call.called_out
        assert all(move.after in AT_COUNTER for move in later)
        assert one.fresh == (NOW - call.at <= timedelta(seconds=60))


@given(moves)
def test_a_number_stands_on_the_wall_once_at_most(happened: list[Move]) -> None:
    shown = wall_calls(as_tickets(happened), happened)

    assert len(shown) <= 5
    assert len({one.number for one in shown}) == len(shown)

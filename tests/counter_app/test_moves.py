"""Sent on, back again, booked, carried over, taken back: every move through the real acts, on both layouts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counter_app.errors import NoMoreTickets, TooSoon, WrongMoment
from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.board import held_tickets, queue_for, ticket_by_id, tickets_today
from counter_app.queue.counters import counters, set_counter
from counter_app.queue.issuing import Wishes
from counter_app.queue.services import change_service
from counter_app.queue.tickets import Empty
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.counter_app.calling import call
from tests.counter_app.office_acts import refused


def test_a_number_is_called_out_again_only_after_twenty_seconds(place: Place, clock: SetClock) -> None:
    place.office.do(issuing.issue, "HT")
    called = call(place)
    clock.forward(seconds=15)

    with pytest.raises(TooSoon) as refusal:
        place.office.do(tickets.recall, called.id)
    clock.forward(seconds=5)
    place.office.do(tickets.recall, called.id)

    assert refusal.value.wait_seconds == 5


@pytest.mark.parametrize(("priority", "seconds"), [(None, 90), ("elderly", 120)])
def test_a_no_show_waits_longer_for_the_old(place: Place, clock: SetClock, priority: str | None, seconds: int) -> None:
    place.office.do(issuing.issue, "HT", priority)
    called = call(place)
    clock.forward(seconds=seconds - 1)

    with pytest.raises(TooSoon):
        place.office.do(tickets.no_show, called.id)
    clock.forward(seconds=1)

    assert place.office.do(tickets.no_show, called.id).state == "no_show"


def test_who_comes_back_soon_has_the_old_place(place: Place, clock: SetClock) -> None:
    missed = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=2)
    place.office.do(issuing.issue, "HT")
    place.office.do(tickets.no_show, missed.id)
    clock.forward(minutes=10)

    back = place.office.do(tickets.come_back, missed.id)

    assert back.state == "waiting"
    assert call(place).id == missed.id


def test_who_comes_back_late_stands_at_the_end(place: Place, clock: SetClock) -> None:
    missed = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=2)
    place.office.do(tickets.no_show, missed.id)
    clock.forward(minutes=40)
    other = place.office.do(issuing.issue, "HT")
    clock.forward(seconds=1)
    place.office.do(tickets.come_back, missed.id)

    assert call(place).id == other.id


def test_a_ticket_is_sent_to_another_service_under_its_number(place: Place, clock: SetClock) -> None:
    place.office.do(set_counter, 3, ("HT",))
    place.office.do(set_counter, 5, ("KQ",))
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=1)
    place.office.do(issuing.issue, "KQ")

    moved = place.office.do(tickets.transfer, issued.id, "KQ")

    assert (moved.number, moved.service, moved.state, moved.counter) == ("A001", "KQ", "waiting", None)
    assert call(place, 5).id == issued.id, "it keeps its time of arrival"
    assert isinstance(place.office.do(tickets.call_next, 3), Empty)


@pytest.mark.parametrize(("where", "first"), [("first", True), ("last", False)])
def test_a_ticket_may_be_put_first_or_last_in_its_new_line(
    place: Place, clock: SetClock, where: str, *, first: bool
) -> None:
    place.office.do(set_counter, 3, ("HT",))
    other = place.office.do(issuing.issue, "KQ")
    clock.forward(minutes=1)
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=1)
    place.office.do(tickets.transfer, issued.id, "KQ", where)

    place.office.do(set_counter, 3, ("KQ",))

    assert call(place).id == (issued.id if first else other.id)


def test_a_ticket_is_never_sent_where_nobody_could_call_it(place: Place) -> None:
    for one in place.office.ask(counters):
        place.office.do(set_counter, one.number, ("HT", "CT"))
    issued = place.office.do(issuing.issue, "HT")
    call(place)

    told = refused(place, tickets.transfer, issued.id, "HD")

    assert "Chưa quầy nào phục vụ «Hướng dẫn»" in sentence(told)
    assert place.office.ask(ticket_by_id, issued.id).state == "called"
    place.office.do(set_counter, 7, (), None, ("HD",))
    assert place.office.do(tickets.transfer, issued.id, "HD").service == "HD", "overflow is enough"


def test_a_ticket_sent_to_one_counter_is_called_by_no_other(place: Place) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)

    place.office.do(tickets.transfer, issued.id, "7")

    assert place.office.do(tickets.call_next, 3) == Empty()
    assert place.office.ask(queue_for, 7).ordinary == 1
    assert place.office.ask(queue_for, 3).ordinary == 0
    assert call(place, 7).id == issued.id


def test_what_is_on_hold_says_where_by_whom_and_why(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    since = clock()
    place.office.do(tickets.hold, issued.id, "đi photo")

    (held,) = place.office.ask(held_tickets)

    assert (held.ticket.number, held.counter, held.staff, held.reason) == ("A001", 3, "lan", "đi photo")
    assert held.since == since


def test_who_booked_waits_from_the_booked_time(place: Place, clock: SetClock) -> None:
    at = clock() + timedelta(minutes=30)
    booked = place.office.do(issuing.book, "HT", at, None, Wishes(about="HEN-1"))
    assert isinstance(place.office.do(tickets.call_next, 3), Empty)
    clock.forward(minutes=10)
    place.office.do(issuing.check_in, booked.id)
    walked_in = place.office.do(issuing.issue, "HT")

    assert call(place).id == walked_in.id, "before its time an appointment goes after those who wait"
    place.office.do(tickets.finish, walked_in.id)
    clock.forward(minutes=25)
    place.office.do(issuing.issue, "HT")

    called = call(place)
    assert called.id == booked.id
    assert called.reason == "đã đến giờ hẹn"
    assert place.office.ask(ticket_by_id, booked.id).arrived_at == at


def test_who_came_before_the_booked_time_is_nobodys_longest_wait(place: Place, clock: SetClock) -> None:
    booked = place.office.do(issuing.book, "HT", clock() + timedelta(minutes=30))
    place.office.do(issuing.check_in, booked.id)

    queue = place.office.ask(queue_for, 3)
    assert (queue.booked, queue.oldest) == (1, None)

    since = clock()
    place.office.do(issuing.issue, "HT")
    assert place.office.ask(queue_for, 3).oldest == since


def test_a_booking_of_another_day_cannot_check_in(place: Place, clock: SetClock) -> None:
    booked = place.office.do(issuing.book, "HT", clock() + timedelta(days=3))

    with pytest.raises(WrongMoment):
        place.office.do(issuing.check_in, booked.id)


def test_who_is_left_at_closing_comes_first_next_morning(place: Place, clock: SetClock) -> None:
    left = place.office.do(issuing.issue, "HT")
    opens = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)

    carried = place.office.do(issuing.carry_over, left.id, opens)
    again = place.office.do(issuing.carry_over, left.id, opens)

    assert (carried.number, carried.id) == ("A001", again.id)
    assert place.office.ask(ticket_by_id, left.id).outcome == "carried"
    assert isinstance(place.office.do(tickets.call_next, 3), Empty), "it does not wait today"
    clock.moment = opens + timedelta(minutes=5)
    place.office.do(issuing.issue, "HT", "elderly")
    called = call(place)
    assert (called.id, called.reason) == (carried.id, "chuyển từ hôm trước")


def test_a_service_gives_no_more_than_its_tickets_of_the_day(place: Place) -> None:
    place.office.do(change_service, "KQ", daily_limit=2)
    place.office.do(issuing.issue, "KQ")
    place.office.do(issuing.issue, "KQ")

    with pytest.raises(NoMoreTickets) as refused:
        place.office.do(issuing.issue, "KQ")

    assert sentence(refused.value).startswith("Ngày 20/11 «Nhận kết quả» đã phát đủ 2 số.")
    assert len(place.office.ask(tickets_today)) == 2
    place.office.do(change_service, "KQ", daily_limit=3)
    assert place.office.do(issuing.issue, "KQ").number.endswith("003"), "the number refused was lowered again"


def test_the_days_limit_counts_numbers_given_whoever_is_sent_on_or_sent_here(place: Place) -> None:
    place.office.do(change_service, "HT", daily_limit=2)
    place.office.do(change_service, "CT", daily_limit=1)
    sent = place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)
    place.office.do(tickets.transfer, sent.id, "CT")

    place.office.do(issuing.issue, "CT")
    place.office.do(issuing.issue, "HT")
    with pytest.raises(NoMoreTickets):
        place.office.do(issuing.issue, "HT")


def test_a_counter_that_calls_is_open_and_one_that_pauses_says_why(place: Place) -> None:
    place.office.do(tickets.call_next, 3)
    assert [(one.counter, one.kind, one.staff) for one in place.office.ask(duty.duties)] == [(3, "open", "lan")]

    place.office.do(duty.pause_counter, 3, "Họp")
    assert [(one.kind, one.reason) for one in place.office.ask(duty.duties)] == [("pause", "Họp")]

    place.office.do(duty.close_counter, 3)
    assert place.office.ask(duty.duties) == ()


def test_duty_left_open_yesterday_counts_no_more(place: Place, clock: SetClock) -> None:
    place.office.do(duty.open_counter, 3)
    clock.forward(days=1)

    assert place.office.ask(duty.duties) == ()
    place.office.do(tickets.call_next, 3)
    assert len(place.office.ask(duty.duties)) == 1


def test_a_slip_that_did_not_come_out_is_marked_on_its_ticket(place: Place) -> None:
    issued = place.office.do(issuing.issue, "HT")

    assert place.office.do(issuing.note_slip, issued.id, "failed").slip == "failed"
    assert call(place).id == issued.id, "the ticket moves on all the same"


def test_a_clock_set_back_holds_nobody_up(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(hours=-1)

    place.office.do(tickets.recall, issued.id)
    assert place.office.do(tickets.no_show, issued.id).state == "no_show"


def test_yesterdays_no_show_does_not_come_back_today(place: Place, clock: SetClock) -> None:
    issued = place.office.do(issuing.issue, "HT")
    call(place)
    clock.forward(minutes=2)
    place.office.do(tickets.no_show, issued.id)
    clock.forward(days=1)

    with pytest.raises(WrongMoment):
        place.office.do(tickets.come_back, issued.id)

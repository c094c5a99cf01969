"""The clerk's side of the queue: a wrong call taken back, sent on, paused, and a call over a service going on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.place import Place
from counter_app.queue import duty, issuing, visits
from counter_app.queue.board import open_call_at, ticket_by_id
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import apart, filled, office_held, settled
from tests.stories.queue_steps import says, with_modifier
from ui.demo.pilot import ClerkPilot, wait_until


def undoes(clerk: ClerkPilot) -> None:
    with_modifier(clerk, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)


def sends_on(clerk: ClerkPilot) -> None:
    with_modifier(clerk, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)


def test_a_wrong_call_is_taken_back(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    undoes(clerk)
    says(clerk, f"Đã hoàn tác: {issued.number} trở lại hàng chờ")

    assert staffed.office.ask(ticket_by_id, issued.id).state == "waiting"
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")
    assert clerk.calls_next() == issued.number


def test_a_visit_ended_by_mistake_goes_on_with_its_ticket(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the service")
    clerk.ends("7")

    undoes(clerk)
    says(clerk, "lại đang được phục vụ")

    settled(clerk)
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
    assert clerk.work.flow.visit is not None
    assert clerk.work.flow.visit.ticket_id == issued.id
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the ticket served again")
    clerk.ends("1")
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "received"


def test_a_visit_without_a_ticket_ended_by_mistake_goes_on_too(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
    clerk.ends("7")

    undoes(clerk)

    wait_until(lambda: clerk.work.flow.visit is not None, "the visit again")
    says(clerk, "mở lại")


def test_nothing_is_taken_back_after_a_minute(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clock.forward(seconds=61)

    undoes(clerk)

    says(clerk, "không có bước nào trong 60 giây")
    assert clerk.work.flow.ticket is not None


def test_a_call_over_a_service_asks_how_that_ended_first(clerk: ClerkPilot, staffed: Place) -> None:
    first, second = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    filled(clerk)
    clerk.receives()
    wait_until(lambda: staffed.office.ask(ticket_by_id, first.id).state == "serving", "the service")

    clerk.presses(Qt.Key.Key_F2)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    assert staffed.office.ask(ticket_by_id, first.id).state == "serving", "nothing has ended yet"
    clerk.presses(Qt.Key.Key_1, "1")

    wait_until(lambda: staffed.office.ask(ticket_by_id, second.id).state == "called", "the next call")
    assert staffed.office.ask(ticket_by_id, first.id).outcome == "received"


def test_esc_leaves_the_service_as_it_is_and_calls_nobody(clerk: ClerkPilot, staffed: Place) -> None:
    first, second = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)

    clerk.presses(Qt.Key.Key_F2)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    clerk.presses(Qt.Key.Key_Escape)
    clerk.ends("7")

    assert staffed.office.ask(ticket_by_id, first.id).state == "served"
    assert staffed.office.ask(ticket_by_id, second.id).state == "waiting"


def test_who_only_asked_leaves_with_a_reason(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)

    clerk.ends("52")

    visit = staffed.desk.ask(visits.visit_of_ticket, issued.id)
    assert visit is not None
    assert (visit.outcome, visit.note) == ("advice", "Sai nơi tiếp nhận")


def test_a_called_ticket_is_sent_on_under_its_number(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    sends_on(clerk)
    wait_until(clerk.work.choices.isVisible, "the services")
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, f"Đã chuyển {issued.number}")

    ticket = staffed.office.ask(ticket_by_id, issued.id)
    assert (ticket.state, ticket.service, ticket.number) == ("waiting", "HT", issued.number)


def test_a_served_citizen_is_sent_on_to_another_counter(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the service")

    sends_on(clerk)
    wait_until(clerk.work.choices.isVisible, "the services")
    clerk.presses(Qt.Key.Key_9, "9")
    clerk.presses(Qt.Key.Key_1, "1")

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).lane == "@1/3", "the ticket in its new line")
    assert staffed.office.ask(open_call_at, 3) is None
    visit = staffed.desk.ask(visits.visit_of_ticket, issued.id)
    assert visit is not None
    assert visit.outcome == "transferred"


def test_a_counter_pauses_with_a_reason_and_opens_with_the_next_call(clerk: ClerkPilot, staffed: Place) -> None:
    wait_until(lambda: staffed.office.ask(duty.duty_at, 3) is not None, "the counter open")

    with_modifier(clerk, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    wait_until(clerk.work.choices.isVisible, "the reasons")
    clerk.presses(Qt.Key.Key_2, "2")
    says(clerk, "Quầy tạm dừng: Họp")
    paused = staffed.office.ask(duty.duty_at, 3)
    assert paused is not None
    assert (paused.kind, paused.reason) == ("pause", "Họp")

    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    again = staffed.office.ask(duty.duty_at, 3)
    assert again is not None
    assert again.kind == "open"


@apart
def test_a_visit_that_began_before_the_call_was_answered_is_that_tickets(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")

    with office_held(staffed):
        clerk.presses(Qt.Key.Key_F2)
        clerk.scans(CARD)
        settled(clerk)
        wait_until(lambda: clerk.work.flow.visit is not None, "a visit all the same")
        begun = clerk.work.flow.visit

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the ticket to be its own")
    visit = staffed.desk.ask(visits.visit_of_ticket, issued.id)
    assert visit is not None
    assert begun is not None
    assert (visit.id, visit.ticket_label) == (begun.id, issued.number)


@pytest.mark.parametrize("key", ["F4", "away"])
def test_what_comes_too_soon_says_how_long_to_wait(clerk: ClerkPilot, staffed: Place, key: str) -> None:
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    if key == "F4":
        clerk.presses(Qt.Key.Key_F4)
    else:
        clerk.work.queue.away_button.click()

    says(clerk, f"Chờ thêm {'20' if key == 'F4' else '90'} giây")


def test_closing_the_window_gives_a_called_number_back(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    clerk.window.close()

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "waiting", "the number back in line")
    wait_until(lambda: staffed.office.ask(duty.duty_at, 3) is None, "the counter closed")


def test_a_call_with_nobody_waiting_leaves_the_pause_as_it_is(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(duty.pause_counter, 3, "Họp")

    clerk.presses(Qt.Key.Key_F2)
    says(clerk, "Chưa có ai chờ")

    still = staffed.office.ask(duty.duty_at, 3)
    assert still is not None
    assert still.kind == "pause"

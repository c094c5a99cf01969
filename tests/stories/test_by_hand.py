"""Gọi tay: with the office away the number on the slip is typed, and the office follows when it is there again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.place import Place
from counter_app.queue import issuing, tickets, visits
from counter_app.queue.board import open_call_at, ticket_by_id
from tests.clock import SetClock
from tests.stories.counter_steps import apart, filled, office_held, settled
from tests.stories.queue_steps import calls_by_hand, says, with_modifier
from ui.demo.pilot import ClerkPilot, wait_until


@apart
def test_with_the_office_away_for_a_minute_the_number_on_the_slip_is_typed(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")

    with office_held(staffed):
        clerk.presses(Qt.Key.Key_F2)
        says(clerk, "Ctrl+G gọi tay")
        calls_by_hand(clerk, "b1")
        wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
        filled(clerk)
        clerk.receives()

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the ticket to follow")
    visit = staffed.desk.ask(visits.visit_of_ticket, issued.id)
    assert visit is not None
    assert visit.ticket_label == issued.number
    clerk.ends("1")
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "received"


@apart
def test_a_call_answered_after_somebody_was_called_by_hand_is_taken_back(clerk: ClerkPilot, staffed: Place) -> None:
    first, second = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")

    with office_held(staffed):
        clerk.presses(Qt.Key.Key_F2)
        calls_by_hand(clerk, second.number)
        wait_until(lambda: clerk.work.flow.visit is not None, "the visit")

    wait_until(lambda: staffed.office.ask(ticket_by_id, second.id).state == "serving", "the ticket of the slip")
    assert staffed.office.ask(ticket_by_id, first.id).state == "waiting"


def test_a_number_nobody_has_is_a_visit_all_the_same(clerk: ClerkPilot, staffed: Place) -> None:
    calls_by_hand(clerk, "z99")
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
    assert clerk.work.flow.visit is not None
    assert (clerk.work.flow.visit.ticket_label, clerk.work.flow.visit.ticket_id) == ("Z099", None)
    wait_until(lambda: "chưa thấy số này" in clerk.work.header.words.text(), "the doubt in the header")

    clerk.ends("7")


def test_what_is_no_number_stays_in_the_line(clerk: ClerkPilot) -> None:
    with_modifier(clerk, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    wait_until(clerk.work.by_hand.line.hasFocus, "the line for the number")
    clerk.types("12")
    clerk.presses(Qt.Key.Key_Return, "\r")

    assert "một chữ" in clerk.work.by_hand.problem.text()
    assert clerk.work.by_hand.isVisible()
    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.work.flow.visit is None


def pauses(clerk: ClerkPilot) -> None:
    """Something asked of the office, which does not answer."""
    with_modifier(clerk, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    wait_until(clerk.work.choices.isVisible, "the reasons")
    clerk.presses(Qt.Key.Key_1, "1")


def test_a_number_mistyped_by_hand_or_served_elsewhere_holds_up_none_after_it(
    clerk: ClerkPilot, staffed: Place
) -> None:
    elsewhere, here = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")
    staffed.office.do(tickets.take_by_hand, elsewhere.id, 4)

    for number in ("Z099", elsewhere.number, here.number):  # while the office was away
        by_hand = staffed.desk.do(visits.begin, 3, number)
        staffed.desk.do(visits.end, by_hand.id, "collected")

    wait_until(lambda: staffed.desk.ask(visits.visit_of_ticket, here.id) is not None, "the visit to be its own")
    assert staffed.office.ask(ticket_by_id, here.id).state == "served"
    assert staffed.office.ask(ticket_by_id, elsewhere.id).state == "serving"
    untold = [one.ticket_label for one in staffed.desk.ask(visits.untold_by_hand, 3)]
    assert untold == ["Z099", elsewhere.number]


@apart
def test_who_was_served_by_hand_and_has_gone_is_not_called_again(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")

    with office_held(staffed):
        pauses(clerk)
        calls_by_hand(clerk, issued.number)
        wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
        clerk.presses(Qt.Key.Key_F12)
        wait_until(clerk.work.choices.isVisible, "the outcomes")
        clerk.presses(Qt.Key.Key_4, "4")
        wait_until(lambda: clerk.work.flow.visit is None, "the end of the visit")

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "served", "the office to hear of it")
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "collected"
    wait_until(lambda: staffed.desk.ask(visits.visit_of_ticket, issued.id) is not None, "the visit to be its own")
    assert staffed.desk.ask(visits.open_visit, 3) is None


def test_a_visit_by_hand_left_open_yesterday_takes_nobody_of_today(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    calls_by_hand(clerk, "b1")
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
    clock.forward(days=3)
    today = staffed.office.do(issuing.issue, "CT")
    clerk.work.flow.look(lambda: None)
    settled(clerk)
    clerk.ends("7")

    assert today.number == "B001"
    assert staffed.office.ask(ticket_by_id, today.id).state == "waiting"


@apart
def test_a_wrong_number_typed_while_the_office_is_away_costs_nobody_their_place(
    clerk: ClerkPilot, staffed: Place
) -> None:
    issued = staffed.office.do(issuing.issue, "CT")

    with office_held(staffed):
        pauses(clerk)
        calls_by_hand(clerk, issued.number)
        wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
        with_modifier(clerk, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        says(clerk, f"chưa bắt đầu lượt {issued.number}")

    wait_until(lambda: clerk.work.flow.pausing, "the office to answer again")
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "waiting", "the number in its line")
    assert staffed.office.ask(open_call_at, 3) is None
    assert staffed.desk.ask(visits.untold_by_hand, 3) == ()

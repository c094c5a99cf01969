"""A citizen sent on under the same number: only where somebody can call them, to the place that was meant, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.board import open_call_at, ticket_by_id
from counter_app.queue.counters import counters, set_counter
from counter_app.queue.issuing import Issued
from counter_app.reference import refresh_desk
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import apart, settled
from tests.stories.queue_steps import says
from tests.stories.test_queue_keys import sends_on
from ui.demo.pilot import ClerkPilot, wait_until


def offered(clerk: ClerkPilot) -> list[str]:
    found = clerk.work.choices.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible()]


def asks_where(clerk: ClerkPilot) -> None:
    sends_on(clerk)
    wait_until(clerk.work.choices.isVisible, "the services")


def nobody_serves(place: Place, service: str) -> None:
    for one in place.office.ask(counters):
        place.office.do(set_counter, one.number, tuple(code for code in one.services if code != service))


def served(clerk: ClerkPilot, staffed: Place, service: str = "CT") -> Issued:
    issued = staffed.office.do(issuing.issue, service)
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the service")
    return issued


def test_a_service_nobody_serves_is_not_offered(clerk: ClerkPilot, staffed: Place) -> None:
    nobody_serves(staffed, "HT")
    refresh_desk(staffed)
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    asks_where(clerk)
    wait_until(lambda: "1   Cư trú" in " ".join(offered(clerk)), "the others")

    assert not any("Hộ tịch" in one for one in offered(clerk))


@pytest.mark.parametrize(("turns", "where"), [(0, "keep"), (1, "first"), (2, "last")])
def test_the_place_is_kept_unless_an_arrow_says_otherwise(
    clerk: ClerkPilot, staffed: Place, clock: SetClock, turns: int, where: str
) -> None:
    earlier = staffed.office.do(issuing.issue, "HT")
    clock.forward(minutes=5)
    issued = staffed.office.do(issuing.issue, "CT")
    staffed.office.do(set_counter, 3, ("CT",))
    clock.forward(minutes=5)
    assert clerk.calls_next() == issued.number
    later = staffed.office.do(issuing.issue, "HT")
    clock.forward(minutes=1)

    asks_where(clerk)
    for _ in range(turns):
        clerk.presses(Qt.Key.Key_Right)
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, f"Đã chuyển {issued.number}")

    moved = staffed.office.ask(ticket_by_id, issued.id)
    order = sorted(
        (moved, *(staffed.office.ask(ticket_by_id, one.id) for one in (earlier, later))), key=lambda t: t.queued_at
    )
    assert order.index(moved) == {"first": 0, "keep": 1, "last": 2}[where]


def test_the_place_goes_along_to_one_counter_and_at_the_end_of_a_visit(clerk: ClerkPilot, staffed: Place) -> None:
    issued = served(clerk, staffed)

    asks_where(clerk)
    clerk.presses(Qt.Key.Key_Right)
    clerk.presses(Qt.Key.Key_Right)
    clerk.presses(Qt.Key.Key_9, "9")
    assert clerk.work.choices.manner == "last"
    clerk.presses(Qt.Key.Key_1, "1")

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).lane == "@1/3", "the ticket in its new line")
    moved = staffed.office.ask(ticket_by_id, issued.id)
    assert moved.queued_at >= moved.arrived_at
    assert clerk.work.flow.visit is None


def test_a_counter_with_nobody_at_it_is_said_to_be_empty(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(duty.open_counter, 5)
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    asks_where(clerk)
    clerk.presses(Qt.Key.Key_9, "9")
    wait_until(lambda: any("chưa có ai" in one for one in offered(clerk)), "who is not there")

    empty = [one for one in offered(clerk) if "chưa có ai" in one]
    assert any("Quầy 1 " in one for one in empty)
    assert not any("Quầy 5 " in one for one in empty)


def test_a_service_whose_counters_are_all_empty_is_said_to_be_closed(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(set_counter, 3, ("CT",))
    refresh_desk(staffed)
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    asks_where(clerk)

    wait_until(lambda: any("Hộ tịch · chưa quầy nào mở" in one for one in offered(clerk)), "the warning")


@apart
def test_whom_nobody_would_call_waits_for_this_counter_again(clerk: ClerkPilot, staffed: Place) -> None:
    """The counters changed after this PC read what they serve."""
    issued = served(clerk, staffed)
    nobody_serves(staffed, "HT")

    asks_where(clerk)
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, "Chưa quầy nào phục vụ «Hộ tịch»")

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).lane == "@3/3", "the ticket in this counter's line")
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")
    assert staffed.office.ask(open_call_at, 3) is None
    assert clerk.calls_next() == issued.number


def test_who_was_sent_on_and_comes_back_is_served_here_again(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    issued = served(clerk, staffed)
    asks_where(clerk)
    clerk.presses(Qt.Key.Key_1, "1")
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "waiting", "the ticket in its new line")
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")
    clock.forward(minutes=5)

    assert clerk.calls_next() == issued.number
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the service")
    clerk.ends("7")

    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "left"


def test_who_was_sent_on_from_the_call_alone_comes_back_too(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    staffed.office.do(tickets.transfer, issued.id, "HT")
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")

    assert clerk.calls_next() == issued.number


def test_a_ticket_called_and_sent_on_between_two_looks_is_not_left_on_the_screen(
    clerk: ClerkPilot, staffed: Place
) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    follow = clerk.work.flow._follow_office
    changes = clerk.work.flow._workers.office.changed
    wait_until(lambda: follow.answered, "the first look")
    changes.disconnect(follow.refresh)
    clerk.calls_next()
    staffed.office.do(tickets.transfer, issued.id, "HT")
    changes.connect(follow.refresh)

    follow.refresh()

    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")

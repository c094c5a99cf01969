"""A service begun by mistake: a card scanned too soon, a number typed wrong. Shift+F2 within a minute, and it cost nothing."""

from __future__ import annotations

import pytest

from counter_app.place import Place
from counter_app.queue import issuing, visits
from counter_app.queue.board import open_call_at, ticket_by_id
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import filled, settled
from tests.stories.queue_steps import says
from tests.stories.test_queue_keys import undoes
from ui.demo.pilot import ClerkPilot, wait_until


def begun(clerk: ClerkPilot, staffed: Place) -> issuing.Issued:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the service")
    return issued


def test_a_card_scanned_by_mistake_costs_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    issued = begun(clerk, staffed)

    undoes(clerk)
    says(clerk, f"Đã hoàn tác: chưa bắt đầu lượt {issued.number}")

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "called", "the number called as before")
    wait_until(lambda: clerk.work.receiving.entry.owner.number == "", "an empty form")
    assert staffed.desk.ask(visits.open_visit, 3) is None
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "serving", "the right one begins it")
    clerk.ends("7")
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "left"


def test_pressed_once_more_the_call_is_taken_back_too(clerk: ClerkPilot, staffed: Place) -> None:
    issued = begun(clerk, staffed)
    undoes(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "called", "the call")

    undoes(clerk)
    says(clerk, f"{issued.number} trở lại hàng chờ")

    assert staffed.office.ask(open_call_at, 3) is None
    assert clerk.calls_next() == issued.number


def test_a_visit_without_a_ticket_is_taken_back_too(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")

    undoes(clerk)
    says(clerk, "chưa bắt đầu lượt không số")

    wait_until(lambda: clerk.work.flow.visit is None, "nobody at the counter")
    undoes(clerk)
    says(clerk, "không có bước nào")
    assert staffed.desk.ask(visits.open_visit, 3) is None, "what was taken back does not come back"


def test_a_visit_in_which_a_dossier_was_received_stays(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    filled(clerk)
    clerk.receives()

    undoes(clerk)

    says(clerk, "đã nhận hồ sơ")
    assert clerk.work.flow.visit is not None


@pytest.mark.parametrize("seconds", [60, 61])
def test_a_begin_is_taken_back_for_a_minute(clerk: ClerkPilot, staffed: Place, clock: SetClock, seconds: int) -> None:
    begun(clerk, staffed)
    clock.forward(seconds=seconds)

    undoes(clerk)

    says(clerk, "chưa bắt đầu lượt" if seconds == 60 else "không có bước nào trong 60 giây")
    settled(clerk)
    wait_until(lambda: (clerk.work.flow.visit is None) == (seconds == 60), "the visit")


def test_what_was_typed_for_somebody_else_is_gone_with_the_visit(clerk: ClerkPilot, staffed: Place) -> None:
    issued = begun(clerk, staffed)
    undoes(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "called", "the call")
    visit = staffed.desk.ask(visits.visit_of_ticket, issued.id)

    assert visit is not None
    assert visit.outcome == visits.UNDONE
    assert clerk.work.header.person.isHidden()

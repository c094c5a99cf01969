"""A given number while others wait: asked for first, called with a reason that says so, undone like any call."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.board import call_going_on, open_call_at, ticket_by_id
from counter_app.queue.counters import set_counter
from counter_app.queue.issuing import Issued
from counter_app.queue.slip_code import slip_code
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.conftest import PASSWORD
from tests.stories.counter_steps import settled
from tests.stories.queue_steps import calls_by_hand, says
from tests.stories.test_queue_keys import undoes
from tests.windows import let_go
from ui.clerk.window import ClerkWindow
from ui.demo.pilot import ClerkPilot, wait_until
from ui.work import workers_for


@pytest.fixture(autouse=True)
def time_enough(clerk: ClerkPilot) -> None:
    """However busy this machine is, the office is not taken to be away."""
    clerk.work.naming.patience.setInterval(60_000)


def some(staffed: Place, clock: SetClock, many: int = 3, service: str = "CT") -> list[Issued]:
    issued = []
    for _ in range(many):
        issued.append(staffed.office.do(issuing.issue, service))
        clock.forward(seconds=1)
    return issued


def asked(clerk: ClerkPilot, words: str) -> None:
    choices = clerk.work.choices
    wait_until(
        lambda: words in choices.title, f"«{words}»; asked is «{choices.title}», said «{clerk.work.notice.text}»"
    )


def reason_at(staffed: Place, counter: int = 3) -> str:
    call = staffed.office.ask(call_going_on, counter)
    assert call is not None
    return call.reason


def test_nobody_is_passed_by_a_slip_of_the_fingers(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    last = some(staffed, clock)[-1]

    calls_by_hand(clerk, last.number)
    asked(clerk, "còn 2 người chờ trước")
    clerk.presses(Qt.Key.Key_Return, "\r")

    wait_until(clerk.work.choices.isHidden, "the answer")
    settled(clerk)
    assert staffed.office.ask(open_call_at, 3) is None
    assert staffed.office.ask(ticket_by_id, last.id).state == "waiting"
    assert clerk.work.flow.visit is None


def test_a_number_called_by_name_keeps_that_it_passed_others(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    first, _, last = some(staffed, clock)

    clerk.scans(slip_code(last.day, last.number))
    wait_until(clerk.work.by_hand.line.hasFocus, "the number of the slip")
    clerk.presses(Qt.Key.Key_Return, "\r")
    asked(clerk, "còn 2 người chờ trước")
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, f"Đã gọi {last.number}: gọi đích danh, vượt 2 người chờ trước")

    assert reason_at(staffed) == "gọi đích danh, vượt 2 người chờ trước"
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: staffed.office.ask(ticket_by_id, last.id).state == "serving", "the service")
    clerk.ends("7")
    assert clerk.calls_next() == first.number


def test_a_number_of_another_counters_service_is_named_as_such(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    staffed.office.do(set_counter, 3, ("CT",))
    (other,) = some(staffed, clock, 1, "HT")

    calls_by_hand(clerk, other.number)
    asked(clerk, "quầy này không nhận nhóm đó")
    clerk.presses(Qt.Key.Key_1, "1")
    wait_until(lambda: staffed.office.ask(open_call_at, 3) is not None, "the call")

    assert reason_at(staffed) == "gọi đích danh, ngoài nhóm của quầy"
    undoes(clerk)
    says(clerk, f"{other.number} trở lại hàng chờ")


def test_who_is_next_anyway_is_one_enter_away(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    first = some(staffed, clock)[0]

    calls_by_hand(clerk, first.number)
    asked(clerk, "đang đến lượt")
    clerk.presses(Qt.Key.Key_Return, "\r")

    says(clerk, f"Đã gọi {first.number}: gọi đích danh.")


def test_a_number_that_is_over_is_refused_and_nothing_begins(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    (done,) = some(staffed, clock, 1)
    staffed.office.do(tickets.call_next, 5)
    staffed.office.do(tickets.finish, done.id)

    calls_by_hand(clerk, done.number)

    says(clerk, "đã xong")
    assert clerk.work.flow.visit is None


def test_who_was_put_aside_here_is_opened_again_instead(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    (held,) = some(staffed, clock, 1)
    clerk.calls_next()
    clerk.scans(CARD)
    settled(clerk)
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: staffed.office.ask(ticket_by_id, held.id).state == "hold", "the ticket put aside")
    wait_until(lambda: clerk.work.flow.ticket is None, "an empty counter")

    calls_by_hand(clerk, held.number)

    says(clerk, "đang tạm gác ở quầy này")


def test_a_second_number_waits_for_the_one_called(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    first, _, last = some(staffed, clock)
    clerk.calls_next()

    calls_by_hand(clerk, last.number)

    says(clerk, f"Quầy đã gọi số {first.number}")
    assert staffed.office.ask(ticket_by_id, last.id).state == "waiting"


@pytest.mark.parametrize("begun", [False, True])
def test_why_it_was_called_is_still_there_after_a_restart(
    clerk: ClerkPilot, staffed: Place, clock: SetClock, qapp: QApplication, *, begun: bool
) -> None:
    some(staffed, clock, 1)
    clerk.calls_next()
    if begun:
        clerk.scans(CARD)
        settled(clerk)
        wait_until(lambda: clerk.work.flow.ticket is not None and clerk.work.flow.ticket.state == "serving", "it")
    workers = workers_for(staffed)
    window = ClerkWindow(workers)
    window.show()
    again = ClerkPilot(window)
    again.signs_in("lan", PASSWORD, 3)

    why = "Lý do gọi: đến trước được gọi trước"
    wait_until(lambda: again.work.header.number.toolTip() == why, "the reason")
    assert again.work.header.reason.isVisible() is not begun
    assert again.work.header.reason.text() == ("" if begun else why)
    window.hide()
    workers.close()
    let_go(window)


def test_whose_slip_failed_is_called_by_voice(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    (issued,) = some(staffed, clock, 1)
    staffed.office.do(issuing.note_slip, issued.id, "failed")
    clerk.calls_next()

    flag = clerk.work.header.flag
    wait_until(flag.isVisible, "the flag")
    assert flag.text() == "Phiếu chưa ra, gọi bằng lời"
    clerk.scans(CARD)
    settled(clerk)
    wait_until(lambda: not flag.isVisible(), "nothing to call: they are here")


def test_a_slip_that_comes_out_after_the_call_takes_the_flag_away(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    (issued,) = some(staffed, clock, 1)
    clerk.calls_next()
    assert not clerk.work.header.flag.isVisible()
    staffed.office.do(issuing.note_slip, issued.id, "failed")
    wait_until(clerk.work.header.flag.isVisible, "the flag")

    staffed.office.do(issuing.note_slip, issued.id, "printed")

    wait_until(lambda: not clerk.work.header.flag.isVisible(), "no flag")

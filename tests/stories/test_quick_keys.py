"""Hands faster than disks, and an office that does not answer: nothing is lost, doubled or given to the wrong visit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app import database, print_jobs
from counter_app.dossiers.drafts import open_draft
from counter_app.dossiers.entry import DRAFT_KIND
from counter_app.dossiers.lookup import dossier, dossiers
from counter_app.place import Place
from counter_app.queue import issuing, visits
from counter_app.queue.board import ticket_by_id
from tests.clock import SetClock
from tests.documents import CARD
from tests.stories.counter_steps import OTHER_CARD, apart, filled, office_held, settled
from ui.demo.pilot import ClerkPilot, wait_until


@apart
def test_with_the_office_away_everything_at_the_desk_goes_on(clerk: ClerkPilot, staffed: Place) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()

    with office_held(staffed):
        filled(clerk)
        code = clerk.receives()
        clerk.presses(Qt.Key.Key_F12)
        wait_until(clerk.work.choices.isVisible, "the outcomes")
        clerk.presses(Qt.Key.Key_1, "1")
        wait_until(lambda: clerk.work.flow.visit is None, "the end of the visit")
        assert staffed.desk.ask(dossier, code).visit_id is not None

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "served", "the office to catch up")


@apart
def test_an_office_that_refused_once_is_told_again_and_the_next_citizen_gets_their_own_ticket(
    clerk: ClerkPilot, staffed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_LIMIT_SECONDS", 0.05)
    first, second = staffed.office.do(issuing.issue, "CT"), staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    wait_until(lambda: staffed.office.ask(ticket_by_id, first.id).state == "serving", "the service to begin")

    with office_held(staffed):
        clerk.presses(Qt.Key.Key_F12)
        wait_until(clerk.work.choices.isVisible, "the outcomes")
        clerk.presses(Qt.Key.Key_7, "7")
        wait_until(lambda: clerk.work.flow.visit is None, "the end of the visit")
        clerk.scans(OTHER_CARD)
        wait_until(lambda: clerk.work.flow.visit is not None, "the next visit")
        begun = clerk.work.flow.visit
        assert begun is not None
        assert begun.ticket_id is None, "a ticket whose visit has ended is nobody else's"
    clerk.ends("51")

    assert staffed.office.ask(ticket_by_id, first.id).outcome == "left"
    assert clerk.calls_next() == second.number


def test_f8_then_f9_puts_aside_and_receives_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F8)
    clerk.presses(Qt.Key.Key_F9)
    settled(clerk)

    assert staffed.desk.ask(dossiers) == ()
    (parked,) = staffed.desk.ask(visits.parked_visits)
    assert staffed.desk.ask(open_draft, parked.id, DRAFT_KIND) is not None
    clerk.work.receiving.resume(parked.id)
    wait_until(lambda: clerk.work.form.person.name.text() == "Nguyễn Văn An", "the parked form")
    clerk.receives()
    assert len(staffed.desk.ask(dossiers)) == 1


def test_f9_pressed_twice_is_one_dossier(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F9)
    clerk.presses(Qt.Key.Key_F9)
    settled(clerk)

    wait_until(lambda: len(staffed.desk.ask(dossiers)) == 1, "the dossier")
    assert len(staffed.desk.ask(print_jobs.jobs)) == 1


def test_f12_with_an_unfinished_dossier_asks_first(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F12)
    wait_until(lambda: "chưa nhận" in clerk.work.notice.text, "the question")
    assert not clerk.work.choices.isVisible()

    clerk.presses(Qt.Key.Key_F9)
    wait_until(lambda: len(clerk.work.flow.desk.received) == 1, "the dossier")
    clerk.ends()
    assert len(staffed.desk.ask(dossiers)) == 1


def test_f12_right_after_f9_knows_of_the_dossier(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F9)
    clerk.presses(Qt.Key.Key_F12)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    clerk.presses(Qt.Key.Key_Return, "\r")
    wait_until(lambda: clerk.work.flow.visit is None, "the end")

    last = staffed.desk.ask(visits.last_ended_visit, 3)
    assert last is not None
    assert last.outcome == "received"
    assert len(staffed.desk.ask(dossiers)) == 1


def test_a_card_scanned_right_after_the_end_belongs_to_the_next_visit(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_F12)
    wait_until(clerk.work.choices.isVisible, "the outcomes")
    clerk.presses(Qt.Key.Key_7, "7")
    clerk.scans(OTHER_CARD)
    wait_until(lambda: clerk.work.flow.visit is not None and not clerk.work.flow.steps.busy, "the next visit")

    visit = clerk.work.flow.visit
    assert clerk.work.form.person.name.text() == "Trần Thị Bình"
    assert visit is not None
    assert visit.ticket_label == "không số"


def test_the_digits_offer_what_the_ticket_is_for(clerk: ClerkPilot, staffed: Place) -> None:
    for service in ("HT", "CT"):
        staffed.office.do(issuing.issue, service)
        clerk.calls_next()
        clerk.scans(CARD)
        clerk.presses(Qt.Key.Key_1, "1")
        chosen = clerk.work.form.procedure.procedure
        assert chosen is not None
        assert chosen.service == service
        if clerk.work.form.papers.copying:
            clerk.takes_all_papers()
        clerk.presses(Qt.Key.Key_F9)
        wait_until(lambda: bool(clerk.work.flow.desk.received), "the dossier")
        clerk.ends()


def test_what_is_searched_for_is_what_enter_takes_whatever_happens_meanwhile(clerk: ClerkPilot, staffed: Place) -> None:
    clerk.scans(CARD)
    wait_until(clerk.work.form.procedure.search.hasFocus, "the keys in the search line")
    clerk.types("trich luc")
    staffed.office.do(issuing.issue, "CT")
    clerk.work.flow.changed.emit()
    clerk.presses(Qt.Key.Key_Return, "\r")

    chosen = clerk.work.form.procedure.procedure
    assert chosen is not None
    assert chosen.code == "2.000635"


def test_a_visit_that_crosses_midnight_is_received_without_a_word_about_the_ticket(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    filled(clerk)
    settled(clerk)
    clock.forward(hours=16)

    code = clerk.receives()

    assert f"Đã nhận {code}" in clerk.work.notice.text


def test_a_parked_visit_waits_while_another_number_is_called(clerk: ClerkPilot, staffed: Place) -> None:
    for _ in range(2):
        staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: bool(clerk.work.flow.desk.parked) and clerk.work.flow.ticket is None, "the parked visit")
    second = clerk.calls_next()

    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)
    settled(clerk)

    assert second in clerk.work.notice.text
    assert clerk.work.flow.visit is None


def test_f6_pressed_twice_in_haste_is_one_more_paper(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.receives()
    (job,) = staffed.desk.ask(print_jobs.jobs)
    staffed.desk.do(print_jobs.start, job.id, b"bytes")
    staffed.desk.do(print_jobs.settle, job.id, "printed")

    clerk.presses(Qt.Key.Key_F6)
    clerk.presses(Qt.Key.Key_F6)
    wait_until(lambda: len(staffed.desk.ask(print_jobs.jobs)) > 1, "the reprint")
    clerk.presses(Qt.Key.Key_F6)

    assert sorted(one.copy_no for one in staffed.desk.ask(print_jobs.jobs)) == [1, 2]


def test_nobody_came_by_one_key(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    clerk.presses(Qt.Key.Key_F4)
    wait_until(lambda: "Chờ thêm 20 giây" in clerk.work.notice.text, "the refusal of a recall that comes at once")
    clock.forward(seconds=90)
    clerk.presses(Qt.Key.Key_F4)
    wait_until(lambda: "Đã gọi lại" in clerk.work.notice.text, "the recall")
    clerk.work.flow.no_show()

    wait_until(lambda: staffed.office.ask(ticket_by_id, issued.id).state == "no_show", "the no-show")


def test_after_f9_the_keys_are_in_the_form_again(clerk: ClerkPilot) -> None:
    filled(clerk)
    clerk.receives()

    wait_until(clerk.work.form.person.number.hasFocus, "the keys in the number")


def test_nobody_is_taken_up_again_over_somebody_at_the_counter(clerk: ClerkPilot, staffed: Place) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: bool(clerk.work.flow.desk.parked), "the parked visit")
    clerk.scans(OTHER_CARD)
    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)
    settled(clerk)

    assert clerk.work.form.person.name.text() == "Trần Thị Bình"
    assert len(staffed.desk.ask(visits.parked_visits)) == 1


def test_a_step_that_breaks_off_leaves_the_keys_alive(clerk: ClerkPilot, caplog: pytest.LogCaptureFixture) -> None:
    def breaks_off(_done: object) -> None:
        raise ValueError("nobody foresaw this")

    clerk.work.flow.steps.do(breaks_off)

    assert "Có lỗi ngoài dự kiến" in clerk.work.notice.text
    assert "unforeseen" in caplog.text
    filled(clerk)
    clerk.receives()

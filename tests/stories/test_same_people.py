"""One more matter of the same people, and who a visit taken up again is for."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.documents import CARD
from tests.stories.counter_steps import OTHER_CARD, filled, settled
from ui.demo.pilot import ClerkPilot, wait_until


def test_f7_right_after_f9_goes_on_with_the_same_person(clerk: ClerkPilot) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F9)
    clerk.presses(Qt.Key.Key_F7)
    settled(clerk)

    assert clerk.work.form.person.name.text() == "Nguyễn Văn An"
    assert clerk.work.form.procedure.procedure is None
    assert len(clerk.work.flow.desk.received) == 1


def test_f7_in_the_middle_of_a_dossier_leaves_it_alone(clerk: ClerkPilot) -> None:
    filled(clerk)
    clerk.presses(Qt.Key.Key_F7)

    assert clerk.work.form.procedure.procedure is not None
    assert "F9 nhận trước" in clerk.work.notice.text


def test_the_same_people_are_known_again_after_the_visit_was_put_aside(clerk: ClerkPilot) -> None:
    filled(clerk)
    clerk.receives()
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: bool(clerk.work.flow.desk.parked), "the parked visit")
    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)
    wait_until(lambda: clerk.work.flow.visit is not None, "the visit again")
    settled(clerk)

    clerk.presses(Qt.Key.Key_F7)

    wait_until(lambda: clerk.work.form.person.name.text() == "Nguyễn Văn An", "the same owner")
    assert clerk.work.form.person.birth_date.text() == "15/03/1985"
    assert clerk.work.form.procedure.procedure is None


def test_the_header_says_who_a_visit_taken_up_again_is_for(clerk: ClerkPilot) -> None:
    clerk.scans(CARD)
    settled(clerk)
    clerk.presses(Qt.Key.Key_F8)
    wait_until(lambda: bool(clerk.work.flow.desk.parked), "the parked visit")
    settled(clerk)
    assert clerk.work.header.person.text() == ""

    clerk.work.receiving.resume(clerk.work.flow.desk.parked[0].id)

    wait_until(lambda: "Nguyễn Văn An …2345" in clerk.work.header.person.text(), "the name")


def test_what_is_typed_is_not_typed_over_by_the_same_people(clerk: ClerkPilot) -> None:
    filled(clerk)
    clerk.receives()
    clerk.scans(OTHER_CARD)
    settled(clerk)

    clerk.presses(Qt.Key.Key_F7)

    wait_until(lambda: "F9 nhận trước" in clerk.work.notice.text, "the reason")
    assert clerk.work.form.person.name.text() == "Trần Thị Bình"

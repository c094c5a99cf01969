"""A dossier beside the work: how it is opened, that nothing typed is lost, what others did meanwhile, its papers, lists."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.steps.values import Correction
from counter_app.place import Place
from counter_app.print_jobs import jobs
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue import issuing
from counter_app.queue.visits import RESULT_LINE
from tests.clock import SetClock
from tests.counter_app.dossier_story import ASKED, RESULT, forwarding, marriage
from tests.documents import CARD, intake
from tests.stories.counter_steps import OTHER_CARD, settled
from tests.stories.dossier_desk import begins, control, does_it, enters, into, opens, sees, stands
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until


def test_enter_on_a_dossier_found_opens_it_and_esc_goes_back_to_what_was_found(
    clerk: ClerkPilot, staffed: Place
) -> None:
    taken = marriage(staffed)
    clerk.presses(Qt.Key.Key_F3)
    clerk.types("nguyen van")
    clerk.presses(Qt.Key.Key_Return, "\r")
    sees(clerk, taken.code)

    clerk.presses(Qt.Key.Key_Escape)

    assert clerk.work.dossier.isHidden()
    assert clerk.work.search.line.text() == "nguyen van"
    assert clerk.work.search.line.hasFocus()
    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.work.form.isVisible()


def test_a_code_scanned_with_a_form_half_filled_loses_nothing(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    clerk.scans(OTHER_CARD)
    settled(clerk)
    opens(clerk, taken.code)
    begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")

    clerk.presses(Qt.Key.Key_Escape)
    clerk.presses(Qt.Key.Key_Escape)

    assert clerk.work.form.isVisible()
    assert clerk.work.form.person.name.text() == "Trần Thị Bình"
    assert stands(staffed, taken.id).state == 2
    opens(clerk, taken.code)
    form = begins(clerk, "9")
    assert form.document()["reason"] == "Nộp nơi khác", "what was typed for a step waits for it"


def test_an_unknown_code_is_said_and_looked_for(clerk: ClerkPilot) -> None:
    clerk.scans("H26.016.26-200101-0001")

    says(clerk, "Không tìm thấy hồ sơ")
    assert clerk.work.search.isVisible()


def test_a_card_with_no_form_open_shows_that_person_s_dossiers(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    clerk.presses(Qt.Key.Key_F3)
    clerk.scans(CARD)

    wait_until(lambda: clerk.work.search.found.count() == 1, "the dossier")
    assert "NGUYỄN VĂN AN" in clerk.work.search.title.text()
    clerk.presses(Qt.Key.Key_Return, "\r")
    pane = sees(clerk, taken.code)
    assert "2   Chuyển xử lý" in [button.text() for button in pane.steps.findChildren(QPushButton)]


def test_a_card_of_somebody_without_dossiers_goes_to_the_form(clerk: ClerkPilot, staffed: Place) -> None:
    marriage(staffed)
    clerk.presses(Qt.Key.Key_F3)
    clerk.scans(OTHER_CARD)

    wait_until(clerk.work.form.isVisible, "the form")
    assert clerk.work.form.person.name.text() == "Trần Thị Bình"


def test_ctrl_d_shows_the_dossiers_of_the_person_in_the_form(clerk: ClerkPilot, staffed: Place) -> None:
    marriage(staffed)
    clerk.scans(CARD)
    says(clerk, "Người này có 1 hồ sơ đang mở.")
    control(clerk, Qt.Key.Key_D)

    wait_until(lambda: clerk.work.search.found.count() == 1, "the dossier")


def test_somebody_else_was_first_and_what_was_typed_stays(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    form = begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")
    staffed.desk.do(forward, taken.id, forwarding())
    wait_until(lambda: pane.state.text() == "Đang xử lý", "the newer state")

    does_it(clerk, "vừa được người khác xử lý")

    assert stands(staffed, taken.id).state == 4
    assert pane.form is form
    assert form.document()["reason"] == "Nộp nơi khác"
    does_it(clerk, "Rút hồ sơ: xong.")
    assert stands(staffed, taken.id).state == 7


def test_an_older_screen_undoes_nobody_s_correction(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "8")
    clerk.types(" Bình")
    into(clerk, "reason")
    clerk.types("Sai tên đệm")
    owner = intake().owner
    staffed.desk.do(correct, taken.id, Correction("Sai số máy", owner=replace(owner, phone="0987654321")))

    does_it(clerk, "vừa được người khác xử lý")
    does_it(clerk, "Đính chính: xong.")

    card = stands(staffed, taken.id)
    assert (card.version, card.owner.name, card.owner.phone) == (3, "Nguyễn Văn An Bình", "0987654321")


def test_a_ticket_for_results_needs_a_card_alone(clerk: ClerkPilot, staffed: Place) -> None:
    marriage(staffed)
    staffed.office.do(issuing.issue, RESULT_LINE)
    clerk.calls_next()
    clerk.scans(CARD)

    wait_until(lambda: clerk.work.search.found.count() == 1, "the dossier")
    assert "ĐANG MỞ" in clerk.work.search.title.text()


def test_a_key_of_a_step_that_can_t_be_taken_says_why(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    clerk.presses(Qt.Key(0), "1")

    says(clerk, "chưa có kết quả để trả")
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, "Chưa chọn bước nào")


def test_a_form_of_a_step_is_seen_and_printed(clerk: ClerkPilot, staffed: Place) -> None:
    office = PrinterCard("hp", "cups", {"queue": "hp", "sheet": "A5"}, ack="none", purposes=("form",))
    staffed.desk.do(add_printer, office)
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    clerk.presses(Qt.Key(0), "m")
    says(clerk, "chưa có mẫu nào")
    staffed.desk.do(supplement, taken.id, ASKED)
    wait_until(lambda: pane.view is not None and len(pane.view.timeline.forms) == 1, "the form")

    clerk.presses(Qt.Key(0), "m")
    wait_until(pane.preview.isVisible, "the form on the screen")
    assert pane.preview.title.text().startswith(f"Mẫu 02 {taken.code}")
    clerk.presses(Qt.Key(0), "i")
    says(clerk, "Mẫu 02 số 1 đã gửi in (hp).")

    assert [job.kind for job in staffed.desk.ask(jobs) if job.kind == "form"] == ["form"], "it waits, and waits once"
    clerk.presses(Qt.Key.Key_Escape)
    assert not pane.preview.isVisible()
    assert pane.isVisible()


def test_a_work_list_says_who_has_it_and_enter_opens_it(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    taken = marriage(staffed)
    staffed.desk.do(forward, taken.id, forwarding())
    clock.forward(days=20)
    control(clerk, Qt.Key.Key_L)
    wait_until(clerk.work.choices.isVisible, "the lists")
    clerk.presses(Qt.Key(0), "3")

    wait_until(lambda: clerk.work.search.found.count() == 1, "the overdue one")
    words = clerk.work.search.found.item(0).text()
    assert "Tư pháp – Hộ tịch · Lê Thị Hoa · 024 3872 1111" in words
    clerk.presses(Qt.Key.Key_Return, "\r")
    pane = sees(clerk, taken.code)
    assert "quá hẹn" in pane.state.text()

    begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")
    does_it(clerk, "Rút hồ sơ: xong.")
    clerk.presses(Qt.Key.Key_Escape)
    wait_until(lambda: clerk.work.search.found.count() == 0, "the list without it")


def test_the_panel_counts_and_its_button_opens_the_list(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    staffed.desk.do(result, taken.id, RESULT)

    def ready() -> list[QPushButton]:
        buttons = clerk.work.to_do.findChildren(QPushButton)
        return [one for one in buttons if one.text() == "1  Chờ trả" and one.isVisible()]

    wait_until(lambda: bool(ready()), "the count")
    ready()[-1].click()

    wait_until(lambda: clerk.work.search.found.count() == 1, "the list")
    assert "kệ K2-04" in clerk.work.search.found.item(0).text()


def test_the_first_step_with_somebody_called_begins_their_visit_and_its_end_closes_the_dossier(
    clerk: ClerkPilot, staffed: Place
) -> None:
    taken = marriage(staffed)
    issued = staffed.office.do(issuing.issue, "HT")
    assert clerk.calls_next() == issued.number
    opens(clerk, taken.code)
    begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")
    does_it(clerk, "Rút hồ sơ: xong.")

    wait_until(lambda: clerk.work.flow.visit is not None, "the visit")
    clerk.ends("5" + "1")
    wait_until(clerk.work.form.isVisible, "the form again")
    assert clerk.work.dossier.isHidden()

"""What happens to a dossier while it is worked on, by keys in the real window, and the form each step gives out."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.timeline import timeline
from counter_app.place import Place
from tests.clock import SetClock
from tests.counter_app.dossier_story import ASKED, marriage
from tests.stories.dossier_desk import begins, chooses, does_it, enters, into, opens, stands
from tests.stories.outcomes import form_sent, no_form, prints_on_sheets, receipts, register_line, tells
from tests.stories.queue_steps import says
from ui.clerk.dossier.said import due_words
from ui.demo.pilot import ClerkPilot

UNIT = ("Tư pháp – Hộ tịch", "Thẩm tra, trình ký", "25/11 16:30", "Lê Thị Hoa", "02438721111")


@tells("forward", "to units")
@tells("note_leg", "taken and done")
def test_forwarded_taken_and_done_by_the_unit(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "2")
    enters(clerk, *UNIT)
    does_it(clerk, "Chuyển xử lý: xong.")
    assert "Mẫu 06" in clerk.work.notice.text
    assert stands(staffed, taken.id).state == 4

    clock.forward(hours=2)
    begins(clerk, "3")
    enters(clerk, "")
    into(clerk, "officer")
    does_it(clerk, "Ghi giao nhận: xong.")
    clock.forward(days=1)
    begins(clerk, "3")
    does_it(clerk, "Ghi giao nhận: xong.")

    (leg,) = staffed.desk.ask(timeline, taken.id).legs
    assert (leg.unit, leg.officer, leg.outcome) == ("Tư pháp – Hộ tịch", "Lê Thị Hoa", "early")
    assert leg.done_at == clock()
    sheet = form_sent(staffed, taken.id, "06")
    assert taken.code in sheet
    assert "Tư pháp – Hộ tịch" in sheet
    assert "Tư pháp – Hộ tịch" in register_line(staffed, clock)


def test_forwarded_until_the_day_it_is_due(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "2")
    enters(clerk, "Tư pháp – Hộ tịch", "Thẩm tra, trình ký", "30/11")
    does_it(clerk, "Chuyển xử lý: xong.")

    (leg,) = staffed.desk.ask(timeline, taken.id).legs
    assert leg.limit_at == stands(staffed, taken.id).due


@tells("supplement", "in processing")
@tells("complete", "in processing")
def test_asked_for_in_processing_and_completed_the_time_runs_anew(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "5")
    enters(clerk, "Giấy xác nhận tình trạng hôn nhân", "", "Giấy đã hết hạn")
    does_it(clerk, "Yêu cầu bổ sung: xong.")
    assert "Mẫu 02" in clerk.work.notice.text
    assert stands(staffed, taken.id).due is None
    asked = form_sent(staffed, taken.id, "02")
    assert "Giấy xác nhận tình trạng hôn nhân" in asked
    assert "Giấy đã hết hạn" in asked

    clock.forward(days=3)
    begins(clerk, "1")
    does_it(clerk, "Nhận bổ sung: xong.")

    card = stands(staffed, taken.id)
    assert card.state == 2
    assert card.due is not None
    assert card.due_original is not None
    assert card.due > card.due_original
    assert [due.kind for due in staffed.desk.ask(timeline, taken.id).dues] == ["set", "paused", "restarted"]
    assert pane.view is not None
    assert "lần đầu hẹn" in due_words(pane.view)
    assert pane.state.text() == "Được tiếp nhận"
    again, first = receipts(staffed, taken.id)
    assert "30/11/2026" in first
    assert "03/12/2026" not in first
    assert "01/12/2026" in again


@tells("close", "after fifteen days")
def test_nobody_completes_it_and_it_is_closed_after_fifteen_days(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    staffed.desk.do(supplement, taken.id, ASKED)
    opens(clerk, taken.code)
    clerk.presses(Qt.Key(0), "6")
    says(clerk, "Công dân còn hạn 15 ngày")

    clock.forward(days=19)
    clerk.presses(Qt.Key.Key_Escape)
    opens(clerk, taken.code)
    begins(clerk, "6")
    enters(clerk, "Không bổ sung trong 15 ngày")
    does_it(clerk, "Đóng hồ sơ: xong.")

    assert stands(staffed, taken.id).state == 8
    notice = form_sent(staffed, taken.id, "05")
    assert "Không bổ sung trong 15 ngày" in notice
    assert "Giấy xác nhận tình trạng hôn nhân: 2 bản chính" in notice


@tells("extend", "with an apology")
def test_extended_once_with_an_apology(clerk: ClerkPilot, staffed: Place) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    opens(clerk, taken.code)
    form = begins(clerk, "6")
    enters(clerk, "ngày mai", "Chờ xác minh nơi cư trú cũ", "Phạm Thu Hà")
    chooses(clerk, 1)
    does_it(clerk, "viết ngày như 25/11/2026")
    assert form.fields["due"].hasFocus()
    clerk.types("01/12/2026 16:30")
    does_it(clerk, "Xin lỗi và hẹn lại: xong.")
    clerk.presses(Qt.Key(0), "6")
    says(clerk, "đã hẹn lại một lần")

    assert [due.kind for due in staffed.desk.ask(timeline, taken.id).dues] == ["set", "extended"]
    apology = form_sent(staffed, taken.id, "04")
    for words in ("Chờ xác minh nơi cư trú cũ", "Phạm Thu Hà", taken.code, "01 tháng 12 năm 2026"):
        assert words in apology


@tells("result", "in")
def test_the_result_is_in_and_a_wrong_one_is_replaced_before_it_is_given(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "4")
    enters(clerk, "C-14", "Giấy chứng nhận kết hôn", "15/2026", "2")
    does_it(clerk, "Có kết quả: xong.")
    assert "chờ trả" in pane.state.text()
    form = begins(clerk, "4")
    form.focus_fault("shelf")
    clerk.presses(Qt.Key.Key_Backspace)
    clerk.types("K2-04")
    does_it(clerk, "Có kết quả: xong.")

    card = stands(staffed, taken.id)
    assert (card.state, card.handover_state, card.shelf) == (9, "ready", "K2-04")
    (paper,) = staffed.desk.ask(timeline, taken.id).result
    assert (paper.name, paper.number, paper.count) == ("Giấy chứng nhận kết hôn", "15/2026", 2)
    assert no_form(staffed, taken.id)

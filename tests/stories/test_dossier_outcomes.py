"""Every way a dossier can go, by keys in the real window: forwarded, completed, refused, extended, handed over late …"""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.timeline import handover_of, timeline
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.clock import SetClock
from tests.counter_app.dossier_story import ASKED, RESULT, forwarding, marriage
from tests.documents import CARD
from tests.stories.counter_steps import OTHER_CARD
from tests.stories.dossier_desk import begins, chooses, does_it, enters, into, opens, stands
from tests.stories.queue_steps import says
from ui.clerk.dossier.said import due_words
from ui.demo.pilot import ClerkPilot, wait_until


def counts_originals(clerk: ClerkPilot) -> None:
    """One application kept in the file, two certificates given back."""
    form = clerk.work.dossier.form
    assert form is not None
    form.focus_fault("originals")
    enters(clerk, "0", "1", "2")


def test_received_forwarded_done_and_handed_over(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    assert pane.state.text() == "Được tiếp nhận"

    begins(clerk, "2")
    enters(clerk, "Tư pháp – Hộ tịch", "Thẩm tra, trình ký", "25/11 16:30", "Lê Thị Hoa", "02438721111")
    does_it(clerk, "Chuyển xử lý: xong.")
    assert "Mẫu 06" in clerk.work.notice.text
    clock.forward(hours=2)
    form = begins(clerk, "3")
    into(clerk, "officer")
    does_it(clerk, "Ghi giao nhận: xong.")
    assert form is not clerk.work.dossier.form
    clock.forward(days=2)
    begins(clerk, "4")
    enters(clerk, "C-14", "Giấy chứng nhận kết hôn", "15/2026", "2")
    does_it(clerk, "Có kết quả: xong.")
    assert "chờ trả" in pane.state.text()

    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    assert (stands(staffed, taken.id).state, pane.state.text()) == (10, "Đã trả kết quả")
    given = staffed.desk.ask(handover_of, taken.id)
    assert given is not None
    assert (given.receiver_name, given.checked, given.slip, given.late) == ("Nguyễn Văn An", "card", "brought", False)
    assert "Nguyễn Văn An (chủ hồ sơ) nhận, đối chiếu căn cước" in pane.timeline.text
    assert "Tư pháp – Hộ tịch · Lê Thị Hoa" in pane.timeline.text


def test_the_slip_alone_is_not_enough_and_originals_are_counted_off(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    staffed.desk.do(result, taken.id, RESULT)
    opens(clerk, taken.code)
    form = begins(clerk, "1")

    does_it(clerk, "giấy hẹn thôi chưa đủ")
    assert form.fields["receiver.number"].hasFocus()
    clerk.scans(OTHER_CARD)
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, "chưa có giấy uỷ quyền")
    clerk.scans(CARD)
    does_it(clerk, "Bản chính chưa đếm đủ")
    counts_originals(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    assert stands(staffed, taken.id).handover_state == "given"


def test_somebody_with_an_authorisation_takes_it_and_the_slip_is_lost(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    staffed.desk.do(result, taken.id, RESULT)
    opens(clerk, taken.code)
    form = begins(clerk, "1")
    clerk.scans(OTHER_CARD)

    assert form.fields["receiver.authorised_by"].hasFocus()
    enters(clerk, "Giấy uỷ quyền số 12", "19/11/2026")
    chooses(clerk, 1)
    counts_originals(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    given = staffed.desk.ask(handover_of, taken.id)
    assert given is not None
    assert (given.receiver_role, given.slip) == ("authorised", "lost")
    assert given.authorisation == {"paper": "Giấy uỷ quyền số 12", "date": "2026-11-19"}


def test_a_late_result_is_handed_over_and_the_reason_is_asked(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    taken = marriage(staffed)
    staffed.desk.do(result, taken.id, RESULT)
    clock.forward(days=20)
    pane = opens(clerk, taken.code)
    assert "quá hẹn" in pane.state.text()
    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)

    does_it(clerk, "ghi vì sao trễ")
    clerk.types("Chờ xác minh")
    does_it(clerk, "Trả kết quả: xong.")

    given = staffed.desk.ask(handover_of, taken.id)
    assert given is not None
    assert (given.late, given.note) == (True, "Chờ xác minh")


def test_asked_for_in_processing_and_completed_the_time_runs_anew(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "5")
    enters(clerk, "Giấy xác nhận tình trạng hôn nhân", "", "Giấy đã hết hạn")
    does_it(clerk, "Yêu cầu bổ sung: xong.")
    assert "Mẫu 02" in clerk.work.notice.text
    assert stands(staffed, taken.id).due is None

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


def test_nobody_completes_it_and_it_is_closed_after_fifteen_days(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
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


def test_refused_with_a_reason_and_its_papers_given_back(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "7")
    does_it(clerk, "không được để trống")
    clerk.types("Một bên chưa đủ tuổi kết hôn.")
    does_it(clerk, "Từ chối: xong.")
    assert "chờ trả lại giấy tờ" in pane.state.text()

    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    card = stands(staffed, taken.id)
    assert (card.state, card.handover_state) == (3, "given")


def test_refused_late_it_says_why_so_late(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    taken = marriage(staffed)
    clock.forward(days=20)
    opens(clerk, taken.code)
    begins(clerk, "7")
    enters(clerk, "Một bên chưa đủ tuổi kết hôn.")
    does_it(clerk, "từ chối lúc này phải ghi vì sao trễ")
    clerk.types("Chờ xác minh, xin lỗi công dân")
    does_it(clerk, "Từ chối: xong.")

    assert stands(staffed, taken.id).state == 3


def test_extended_once_with_an_apology(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    form = begins(clerk, "6")
    enters(clerk, "ngày mai", "Chờ xác minh nơi cư trú cũ")
    does_it(clerk, "viết ngày như 25/11/2026")
    assert form.fields["due"].hasFocus()
    clerk.types("01/12/2026 16:30")
    does_it(clerk, "Xin lỗi và hẹn lại: xong.")
    clerk.presses(Qt.Key(0), "6")
    says(clerk, "đã hẹn lại một lần")

    assert [due.kind for due in staffed.desk.ask(timeline, taken.id).dues] == ["set", "extended"]


def test_forwarded_until_the_day_it_is_due(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "2")
    enters(clerk, "Tư pháp – Hộ tịch", "Thẩm tra, trình ký", "30/11")
    does_it(clerk, "Chuyển xử lý: xong.")

    (leg,) = staffed.desk.ask(timeline, taken.id).legs
    assert leg.limit_at == stands(staffed, taken.id).due


def test_stopped_at_the_citizen_s_wish(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    staffed.desk.do(forward, taken.id, forwarding())
    opens(clerk, taken.code)
    begins(clerk, "0")
    enters(clerk, "Công dân xin dừng")
    does_it(clerk, "Dừng giải quyết: xong.")

    assert "Mẫu 05" in clerk.work.notice.text
    assert stands(staffed, taken.id).state == 8


def test_withdrawn(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")
    does_it(clerk, "Rút hồ sơ: xong.")

    assert stands(staffed, taken.id).state == 7


def test_a_correction_is_a_version_and_its_receipt_says_so(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    form = begins(clerk, "8")
    clerk.types(" Bình")
    into(clerk, "reason")
    clerk.types("Sai tên đệm")
    does_it(clerk, "Đính chính: xong.")
    assert form is not pane.form

    card = stands(staffed, taken.id)
    assert (card.version, card.owner.name) == (2, "Nguyễn Văn An Bình")
    assert "Nguyễn Văn An Bình" in pane.who.text()
    clerk.presses(Qt.Key.Key_F5)
    wait_until(pane.preview.isVisible, "the receipt on the screen")


def test_nothing_changed_is_no_correction(clerk: ClerkPilot, staffed: Place) -> None:
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "8")
    into(clerk, "reason")
    clerk.types("Thử")
    does_it(clerk, "không có gì khác")

    assert stands(staffed, taken.id).version == 1


def test_voided_by_two_people_one_of_them_in_charge(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.office.do(add_staff, "Phạm Thu Hà", "ha", "mật khẩu của Hà", "head")
    refresh_desk(staffed)
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "h")
    enters(clerk, "Ghi nhầm người", "lan", "x")
    does_it(clerk, "không phải lan")
    enters(clerk, "ha", "y")
    does_it(clerk, "Sai tên hoặc mật khẩu")
    assert not stands(staffed, taken.id).voided
    clerk.types("mật khẩu của Hà")
    does_it(clerk, "Huỷ hồ sơ: xong.")

    assert stands(staffed, taken.id).voided
    assert "đã huỷ vì ghi nhầm" in pane.state.text()

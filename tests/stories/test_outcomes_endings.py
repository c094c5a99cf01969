"""How a dossier ends without a result, is put right or voided, by keys in the real window; and its papers."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.timeline import handover_of
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.reference import refresh_desk
from tests.clock import SetClock
from tests.counter_app.dossier_story import forwarding, marriage
from tests.documents import CARD
from tests.stories.dossier_desk import begins, counts_originals, does_it, enters, into, opens, stands
from tests.stories.outcomes import form_sent, no_form, prints_on_sheets, receipts, register_line, tells
from ui.demo.pilot import ClerkPilot, wait_until


@tells("refuse", "in processing")
@tells("hand_over", "papers of what ended without a result")
def test_refused_with_a_reason_and_its_papers_given_back(clerk: ClerkPilot, staffed: Place) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    pane = opens(clerk, taken.code)
    begins(clerk, "7")
    does_it(clerk, "không được để trống")
    clerk.types("Một bên chưa đủ tuổi kết hôn.")
    does_it(clerk, "Từ chối: xong.")
    assert "chờ trả lại giấy tờ" in pane.state.text()
    assert "Một bên chưa đủ tuổi kết hôn." in form_sent(staffed, taken.id, "03")

    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)
    does_it(clerk, "Trả kết quả: xong.")

    card = stands(staffed, taken.id)
    assert (card.state, card.handover_state) == (3, "given")
    given = staffed.desk.ask(handover_of, taken.id)
    assert given is not None
    assert [(one["returned"], one["kept"]) for one in given.originals] == [(0, 1), (2, 0)]


@tells("refuse", "late")
def test_refused_late_it_says_why_so_late(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    clock.forward(days=20)
    opens(clerk, taken.code)
    begins(clerk, "7")
    enters(clerk, "Một bên chưa đủ tuổi kết hôn.")
    does_it(clerk, "từ chối lúc này phải ghi vì sao trễ")
    clerk.types("Chờ xác minh, xin lỗi công dân")
    does_it(clerk, "Từ chối: xong.")

    assert stands(staffed, taken.id).state == 3
    assert "Chờ xác minh, xin lỗi công dân" in form_sent(staffed, taken.id, "03")


@tells("stop", "stopped")
def test_stopped_at_the_citizen_s_wish(clerk: ClerkPilot, staffed: Place) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    staffed.desk.do(forward, taken.id, forwarding())
    opens(clerk, taken.code)
    begins(clerk, "0")
    enters(clerk, "Công dân xin dừng")
    does_it(clerk, "Dừng giải quyết: xong.")

    assert "Mẫu 05" in clerk.work.notice.text
    assert (stands(staffed, taken.id).state, stands(staffed, taken.id).handover_state) == (8, "ready")
    notice = form_sent(staffed, taken.id, "05")
    assert "Công dân xin dừng" in notice
    assert "Tư pháp – Hộ tịch" in notice


@tells("withdraw", "withdrawn")
def test_withdrawn(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    taken = marriage(staffed)
    opens(clerk, taken.code)
    begins(clerk, "9")
    enters(clerk, "Nộp nơi khác")
    does_it(clerk, "Rút hồ sơ: xong.")

    assert stands(staffed, taken.id).state == 7
    assert no_form(staffed, taken.id), "the law knows no form of a withdrawal"
    assert taken.code in register_line(staffed, clock)


@tells("correct", "a person")
def test_a_correction_is_a_version_and_its_receipt_says_so(clerk: ClerkPilot, staffed: Place) -> None:
    prints_on_sheets(staffed)
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
    newer, older = receipts(staffed, taken.id)
    assert "Nguyễn Văn An Bình" in newer
    assert "ĐÍNH CHÍNH" in newer.upper()
    assert "ĐÍNH CHÍNH" not in older.upper()
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


@tells("void", "by two")
def test_voided_by_two_people_one_of_them_in_charge(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
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
    assert no_form(staffed, taken.id)
    assert "(đã huỷ)" in register_line(staffed, clock)
    assert marriage(staffed).code != taken.code, "its code is never given again"

"""How a dossier begins, by keys in the real window: received, asked to be completed, refused, accepted later."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.dossiers.lookup import DossierCard, dossier, dossiers
from counter_app.dossiers.receive import register
from counter_app.dossiers.timeline import handover_of, timeline
from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.board import ticket_by_id
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage_intake
from tests.documents import CARD
from tests.stories.counter_steps import filled, settled
from tests.stories.dossier_desk import begins, does_it, enters, opens, stands
from tests.stories.outcomes import form_sent, no_form, prints_on_sheets, receipts, register_line, tells
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until


def only_dossier(place: Place) -> DossierCard:
    (row,) = place.desk.ask(dossiers)
    return place.desk.ask(dossier, row.code)


def asked_at_intake(clerk: ClerkPilot) -> None:
    """A marriage registration without its application: M on the paper, F9, M."""
    clerk.scans(CARD)
    clerk.chooses_procedure("dang ky ket hon")
    clerk.presses(Qt.Key.Key_M, "m")
    settled(clerk)
    clerk.presses(Qt.Key.Key_F9)
    says(clerk, "mẫu 02")
    clerk.presses(Qt.Key.Key_M, "m")
    says(clerk, "bằng mẫu 02")
    settled(clerk)


@tells("receive", "received")
@tells("pay", "in cash with the dossier")
def test_received_and_the_cash_taken(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    issued = staffed.office.do(issuing.issue, "CT")
    clerk.calls_next()
    filled(clerk)
    code = clerk.receives()
    clerk.ends()

    card = staffed.desk.ask(dossier, code)
    assert (card.state, card.money_state, card.fee_total) == (2, "paid", 4_000)
    assert staffed.office.ask(ticket_by_id, issued.id).state == "served"
    paper = receipts(staffed, card.id)[-1]
    for words in ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", code, "Nguyễn Văn An", "001085012345"):
        assert words in paper
    assert code in register_line(staffed, clock)


@tells("supplement", "at intake")
@tells("complete", "at intake")
def test_asked_at_intake_once_and_accepted_when_it_is_brought(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    prints_on_sheets(staffed)
    asked_at_intake(clerk)
    waiting = only_dossier(staffed)
    assert (waiting.state, waiting.due, receipts(staffed, waiting.id)) == (5, None, [])
    assert "Tờ khai đăng ký kết hôn" in form_sent(staffed, waiting.id, "02")
    clerk.ends("2")

    clock.forward(days=3)
    opens(clerk, waiting.code)
    clerk.presses(Qt.Key(0), "5")
    says(clerk, "đang chờ công dân bổ sung")
    begins(clerk, "1")
    does_it(clerk, "Nhận bổ sung: xong.")

    card = stands(staffed, waiting.id)
    assert card.state == 2
    assert card.due is not None
    assert card.counted_from == clock()
    (paper,) = receipts(staffed, card.id)
    assert card.code in paper
    assert "Tờ khai đăng ký kết hôn" in paper


@tells("refuse", "at intake")
@tells("hand_over", "papers of what ended without a result")
def test_refused_at_intake_and_its_papers_given_back(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    clerk.scans(CARD)
    clerk.chooses_procedure("dang ky ket hon")
    clerk.presses(Qt.Key.Key_X, "x")
    wait_until(clerk.work.choices.isVisible, "the reasons")
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, "bằng mẫu 03")
    settled(clerk)
    refused = only_dossier(staffed)
    assert (refused.state, refused.handover_state, receipts(staffed, refused.id)) == (3, "ready", [])
    assert "Không thuộc thẩm quyền giải quyết" in form_sent(staffed, refused.id, "03")

    opens(clerk, refused.code)
    form = begins(clerk, "1")
    clerk.scans(CARD)
    form.focus_fault("originals")
    enters(clerk, "1", "0", "1", "0", "2", "0")
    does_it(clerk, "Trả kết quả: xong.")

    assert (stands(staffed, refused.id).state, stands(staffed, refused.id).handover_state) == (3, "given")
    given = staffed.desk.ask(handover_of, refused.id)
    assert given is not None
    assert given.receiver_name == "Nguyễn Văn An"
    assert refused.code in register_line(staffed, clock)


@tells("accept", "written down, then accepted")
def test_written_down_first_and_accepted_by_one_key(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    prints_on_sheets(staffed)
    written = staffed.desk.do(register, marriage_intake())
    clock.forward(hours=1)
    pane = opens(clerk, written.code)
    assert pane.state.text() == "Mới đăng ký"
    begins(clerk, "1")
    does_it(clerk, "Tiếp nhận: xong.")
    assert "Giấy tiếp nhận đã gửi in" in clerk.work.notice.text

    card = stands(staffed, written.id)
    assert (card.state, card.counted_from) == (2, clock())
    (paper,) = receipts(staffed, written.id)
    assert written.code in paper
    assert no_form(staffed, written.id)
    assert [one.kind for one in staffed.desk.ask(timeline, written.id).steps] == ["registered", "accepted"]

"""Every way a result reaches its person, by keys in the real window; what is written of it, and the register's line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from counter_app.dossiers.receive import Received
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.timeline import HandoverCard, handover_of
from counter_app.place import Place
from counter_app.queue import issuing
from counter_app.queue.board import ticket_by_id
from counter_app.queue.visits import RESULT_LINE
from tests.clock import SetClock
from tests.counter_app.dossier_story import RESULT, marriage
from tests.documents import CARD, document
from tests.stories.counter_steps import OTHER_CARD, settled
from tests.stories.dossier_desk import begins, chooses, comes_to, counts_originals, does_it, enters, opens, stands
from tests.stories.outcomes import register_line, tells
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until

BINH = {"number": "001192000777", "name": "Trần Thị Bình", "birth_date": "1992-11-20", "sex": "nữ"}
DONE = "Trả kết quả: xong."


def ready(place: Place, **changes: Any) -> Received:
    """A marriage registered; its certificate waits on the shelf K2-04."""
    taken = marriage(place, **changes)
    place.desk.do(result, taken.id, RESULT)
    return taken


def given(place: Place, taken: Received) -> HandoverCard:
    """How it was handed over; the dossier is over."""
    assert (stands(place, taken.id).state, stands(place, taken.id).handover_state) == (10, "given")
    found = place.desk.ask(handover_of, taken.id)
    assert found is not None
    return found


@tells("hand_over", "to the owner")
def test_a_number_of_the_results_line_a_card_and_the_owner_has_it(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    taken = ready(staffed)
    issued = staffed.office.do(issuing.issue, RESULT_LINE)
    clerk.calls_next()
    clerk.scans(CARD)
    wait_until(lambda: clerk.work.search.found.count() == 1, "the dossier")
    enters(clerk, "")
    pane = clerk.work.dossier
    wait_until(lambda: pane.card is not None, "the dossier opened")
    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)
    does_it(clerk, DONE)
    settled(clerk)
    clerk.ends("4")

    told = given(staffed, taken)
    assert (told.receiver_name, told.checked, told.slip, told.late) == ("Nguyễn Văn An", "card", "brought", False)
    assert [(one["returned"], one["kept"]) for one in told.originals] == [(0, 1), (2, 0)]
    assert staffed.office.ask(ticket_by_id, issued.id).outcome == "collected"
    assert "Nguyễn Văn An" in register_line(staffed, clock)


def test_the_slip_alone_is_not_enough_and_originals_are_counted_off(clerk: ClerkPilot, staffed: Place) -> None:
    taken = ready(staffed)
    opens(clerk, taken.code)
    form = begins(clerk, "1")

    does_it(clerk, "giấy hẹn thôi chưa đủ")
    assert form.fields["receiver.number"].hasFocus()
    clerk.scans(OTHER_CARD)
    does_it(clerk, "chưa có giấy uỷ quyền")
    clerk.scans(CARD)
    does_it(clerk, "Bản chính chưa đếm đủ")
    counts_originals(clerk)
    does_it(clerk, DONE)

    assert given(staffed, taken).receiver_role == "owner"


@tells("hand_over", "to who brought it")
def test_who_brought_it_with_an_authorisation_fetches_it(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    brought = {**document()["owner"], **BINH}
    paper = {"paper": "Giấy uỷ quyền", "date": "2026-11-19"}
    taken = ready(staffed, submitter=brought, authorised_by=paper)
    pane = opens(clerk, taken.code)
    begins(clerk, "1")
    clerk.scans(OTHER_CARD)
    counts_originals(clerk)
    does_it(clerk, DONE)

    told = given(staffed, taken)
    assert (told.receiver_role, told.receiver_name, told.authorisation) == ("submitter", "Trần Thị Bình", None)
    assert "Trần Thị Bình (người nộp) nhận, đối chiếu căn cước" in pane.timeline.text
    assert "Trần Thị Bình" in register_line(staffed, clock)


@tells("hand_over", "with an authorisation", "slip lost")
def test_somebody_with_an_authorisation_takes_it_and_the_slip_is_lost(clerk: ClerkPilot, staffed: Place) -> None:
    taken = ready(staffed)
    pane = opens(clerk, taken.code)
    form = begins(clerk, "1")
    clerk.scans(OTHER_CARD)

    assert form.fields["receiver.authorised_by"].hasFocus()
    enters(clerk, "Giấy uỷ quyền số 12", "19/11/2026")
    chooses(clerk, 1)
    counts_originals(clerk)
    does_it(clerk, DONE)

    told = given(staffed, taken)
    assert (told.receiver_role, told.slip) == ("authorised", "lost")
    assert told.authorisation == {"paper": "Giấy uỷ quyền số 12", "date": "2026-11-19"}
    assert "mất giấy hẹn" in pane.timeline.text


@tells("hand_over", "by post")
def test_sent_by_post_with_the_number_of_the_parcel(clerk: ClerkPilot, staffed: Place, clock: SetClock) -> None:
    taken = ready(staffed)
    opens(clerk, taken.code)
    form = begins(clerk, "1")
    comes_to(clerk, "way")
    chooses(clerk, 1)
    assert form.fields["receiver.number"].isHidden(), "the post shows no card"
    counts_originals(clerk)
    does_it(clerk, "cần số bưu gửi")
    assert form.fields["sent_to"].hasFocus()
    clerk.types("EA123456789VN")
    does_it(clerk, DONE)

    told = given(staffed, taken)
    assert (told.way, told.receiver_role, told.sent_to) == ("post", "post", "EA123456789VN")
    assert taken.code in register_line(staffed, clock)


@tells("hand_over", "electronic")
def test_an_electronic_result_leaves_the_originals_where_they_are(clerk: ClerkPilot, staffed: Place) -> None:
    taken = ready(staffed)
    opens(clerk, taken.code)
    begins(clerk, "1")
    comes_to(clerk, "way")
    chooses(clerk, 2)
    comes_to(clerk, "sent_to")
    clerk.types("Kho dữ liệu của công dân")
    does_it(clerk, DONE)

    told = given(staffed, taken)
    assert (told.way, told.sent_to, told.originals) == ("electronic", "Kho dữ liệu của công dân", ())


@tells("hand_over", "late")
def test_a_late_result_is_handed_over_and_the_reason_is_asked(
    clerk: ClerkPilot, staffed: Place, clock: SetClock
) -> None:
    taken = ready(staffed)
    clock.forward(days=20)
    pane = opens(clerk, taken.code)
    assert "quá hẹn" in pane.state.text()
    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)

    does_it(clerk, "ghi vì sao trễ")
    clerk.types("Chờ xác minh")
    does_it(clerk, DONE)

    told = given(staffed, taken)
    assert (told.late, told.note) == (True, "Chờ xác minh")
    assert taken.code in register_line(staffed, clock)


def test_what_was_handed_over_is_not_handed_over_again(clerk: ClerkPilot, staffed: Place) -> None:
    taken = ready(staffed)
    opens(clerk, taken.code)
    begins(clerk, "1")
    clerk.scans(CARD)
    counts_originals(clerk)
    does_it(clerk, DONE)

    clerk.presses(Qt.Key(0), "1")
    says(clerk, "đã trả")

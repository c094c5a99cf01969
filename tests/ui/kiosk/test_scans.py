"""What one may hold before the kiosk's scanner: a card, a slip, a booking, a dossier's code, something else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from counter_app.place import Place
from counter_app.queue.board import ticket_by_id
from counter_app.queue.closing import closing
from counter_app.queue.issuing import Issued, Wishes, book, carry_over, issue
from counter_app.queue.slip_code import slip_code
from counter_app.queue.tickets import Called, begin, call_next, finish, no_show
from counter_app.store import Asking
from tests.clock import SetClock
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import Opened, ready, scan, slips, tickets, wait_for_ticket
from ui.kiosk.pace import Pace
from ui.kiosk.window import KioskWindow

OLD = "001051012345||Đỗ Thị Ngữ|02091951|Nữ|Tổ 5, phường Long Biên, Hà Nội|20072024||||"
YOUNG = "001192000777||Trần Ngọc Ánh Tuyết|20111992|Nữ|Số 86 đường Cổ Linh, Hà Nội|06102025||||"
DOSSIER = "H26.016.26-261110-0007"


def code_of(issued: Issued) -> str:
    return slip_code(issued.day, issued.number)


def called(place: Place) -> Called:
    found = place.office.do(call_next, 3)
    assert isinstance(found, Called)
    return found


def says(qtbot: QtBot, window: KioskWindow, words: str) -> None:
    qtbot.waitUntil(lambda: window.page is window.face.say and words in window.face.say.text.text)


def test_a_card_of_somebody_of_75_chooses_the_priority_class_and_a_ticket_takes_two_touches(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window, before = kiosk(), finger.touches

    scan(qtbot, window, OLD)
    assert window.priority == "elderly"
    assert window.face.priority.tile("elderly").isChecked()
    assert "Thẻ không được lưu lại" in window.face.first.question.text
    finger.tap(window.face.first.tiles[0])
    ready(qtbot, window)
    finger.tap(window.face.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert finger.touches - before == 2
    assert [(one.service, one.priority) for one in tickets(place)] == [("HT", "elderly")]


def everything(asking: Asking) -> str:
    tables = asking.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    return "".join(str(asking.connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in tables)


def test_nothing_of_a_card_is_kept(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, caplog: pytest.LogCaptureFixture
) -> None:
    window = kiosk()
    scan(qtbot, window, OLD)
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))

    kept = place.desk.ask(everything) + place.office.ask(everything) + caplog.text + repr(vars(window))
    assert "B001" in kept, "what is kept of the ticket is seen here"
    assert [part for part in OLD.split("|") if len(part) > 4 and part in kept] == []


def test_a_young_card_and_a_torn_one_choose_nothing_and_say_so(qtbot: QtBot, kiosk: Opened) -> None:
    window = kiosk(Pace(lock=1, settle=1, notice=2, second=5))

    scan(qtbot, window, YOUNG)
    assert window.priority is None
    assert "chưa đủ 60 tuổi" in window.face.first.question.text
    scan(qtbot, window, "001051012345||Đỗ")
    assert window.priority is None
    assert "Chưa đọc được ngày sinh" in window.face.first.question.text

    window.way_back.start(1)
    qtbot.waitUntil(lambda: window.face.first.question.text == "Mời ông/bà chọn việc cần làm")


def test_the_next_ones_card_does_not_meet_the_last_ones_number(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk()
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    ready(qtbot, window)

    scan(qtbot, window, OLD)

    assert (window.page, window.priority) == (window.face.first, "elderly")


def test_ones_own_slip_tells_how_many_are_still_before(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    place.office.do(issue, "CT")
    own = place.office.do(issue, "CT")
    window = kiosk()

    scan(qtbot, window, code_of(own))
    wait_for_ticket(qtbot, window)

    assert (window.ticket.number.text, window.ticket.wait.value.text) == ("B002", "1 người trước")
    assert "giữ chỗ" in window.ticket.sentence
    assert not window.ticket.missing.isVisible()
    assert (len(tickets(place)), slips(place)) == (2, ())


def test_who_missed_the_call_scans_the_slip_and_is_in_line_again(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock
) -> None:
    own = place.office.do(issue, "CT")
    place.office.do(issue, "CT")
    missed = called(place)
    clock.forward(minutes=2)
    place.office.do(no_show, missed.id)
    window = kiosk()

    scan(qtbot, window, code_of(own))
    wait_for_ticket(qtbot, window)

    assert "xếp lại" in window.ticket.sentence
    assert place.office.ask(ticket_by_id, own.id).state == "waiting"
    assert called(place).id == own.id, "at the place it had"


def test_who_is_called_is_sent_to_the_counter(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    own = place.office.do(issue, "CT")
    called(place)
    window = kiosk()

    scan(qtbot, window, code_of(own))
    says(qtbot, window, "Mời ông/bà đến quầy 3 ngay")
    assert window.face.say.number.text == "B001"

    place.office.do(begin, own.id)
    scan(qtbot, window, code_of(own))
    says(qtbot, window, "đang được phục vụ ở quầy 3")
    place.office.do(finish, own.id)
    scan(qtbot, window, code_of(own))
    says(qtbot, window, "Số này đã xong")


@pytest.mark.parametrize(("code", "words"), [("S261119-042A", "đã hết hạn"), ("S261123-042A", "Thứ Hai 23/11")])
def test_a_slip_of_another_day_says_so(qtbot: QtBot, kiosk: Opened, code: str, words: str) -> None:
    window = kiosk()

    scan(qtbot, window, code)

    says(qtbot, window, words)


def test_the_slip_of_who_was_carried_over_leads_to_the_new_number(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock
) -> None:
    place.office.do(issue, "CT")
    old = place.office.do(issue, "CT")
    opens = place.office.ask(closing).opens
    place.office.do(carry_over, old.id, opens)
    window = kiosk()

    scan(qtbot, window, code_of(old))
    says(qtbot, window, "Số B002 đã đổi sang số này, được gọi trước tiên vào Thứ Hai 23/11")
    assert window.face.say.number.text == "B001"

    clock.moment = opens
    scan(qtbot, window, code_of(old))
    wait_for_ticket(qtbot, window)
    assert (window.ticket.number.text, window.ticket.wait.value.text) == ("B001", "Kế tiếp")


def test_a_booking_checks_in_gets_its_slip_and_shows_its_place(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock, finger: Finger
) -> None:
    booked = place.office.do(book, "TT", clock() + timedelta(minutes=30), None, Wishes(about="DVC-7781"))
    window = kiosk()
    finger.tap(window.face.first.tiles[3])
    qtbot.waitUntil(lambda: window.page is window.face.say and window.ready)

    scan(qtbot, window, "dvc-7781")
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert window.ticket.number.text == "T001"
    assert "có mặt" in window.ticket.sentence
    assert place.office.ask(ticket_by_id, booked.id).state == "waiting"
    scan(qtbot, window, "DVC-7781")
    qtbot.waitUntil(lambda: "giữ chỗ" in window.ticket.sentence)
    assert len(tickets(place)) == 1


@pytest.mark.parametrize(("tile", "service"), [(0, "KQ"), (1, "TT")])
def test_a_dossiers_code_ties_the_ticket_to_it(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, tile: int, service: str
) -> None:
    window, before = kiosk(), finger.touches

    scan(qtbot, window, DOSSIER)
    says(qtbot, window, DOSSIER)
    ready(qtbot, window)
    finger.tap(window.face.say.tiles[tile])
    wait_for_ticket(qtbot, window)

    assert finger.touches - before == 1
    assert [(one.service, one.about) for one in tickets(place)] == [(service, DOSSIER)]
    scan(qtbot, window, DOSSIER)
    qtbot.waitUntil(lambda: "giữ chỗ" in window.ticket.sentence)


def test_who_goes_back_from_a_dossier_takes_a_ticket_for_none(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    scan(qtbot, window, DOSSIER)
    says(qtbot, window, DOSSIER)
    ready(qtbot, window)
    finger.tap(window.face.say.tiles[2])
    qtbot.waitUntil(lambda: window.page is window.face.first and window.ready)

    finger.tap(window.face.first.tiles[2])
    wait_for_ticket(qtbot, window)

    assert [one.about for one in tickets(place)] == [None]


def test_an_unknown_code_gets_one_sentence(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    scan(qtbot, window, "8934588012345")

    qtbot.waitUntil(lambda: "không phải phiếu, hẹn hay hồ sơ" in window.face.first.question.text)
    assert (window.page, tickets(place)) == (window.face.first, ())

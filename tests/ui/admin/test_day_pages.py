"""The supervisor's pages: today's figures as the records say them, and who is left when the hall closes."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from counter_app import print_jobs
from counter_app.errors import StoreBusy
from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue import issuing, tickets
from counter_app.queue.board import ticket_by_id, tickets_today
from counter_app.queue.tickets import Called
from counter_app.store import Act
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.ui.admin.pilot import AdminPilot
from ui.admin import closing_page
from ui.admin.closing_page import ClosingPage
from ui.admin.today_page import TodayPage
from ui.widgets.pieces import Card
from ui.wording import hour


def served(place: Place, clock: SetClock, outcome: str = "received") -> None:
    called = place.office.do(tickets.call_next, 3)
    assert isinstance(called, Called)
    clock.forward(minutes=1)
    place.office.do(tickets.begin, called.id)
    clock.forward(minutes=4)
    place.office.do(tickets.finish, called.id, outcome)


def words(page: TodayPage | ClosingPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_today_shows_what_the_records_say(admin: AdminPilot, staffed: Place, clock: SetClock) -> None:
    for code in ("HT", "HT", "CT", "KQ"):
        staffed.office.do(issuing.issue, code)
    clock.forward(minutes=10)
    served(staffed, clock)
    served(staffed, clock, "advice")

    page = admin.opens(TodayPage)

    admin.qtbot.waitUntil(lambda: page.services.rowCount() == 3 and page.officers.rowCount() == 1)
    cells = [page.services.item(row, column) for row in range(3) for column in (0, 1, 2, 4)]
    assert [cell.text() for cell in cells if cell] == [
        *("Hộ tịch", "2", "2", "0"),
        *("Chứng thực", "1", "0", "1"),
        *("Nhận kết quả", "1", "0", "1"),
    ]
    counter = [page.counters.item(0, column) for column in range(6)]
    assert [cell.text() for cell in counter if cell] == ["Quầy 3", "Lan, đang mở", "2", "2", "0", "4'"]
    officer = [page.officers.item(0, column) for column in range(4)]
    assert [cell.text() for cell in officer if cell] == ["Lan", "2", "1", "50%"]
    admin.qtbot.waitUntil(lambda: {"4", "2", "12'"} <= set(words(page)))
    assert any("Lượt không lấy số" in one for one in words(page)), "what the shares of advice leave out is said"


def tiles(page: TodayPage) -> dict[str, str]:
    """What each tile says, by its words."""
    texts = [[one.text() for one in card.findChildren(QLabel)] for card in page.findChildren(Card) if card.isVisible()]
    return {two[1]: two[0] for two in texts if len(two) == 2}


def test_today_shows_the_way_to_the_counter_and_the_time_aside(
    admin: AdminPilot, staffed: Place, clock: SetClock
) -> None:
    aside = staffed.office.do(issuing.issue, "HT")
    staffed.office.do(tickets.call_next, 3)
    clock.forward(seconds=75)
    staffed.office.do(tickets.begin, aside.id)
    staffed.office.do(tickets.hold, aside.id, "đi photo")
    clock.forward(minutes=9)
    staffed.office.do(tickets.resume, aside.id)
    staffed.office.do(tickets.finish, aside.id)

    page = admin.opens(TodayPage)

    admin.qtbot.waitUntil(lambda: tiles(page).get("Đã phục vụ") == "1")
    assert (tiles(page)["Đi TB"], tiles(page)["Tạm gác TB"]) == ("01:15", "9'")


def test_a_number_whose_counter_died_is_shown_and_goes_back_into_its_line(
    admin: AdminPilot, staffed: Place, clock: SetClock
) -> None:
    first, _ = (staffed.office.do(issuing.issue, "HT") for _ in range(2))
    staffed.office.do(tickets.call_next, 3)
    at = hour(clock())
    page = admin.opens(TodayPage)
    admin.qtbot.waitUntil(lambda: page.counters.rowCount() == 1)
    assert not page.unanswered.isVisible(), "just called"

    clock.forward(minutes=11)
    staffed.office.do(issuing.issue, "CT")
    admin.qtbot.waitUntil(page.unanswered.isVisible)
    assert {"A001", "Hộ tịch", f"quầy 3 gọi lúc {at}, 11' trước"} <= set(words(page))
    (button,) = page.unanswered.findChildren(QPushButton)
    assert button.accessibleName() == "Trả lại hàng chờ số A001"
    admin.clicks(button)

    admin.qtbot.waitUntil(lambda: not page.unanswered.isVisible())
    assert page.notice.text == "Số A001 đã về hàng chờ, đúng chỗ cũ."
    called = staffed.office.do(tickets.call_next, 4)
    assert isinstance(called, Called)
    assert called.id == first.id, "another counter calls it, before whoever came later"


def test_a_number_begun_in_the_same_moment_stays_where_it_is(
    admin: AdminPilot, staffed: Place, clock: SetClock
) -> None:
    first = staffed.office.do(issuing.issue, "HT")
    staffed.office.do(tickets.call_next, 3)
    clock.forward(minutes=11)
    page = admin.opens(TodayPage)
    admin.qtbot.waitUntil(page.unanswered.isVisible)
    button = page.unanswered.findChildren(QPushButton)[0]
    staffed.office.do(tickets.begin, first.id)
    button.click()

    admin.qtbot.waitUntil(lambda: "A001" in page.notice.text)
    assert staffed.office.ask(ticket_by_id, first.id).state == "serving"


def test_today_follows_the_hall(admin: AdminPilot, staffed: Place) -> None:
    page = admin.opens(TodayPage)
    staffed.office.do(issuing.issue, "CT")

    admin.qtbot.waitUntil(lambda: page.services.rowCount() == 1)


@pytest.fixture
def evening(staffed: Place, clock: SetClock) -> list[issuing.Issued]:
    """A quarter to five; two wait, one is at the counter."""
    clock.moment = datetime(2026, 11, 20, 16, 45, tzinfo=HANOI)
    given = [staffed.office.do(issuing.issue, code) for code in ("CT", "CT", "HT")]
    staffed.office.do(tickets.call_next, 3)
    return given


def test_everybody_left_is_named_and_gets_a_number_for_the_next_day(
    admin: AdminPilot, staffed: Place, evening: list[issuing.Issued]
) -> None:
    page = admin.opens(ClosingPage)
    admin.qtbot.waitUntil(lambda: "A001" in words(page))
    assert {"B001", "B002", "đã gọi ở quầy 3"} <= set(words(page))

    admin.clicks(page.everybody)
    assert "Sẽ đổi 2 số đang chờ" in page.notice.text
    assert staffed.office.ask(ticket_by_id, evening[1].id).state == "waiting", "one press changes nothing"
    admin.clicks(page.everybody)

    no_slips = "Đã cấp 2 số cho hôm sau. Chưa có máy in phiếu: báo số mới cho từng người."
    admin.qtbot.waitUntil(lambda: page.notice.text == no_slips)
    assert page.given.text() == "Số mới: B002 → B001, A001 → A001"
    assert [one.state for one in staffed.office.ask(tickets_today)] == ["called", "cancelled", "cancelled"]
    admin.qtbot.waitUntil(lambda: len(staffed.desk.ask(print_jobs.jobs)) == 2)


def test_one_citizen_alone_may_be_given_such_a_number(
    admin: AdminPilot, staffed: Place, evening: list[issuing.Issued]
) -> None:
    page = admin.opens(ClosingPage)
    admin.qtbot.waitUntil(lambda: "A001" in words(page))
    mine = next(one for one in page.findChildren(QPushButton) if one.accessibleName().endswith("A001"))

    admin.clicks(mine)

    admin.qtbot.waitUntil(lambda: "Đã cấp 1 số cho hôm sau." in page.notice.text)
    assert page.given.text() == "Số mới: A001 → A001"
    assert staffed.office.ask(ticket_by_id, evening[2].id).outcome == "carried"
    assert staffed.office.ask(ticket_by_id, evening[1].id).state == "waiting"


def test_with_a_printer_the_slips_of_new_numbers_are_on_their_way(
    admin: AdminPilot, staffed: Place, evening: list[issuing.Issued]
) -> None:
    staffed.desk.do(add_printer, PrinterCard("phiếu", "tcp", {"host": "127.0.0.1", "port": 1}))
    page = admin.opens(ClosingPage)
    admin.qtbot.waitUntil(page.everybody.isEnabled)
    admin.clicks(page.everybody)
    admin.clicks(page.everybody)

    admin.qtbot.waitUntil(lambda: page.notice.text == "Đã cấp 2 số cho hôm sau. Phiếu đã gửi in.")


def test_after_a_refusal_everybody_may_be_carried_over_again(
    admin: AdminPilot, staffed: Place, evening: list[issuing.Issued], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_act: Act, _opens: datetime) -> tuple[issuing.Issued, ...]:
        raise StoreBusy

    page = admin.opens(ClosingPage)
    admin.qtbot.waitUntil(page.everybody.isEnabled)
    with monkeypatch.context() as trouble:
        trouble.setattr(closing_page, "carry_over_everybody", refuse)
        admin.clicks(page.everybody)
        admin.clicks(page.everybody)
        admin.qtbot.waitUntil(lambda: page.notice.text == sentence(StoreBusy()))
    assert page.everybody.isEnabled()

    admin.clicks(page.everybody)
    admin.clicks(page.everybody)
    admin.qtbot.waitUntil(lambda: "Đã cấp 2 số cho hôm sau." in page.notice.text)

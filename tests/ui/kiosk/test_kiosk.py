"""The ticket kiosk as a citizen meets it, on both layouts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.place import Place
from counter_app.queue.counters import set_counter
from counter_app.queue.slips import kiosk_origin
from counter_app.records.office import Ticket
from counter_app.reference import refresh_desk
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import (
    HELD,
    Opened,
    ready,
    slip_document,
    slips,
    tickets,
    wait_for_ticket,
    with_printer,
)
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Pace


def test_a_ticket_for_certification_takes_one_touch_and_brings_a_slip(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    with_printer(place)
    window = kiosk()

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert [ticket.number for ticket in tickets(place)] == ["B001"]
    assert window.ticket.number.text == "B001"
    assert window.ticket.where.value.text == "Quầy 1–10"
    said = slip_document(place)
    assert (said.number, said.service, said.priority) == ("B001", "Chứng thực", None)
    assert said.office == "Bộ phận Một cửa phường Long Biên"
    assert said.counters == tuple(range(1, 11))


def test_an_ordinary_ticket_takes_at_most_two_touches(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window, before = kiosk(), finger.touches

    finger.tap(window.face.first.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.face.groups)
    ready(qtbot, window)
    finger.tap(window.face.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert finger.touches - before == 2
    assert [(one.number, one.service, one.priority) for one in tickets(place)] == [("A001", "HT", None)]


def test_a_priority_ticket_says_so_on_the_page_and_on_the_slip(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    with_printer(place)
    window = kiosk()

    finger.tap(window.face.priority.tile("elderly"))
    ready(qtbot, window)
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert [one.priority for one in tickets(place)] == ["elderly"]
    assert slip_document(place).priority == "Người cao tuổi"
    assert "Ưu tiên: Người cao tuổi" in window.ticket.service.text


def test_the_next_citizen_does_not_inherit_what_the_last_one_chose(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=1, settle=1, notice=2, second=5))
    for touched in ("contrast", "large", "language"):
        finger.tap(window.face.tools.tools.tile(touched))
        ready(qtbot, window)
    finger.tap(window.face.priority.tile("disabled"))
    ready(qtbot, window)
    finger.tap(window.face.first.tiles[0])
    ready(qtbot, window)
    finger.tap(window.face.matters.tile("2"))
    assert (window.priority, window.matters, window.manner) == ("disabled", 2, Manner("en", large=True, contrast=True))
    assert window.way_back.running

    window.way_back.start(1)
    qtbot.waitUntil(lambda: window.page is window.face.first)

    assert (window.priority, window.matters, window.manner) == (None, 1, Manner())
    assert window.face.first.question.text == "Mời ông/bà chọn việc cần làm"


def test_pressing_twice_gives_one_ticket_and_one_slip(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk(HELD)
    spot = window.face.first.tiles[1].mapTo(window, window.face.first.tiles[1].rect().center())

    for _ in range(4):
        finger.tap_at(window, spot)
    assert window.face.first.tiles[1].held, "the press is seen at once"
    wait_for_ticket(qtbot, window)
    finger.tap_at(window, spot)
    qtbot.waitUntil(lambda: bool(slips(place)))

    assert len(tickets(place)) == len(slips(place)) == 1


def test_after_the_lock_the_next_citizen_gets_the_next_number(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    for expected in ("B001", "B002"):
        ready(qtbot, window)
        finger.tap(window.face.first.tiles[1])
        qtbot.waitUntil(lambda expected=expected: window.ticket.number.text == expected)  # type: ignore[misc]
        ready(qtbot, window)
        finger.tap(window.ticket.home)
        qtbot.waitUntil(lambda: window.page is window.face.first)

    assert [one.number for one in tickets(place)] == ["B001", "B002"]


def test_the_second_tap_of_a_double_tap_chooses_nothing_on_the_new_page(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk(HELD)
    spot = window.face.first.tiles[0].mapTo(window, window.face.first.tiles[0].rect().center())

    finger.tap_at(window, spot)
    qtbot.waitUntil(lambda: window.page is window.face.groups)
    finger.tap_at(window, spot)

    assert not window.issuing.busy
    assert tickets(place) == ()


def test_digits_of_the_keypad_press_the_tile_of_their_number(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    QTest.keyClick(window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.page is window.face.groups)
    ready(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_9)
    assert window.page is window.face.groups, "there is no ninth tile"
    QTest.keyClick(window, Qt.Key.Key_6)
    wait_for_ticket(qtbot, window)

    assert [one.service for one in tickets(place)] == ["HD"]


def test_the_groups_are_the_units_own(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    names = [one.text() for one in window.face.groups.tiles]

    assert names == ["Hộ tịch", "Cư trú", "Bảo trợ xã hội", "Hộ kinh doanh", "Tôn giáo", "Không rõ? Hướng dẫn"]


def test_the_kiosk_goes_back_by_itself_and_says_so_before(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=1, settle=1, ticket=20, notice=5, second=10))
    told: list[str] = []
    window.way_back.notice.connect(lambda _seconds: told.append(window.face.foot.text))

    finger.tap(window.face.first.tiles[1])
    qtbot.waitUntil(lambda: len(told) == 6)

    assert window.page is window.face.first
    assert told[:5] == [f"Màn hình về trang đầu sau {left} giây." for left in (5, 4, 3, 2, 1)]
    assert "giây" not in window.face.foot.text


def test_how_many_wait_is_told_and_follows_the_hall(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()
    assert window.face.tools.waiting.text == "Chưa có ai chờ"

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    assert window.ticket.wait.value.text == "Kế tiếp"
    qtbot.waitUntil(lambda: window.face.tools.waiting.text == "1 người chờ")
    ready(qtbot, window)
    finger.tap(window.ticket.home)
    ready(qtbot, window)
    finger.tap(window.face.first.tiles[1])
    qtbot.waitUntil(lambda: window.ticket.number.text == "B002")

    assert window.ticket.wait.value.text == "1 người trước"


def test_the_ticket_names_the_counters_that_serve_it(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    for number in range(1, 11):
        place.office.do(set_counter, number, ("CT",) if number in (2, 5) else ("HT", "CU", "KQ", "TT", "HD"))
    refresh_desk(place)
    window = kiosk()

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    assert window.ticket.where.value.text == "Quầy 2, 5"


def test_the_ticket_is_recorded_as_the_kiosks(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()

    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    origins = place.office.ask(lambda asking: asking.connection.execute(select(Ticket.origin)).scalars().all())
    assert origins == [place.desk.ask(kiosk_origin)], "this one's, not another kiosk's"


def test_a_service_no_counter_serves_gives_no_numbers(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    for number in range(1, 11):
        place.office.do(set_counter, number, ("HT", "CU", "KQ", "TT", "HD"))
    refresh_desk(place)

    qtbot.waitUntil(lambda: len(window.face.first.tiles) == 5)

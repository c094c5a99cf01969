"""The ticket kiosk as a citizen meets it, on both layouts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from counter_app import print_jobs
from counter_app.errors import DiskFull
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.print_jobs import Settled
from counter_app.printers import PrinterCard, add_printer
from counter_app.queue.board import TicketCard, tickets_today
from counter_app.queue.counters import set_counter
from counter_app.queue.slips import print_slip, slip_missing
from counter_app.queue.tickets import issue
from counter_app.records.office import Ticket
from counter_app.reference import refresh_desk
from counter_app.store import Act, Asking
from tests.clock import SetClock
from tests.ui.finger import Finger
from ui.kiosk.pace import Pace
from ui.kiosk.window import KioskWindow
from ui.work import Workers

AT_ONCE = Pace(lock=1, settle=1, look=50)
HELD = Pace(lock=60_000, settle=60_000, look=50)
Opened = Callable[..., KioskWindow]


@pytest.fixture
def kiosk(qtbot: QtBot, workers: Workers) -> Opened:
    def opened(pace: Pace = AT_ONCE) -> KioskWindow:
        window = KioskWindow(workers, pace)
        qtbot.addWidget(window)
        window.resize(1920, 1080)
        window.show()
        qtbot.waitUntil(lambda: len(window.first.tiles) == 6)
        return window

    return opened


def tickets(place: Place) -> tuple[TicketCard, ...]:
    return place.office.ask(tickets_today)


def slips(place: Place) -> tuple[print_jobs.Job, ...]:
    return place.desk.ask(print_jobs.jobs)


def slip_document(place: Place) -> Slip:
    def asked(asking: Asking) -> Slip:
        found = print_jobs.next_work(asking, "phiếu")
        assert found is not None
        assert isinstance(found.document, Slip)
        return found.document

    return place.desk.ask(asked)


def with_printer(place: Place) -> None:
    place.desk.do(add_printer, PrinterCard("phiếu", "tcp", {"host": "127.0.0.1", "port": 1}))


def wait_for_ticket(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(lambda: window.page is window.ticket)


def ready(qtbot: QtBot, window: KioskWindow) -> None:
    qtbot.waitUntil(window.pages.isEnabled)


def test_a_ticket_for_certification_takes_one_touch_and_brings_a_slip(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    with_printer(place)
    window = kiosk()

    finger.tap(window.first.tiles[1])
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

    finger.tap(window.first.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.groups)
    ready(qtbot, window)
    finger.tap(window.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert finger.touches - before == 2
    assert [(one.number, one.service, one.priority) for one in tickets(place)] == [("A001", "HT", None)]


def test_a_priority_ticket_takes_three_touches_and_says_so(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    with_printer(place)
    window, before = kiosk(), finger.touches

    finger.tap(window.priority_button)
    qtbot.waitUntil(lambda: window.page is window.classes)
    ready(qtbot, window)
    finger.tap(window.classes.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.first)
    assert window.priority_button.text() == "Ưu tiên: Người cao tuổi"
    ready(qtbot, window)
    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert finger.touches - before == 3
    assert [one.priority for one in tickets(place)] == ["elderly"]
    assert slip_document(place).priority == "Người cao tuổi"
    assert "Ưu tiên: Người cao tuổi" in window.ticket.service.text


def test_a_priority_chosen_by_mistake_can_be_taken_back(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    for tile in (window.priority_button, window.classes.tiles[2], window.priority_button):
        ready(qtbot, window)
        finger.tap(tile)
        qtbot.waitUntil(lambda tile=tile: not tile.isVisible() or tile.text() == "Ưu tiên")  # type: ignore[misc]
    ready(qtbot, window)

    finger.tap(window.first.tiles[2])
    wait_for_ticket(qtbot, window)

    assert [(one.service, one.priority) for one in tickets(place)] == [("KQ", None)]


def test_the_next_citizen_does_not_inherit_the_last_ones_priority(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk(Pace(lock=1, settle=1, browse=30, notice=2, second=5))
    finger.tap(window.priority_button)
    ready(qtbot, window)
    finger.tap(window.classes.tiles[1])
    qtbot.waitUntil(lambda: window.priority == "disabled")

    qtbot.waitUntil(lambda: window.priority is None)

    assert window.priority_button.text() == "Ưu tiên"


def test_pressing_twice_gives_one_ticket_and_one_slip(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk(HELD)
    spot = window.first.tiles[1].mapTo(window, window.first.tiles[1].rect().center())

    for _ in range(4):
        finger.tap_at(window, spot)
    assert window.first.tiles[1].held, "the press is seen at once"
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
        finger.tap(window.first.tiles[1])
        qtbot.waitUntil(lambda expected=expected: window.ticket.number.text == expected)  # type: ignore[misc]
        ready(qtbot, window)
        finger.tap(window.ticket.done)
        qtbot.waitUntil(lambda: window.page is window.first)

    assert [one.number for one in tickets(place)] == ["B001", "B002"]


def test_the_second_tap_of_a_double_tap_chooses_nothing_on_the_new_page(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk(HELD)
    spot = window.first.tiles[0].mapTo(window, window.first.tiles[0].rect().center())

    finger.tap_at(window, spot)
    qtbot.waitUntil(lambda: window.page is window.groups)
    finger.tap_at(window, spot)

    assert not window.issuing.busy
    assert tickets(place) == ()


def test_a_finger_that_slides_off_takes_no_ticket(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()

    finger.down(window.first.tiles[1])
    finger.move(window.first.tiles[1], QPoint(-200, -200))
    finger.up(window.first.tiles[1], QPoint(-200, -200))

    assert not window.issuing.busy
    assert tickets(place) == ()


def test_digits_of_the_keypad_press_the_tile_of_their_number(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    QTest.keyClick(window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.page is window.groups)
    ready(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_9)
    assert window.page is window.groups, "there is no ninth tile"
    QTest.keyClick(window, Qt.Key.Key_6)
    wait_for_ticket(qtbot, window)

    assert [one.service for one in tickets(place)] == ["HD"]


def test_the_groups_are_the_units_own(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()

    names = [one.text() for one in window.groups.tiles]

    assert names == ["Hộ tịch", "Cư trú", "Bảo trợ xã hội", "Hộ kinh doanh", "Tôn giáo", "Cần hướng dẫn"]


def test_the_kiosk_goes_back_by_itself_and_says_so_before(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=1, settle=1, ticket=20, notice=5, second=10))
    told: list[str] = []
    window.way_back.notice.connect(lambda _seconds: told.append(window.foot.text))

    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: window.page is window.first)

    assert told[:5] == [f"Màn hình về trang đầu sau {left} giây." for left in (5, 4, 3, 2, 1)]
    assert "giây" not in window.foot.text


def test_how_many_wait_is_told_and_follows_the_hall(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()
    assert window.waiting.text == "Chưa có ai chờ"

    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    assert window.ticket.ahead.value.text == "Không còn ai"
    qtbot.waitUntil(lambda: window.waiting.text == "1 người đang chờ")
    ready(qtbot, window)
    finger.tap(window.ticket.done)
    ready(qtbot, window)
    finger.tap(window.first.tiles[1])
    qtbot.waitUntil(lambda: window.ticket.number.text == "B002")

    assert window.ticket.ahead.value.text == "Còn 1 người"


def test_the_ticket_names_the_counters_that_serve_it(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    for number in range(1, 11):
        place.office.do(set_counter, number, ("CT",) if number in (2, 5) else ("HT",))
    refresh_desk(place)
    window = kiosk()

    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)

    assert window.ticket.where.value.text == "Quầy 2, 5"


def test_without_a_printer_the_citizen_is_told_to_remember_the_number(
    qtbot: QtBot, kiosk: Opened, finger: Finger
) -> None:
    window = kiosk()

    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)

    qtbot.waitUntil(lambda: "nhớ số B001" in window.ticket.sentence)


def test_a_slip_that_stays_away_is_noticed(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    assert window.ticket.sentence.startswith("Mời lấy phiếu")

    clock.forward(seconds=9)

    qtbot.waitUntil(lambda: "nhớ số B001" in window.ticket.sentence)


def test_a_printed_slip_leaves_the_invitation_standing(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    job = slips(place)[0]
    place.desk.do(print_jobs.start, job.id, b"x")
    place.desk.do(print_jobs.first_byte, job.id)
    place.desk.do(print_jobs.settle, job.id, "printed")

    clock.forward(seconds=60)

    assert not place.desk.ask(slip_missing, job.id)
    assert window.ticket.sentence.startswith("Mời lấy phiếu")


@pytest.mark.parametrize("how", ["failed", "unconfirmed"])
def test_a_slip_that_did_not_come_out_is_missing(place: Place, how: Settled) -> None:
    with_printer(place)
    issued = place.office.do(issue, "CT")
    job = place.desk.do(print_slip, issued, (1,))
    assert not place.desk.ask(slip_missing, job.id)

    place.desk.do(print_jobs.start, job.id, b"x")
    place.desk.do(print_jobs.settle, job.id, how)

    assert place.desk.ask(slip_missing, job.id)


def test_asking_for_the_slip_shows_what_to_do(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    with_printer(place)
    window = kiosk()
    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))
    ready(qtbot, window)

    finger.tap(window.ticket.missing)

    assert "mời hỏi cán bộ" in window.ticket.sentence
    assert len(slips(place)) == 1, "asking prints nothing"


def break_tickets(act: Act) -> None:
    act.connection.execute(
        text("CREATE TRIGGER broken BEFORE INSERT ON ticket BEGIN SELECT RAISE(ABORT, 'broken'); END")
    )


def mend_tickets(act: Act) -> None:
    act.connection.execute(text("DROP TRIGGER broken"))


def test_when_no_ticket_can_be_issued_the_kiosk_says_what_to_do_and_works_again(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    place.office.do(break_tickets)

    with qtbot.captureExceptions():
        finger.tap(window.first.tiles[1])
        qtbot.waitUntil(lambda: "Chưa lấy được số" in window.first.question.text)
    assert window.foot.text
    assert (tickets(place), slips(place)) == ((), ())

    place.office.do(mend_tickets)
    ready(qtbot, window)
    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)

    assert len(tickets(place)) == 1


def test_trouble_is_one_sentence_that_goes_when_it_is_over(qtbot: QtBot, kiosk: Opened, workers: Workers) -> None:
    window = kiosk(Pace(trouble=50, look=60_000))

    workers.office.refused.emit(DiskFull())

    assert "Ổ đĩa đầy" in window.foot.text
    qtbot.waitUntil(lambda: "gọi cán bộ" in window.foot.text)


def test_the_ticket_is_recorded_as_the_kiosks(qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger) -> None:
    window = kiosk()

    finger.tap(window.first.tiles[1])
    wait_for_ticket(qtbot, window)

    origins = place.office.ask(lambda asking: asking.connection.execute(select(Ticket.origin)).scalars().all())
    assert origins == ["kiosk"]

"""The told wait, and what is offered when there is no number for today."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue.board import ticket_by_id
from counter_app.queue.duty import open_counter
from counter_app.queue.issuing import issue, issue_for_next_day
from counter_app.queue.services import change_service
from counter_app.queue.tickets import Called, begin, call_next, finish
from counter_app.records.office import Ticket
from counter_app.settings import change_setting
from counter_app.store import Act
from tests.clock import SetClock
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import (
    HELD,
    Opened,
    for_real,
    ready,
    slip_document,
    slips,
    tickets,
    wait_for_ticket,
    with_printer,
)
from ui.kiosk.window import KioskWindow


def at(clock: SetClock, hour: int, minute: int = 0) -> None:
    clock.moment = datetime(2026, 11, 20, hour, minute, tzinfo=HANOI)


def served(place: Place, clock: SetClock, minutes: int = 10, *, times: int = 5) -> None:
    for _ in range(times):
        place.office.do(issue, "CT")
        called = place.office.do(call_next, 3)
        assert isinstance(called, Called)
        place.office.do(begin, called.id)
        clock.forward(minutes=minutes)
        place.office.do(finish, called.id)


def told(place: Place, number: str) -> tuple[int | None, int | None, int | None]:
    ticket = next(one for one in tickets(place) if one.number == number)
    row = place.office.ask(
        lambda asking: asking.connection.execute(
            select(Ticket.told_ahead, Ticket.told_low, Ticket.told_high).where(Ticket.id == ticket.id)
        ).one()
    )
    return row.told_ahead, row.told_low, row.told_high


def touch_certification(qtbot: QtBot, window: KioskWindow, finger: Finger) -> None:
    ready(qtbot, window)
    finger.tap(window.face.first.tiles[1])


def is_told_no(qtbot: QtBot, window: KioskWindow, words: str) -> None:
    qtbot.waitUntil(lambda: window.page is window.face.say and window.ready)
    assert words in window.face.say.text.text


def test_page_slip_and_ticket_tell_the_same_wait(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    served(place, clock)
    for _ in range(2):
        place.office.do(issue, "CT")
    window = kiosk()

    touch_certification(qtbot, window, finger)
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert window.ticket.wait.value.text == "Còn 2 người\nkhoảng 20 phút"
    said = slip_document(place)
    assert (said.ahead, said.low, said.high) == told(place, "B008") == (2, 20, 20)


def test_with_few_past_services_only_how_many_are_before_is_told(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    place.office.do(issue, "CT")
    window = kiosk()

    touch_certification(qtbot, window, finger)
    wait_for_ticket(qtbot, window)

    assert window.ticket.wait.value.text == "1 người trước"
    assert told(place, "B002") == (1, None, None)


def break_counters(act: Act) -> None:
    act.connection.execute(text("ALTER TABLE counter_duty RENAME TO counter_duty_away"))


def test_a_wait_that_cannot_be_told_keeps_nobody_from_a_number(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    place.office.do(break_counters)

    with qtbot.captureExceptions():
        touch_certification(qtbot, window, finger)
        wait_for_ticket(qtbot, window)

    assert window.ticket.number.text == "B001"
    assert told(place, "B001") == (None, None, None)


def test_after_closing_there_is_a_number_for_the_next_working_day_and_it_comes_first(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    with_printer(place)
    place.office.do(for_real)
    at(clock, 17, 1)
    window = kiosk()

    finger.tap(window.face.priority.tile("merit"))
    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "Hôm nay đã hết giờ nhận hồ sơ.")
    assert [tile.text() for tile in window.face.say.tiles] == ["Lấy số cho Thứ Hai 23/11", "Về trang đầu"]
    assert tickets(place) == ()

    finger.tap(window.face.say.tiles[0])
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: len(slips(place)) == 1)

    assert (window.ticket.number.text, window.ticket.wait.value.text) == ("B001", "Thứ Hai 23/11, từ 07:30")
    said = slip_document(place)
    assert (said.opens, said.code) == (datetime(2026, 11, 23, 7, 30, tzinfo=HANOI), "S261123-001B")
    assert tickets(place) == (), "nothing for today"
    clock.moment = datetime(2026, 11, 23, 7, 31, tzinfo=HANOI)
    place.office.do(issue, "CT", "elderly")
    first = place.office.do(call_next, 3)
    assert isinstance(first, Called)
    assert (first.number, first.priority) == ("B001", "merit")


def test_a_training_unit_gives_numbers_at_any_hour(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    at(clock, 23)
    window = kiosk()

    touch_certification(qtbot, window, finger)
    wait_for_ticket(qtbot, window)

    assert [one.business_day for one in tickets(place)] == [date(2026, 11, 20)]


def test_at_midday_the_kiosk_says_when_numbers_are_given_again_and_offers_no_other_day(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    place.office.do(for_real)
    at(clock, 11, 45)
    window = kiosk()

    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "lấy số từ 12:30")

    assert [tile.text() for tile in window.face.say.tiles] == ["Về trang đầu"]
    finger.tap(window.face.say.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.face.first)


def test_when_the_work_left_exceeds_the_time_left_issuing_stops(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    served(place, clock)
    place.office.do(for_real)
    at(clock, 16, 30)
    place.office.do(open_counter, 3)
    for _ in range(3):
        place.office.do(issue, "CT")
    window = kiosk()

    touch_certification(qtbot, window, finger)

    is_told_no(qtbot, window, "đã đủ đến giờ đóng cửa")
    assert len(window.face.say.tiles) == 2


def test_over_the_days_limit_a_number_for_the_next_day_is_offered(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    place.office.do(change_service, "CT", daily_limit=1)
    window = kiosk()
    touch_certification(qtbot, window, finger)
    wait_for_ticket(qtbot, window)
    window.go_home()

    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "đã phát hết số «Chứng thực»")
    finger.tap(window.face.say.tiles[0])
    wait_for_ticket(qtbot, window)

    assert len(tickets(place)) == 1
    assert "Thứ Hai 23/11" in window.ticket.wait.value.text


def test_when_the_next_day_is_full_too_the_day_after_is_offered_also_to_who_was_a_moment_late(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    place.office.do(change_service, "CT", daily_limit=1)
    place.office.do(issue, "CT")
    window = kiosk()
    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "đã phát hết số «Chứng thực»")
    assert window.face.say.tiles[0].text() == "Lấy số cho Thứ Hai 23/11"
    place.office.do(issue_for_next_day, "CT", datetime(2026, 11, 23, 7, 30, tzinfo=HANOI))

    finger.tap(window.face.say.tiles[0])
    qtbot.waitUntil(lambda: window.face.say.tiles[0].text() == "Lấy số cho Thứ Tư 25/11" and window.ready)
    finger.tap(window.face.say.tiles[0])
    wait_for_ticket(qtbot, window)

    assert window.ticket.wait.value.text == "Thứ Tư 25/11, từ 07:30"


def test_pressing_the_offer_many_times_gives_one_number(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    place.office.do(change_service, "CT", windows="07:30-08:00")
    window = kiosk()
    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "Hôm nay đã hết giờ cấp số «Chứng thực»")
    ready(qtbot, window)
    window._pace = HELD
    spot = window.face.say.tiles[0].mapTo(window, window.face.say.tiles[0].rect().center())

    for _ in range(3):
        finger.tap_at(window, spot)
    wait_for_ticket(qtbot, window)

    clock.moment = datetime(2026, 11, 23, 8, tzinfo=HANOI)
    assert [one.number for one in tickets(place)] == ["B001"]


def test_who_is_told_no_may_still_read_it_in_english(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, clock: SetClock
) -> None:
    place.office.do(for_real)
    at(clock, 18)
    window = kiosk()
    touch_certification(qtbot, window, finger)
    is_told_no(qtbot, window, "hết giờ")

    finger.tap(window.face.tools.tools.tile("language"))
    is_told_no(qtbot, window, "closed for today")
    finger.tap(window.face.say.tiles[0])
    wait_for_ticket(qtbot, window)

    clock.moment = datetime(2026, 11, 23, 8, tzinfo=HANOI)
    assert [one.language for one in tickets(place)] == ["en"]


def test_a_service_that_is_not_for_the_kiosk_is_not_offered_there_but_at_the_door(
    qtbot: QtBot, kiosk: Opened, place: Place
) -> None:
    place.office.do(change_service, "CU", at_kiosk=False)
    place.office.do(change_setting, "kiosk.notice", "Chiều nay không nhận hồ sơ cư trú.")

    def names(window: KioskWindow) -> list[str]:
        return [one.text() for one in window.face.groups.tiles]

    window = kiosk()
    assert "Cư trú" not in names(window)
    assert window.face.foot.text == "Chiều nay không nhận hồ sơ cư trú."
    assert "Cư trú" in names(kiosk(at_door=True))


@pytest.mark.parametrize("many", [1, 2, 6])
def test_how_many_dossiers_one_brings_stands_on_the_ticket(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, many: int
) -> None:
    window = kiosk()
    finger.tap(window.face.first.tiles[0])
    ready(qtbot, window)
    assert window.face.matters.tile("1").isChecked(), "one, unless somebody says otherwise"
    finger.tap(window.face.matters.tile(str(many)))
    ready(qtbot, window)

    finger.tap(window.face.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert place.office.ask(ticket_by_id, tickets(place)[0].id).matters == many

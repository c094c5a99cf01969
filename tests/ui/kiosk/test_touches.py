"""The budget of touches, counted for every purpose and every group: two for an ordinary ticket, three with priority."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.wording import PRIORITIES_VI
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import HELD, Opened, ready, tickets, wait_for_ticket
from ui.kiosk.manner import Manner
from ui.kiosk.pace import Pace
from ui.kiosk.window import KioskWindow
from ui.widgets.tile import Tile

DIRECT = ["CT", "KQ", "TT", "HD"]
"""The services that the purposes take a ticket of at once."""
GROUPS = ["HT", "CU", "XH", "KD", "TG", "HD"]


def touch(qtbot: QtBot, window: KioskWindow, finger: Finger, *tiles: Tile) -> int:
    """Touch one tile after another, each when it is there; how many touches it took."""
    before = finger.touches
    for tile in tiles:
        qtbot.waitUntil(lambda tile=tile: window.ready and tile.isVisible())  # type: ignore[misc]
        finger.tap(tile)
    return finger.touches - before


def home_again(qtbot: QtBot, window: KioskWindow, finger: Finger) -> None:
    """Whoever comes next touches the number of who was before, somewhere."""
    wait_for_ticket(qtbot, window)
    assert touch_beside(qtbot, window, finger, window.ticket.number) == 1


def touch_beside(qtbot: QtBot, window: KioskWindow, finger: Finger, piece: QWidget) -> int:
    """Touch a piece of the number's page that is no tile; how many touches lead to the first page."""
    before = finger.touches
    ready(qtbot, window)
    finger.tap_at(window, piece.mapTo(window, piece.rect().center()))
    qtbot.waitUntil(lambda: window.page is window.face.first and window.ready)
    return finger.touches - before


def at_groups(qtbot: QtBot, window: KioskWindow, finger: Finger) -> None:
    touch(qtbot, window, finger, window.face.first.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.face.groups and window.ready)


def taken(place: Place) -> list[tuple[str, str | None]]:
    return [(one.service, one.priority) for one in tickets(place)]


def test_an_ordinary_ticket_takes_at_most_two_touches_for_every_purpose_and_group(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    submit, certify, result, online, supplement, help_me = window.face.first.tiles

    for purpose in (certify, result, supplement, help_me):
        assert touch(qtbot, window, finger, purpose) == 1
        home_again(qtbot, window, finger)
    touch(qtbot, window, finger, online)
    qtbot.waitUntil(lambda: window.page is window.face.say and window.ready)
    assert touch(qtbot, window, finger, window.face.say.tiles[0]) == 1, "who has no code to scan: the second touch"
    home_again(qtbot, window, finger)
    for group in window.face.groups.tiles:
        assert touch(qtbot, window, finger, submit, group) == 2
        home_again(qtbot, window, finger)

    assert sorted(taken(place)) == sorted((code, None) for code in (*DIRECT, "TT", *GROUPS))


def test_a_priority_ticket_takes_at_most_three_touches_also_when_the_class_is_touched_first(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    submit, certify, result, online, supplement, help_me = window.face.first.tiles
    elderly = window.face.priority.tile("elderly")

    for purpose in (certify, result, supplement, help_me):
        assert touch(qtbot, window, finger, elderly, purpose) == 2
        home_again(qtbot, window, finger)
    touch(qtbot, window, finger, elderly, online)
    qtbot.waitUntil(lambda: window.page is window.face.say and window.ready)
    assert touch(qtbot, window, finger, window.face.say.tiles[0]) == 1, "the third touch"
    home_again(qtbot, window, finger)
    for group in window.face.groups.tiles:
        assert touch(qtbot, window, finger, elderly, submit, group) == 3
        home_again(qtbot, window, finger)
        assert touch(qtbot, window, finger, submit, elderly, group) == 3
        home_again(qtbot, window, finger)

    assert sorted(taken(place)) == sorted((code, "elderly") for code in (*DIRECT, "TT", *GROUPS, *GROUPS))


@pytest.mark.parametrize("part", [0, 1, 2, 3, 4, 5])
def test_at_the_number_of_who_was_before_one_touch_anywhere_begins_anew(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, part: int
) -> None:
    window = kiosk()
    touch(qtbot, window, finger, window.face.tools.tools.tile("contrast"))
    touch(qtbot, window, finger, window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)
    page = window.ticket
    anywhere = (page.number, page.service, page.wait, page.slip, window.face.head, window.face.foot)[part]

    before = finger.touches
    touch_beside(qtbot, window, finger, anywhere)
    assert window.manner == Manner(), "nothing of who was before is left"
    touch(qtbot, window, finger, window.face.priority.tile("elderly"), window.face.first.tiles[0])
    touch(qtbot, window, finger, window.face.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert finger.touches - before == 4, "one, and three for a ticket with priority"
    assert taken(place) == [("CT", None), ("HT", "elderly")]


def test_a_press_in_doubt_does_not_send_the_number_away(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=60_000, settle=1, look=50))
    finger.tap(window.face.first.tiles[1])
    wait_for_ticket(qtbot, window)

    for piece in (window.ticket.number, window.ticket.home, window.face.head):
        finger.tap(piece)

    assert window.page is window.ticket
    assert window.way_back.running, "it goes by itself, after its time"


@pytest.mark.parametrize("code", PRIORITIES_VI)
def test_every_class_beside_the_groups_becomes_the_tickets(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, code: str
) -> None:
    window = kiosk()
    at_groups(qtbot, window, finger)

    touch(qtbot, window, finger, window.face.priority.tile(code), window.face.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert taken(place) == [("HT", code)]
    assert f"Ưu tiên: {PRIORITIES_VI[code]}" in window.ticket.service.text


def on(window: KioskWindow) -> list[str]:
    return [tile.text() for tile in window.face.priority.tiles if tile.isChecked()]


def test_one_class_is_on_and_touching_it_again_takes_it_off(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    strip = window.face.priority
    at_groups(qtbot, window, finger)
    assert (on(window), strip.words.text) == ([], "Ưu tiên? Chạm hình\nhoặc quét căn cước")

    touch(qtbot, window, finger, strip.tile("elderly"))
    assert on(window) == ["Người cao tuổi"]
    touch(qtbot, window, finger, strip.tile("child"))
    assert on(window) == ["Có trẻ nhỏ"], "another one takes its place"
    assert strip.words.text == "Đã chọn ưu tiên.\nChạm lại để bỏ"
    touch(qtbot, window, finger, strip.tile("child"))
    assert on(window) == []

    touch(qtbot, window, finger, window.face.groups.tiles[1])
    wait_for_ticket(qtbot, window)
    assert taken(place) == [("CU", None)]


def test_the_second_tap_of_a_double_tap_does_not_take_the_class_off(
    qtbot: QtBot, kiosk: Opened, finger: Finger
) -> None:
    window = kiosk()
    at_groups(qtbot, window, finger)
    window._pace = HELD
    spot = window.face.priority.tile("merit").mapTo(window, window.rect().topLeft())
    spot += window.face.priority.tile("merit").rect().center()

    finger.tap_at(window, spot)
    finger.tap_at(window, spot)

    assert on(window) == ["Người có công"]


def test_a_class_chosen_before_is_on_beside_the_groups_and_a_class_chosen_there_holds_on_the_first_page(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    touch(qtbot, window, finger, window.face.priority.tiles[1])
    at_groups(qtbot, window, finger)
    assert on(window) == ["Người khuyết tật"]

    touch(qtbot, window, finger, window.face.priority.tile("pregnant"))
    qtbot.waitUntil(lambda: window.ready)
    window.face.back.emit()
    touch(qtbot, window, finger, window.face.first.tiles[2])
    wait_for_ticket(qtbot, window)

    window.go_home()
    assert on(window) == [], "the next citizen begins anew"
    assert taken(place) == [("KQ", "pregnant")]


def test_the_next_citizen_finds_no_class_on(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=1, settle=1, notice=2, second=5))
    at_groups(qtbot, window, finger)
    touch(qtbot, window, finger, window.face.priority.tile("elderly"))
    assert window.way_back.running

    window.way_back.start(1)
    qtbot.waitUntil(lambda: window.page is window.face.first)

    assert on(window) == []

"""The budget of touches, counted for every purpose and every group: two for an ordinary ticket, three with priority."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.wording import PRIORITIES_VI
from tests.ui.finger import Finger
from tests.ui.kiosk.hall import HELD, Opened, ready, tickets, wait_for_ticket
from ui.kiosk.pace import Pace
from ui.kiosk.window import KioskWindow
from ui.widgets.tile import Tile

DIRECT = ["CT", "KQ", "TT", "TT", "HD"]
"""The services behind the purposes that follow "Nộp hồ sơ"."""
GROUPS = ["HT", "CU", "XH", "KD", "TG", "HD"]


def touch(qtbot: QtBot, window: KioskWindow, finger: Finger, *tiles: Tile) -> int:
    """Touch one tile after another, each when it is there; how many touches it took."""
    before = finger.touches
    for tile in tiles:
        qtbot.waitUntil(lambda tile=tile: window.ready and tile.isVisible())  # type: ignore[misc]
        finger.tap(tile)
    return finger.touches - before


def home_again(qtbot: QtBot, window: KioskWindow) -> None:
    wait_for_ticket(qtbot, window)
    window.go_home()
    ready(qtbot, window)


def at_groups(qtbot: QtBot, window: KioskWindow, finger: Finger) -> None:
    touch(qtbot, window, finger, window.pages.first.tiles[0])
    qtbot.waitUntil(lambda: window.page is window.pages.groups and window.ready)


def taken(place: Place) -> list[tuple[str, str | None]]:
    return [(one.service, one.priority) for one in tickets(place)]


def test_an_ordinary_ticket_takes_at_most_two_touches_for_every_purpose_and_group(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    submit, *direct = window.pages.first.tiles

    for purpose in direct:
        assert touch(qtbot, window, finger, purpose) == 1
        home_again(qtbot, window)
    for group in window.pages.groups.tiles:
        assert touch(qtbot, window, finger, submit, group) == 2
        home_again(qtbot, window)

    assert sorted(taken(place)) == sorted((code, None) for code in DIRECT + GROUPS)


def test_a_priority_ticket_takes_three_touches_for_every_purpose_and_group(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    submit, *direct = window.pages.first.tiles
    elderly = window.pages.classes.tiles[0]

    for purpose in direct:
        assert touch(qtbot, window, finger, window.pages.priority_button, elderly, purpose) == 3
        home_again(qtbot, window)
    for group in window.pages.groups.tiles:
        assert touch(qtbot, window, finger, submit, window.pages.priority_strip.tile("elderly"), group) == 3
        home_again(qtbot, window)

    assert sorted(taken(place)) == sorted((code, "elderly") for code in DIRECT + GROUPS)


@pytest.mark.parametrize("code", PRIORITIES_VI)
def test_every_class_beside_the_groups_becomes_the_tickets(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger, code: str
) -> None:
    window = kiosk()
    at_groups(qtbot, window, finger)

    touch(qtbot, window, finger, window.pages.priority_strip.tile(code), window.pages.groups.tiles[0])
    wait_for_ticket(qtbot, window)

    assert taken(place) == [("HT", code)]
    assert f"Ưu tiên: {PRIORITIES_VI[code]}" in window.ticket.service.text


def on(window: KioskWindow) -> list[str]:
    return [tile.text() for tile in window.pages.priority_strip.tiles if tile.isChecked()]


def test_one_class_is_on_and_touching_it_again_takes_it_off(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    strip = window.pages.priority_strip
    at_groups(qtbot, window, finger)
    assert (on(window), strip.words.text) == ([], "Thuộc diện ưu tiên?\nMời chạm hình trước")

    touch(qtbot, window, finger, strip.tile("elderly"))
    assert on(window) == ["Người cao tuổi"]
    touch(qtbot, window, finger, strip.tile("child"))
    assert on(window) == ["Có trẻ nhỏ"], "another one takes its place"
    assert strip.words.text == "Đã chọn ưu tiên.\nChạm lại để bỏ"
    touch(qtbot, window, finger, strip.tile("child"))
    assert on(window) == []

    touch(qtbot, window, finger, window.pages.groups.tiles[1])
    wait_for_ticket(qtbot, window)
    assert taken(place) == [("CU", None)]


def test_the_second_tap_of_a_double_tap_does_not_take_the_class_off(
    qtbot: QtBot, kiosk: Opened, finger: Finger
) -> None:
    window = kiosk()
    at_groups(qtbot, window, finger)
    window._pace = HELD
    spot = window.pages.priority_strip.tile("merit").mapTo(window, window.rect().topLeft())
    spot += window.pages.priority_strip.tile("merit").rect().center()

    finger.tap_at(window, spot)
    finger.tap_at(window, spot)

    assert on(window) == ["Người có công"]


def test_a_class_chosen_before_is_on_beside_the_groups_and_a_class_chosen_there_holds_on_the_first_page(
    qtbot: QtBot, kiosk: Opened, place: Place, finger: Finger
) -> None:
    window = kiosk()
    touch(qtbot, window, finger, window.pages.priority_button, window.pages.classes.tiles[1])
    at_groups(qtbot, window, finger)
    assert on(window) == ["Người khuyết tật"]

    touch(qtbot, window, finger, window.pages.priority_strip.tile("pregnant"))
    window.pages.back.emit()
    touch(qtbot, window, finger, window.pages.first.tiles[2])
    wait_for_ticket(qtbot, window)

    assert window.pages.priority_button.text() == "Ưu tiên", "the next citizen begins anew"
    assert taken(place) == [("KQ", "pregnant")]


def test_the_next_citizen_finds_no_class_on(qtbot: QtBot, kiosk: Opened, finger: Finger) -> None:
    window = kiosk(Pace(lock=1, settle=1, notice=2, second=5))
    at_groups(qtbot, window, finger)
    touch(qtbot, window, finger, window.pages.priority_strip.tile("elderly"))
    assert window.way_back.running

    window.way_back.start(1)
    qtbot.waitUntil(lambda: window.page is window.pages.first)

    assert on(window) == []

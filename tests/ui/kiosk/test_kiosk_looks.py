"""The kiosk on every kind of screen: large targets, large letters, nothing cut, no letter missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.place import Place
from counter_app.queue.issuing import issue
from tests.ui.legibility import cut_titles, missing_glyphs, small_letters, small_targets
from ui import theme
from ui.kiosk.pace import Pace
from ui.kiosk.purposes import Choice
from ui.kiosk.window import KioskWindow
from ui.widgets.tile_board import columns_for
from ui.widgets.toggle import ToggleTile
from ui.work import Workers

SCREENS = [(1920, 1080), (1080, 1920), (1366, 768)]
PAGES: dict[str, Callable[[KioskWindow], QWidget]] = {
    "purposes": lambda window: window.pages.first,
    "groups": lambda window: window.pages.groups,
    "classes": lambda window: window.pages.classes,
    "ticket": lambda window: window.ticket,
}


@pytest.fixture
def window(qtbot: QtBot, workers: Workers, place: Place) -> KioskWindow:
    opened = KioskWindow(workers, Pace(look=60_000))
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: len(opened.pages.first.tiles) == 6)
    opened.ticket.show_ticket(place.office.do(issue, "CT", "pregnant"), tuple(range(1, 11)))
    return opened


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_easy_to_read_and_to_hit(window: KioskWindow, screen: tuple[int, int], page: str) -> None:
    window.resize(*screen)
    window.pages.setCurrentWidget(PAGES[page](window))
    assert not window.grab().isNull()

    assert small_targets(window) == []
    assert small_letters(window, 18) == []
    assert cut_titles(window) == []
    assert missing_glyphs(window) == set()


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_eight_groups_and_guidance_have_room_beside_the_priority_classes(
    window: KioskWindow, screen: tuple[int, int]
) -> None:
    names = ("Hộ tịch", "Đăng ký hộ kinh doanh", "Tôn giáo, tín ngưỡng")
    hint = "Khai sinh, kết hôn, khai tử, trích lục"
    window.resize(*screen)
    window.pages.setCurrentWidget(window.pages.groups)

    window.pages.groups.offer([Choice(name, hint, "folder", "HT") for name in names * 3])
    window.pages.show_priority("child")
    assert not window.grab().isNull()

    assert (small_targets(window), small_letters(window, 18), cut_titles(window)) == ([], [], [])


def test_a_class_that_is_on_is_told_apart_by_more_than_its_colour(window: KioskWindow) -> None:
    window.pages.setCurrentWidget(window.pages.groups)
    off, on = window.pages.priority_strip.tiles[0], window.pages.priority_strip.tiles[1]
    window.pages.show_priority("disabled")
    window.grab()
    corner = (on.width() - 16, 8)

    def ground(tile: ToggleTile) -> tuple[str, str]:
        seen = tile.grab().toImage()
        return seen.pixelColor(tile.width() // 2, tile.height() - 6).name(), seen.pixelColor(*corner).name()

    assert ground(on) == (theme.GOOD.lower(), theme.PAPER.lower()), "dark, with a mark on white in its corner"
    assert ground(off) == (theme.PAPER.lower(), theme.PAPER.lower())
    assert (on.isChecked(), off.isChecked()) == (True, False), "screen readers are told too"


def test_the_number_is_a_third_of_the_screen_high(qtbot: QtBot, window: KioskWindow) -> None:
    window.resize(1920, 1080)
    window.pages.setCurrentWidget(window.ticket)

    qtbot.waitUntil(lambda: window.ticket.number.height() >= 1080 / 3)


def test_the_letters_check_bites(window: KioskWindow) -> None:
    window.pages.first.question.say("Chọn ★")
    window.grab()

    assert missing_glyphs(window) == {"★"}
    assert small_letters(window, 60), "at 1366 pixels not all letters are so large"


@pytest.mark.parametrize(("count", "upright", "columns"), [(6, False, 3), (6, True, 2), (9, False, 3), (3, True, 1)])
def test_tiles_stand_in_few_columns(count: int, upright: bool, columns: int) -> None:
    assert columns_for(count, upright=upright) == columns

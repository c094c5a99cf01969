"""The kiosk on every kind of screen: large targets, large letters, nothing cut, no letter missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from counter_app.ids import new_id
from counter_app.moments import HANOI
from counter_app.queue.admission import Closed
from counter_app.queue.issuing import Issued
from counter_app.queue.offer import Offered
from counter_app.queue.scanned import DossierCode, OtherDay
from counter_app.queue.slips import Lately
from counter_app.queue.waiting_time import Told
from tests.ui.legibility import cut_texts, cut_titles, missing_glyphs, small_letters, small_targets
from ui import theme
from ui.kiosk import said
from ui.kiosk.manner import HIGH_CONTRAST, Manner
from ui.kiosk.pace import Pace
from ui.kiosk.purposes import Choice
from ui.kiosk.sentences import every_text
from ui.kiosk.window import KioskWindow
from ui.widgets.tile_board import columns_for
from ui.widgets.toggle import ToggleTile
from ui.work import Workers

SCREENS = [(1920, 1080), (1080, 1920), (1366, 768)]
MANNERS = [Manner(), Manner(large=True), Manner("en"), Manner("en", large=True, contrast=True)]
NAMES = "Tư pháp hộ tịch, chứng thực và nuôi con nuôi"
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=HANOI)


def ticket(window: KioskWindow, *, later: bool = False) -> None:
    told = Told(107, 115, 125)
    who = (new_id(), "A107", "XX", NAMES, "pregnant", 107, MONDAY, MONDAY.date())
    taken = Lately(Issued(*who, told), tuple(range(1, 30, 2)), MONDAY if later else None)
    window.ticket.show_said(said.ticket_said(window.words, taken))
    window.open_page(window.ticket)


def missing(window: KioskWindow) -> None:
    ticket(window)
    window.ticket.say_missing()


def closed(window: KioskWindow) -> None:
    service = Offered("XX", NAMES, "", (1,), has_procedures=True)
    window.show_saying(partial(said.closed_said, closed=Closed("limit", None, MONDAY), service=service))


def dossier(window: KioskWindow) -> None:
    window.show_saying(partial(said.dossier_said, found=DossierCode("H26.016.26-261110-0007"), state=9))


def elsewhere(window: KioskWindow) -> None:
    window.show_saying(partial(said.other_day_said, found=OtherDay(MONDAY.date(), "A107"), later=True))


def carried(window: KioskWindow) -> None:
    found = OtherDay(MONDAY.date(), "A107", instead_of="A1042")
    window.show_saying(partial(said.other_day_said, found=found, later=True))


PAGES: dict[str, Callable[[KioskWindow], object]] = {
    "purposes": lambda window: window.open_page(window.face.first),
    "groups": lambda window: window.open_page(window.face.groups),
    "carried over": carried,
    "scan": lambda window: window.show_saying(said.scan_said),
    "ticket": ticket,
    "ticket of another day": lambda window: ticket(window, later=True),
    "missing slip": missing,
    "closed": closed,
    "dossier": dossier,
    "slip of another day": elsewhere,
}


@pytest.fixture
def window(qtbot: QtBot, workers: Workers) -> KioskWindow:
    opened = KioskWindow(workers, Pace(look=60_000))
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: len(opened.face.first.tiles) == 6)
    return opened


@pytest.mark.parametrize("manner", MANNERS, ids=str)
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_page_is_easy_to_read_and_to_hit(window: KioskWindow, screen: tuple[int, int], manner: Manner) -> None:
    window.resize(*screen)
    window.dress(manner)
    for name, show in PAGES.items():
        window.set_class("disabled")
        show(window)
        assert not window.grab().isNull()

        assert (name, small_targets(window)) == (name, [])
        assert (name, small_letters(window, 22 if manner.large else 18)) == (name, [])
        assert (name, cut_titles(window)) == (name, [])
        assert (name, missing_glyphs(window)) == (name, set())
        assert (name, cut_texts(window)) == (name, [])


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_larger_letters_are_larger(window: KioskWindow, screen: tuple[int, int]) -> None:
    def sizes() -> tuple[int, int]:
        window.grab()
        return window.face.first.board.tiles[0].title_px, window.face.priority.tiles[0].title_px

    window.resize(*screen)
    window.dress(Manner())
    before = sizes()
    window.dress(Manner(large=True))

    grown = [after / was for after, was in zip(sizes(), before, strict=True)]
    assert min(grown) >= 1.1
    assert max(grown) >= 1.3


SEEN_TOGETHER = [
    (HIGH_CONTRAST.ground, HIGH_CONTRAST.ink),
    (HIGH_CONTRAST.paper, HIGH_CONTRAST.accent),
    *(HIGH_CONTRAST.head, HIGH_CONTRAST.good, HIGH_CONTRAST.warn, HIGH_CONTRAST.notice, HIGH_CONTRAST.fact),
    *(
        (look.ground, ink)
        for look in (HIGH_CONTRAST.plain, HIGH_CONTRAST.main, HIGH_CONTRAST.on, HIGH_CONTRAST.pressed)
        for ink in (look.ink, look.muted, look.sign)
    ),
]


@pytest.mark.parametrize("pair", SEEN_TOGETHER, ids=str)
def test_high_contrast_is_high(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 7, "WCAG 2.2, 1.4.6"


def contrast(ground: str, ink: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(ground), luminance(ink)))
    return (high + 0.05) / (low + 0.05)


def test_everything_the_kiosk_says_is_there_in_both_languages() -> None:
    for key, (vietnamese, english) in every_text().items():
        assert vietnamese.strip(), key
        assert english.strip(), key
        gaps = [set(re.findall(r"{(\w+)}", text)) for text in (vietnamese, english)]
        assert gaps[0] == gaps[1], key


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_eight_groups_and_guidance_have_room_beside_the_priority_classes(
    window: KioskWindow, screen: tuple[int, int]
) -> None:
    names = ("Hộ tịch", "Đăng ký hộ kinh doanh", "Tôn giáo, tín ngưỡng")
    hint = "Khai sinh, kết hôn, khai tử, trích lục"
    window.resize(*screen)
    window.open_page(window.face.groups)

    window.face.groups.offer([Choice(name, hint, "folder", "service:HT") for name in names * 3])
    window.set_class("child")
    assert not window.grab().isNull()

    assert (small_targets(window), small_letters(window, 18), cut_titles(window)) == ([], [], [])


def test_a_class_that_is_on_is_told_apart_by_more_than_its_colour(window: KioskWindow) -> None:
    window.open_page(window.face.groups)
    off, on = window.face.priority.tiles[0], window.face.priority.tiles[1]
    window.set_class("disabled")
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
    ticket(window)

    qtbot.waitUntil(lambda: window.ticket.number.height() >= 1080 / 3)


def test_the_letters_check_bites(window: KioskWindow) -> None:
    window.face.first.question.say("Chọn ★")
    window.grab()

    assert missing_glyphs(window) == {"★"}
    assert small_letters(window, 60), "at 1366 pixels not all letters are so large"


@pytest.mark.parametrize(("count", "upright", "columns"), [(6, False, 3), (6, True, 2), (9, False, 3), (3, True, 1)])
def test_tiles_stand_in_few_columns(count: int, upright: bool, columns: int) -> None:
    assert columns_for(count, upright=upright) == columns

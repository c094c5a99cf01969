"""The clerk's window as people ask for it: ordinary, in larger letters, in black on white. Nothing is cut, all of it reads.

Contrast is measured on the picture itself: the letters against the ground they stand on (WCAG 2.2, 1.4.3 and 1.4.6).
"""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.queue.board import tickets_today
from counter_app.queue.issuing import Wishes
from tests.clock import SetClock
from tests.counter_app.calling import call
from tests.counter_app.dossier_story import marriage
from tests.documents import CARD
from tests.stories.counter_steps import settled
from tests.stories.queue_steps import calls_by_hand, says, with_modifier
from tests.stories.test_city_looks import LOOKS, missing_letters, still_cut, words_of
from ui.demo.pilot import ClerkPilot, wait_until

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
READS = {"usual": 4.5, "larger": 4.5, "black": 7.0}
SMALL, USUAL = (1232, 680), (1366, 768)
FITS = [("usual", SMALL), ("usual", USUAL), ("larger", USUAL), ("black", SMALL), ("black", USUAL)]
"""Larger letters want the whole of an ordinary screen."""


@pytest.fixture
def busy(staffed: Place, clock: SetClock) -> Place:
    """A hall in which everything is going on at once."""
    code = marriage(staffed).code
    for number in range(12):
        wishes = Wishes(6, "en", ("large", "voice"), code) if number == 11 else Wishes()
        issued = staffed.office.do(issuing.issue, ("CT", "HT", "CU", "XH")[number % 4], None, None, wishes)
        staffed.office.do(issuing.note_slip, issued.id, "failed")
        clock.forward(seconds=1)
    staffed.office.do(issuing.issue, "HT", "elderly")
    for _ in range(4):
        staffed.office.do(tickets.hold, call(staffed, 6).id, "Chờ bản gốc ở nhà, chiều quay lại")
    clock.forward(minutes=18)
    return staffed


def asks_for_most(place: Place) -> str:
    """The number of whoever needs most."""
    return next(one.number for one in place.office.ask(tickets_today) if one.needs)


def parts(clerk: ClerkPilot) -> list[QWidget]:
    """Everything of the counter's window that is to be seen."""
    work = clerk.work
    every: tuple[QWidget, ...] = (work.status, work.queue, work.header, work.form.person, work.form.procedure)
    every += (work.dossier.steps, work.summary.button, work.to_do, work.notice, work.choices, work.by_hand)
    return [one for one in every if one.isVisible()]


def whole(clerk: ClerkPilot, size: tuple[int, int]) -> None:
    form = clerk.work.form
    if form.isVisible():
        wide = "the whole width of the form"
        wait_until(lambda: form.needed_width <= form.width(), wide, 2_000)
    for part in parts(clerk):
        assert still_cut(part) == [], type(part).__name__
    assert missing_letters(clerk.window) == set()
    assert (clerk.window.width(), clerk.window.height()) == size


def brightness(colour: QColor) -> float:
    """The relative luminance (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(picture: QImage, where: QRect) -> float:
    """The letters against their ground: the commonest colour there, and the one that differs most from it."""
    inner = where.intersected(picture.rect())
    seen = Counter(
        picture.pixel(x, y) for x in range(inner.left(), inner.right()) for y in range(inner.top(), inner.bottom())
    )
    ground = brightness(QColor.fromRgb(seen.most_common(1)[0][0]))
    every = [brightness(QColor.fromRgb(one)) for one in seen]
    return max((max(one, ground) + 0.05) / (min(one, ground) + 0.05) for one in every)


def faint(clerk: ClerkPilot, least: float) -> list[str]:
    """Words that stand out less than this; what can't be pressed now is exempt, as in WCAG."""
    picture = clerk.window.grab().toImage()
    found = []
    for one in words_of(clerk.window):
        if not one.isEnabled() or one.visibleRegion().isEmpty():
            continue
        seen = one.visibleRegion().boundingRect()
        inner = seen.adjusted(4, 4, -4, -4) if isinstance(one, QPushButton) else seen
        measured = contrast(picture, QRect(one.mapTo(clerk.window, inner.topLeft()), inner.size()))
        if inner.height() >= 10 and measured < least:
            found.append(f"{measured:.1f} {one.text()}")
    return found


@pytest.mark.parametrize(("look", "size"), FITS, indirect=["look"], ids=str)
def test_nothing_at_the_counter_is_cut(look: str, busy: Place, clerk: ClerkPilot, size: tuple[int, int]) -> None:
    assert look in LOOKS
    clerk.work.naming.patience.setInterval(60_000)
    clerk.window.resize(*size)
    whole(clerk, size)
    last = asks_for_most(busy)
    calls_by_hand(clerk, last)
    wait_until(clerk.work.choices.isVisible, "the question")
    whole(clerk, size)
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, f"Đã gọi {last}")
    wait_until(clerk.work.header.flag.isVisible, "the flag")
    whole(clerk, size)
    clerk.scans(CARD)
    wait_until(clerk.work.dossier.isVisible, "the dossier")
    settled(clerk)
    whole(clerk, size)
    clerk.presses(Qt.Key.Key_Escape)
    wait_until(clerk.work.form.isVisible, "the form")
    whole(clerk, size)
    with_modifier(clerk, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: "Chuyển" in clerk.work.choices.title, "where to")
    whole(clerk, size)


@pytest.mark.parametrize("look", list(LOOKS), indirect=True)
def test_every_word_stands_out_from_its_ground(look: str, busy: Place, clerk: ClerkPilot) -> None:
    clerk.work.naming.patience.setInterval(60_000)
    clerk.window.resize(*USUAL)
    last = asks_for_most(busy)
    assert faint(clerk, READS[look]) == []
    calls_by_hand(clerk, last)
    wait_until(clerk.work.choices.isVisible, "the question")
    assert faint(clerk, READS[look]) == []
    clerk.presses(Qt.Key.Key_1, "1")
    says(clerk, f"Đã gọi {last}")
    wait_until(clerk.work.header.flag.isVisible, "the flag")
    assert faint(clerk, READS[look]) == []
    clerk.presses(Qt.Key.Key_F4)
    says(clerk, "Chờ thêm")
    assert faint(clerk, READS[look]) == []


def test_the_check_of_contrast_bites(clerk: ClerkPilot) -> None:
    clerk.work.header.words.setStyleSheet("color: #B8C0C8;")

    assert [one for one in faint(clerk, 4.5) if "Bấm F2" in one]

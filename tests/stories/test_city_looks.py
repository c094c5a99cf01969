"""No word of the panes about the city is cut: on the smallest window, in larger letters, in black on white."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.counter_app.dossier_story import marriage
from tests.stories.city_desk import conflict, refused, sees_attention, sees_entry, stranger
from ui import theme
from ui.demo.pilot import ClerkPilot, NeverHappened, wait_until

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
LOOKS = {"usual": theme.USUAL, "larger": theme.Look(larger=True), "black": theme.Look(contrast=True)}
LONG = "Nguyễn Hoàng Phương Uyên Thị Bảo Ngọc"


@pytest.fixture(params=list(LOOKS))
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    theme.dress(qapp, LOOKS[request.param])
    yield
    theme.dress(qapp)


def words_of(pane: QWidget) -> list[QLabel | QPushButton]:
    every: list[QLabel | QPushButton] = [*pane.findChildren(QLabel), *pane.findChildren(QPushButton)]
    return [one for one in every if one.isVisible() and one.text()]


def cut_words(pane: QWidget) -> list[str]:
    """Words that have less room than they need, or reach beyond the side of their pane."""
    found = []
    for one in words_of(pane):
        wraps = isinstance(one, QLabel) and one.wordWrap()
        low = one.height() < one.heightForWidth(one.width()) if wraps else one.width() < one.sizeHint().width()
        if low or one.mapTo(pane, QPoint(one.width(), 0)).x() > pane.width():
            found.append(one.text())
    return found


def still_cut(pane: QWidget) -> list[str]:
    """What is cut once the pane has found its places."""
    with suppress(NeverHappened):
        wait_until(lambda: not cut_words(pane), "room for every word", 2_000)
    return cut_words(pane)


def missing_letters(pane: QWidget) -> set[str]:
    font = QRawFont(str(theme.RESOURCES / "fonts" / "BeVietnamPro-Regular.ttf"), 16)
    texts = "".join(one.text() for one in words_of(pane))
    return {letter for letter in texts if letter != "\n" and not font.supportsCharacter(ord(letter))}


@pytest.fixture
def waiting(staffed: Place) -> Place:
    """One of each that waits for a person."""
    pointers = [{"pointer": f"/people/owner/{field}"} for field in ("name", "number", "birth_date", "address")]
    refused(staffed, marriage(staffed), "invalid-body", pointers=pointers)
    refused(staffed, marriage(staffed), "out-of-order")
    conflict(staffed, marriage(staffed))
    stranger(staffed, marriage(staffed), LONG)
    return staffed


@pytest.mark.usefixtures("look", "waiting")
@pytest.mark.parametrize("size", [(1232, 680), (1366, 768)], ids=str)
def test_nothing_that_waits_for_a_person_is_cut(clerk: ClerkPilot, size: tuple[int, int]) -> None:
    clerk.window.resize(*size)
    pane = sees_attention(clerk, 4)
    for _ in range(4):
        assert still_cut(pane) == [], pane.says.text()
        assert missing_letters(pane) == set()
        clerk.presses(Qt.Key.Key_Down)

    pane.list.setCurrentRow(0)
    clerk.presses(Qt.Key.Key_B, "b")
    assert pane.form.isVisible()
    assert still_cut(pane) == []
    assert clerk.window.width() == size[0]


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("size", [(1232, 680), (1366, 768)], ids=str)
def test_nothing_that_is_typed_in_is_cut(clerk: ClerkPilot, staffed: Place, size: tuple[int, int]) -> None:
    clerk.window.resize(*size)
    staffed.office.do(change_setting, "city.way", "hand")
    refresh_desk(staffed)
    marriage(staffed)
    pane = sees_entry(clerk, 1)
    clerk.presses(Qt.Key.Key_Space, " ")

    assert still_cut(pane) == []
    assert missing_letters(pane) == set()
    assert still_cut(clerk.work.status) == []
    assert clerk.window.width() == size[0]


@pytest.mark.usefixtures("look", "waiting")
def test_however_much_there_is_to_say_at_the_top_the_window_keeps_its_width(clerk: ClerkPilot) -> None:
    clerk.window.resize(1232, 680)
    status = clerk.work.status
    wait_until(lambda: bool(status.city.text()), "the line at the top")
    parts = (status.counter, status.city, status.printer)
    for part, words in zip(
        parts,
        (
            f"Quầy 13 · {LONG}",
            "TP: 12 cần xử lý, mất liên lạc, 120 chờ từ T6 20/11 08:35",
            "Máy in: nắp đang mở, 3 chờ in",
        ),
        strict=True,
    ):
        part.setText(words)
    status.clock.setText("Đồng hồ máy chậm 3 ngày · T7 21/11 14:32")

    wait_until(lambda: status.clock.width() >= status.clock.sizeHint().width(), "the hour, never cut")
    assert status.minimumSizeHint().width() <= 1232
    assert status.printer.width() >= status.printer.sizeHint().width()
    assert status.city.shown.startswith("TP: 12")


def test_the_check_for_cut_words_bites(clerk: ClerkPilot, waiting: Place) -> None:
    assert waiting.one_file
    pane = sees_attention(clerk, 4)
    pane.steps["resend"].setFixedWidth(20)

    assert pane.steps["resend"].text() in still_cut(pane)

"""In every look nothing is cut on the smallest window, no letter is missing, every field has a name for those who hear the screen."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QRawFont
from PySide6.QtWidgets import QLabel, QWidget

from counter_app.place import Place
from counter_app.queue import duty, issuing, tickets
from counter_app.queue.tickets import Called
from counter_app.store import By
from tests.clock import SetClock
from tests.looks import LOOKS
from tests.ui.admin.cut import cut_columns, cut_fields, cut_words, scrolled_aside
from tests.ui.admin.pilot import AdminPilot, kind_of
from ui import theme
from ui.admin.page import Page
from ui.admin.record_page import RecordPage
from ui.admin.row import Row
from ui.admin.services_page import ServicesPage
from ui.admin.today_page import TodayPage

SMALLEST = (1180, 680)
SEEN = [*((look, SMALLEST) for look in LOOKS), ("usual", (1366, 768)), ("usual", (1920, 1080)), ("both", (1366, 768))]


@pytest.fixture
def morning(staffed: Place, clock: SetClock) -> None:
    """Every part of «Hôm nay» has something to show: a pause, a time aside, calls nobody answered."""
    for code in ("HT", "CT", "KQ", "TT", "HT"):
        staffed.office.do(issuing.issue, code)
    first = staffed.acting_as(By("lan", 3)).office
    called = first.do(tickets.call_next, 3)
    assert isinstance(called, Called)
    clock.forward(minutes=1)
    first.do(tickets.begin, called.id)
    first.do(tickets.hold, called.id, "đi photo")
    clock.forward(minutes=5)
    first.do(tickets.resume, called.id)
    first.do(tickets.finish, called.id, "advice")
    first.do(duty.pause_counter, 3, "Đi lấy hồ sơ")
    for number in (4, 5):
        staffed.acting_as(By("truong", number)).office.do(tickets.call_next, number)
    clock.forward(minutes=15)


def cut(page: Page) -> list[str]:
    aside = ["wider than the page"] if scrolled_aside(page) else []
    return [*cut_fields(page), *cut_words(page), *cut_columns(page), *aside]


def still_cut(admin: AdminPilot, page: Page) -> list[str]:
    """What is cut once the page has found its places."""
    with suppress(admin.qtbot.TimeoutError):
        admin.qtbot.waitUntil(lambda: not cut(page), timeout=5_000)
    return cut(page)


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize(("look", "size"), SEEN, ids=str, indirect=["look"])
def test_every_page_fits(look: str, admin: AdminPilot, size: tuple[int, int]) -> None:
    admin.window.resize(*size)
    found = {}
    for entry in admin.desk.entries:
        page = admin.opens(kind_of(entry), entry.head.title)
        if isinstance(page, RecordPage) and page.adds:
            admin.adds(page)
        assert page.width() + admin.desk.pages_list.width() <= size[0]
        if words := still_cut(admin, page):
            found[entry.head.title] = words

    assert found == {}, look
    assert not admin.window.grab().isNull()


def ratio(one: QColor, other: QColor) -> float:
    """How strong a contrast is (WCAG 2.2, 1.4.3): 1 to 21."""

    def light(colour: QColor) -> float:
        shares = (colour.redF(), 0.2126), (colour.greenF(), 0.7152), (colour.blueF(), 0.0722)
        return math.fsum(share * (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4) for x, share in shares)

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def strongest(picture: QImage, area: QRect) -> float:
    """The contrast of an area's ground, which is at its corner, to what differs from it most."""
    spots = {
        picture.pixelColor(x, y).rgb()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }
    ground = picture.pixelColor(area.right() - 1, area.top() + 1)
    return max(ratio(ground, QColor.fromRgb(one)) for one in spots)


@pytest.mark.parametrize("look", ["black"], indirect=True)
@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
@pytest.mark.usefixtures("morning", "look")
def test_in_high_contrast_lists_and_tables_have_it_too(admin: AdminPilot) -> None:
    page = admin.opens(TodayPage)
    admin.qtbot.waitUntil(lambda: page.services.rowCount() > 3)
    rows = admin.desk.pages_list.list
    shown = [(rows.item(row), rows.visualItemRect(rows.item(row))) for row in range(rows.count())]
    inside = [(item, area) for item, area in shown if rows.viewport().rect().contains(area)]
    picture = admin.window.grab().toImage()

    assert len(inside) > 10
    weak = [item.text() for item, area in inside if strongest(picture, on_window(rows.viewport(), area)) < 15]
    assert weak == []
    chosen = next(on_window(rows.viewport(), area) for item, area in inside if item.isSelected())
    assert picture.pixelColor(chosen.right() - 1, chosen.top() + 1) == QColor("black")
    header = page.services.horizontalHeader().viewport()
    assert strongest(picture, on_window(header, header.rect().adjusted(2, 2, -2, -4))) > 15
    records = admin.opens(ServicesPage).list
    area = records.visualItemRect(records.item(1)).adjusted(0, 0, 0, -2)
    assert strongest(admin.window.grab().toImage(), on_window(records.viewport(), area)) > 15


def on_window(piece: QWidget, area: QRect) -> QRect:
    return QRect(piece.mapTo(piece.window(), area.topLeft()), area.size())


def test_no_letter_is_missing(admin: AdminPilot) -> None:
    font = QRawFont(str(theme.RESOURCES / "fonts" / "BeVietnamPro-Regular.ttf"), 16)
    admin.opens_all()
    texts = "".join(one.text() for one in admin.window.findChildren(QLabel))

    assert {letter for letter in texts if letter != "\n" and not font.supportsCharacter(ord(letter))} == set()


def test_every_field_has_a_name(admin: AdminPilot) -> None:
    rows = [row for page in admin.opens_all() for row in page.findChildren(Row)]

    assert rows
    assert [row.declared.key for row in rows if not row.editor.accessibleName()] == []


@pytest.mark.usefixtures("morning")
def test_the_check_for_what_is_cut_bites(admin: AdminPilot) -> None:
    page = admin.opens(ServicesPage)
    admin.qtbot.waitUntil(lambda: any(row.isVisible() for row in page.findChildren(Row)))
    row = page.findChildren(Row)[0]
    row.editor.setMinimumWidth(4_000)
    row.resize(300, row.height())
    row.editor.resize(4_000, 32)
    assert row.declared.label in cut_fields(page)
    admin.qtbot.waitUntil(lambda: scrolled_aside(page))

    today = admin.opens(TodayPage)
    assert still_cut(admin, today) == []
    today.services.setFixedHeight(60)
    today.told.setFixedWidth(20)
    assert cut_columns(today) == ["Nhóm dịch vụ"]
    assert cut_words(today) == [today.told.text()]

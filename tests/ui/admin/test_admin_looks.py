"""Nothing is cut on the smallest window, no letter is missing, every field has a name for those who hear the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QLabel

from tests.ui.admin.pilot import AdminPilot
from ui import theme
from ui.admin.page import Page
from ui.admin.record_page import RecordPage
from ui.admin.row import Row
from ui.admin.services_page import ServicesPage

SIZES = [(1180, 680), (1366, 768), (1920, 1080)]


def cut_at_the_side(page: Page) -> list[str]:
    """Fields that reach beyond the form they stand in."""
    found = []
    for row in page.findChildren(Row):
        if row.isVisible():
            parent = row.parentWidget()
            assert parent is not None
            edge = row.editor.mapTo(parent, QPoint(row.editor.width(), 0)).x()
            if edge > parent.width() or row.editor.width() < row.editor.minimumSizeHint().width():
                found.append(row.declared.label)
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page_fits(admin: AdminPilot, size: tuple[int, int]) -> None:
    admin.window.resize(*size)
    for page in admin.opens_all():
        admin.opens(type(page), page.head.title)
        if isinstance(page, RecordPage) and page.adds:
            admin.adds(page)
        assert not admin.window.grab().isNull()

        assert cut_at_the_side(page) == [], page.head.title
        assert page.width() + admin.desk.pages_list.width() <= size[0]


def test_no_letter_is_missing(admin: AdminPilot) -> None:
    font = QRawFont(str(theme.RESOURCES / "fonts" / "BeVietnamPro-Regular.ttf"), 16)
    admin.opens_all()
    texts = "".join(one.text() for one in admin.window.findChildren(QLabel))

    assert {letter for letter in texts if letter != "\n" and not font.supportsCharacter(ord(letter))} == set()


def test_every_field_has_a_name(admin: AdminPilot) -> None:
    rows = [row for page in admin.opens_all() for row in page.findChildren(Row)]

    assert rows
    assert [row.declared.key for row in rows if not row.editor.accessibleName()] == []


def test_the_check_for_cut_fields_bites(admin: AdminPilot) -> None:
    page = admin.opens(ServicesPage)
    admin.qtbot.waitUntil(lambda: any(row.isVisible() for row in page.findChildren(Row)))
    row = page.findChildren(Row)[0]
    row.editor.setMinimumWidth(4_000)
    row.resize(300, row.height())
    row.editor.resize(4_000, 32)

    assert row.declared.label in cut_at_the_side(page)

"""What somebody does at the admin's window, with keys and mouse."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.admin.desk import AdminDesk
from ui.admin.page import Page
from ui.admin.pages import Entry
from ui.admin.record_page import NEW, RecordPage
from ui.admin.row import Row
from ui.admin.settings_page import SettingsPage
from ui.admin.window import AdminWindow
from ui.follow import Follow
from ui.widgets.choice_row import ChoiceRow

PASSWORD = "mật khẩu quản trị"
P = TypeVar("P", bound=Page)


def letters(field: QWidget, text: str) -> None:
    """Type a text as an input method does: QTest knows the keys of ASCII alone."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def kind_of(entry: Entry) -> type[Page]:
    """The class of the page an entry builds."""
    kind = entry.build.func if isinstance(entry.build, partial) else entry.build
    assert isinstance(kind, type)
    return kind


class AdminPilot:
    """Keys and mouse, and waiting for what a person would wait for."""

    def __init__(self, window: AdminWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def desk(self) -> AdminDesk:
        assert self.window.desk is not None
        return self.window.desk

    def signs_in(self, login: str, password: str = PASSWORD) -> None:
        self.tries(login, password)
        self.qtbot.waitUntil(lambda: self.window.desk is not None)

    def tries(self, login: str, password: str = PASSWORD) -> None:
        page = self.window.sign_in
        self.qtbot.waitUntil(lambda: page.who.findData(login) >= 0)
        page.who.setCurrentIndex(page.who.findData(login))
        letters(page.password, password)
        QTest.keyClick(page.password, Qt.Key.Key_Return)

    def searches(self, text: str) -> list[str]:
        """Ctrl+F, the words; what the list shows."""
        QTest.keyClick(self.desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        line = self.desk.pages_list.search
        line.setFocus()
        line.clear()
        letters(line, text)
        rows = self.desk.pages_list.list
        return [rows.item(row).text() for row in range(rows.count())]

    def presses(self, key: Qt.Key, on: QWidget | None = None) -> None:
        QTest.keyClick(on or QApplication.focusWidget() or self.desk, key)

    def opens(self, kind: type[P], title: str = "") -> P:
        """A click on a page in the list."""
        name = next(one.head.title for one in self.desk.entries if kind_of(one) is kind and title in one.head.title)
        rows = self.desk.pages_list.list
        row = next(r for r in range(rows.count()) if rows.item(r).text().startswith(name))
        rows.scrollToItem(rows.item(row))
        self.clicks_row(rows.viewport(), rows.visualItemRect(rows.item(row)).center())
        page = self.desk.page
        assert isinstance(page, kind)
        assert page.head.title == name
        self.qtbot.waitUntil(lambda: all(one.answered for one in page.findChildren(Follow)))
        return page

    def opens_all(self) -> tuple[Page, ...]:
        """One page after the other, by a click each."""
        for entry in self.desk.entries:
            self.opens(kind_of(entry), entry.head.title)
        return tuple(self.desk.pages.values())

    def clicks_row(self, viewport: QWidget, where: QPoint) -> None:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)

    def clicks(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, row: Row, text: str) -> None:
        """Everything in the field is replaced, key by key."""
        field = row.editor.focusProxy()
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            letters(field, line)

    def moves(self, row: Row, key: Qt.Key) -> None:
        """An arrow in a row of choices."""
        field = row.editor.focusProxy()
        assert isinstance(field, ChoiceRow)
        QTest.keyClick(field, key)

    def saves(self, page: SettingsPage | RecordPage) -> None:
        """«Lưu», and the answer."""
        self.clicks(page.line.save)
        self.qtbot.waitUntil(lambda: page.line.state.text() == "Đã lưu.")

    def chooses(self, page: RecordPage, key: str) -> None:
        """A click on a record."""
        row = next(number for number, one in enumerate(page.records) if one.key == key)
        self.clicks_row(page.list.viewport(), page.list.visualItemRect(page.list.item(row)).center())
        assert page.key == key

    def adds(self, page: RecordPage) -> None:
        """The button under the list."""
        self.clicks(page.add)
        assert page.key == NEW

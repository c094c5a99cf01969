"""Touch alone counts, for the visit it was meant for; the clerk's window keeps the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.citizen_page import Check, Checked, Rate, Thanks
from counter_app.place import Place
from tests.ui.citizen.counter_day import COUNTER, CounterDay
from tests.ui.citizen.seeing import answers, rated, shows
from tests.ui.finger import Finger
from ui.citizen.window import CitizenWindow
from ui.surfaces import citizen_alone
from ui.work import Workers


def test_a_late_touch_never_goes_to_another_visit(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    first = day.begin()
    day.receives(first)
    shows(qtbot, screen, Rate, first)
    slow = screen.rating.tiles[0]
    finger.down(slow)
    qtbot.waitUntil(slow.isDown)

    second = day.next_one_at_once(first)
    shows(qtbot, screen, Rate, second)
    assert slow.isVisible(), "the faces never left the screen"
    finger.up(slow)
    finger.tap(screen.rating.tiles[2])
    rated(qtbot, day, second)

    assert answers(place) == 1, "the finger that was down before counts for nobody"
    assert day.rating(first) is None
    given = day.rating(second)
    assert given is not None
    assert given.level == 3


def test_the_desks_mouse_presses_nothing(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)
    QTest.mouseClick(screen.checking.mend, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(screen.checking.mend, Qt.MouseButton.LeftButton)
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    QTest.mouseClick(screen.rating.tiles[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.rating.decline, Qt.MouseButton.LeftButton)

    finger.tap(screen.rating.tiles[1])
    rated(qtbot, day, visit)

    assert day.seen(visit).checked is None
    assert answers(place) == 1
    given = day.rating(visit)
    assert given is not None
    assert given.level == 2


@pytest.fixture
def focus_moves(qapp: QApplication) -> Iterator[list[object]]:
    """Where the focus goes; the application outlives the test, so it is asked to tell no more."""
    moves: list[object] = []

    def note(_old: object, new: object) -> None:
        moves.append(new)

    qapp.focusChanged.connect(note)
    yield moves
    qapp.focusChanged.disconnect(note)


class Desk(QWidget):
    """A clerk's window as far as the focus goes: a field one types into."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)


def desk_in_focus(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    desk.field.setFocus()
    qtbot.waitUntil(desk.field.hasFocus)
    return desk


def test_the_clerks_window_keeps_the_focus_whatever_the_screen_shows(
    qtbot: QtBot, workers: Workers, day: CounterDay, finger: Finger, focus_moves: list[object]
) -> None:
    screen = CitizenWindow(workers, COUNTER, look_every=20, apart=0)
    qtbot.addWidget(screen)
    screen.show()
    desk = desk_in_focus(qtbot)
    focus_moves.clear()
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)
    finger.tap(screen.checking.right)
    shows(qtbot, screen, Checked, visit)
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    finger.tap(screen.rating.tiles[2])
    shows(qtbot, screen, Thanks, visit)

    assert focus_moves == []
    assert QApplication.activeWindow() is desk
    assert desk.field.hasFocus()


def test_given_the_focus_all_the_same_the_screen_hands_it_back(
    qtbot: QtBot, workers: Workers, focus_moves: list[object]
) -> None:
    desk = desk_in_focus(qtbot)
    screen = CitizenWindow(workers, COUNTER)
    qtbot.addWidget(screen)
    focus_moves.clear()

    # The offscreen platform gives the focus to every new window, whatever its flags.
    screen.show()

    qtbot.waitUntil(lambda: focus_moves[-1:] == [desk.field])
    assert focus_moves[0] is None
    assert QApplication.activeWindow() is desk


def test_the_screen_asks_the_system_never_to_give_it_the_focus(screen: CitizenWindow) -> None:
    assert screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert screen.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert screen.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in screen.findChildren(QWidget))


@pytest.fixture
def alone(qtbot: QtBot, workers: Workers) -> CitizenWindow:
    """The screen as a program of its own opens it."""
    window = citizen_alone(workers, COUNTER)
    qtbot.addWidget(window)
    window.show()
    return window


def type_where_the_focus_is(key: Qt.Key) -> None:
    """As a keypad does: the system gives the key to the window that has the focus, and to no other."""
    focused = QGuiApplication.focusWindow()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_on_a_pc_of_its_own_the_screens_keypad_counts(qtbot: QtBot, alone: CitizenWindow, day: CounterDay) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, alone, Rate, visit)

    type_where_the_focus_is(Qt.Key.Key_3)

    rated(qtbot, day, visit)
    given = day.rating(visit)
    assert given is not None
    assert given.level == 3


def test_on_a_pc_of_its_own_the_screen_takes_the_focus_and_keeps_it(
    qtbot: QtBot, workers: Workers, day: CounterDay, finger: Finger, focus_moves: list[object]
) -> None:
    desktop = desk_in_focus(qtbot)
    screen = citizen_alone(workers, COUNTER)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(screen.hasFocus)
    focus_moves.clear()
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)
    finger.tap(screen.checking.right)
    shows(qtbot, screen, Checked, visit)

    assert focus_moves == []
    assert QApplication.activeWindow() is screen
    assert not desktop.isActiveWindow()
    assert not screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not screen.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_keys_typed_at_the_desk_rate_nothing_on_the_screen_beside_it(
    qtbot: QtBot, workers: Workers, place: Place, day: CounterDay
) -> None:
    screen = CitizenWindow(workers, COUNTER, look_every=20)
    qtbot.addWidget(screen)
    screen.show()
    desk = desk_in_focus(qtbot)
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    type_where_the_focus_is(Qt.Key.Key_3)

    assert desk.field.text() == "3"
    assert not screen.rating.tiles[2].held
    assert answers(place) == 0

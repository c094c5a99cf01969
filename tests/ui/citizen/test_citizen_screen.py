"""The citizen's screen beside the clerk, on both layouts: it follows the records alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, text

from counter_app.citizen_page import Called, Check, Checked, Idle, Page, Rate, Serving, Thanks
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.queue import tickets
from counter_app.queue.visits import VisitCard
from counter_app.records.desk import Rating
from counter_app.records.shared import Audit
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Act, Asking
from tests.clock import SetClock
from tests.ui.citizen.counter_day import COUNTER, OWNER, CounterDay
from tests.ui.finger import Finger
from tests.ui.legibility import cut_titles, missing_glyphs, small_letters, small_targets
from ui.citizen.window import CitizenWindow
from ui.work import Workers


@pytest.fixture
def day(place: Place) -> CounterDay:
    return CounterDay(place)


@pytest.fixture
def screen(qtbot: QtBot, workers: Workers) -> CitizenWindow:
    window = CitizenWindow(workers, COUNTER, look_every=20)
    qtbot.addWidget(window)
    window.show()
    return window


def shows(qtbot: QtBot, screen: CitizenWindow, kind: type[Page], about: VisitCard | None = None) -> None:
    def there() -> bool:
        page = screen.page
        return isinstance(page, kind) and (about is None or getattr(page, "visit_id", None) == about.id)

    qtbot.waitUntil(there)


def answers(place: Place) -> int:
    def asked(asking: Asking) -> int:
        return asking.connection.execute(select(func.count()).select_from(Rating)).scalar_one()

    return place.desk.ask(asked)


def rated(qtbot: QtBot, day: CounterDay, visit: VisitCard) -> None:
    qtbot.waitUntil(lambda: day.rating(visit) is not None)


def test_nobody_there_shows_the_counter_and_later_who_serves(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay
) -> None:
    assert screen.page == Idle(COUNTER, "")
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", "mat-khau-1")
    refresh_desk(place)

    visit = day.begin()
    qtbot.waitUntil(lambda: screen.page == Serving(COUNTER, visit.ticket_label, "Nguyễn Thị Lan"))
    day.ends(visit, "left")

    qtbot.waitUntil(lambda: screen.page == Idle(COUNTER, "Nguyễn Thị Lan"))
    assert screen.telling.below.text == "Nguyễn Thị Lan"


def test_a_called_number_stands_on_the_screen_until_it_is_there(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay
) -> None:
    called = day.call()

    qtbot.waitUntil(lambda: screen.page == Called(COUNTER, called.number))
    assert screen.telling.number.text == called.number
    place.office.do(tickets.no_show, called.id)

    shows(qtbot, screen, Idle)


def test_citizens_check_their_own_data_and_say_that_they_are_right(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)

    assert screen.checking.said[:4] == (
        "Nguyễn Văn Ấn",
        "Chứng thực bản sao từ bản chính",
        "0912 345 678",
        "Tại quầy",
    )
    finger.tap(screen.checking.right)

    shows(qtbot, screen, Checked, visit)
    assert day.seen(visit).checked == "right"
    assert screen.telling.below.text == "Cán bộ đang làm tiếp"


def test_without_a_name_there_is_nothing_to_check(qtbot: QtBot, screen: CitizenWindow, day: CounterDay) -> None:
    visit = day.begin()

    day.types(visit, owner=replace(OWNER, name=""))
    shows(qtbot, screen, Serving)
    day.types(visit)

    shows(qtbot, screen, Check, visit)


def test_what_is_to_be_mended_comes_back_mended(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)

    finger.tap(screen.checking.mend)
    qtbot.waitUntil(lambda: day.seen(visit).checked == "mend")
    day.types(visit, owner=replace(OWNER, phone="0987654321"))
    qtbot.waitUntil(lambda: "0987 654 321" in screen.checking.said)
    assert not screen.checking.mend.isVisible()
    finger.tap(screen.checking.right)

    shows(qtbot, screen, Checked, visit)


@pytest.mark.parametrize(("face", "level"), [("Chưa hài lòng", 1), ("Hài lòng", 2), ("Rất hài lòng", 3)])
def test_a_touch_of_a_face_is_the_visits_rating(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger, clock: SetClock, face: str, level: int
) -> None:
    visit = day.begin()
    received = day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    assert received.code in screen.rating.head.text
    assert "Phí: 12.000 đ" in screen.rating.head.text

    finger.tap(next(tile for tile in screen.rating.tiles if tile.text() == face))

    shows(qtbot, screen, Thanks, visit)
    given = day.rating(visit)
    assert given is not None
    assert (given.level, given.scale, given.source) == (level, 3, "screen")
    clock.forward(seconds=4)
    shows(qtbot, screen, Serving)


def test_one_may_decline_to_rate(qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    finger.tap(screen.rating.decline)

    shows(qtbot, screen, Thanks, visit)
    given = day.rating(visit)
    assert given is not None
    assert given.level is None


@pytest.mark.parametrize(("digit", "level"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_3, 3), (Qt.Key.Key_0, None)])
def test_the_screens_own_keypad_counts(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, digit: Qt.Key, level: int | None
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    QTest.keyClick(screen, digit)

    rated(qtbot, day, visit)
    given = day.rating(visit)
    assert given is not None
    assert given.level == level


def test_the_answer_is_the_citizens_whoever_is_signed_in(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    finger.tap(screen.rating.tiles[2])
    rated(qtbot, day, visit)

    def who(asking: Asking) -> tuple[str, int | None]:
        row = asking.connection.execute(select(Audit.who, Audit.counter).where(Audit.action == "rating.given")).one()
        return row.who, row.counter

    assert place.desk.ask(who) == ("citizen", COUNTER)


def test_touching_twice_gives_one_answer(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    for tile in (screen.rating.tiles[2], screen.rating.tiles[0], screen.rating.tiles[2]):
        finger.tap(tile)
    shows(qtbot, screen, Thanks, visit)

    assert answers(place) == 1
    given = day.rating(visit)
    assert given is not None
    assert given.level == 3


def test_the_question_goes_after_a_minute(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, clock: SetClock
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    clock.forward(seconds=61)

    shows(qtbot, screen, Serving)
    assert day.rating(visit) is None


@pytest.mark.parametrize(("outcome", "asked"), [("advice", Rate), ("collected", Rate), ("left", Idle)])
def test_a_visit_without_a_dossier_is_asked_about_when_somebody_is_still_there(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, outcome: str, asked: type[Page]
) -> None:
    visit = day.begin()
    shows(qtbot, screen, Serving)

    day.ends(visit, outcome)

    shows(qtbot, screen, asked)


def test_the_next_call_closes_the_question(qtbot: QtBot, screen: CitizenWindow, day: CounterDay) -> None:
    visit = day.begin()
    day.receives(visit)
    day.ends(visit)
    shows(qtbot, screen, Rate, visit)

    called = day.call()

    qtbot.waitUntil(lambda: screen.page == Called(COUNTER, called.number))


def test_a_late_touch_never_goes_to_another_visit(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    first = day.begin()
    day.receives(first)
    shows(qtbot, screen, Rate, first)
    slow = screen.rating.tiles[0]
    finger.down(slow)
    qtbot.waitUntil(slow.isDown)

    day.ends(first)
    second = day.begin()
    day.receives(second)
    shows(qtbot, screen, Rate, second)
    finger.up(slow)
    finger.tap(screen.rating.tiles[2])
    rated(qtbot, day, second)

    assert answers(place) == 1, "the finger that was down before counts for nobody"
    assert day.rating(first) is None


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
    qtbot: QtBot, workers: Workers, day: CounterDay, finger: Finger
) -> None:
    screen = CitizenWindow(workers, COUNTER, look_every=20)
    qtbot.addWidget(screen)
    screen.show()
    desk = desk_in_focus(qtbot)
    lost: list[str] = []
    QApplication.instance().focusChanged.connect(lambda _old, new: lost.append(str(new)))  # type: ignore[union-attr]
    visit = day.begin()
    day.types(visit)
    shows(qtbot, screen, Check, visit)
    finger.tap(screen.checking.right)
    shows(qtbot, screen, Checked, visit)
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    finger.tap(screen.rating.tiles[2])
    shows(qtbot, screen, Thanks, visit)

    assert lost == []
    assert QApplication.activeWindow() is desk
    assert desk.field.hasFocus()


def test_given_the_focus_all_the_same_the_screen_hands_it_back(qtbot: QtBot, workers: Workers) -> None:
    desk = desk_in_focus(qtbot)
    screen = CitizenWindow(workers, COUNTER)
    qtbot.addWidget(screen)
    moves: list[object] = []
    QApplication.instance().focusChanged.connect(lambda _old, new: moves.append(new))  # type: ignore[union-attr]

    # The offscreen platform gives the focus to every new window, whatever its flags.
    screen.show()

    qtbot.waitUntil(lambda: moves[-1:] == [desk.field])
    assert moves[0] is None
    assert QApplication.activeWindow() is desk


def test_the_screen_asks_the_system_never_to_give_it_the_focus(screen: CitizenWindow) -> None:
    assert screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert screen.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in screen.findChildren(QWidget))


def test_five_faces_where_the_unit_wants_them(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    place.office.do(change_setting, "rating.faces", "5")
    refresh_desk(place)
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    finger.tap(screen.rating.tiles[4])
    rated(qtbot, day, visit)

    given = day.rating(visit)
    assert given is not None
    assert (given.level, given.scale) == (5, 5)


def break_ratings(act: Act) -> None:
    act.connection.execute(
        text("CREATE TRIGGER broken BEFORE INSERT ON rating BEGIN SELECT RAISE(ABORT, 'broken'); END")
    )


def mend_ratings(act: Act) -> None:
    act.connection.execute(text("DROP TRIGGER broken"))


def test_an_answer_that_was_not_kept_may_be_given_again(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    place.desk.do(break_ratings)
    finger.tap(screen.rating.tiles[0])
    qtbot.waitUntil(lambda: "bấm lại" in screen.rating.head.text)

    place.desk.do(mend_ratings)
    finger.tap(screen.rating.tiles[0])

    rated(qtbot, day, visit)
    assert answers(place) == 1


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=str)
def test_every_page_is_easy_to_read_and_to_hit(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, size: tuple[int, int]
) -> None:
    place.office.do(change_setting, "rating.faces", "5")
    refresh_desk(place)
    screen.resize(*size)
    looked = 0

    def look(kind: type[Page]) -> None:
        nonlocal looked
        shows(qtbot, screen, kind)
        assert not screen.grab().isNull()
        assert (small_targets(screen), cut_titles(screen), missing_glyphs(screen)) == ([], [], set())
        assert small_letters(screen, 20) == []
        looked += 1

    look(Idle)
    visit = day.begin()
    look(Serving)
    day.types(visit)
    look(Check)
    day.receives(visit)
    look(Rate)
    day.ends(visit)
    day.call()
    look(Called)
    assert looked == 5

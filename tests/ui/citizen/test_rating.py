"""Three faces, the right not to answer, and when the question comes and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from counter_app.citizen_page import Called, Idle, Page, Rate, Serving, Thanks, Why
from counter_app.place import Place
from counter_app.records.shared import Audit
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Act, Asking
from tests.clock import SetClock
from tests.ui.citizen.counter_day import COUNTER, CounterDay
from tests.ui.citizen.seeing import answers, rated, shows
from tests.ui.finger import Finger
from ui.citizen.window import CitizenWindow


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

    if level == 1:
        shows(qtbot, screen, Why, visit)
        clock.forward(seconds=17)
    else:
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

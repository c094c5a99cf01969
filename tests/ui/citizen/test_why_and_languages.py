"""Who is not content may say why; haste and the desk's mouse don't count; the ticket's language is the screen's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.citizen_page import Called, Check, Rate, Thanks, Why
from counter_app.place import Place
from counter_app.queue import issuing, tickets, visits
from counter_app.queue.issuing import Wishes
from counter_app.ratings import REASONS, SKIPPED
from counter_app.records.shared import Audit
from counter_app.store import Asking
from tests.ui.citizen.counter_day import COUNTER, CounterDay
from tests.ui.citizen.seeing import answers, shows
from tests.ui.finger import Finger
from ui.citizen.sentences import ENGLISH, VIETNAMESE
from ui.citizen.window import CitizenWindow
from ui.work import Workers


def refused_presses(asking: Asking) -> list[str]:
    kept = select(Audit.who).where(Audit.action == "rating.press_refused")
    return list(asking.connection.execute(kept).scalars())


def test_a_touch_says_why(qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    finger.tap(screen.rating.tiles[0])
    shows(qtbot, screen, Why, visit)

    finger.tap(screen.why.reasons["Hướng dẫn chưa rõ"])

    shows(qtbot, screen, Thanks, visit)
    given = day.rating(visit)
    assert given is not None
    assert (given.level, given.reason) == (1, "Hướng dẫn chưa rõ")


def test_the_reason_may_be_skipped_also_by_the_keypad(qtbot: QtBot, screen: CitizenWindow, day: CounterDay) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    QTest.keyClick(screen, Qt.Key.Key_1)
    shows(qtbot, screen, Why, visit)

    QTest.keyClick(screen, Qt.Key.Key_0)

    shows(qtbot, screen, Thanks, visit)
    given = day.rating(visit)
    assert given is not None
    assert given.reason == SKIPPED


def test_the_next_call_closes_the_question_why(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, finger: Finger
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    finger.tap(screen.rating.tiles[0])
    shows(qtbot, screen, Why, visit)
    day.ends(visit)

    day.call()

    shows(qtbot, screen, Called)


def test_two_touches_in_haste_are_one(qtbot: QtBot, workers: Workers, day: CounterDay, finger: Finger) -> None:
    screen = CitizenWindow(workers, COUNTER, look_every=20, apart=60_000)
    qtbot.addWidget(screen)
    screen.show()
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    finger.tap(screen.rating.tiles[0])
    shows(qtbot, screen, Why, visit)
    finger.tap(screen.why.reasons[REASONS[0]])

    assert not screen.ready
    given = day.rating(visit)
    assert given is not None
    assert given.reason == "", "the second touch was meant for the face"


def test_the_desks_mouse_does_not_count_and_is_listed(
    qtbot: QtBot, screen: CitizenWindow, day: CounterDay, place: Place
) -> None:
    visit = day.begin()
    day.receives(visit)
    shows(qtbot, screen, Rate, visit)

    for tile in (screen.rating.tiles[2], screen.rating.tiles[2], screen.rating.decline):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: place.desk.ask(refused_presses) != [])
    assert len(place.desk.ask(refused_presses)) == 1, "once, however often in a few seconds"
    assert answers(place) == 0


def test_an_english_ticket_makes_an_english_screen_until_the_next_call(
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, finger: Finger
) -> None:
    place.office.do(issuing.issue, "CT", None, None, Wishes(language="en"))
    called = place.office.do(tickets.call_next, COUNTER)
    assert isinstance(called, tickets.Called)
    shows(qtbot, screen, Called)
    assert screen.telling.above.text == "Number"
    visit = place.desk.do(visits.begin, COUNTER, called.number, called.id)
    place.office.do(tickets.begin, called.id)
    day.types(visit)
    shows(qtbot, screen, Check, visit)
    assert screen.checking.question.text == ENGLISH.check
    assert "At the counter" in screen.checking.said

    day.receives(visit)
    shows(qtbot, screen, Rate, visit)
    assert screen.rating.question.text == ENGLISH.rate
    assert [tile.text() for tile in screen.rating.tiles] == [*ENGLISH.faces[3], ENGLISH.decline]
    finger.tap(screen.rating.tiles[0])
    shows(qtbot, screen, Why, visit)
    assert screen.why.question.text == ENGLISH.why
    finger.tap(screen.why.reasons[REASONS[1]])
    shows(qtbot, screen, Thanks, visit)
    given = day.rating(visit)
    assert given is not None
    assert given.reason == REASONS[1], "kept in the unit's own words"

    day.ends(visit)
    day.call()
    qtbot.waitUntil(lambda: screen.telling.above.text == "Mời số")
    assert screen.why.question.text == VIETNAMESE.why

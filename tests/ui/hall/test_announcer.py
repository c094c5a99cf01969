"""Chime, then voice, then the next: no sound over another, none that holds the others up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from counter_app.queue.hall import LiveCall
from tests.ui.hall.wall import QUICK, Ear
from ui.hall.announcer import Announcer, Pace

FIRST, SECOND = LiveCall(1, "A001", 3, False, True), LiveCall(2, "B001", 5, False, True)


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def running(owner: QObject, ear: Ear, pace: Pace = QUICK) -> Announcer:
    announcer = Announcer(owner, ear, ear, pace)
    announcer.offer(())
    return announcer


def test_two_at_once_are_heard_one_after_the_other(qtbot: QtBot, owner: QObject, ear: Ear) -> None:
    announcer = running(owner, ear)

    announcer.offer((FIRST, SECOND))
    qtbot.waitUntil(lambda: announcer.current is None)

    assert ear.heard == ["chime", "A001 3", "chime", "B001 5"]


def test_the_second_waits_until_the_first_has_been_said(qtbot: QtBot, owner: QObject) -> None:
    ear = Ear(patient=True)
    announcer = running(owner, ear)
    announcer.offer((FIRST, SECOND))

    ear.end()
    assert ear.heard == ["chime", "A001 3"]
    qtbot.waitUntil(lambda: announcer._open == {"heard"})
    assert announcer.current == FIRST

    ear.end()
    assert ear.heard == ["chime", "A001 3", "chime"]
    assert announcer.current == SECOND


def test_an_announcement_stays_for_its_blinks_though_nothing_is_heard(qtbot: QtBot, owner: QObject, ear: Ear) -> None:
    announcer = running(owner, ear, Pace(shown=60_000))

    announcer.offer((FIRST, SECOND))

    assert announcer.current == FIRST
    announcer._shown_long_enough()
    assert announcer.current == SECOND


def test_undone_between_chime_and_voice_it_is_not_said(qtbot: QtBot, owner: QObject) -> None:
    ear = Ear(patient=True)
    announcer = running(owner, ear)
    announcer.offer((FIRST, SECOND))

    announcer.offer((SECOND,))
    ear.end()
    qtbot.waitUntil(lambda: announcer.current == SECOND)
    ear.end()

    assert ear.heard == ["chime", "chime", "B001 5"]


def test_a_sound_that_never_ends_holds_nobody_up(qtbot: QtBot, owner: QObject) -> None:
    ear = Ear(patient=True)
    announcer = running(owner, ear, Pace(shown=1, longest=30))

    announcer.offer((FIRST, SECOND))
    qtbot.waitUntil(lambda: announcer.current is None)

    assert ear.heard == ["chime", "chime"]


def test_a_late_answer_of_one_sound_moves_no_other(qtbot: QtBot, owner: QObject) -> None:
    ear = Ear(patient=True)
    announcer = running(owner, ear)
    announcer.offer((FIRST, SECOND))
    announcer._go_on()
    late, its_own = ear.open

    late()
    late()

    assert announcer.current == SECOND
    assert ear.heard == ["chime", "chime"], "not a word of the first one any more"
    its_own()
    its_own()
    assert ear.heard == ["chime", "chime", "B001 5"]

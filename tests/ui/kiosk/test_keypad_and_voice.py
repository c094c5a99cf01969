"""Without looking: digits, signs and spoken prompts on every page. And staff at the door, by keyboard."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counter_app.moments import HANOI
from counter_app.place import Place
from counter_app.queue.services import change_service
from counter_app.wording import Language
from tests.clock import SetClock
from tests.ui.kiosk.hall import (
    AT_ONCE,
    Opened,
    for_real,
    ready,
    slip_document,
    slips,
    tickets,
    wait_for_ticket,
    with_printer,
)
from ui.kiosk.manner import Manner
from ui.kiosk.window import KioskWindow


class Heard:
    """A prompter that keeps what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Language]] = []

    def say(self, key: str, language: Language) -> None:
        self.said.append((key, language))

    def stop(self) -> None:
        pass

    def take(self) -> list[str]:
        keys, self.said = [key for key, _ in self.said], []
        return keys


def press(qtbot: QtBot, window: KioskWindow, *keys: Qt.Key) -> None:
    for key in keys:
        ready(qtbot, window)
        QTest.keyClick(window, key)
        qtbot.waitUntil(lambda: window.gate.idle)


def test_somebody_who_sees_nothing_takes_a_priority_ticket_by_ear(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    heard = Heard()
    window = kiosk(AT_ONCE, heard)
    assert heard.take() == [], "nobody is spoken to who did not ask for it"

    press(qtbot, window, Qt.Key.Key_0)
    assert heard.take() == ["purposes"]
    press(qtbot, window, Qt.Key.Key_0)
    assert heard.take() == ["purposes"], "0 says it again"
    press(qtbot, window, Qt.Key.Key_Asterisk, Qt.Key.Key_Asterisk)
    assert heard.take() == ["priority:elderly", "priority:disabled"]
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.page is window.face.groups)
    press(qtbot, window, Qt.Key.Key_Plus)
    assert heard.take() == ["groups", "matters:2"]
    press(qtbot, window, Qt.Key.Key_2)
    wait_for_ticket(qtbot, window)

    qtbot.waitUntil(lambda: "ticket:C001" in [key for key, _ in heard.said])
    (ticket,) = tickets(place)
    assert (ticket.number, ticket.priority, ticket.matters, ticket.needs) == ("C001", "disabled", 2, ("voice",))
    qtbot.waitUntil(lambda: "missing:C001" in [key for key, _ in heard.said])
    heard.take()
    press(qtbot, window, Qt.Key.Key_0)
    assert heard.take() == ["ticket:C001"]
    press(qtbot, window, Qt.Key.Key_2)
    assert (window.page, window.manner, window.priority) == (window.face.first, Manner(), None)
    assert heard.take() == [], "the next citizen has not asked for it"


def test_every_other_page_has_its_prompt_and_its_keys(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock
) -> None:
    heard = Heard()
    window = kiosk(AT_ONCE, heard)
    place.office.do(for_real)
    clock.moment = datetime(2026, 11, 20, 18, tzinfo=HANOI)
    press(qtbot, window, Qt.Key.Key_0, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: window.page is window.face.say)
    assert heard.take() == ["purposes", "scan"]

    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.take() == ["closed"]
    press(qtbot, window, Qt.Key.Key_Minus)
    assert heard.take() == ["purposes"]
    press(qtbot, window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: bool(heard.said))
    press(qtbot, window, Qt.Key.Key_1)
    wait_for_ticket(qtbot, window)

    assert "Thứ Hai 23/11" in window.ticket.wait.value.text


def test_the_language_by_key_is_the_prompters_the_tickets_and_the_slips(
    qtbot: QtBot, kiosk: Opened, place: Place
) -> None:
    with_printer(place)
    heard = Heard()
    window = kiosk(AT_ONCE, heard)

    press(qtbot, window, Qt.Key.Key_0, Qt.Key.Key_Slash, Qt.Key.Key_2)
    wait_for_ticket(qtbot, window)
    qtbot.waitUntil(lambda: bool(slips(place)))

    assert heard.said[:2] == [("purposes", "vi"), ("purposes", "en")]
    assert "Certification" in window.ticket.service.text
    assert tickets(place)[0].language == slip_document(place).language == "en"


def test_what_the_citizen_asked_of_the_screen_goes_with_the_ticket(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    window = kiosk()
    for tool in ("large", "contrast"):
        ready(qtbot, window)
        window.face.tools.tools.tile(tool).click()
    ready(qtbot, window)

    window.face.first.tap(2)
    wait_for_ticket(qtbot, window)

    assert tickets(place)[0].needs == ("large", "contrast")


def test_staff_at_the_door_give_numbers_by_keyboard_without_waiting_and_outside_the_hours(
    qtbot: QtBot, kiosk: Opened, place: Place, clock: SetClock
) -> None:
    place.office.do(for_real)
    place.office.do(change_service, "CT", windows="07:30-08:00")
    clock.moment = datetime(2026, 11, 20, 19, tzinfo=HANOI)
    window = kiosk(None, at_door=True)

    for number in ("B001", "B002", "B003"):
        press(qtbot, window, Qt.Key.Key_2)
        qtbot.waitUntil(lambda number=number: window.ticket.number.text == number)  # type: ignore[misc]
        assert window.ready, "no lock of two seconds"
    press(qtbot, window, Qt.Key.Key_Asterisk)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.page is window.face.first
    press(qtbot, window, Qt.Key.Key_Asterisk, Qt.Key.Key_1, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.ticket.number.text == "A001")

    assert [(one.number, one.priority) for one in tickets(place)] == [
        ("B001", None),
        ("B002", None),
        ("B003", None),
        ("A001", "elderly"),
    ]


def test_the_days_limit_holds_at_the_door(qtbot: QtBot, kiosk: Opened, place: Place) -> None:
    place.office.do(change_service, "CT", daily_limit=1)
    window = kiosk(None, at_door=True)
    press(qtbot, window, Qt.Key.Key_2)
    wait_for_ticket(qtbot, window)

    press(qtbot, window, Qt.Key.Key_2)

    qtbot.waitUntil(lambda: window.page is window.face.say)
    assert "đã phát hết số" in window.face.say.text.text


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Period, Qt.Key.Key_Minus])
def test_back_is_on_every_kind_of_keypad(qtbot: QtBot, kiosk: Opened, key: Qt.Key) -> None:
    window = kiosk()
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.page is window.face.groups)

    press(qtbot, window, key)

    assert window.page is window.face.first

"""The citizen's screen beside the clerk, on both layouts: it follows the records alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from counter_app.citizen_page import Called, Check, Checked, Idle, Page, Rate, Serving
from counter_app.people.staff import add_staff
from counter_app.place import Place
from counter_app.queue import tickets
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.ui.citizen.counter_day import COUNTER, OWNER, CounterDay
from tests.ui.citizen.seeing import shows
from tests.ui.finger import Finger
from tests.ui.legibility import cut_titles, missing_glyphs, small_letters, small_targets
from ui.citizen.window import CitizenWindow


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
    qtbot: QtBot, screen: CitizenWindow, place: Place, day: CounterDay, clock: SetClock
) -> None:
    called = day.call()

    qtbot.waitUntil(lambda: screen.page == Called(COUNTER, called.number))
    assert screen.telling.number.text == called.number
    clock.forward(seconds=90)
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

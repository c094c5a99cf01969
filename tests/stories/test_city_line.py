"""The line at the top of the counter's window: how much waits for the city and since when, however long it is away."""

from __future__ import annotations

import pytest

from counter_app.errors import CityAway, CityRefused
from counter_app.feed import note_contact, note_trouble
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage
from ui.demo.pilot import ClerkPilot, wait_until

FEED = "office:H26.016.26"


@pytest.fixture
def connected(clerk: ClerkPilot, staffed: Place) -> Place:
    """A unit whose program sends, and has just heard of the city."""
    staffed.office.do(change_setting, "city.url", "http://127.0.0.1:9")
    refresh_desk(staffed)
    staffed.desk.do(note_contact, FEED)
    return staffed


def shows(clerk: ClerkPilot, words: str, tone: str) -> None:
    status = clerk.work.status
    wait_until(
        lambda: (status.city.text(), status.dot.tone) == (words, tone),
        f"«{words}» {tone}; it says «{status.city.text()}» {status.dot.tone}",
    )


def test_it_says_what_waits_and_turns_amber_and_red_as_the_city_stays_away(
    clerk: ClerkPilot, connected: Place, clock: SetClock
) -> None:
    shows(clerk, "TP: 0 chờ, 08:30", "good")
    clock.forward(minutes=5)
    marriage(connected)
    shows(clerk, "TP: 1 chờ từ 08:35, liên lạc 08:30", "good")

    connected.desk.do(note_trouble, FEED, CityAway())
    shows(clerk, "TP: mất liên lạc, 1 chờ từ 08:35", "grey")
    for minutes, tone in ((10, "amber"), (225, "red")):
        clock.forward(minutes=minutes)
        connected.desk.do(note_trouble, FEED, CityAway())
        shows(clerk, "TP: mất liên lạc, 1 chờ từ 08:35", tone)

    clock.forward(days=1)
    connected.desk.do(note_contact, FEED)
    shows(clerk, "TP: 1 chờ từ T6 20/11 08:35, liên lạc 12:30", "good")


def test_a_city_that_does_not_accept_this_pc_is_red_at_once(clerk: ClerkPilot, connected: Place) -> None:
    connected.desk.do(note_trouble, FEED, CityRefused(403))

    shows(clerk, "TP: không nhận máy này, 0 chờ", "red")

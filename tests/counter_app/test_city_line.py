"""How much somebody should worry about the way to the city: by how long, never by how much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.by_hand import Backlog
from counter_app.city_line import AMBER_AFTER, RED_AFTER, Tone, city_standing, tone_by_hand, tone_of
from counter_app.outbox import SyncLine
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.counter_app.dossier_story import marriage

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
MINUTES = st.integers(0, 10_000).map(lambda minutes: timedelta(minutes=minutes))
ORDER: tuple[Tone, ...] = ("good", "grey", "amber", "red")


def line(problem: str | None, heard: timedelta | None, waits: timedelta | None, pending: int = 1) -> SyncLine:
    contact = None if heard is None else NOW - heard
    since = None if waits is None else NOW - waits
    return SyncLine(0 if waits is None else pending, 0, 0, contact, problem, 0, since)


@pytest.mark.parametrize(
    ("problem", "heard", "waits", "tone"),
    [
        (None, 1, None, "good"),
        (None, 1, 300, "good"),
        (None, 300, 1, "good"),
        (None, 300, 20, "amber"),
        ("away", 1, 1, "grey"),
        ("away", 14, None, "grey"),
        ("away", 15, None, "amber"),
        ("away", 239, None, "amber"),
        ("away", 240, None, "red"),
        ("away", None, 20, "amber"),
        ("away", None, None, "grey"),
        ("refused:403", 1, None, "red"),
    ],
)
def test_grey_at_first_amber_after_a_quarter_of_an_hour_red_after_four_hours(
    problem: str | None, heard: int | None, waits: int | None, tone: Tone
) -> None:
    def ago(minutes: int | None) -> timedelta | None:
        return None if minutes is None else timedelta(minutes=minutes)

    assert tone_of(line(problem, ago(heard), ago(waits)), NOW) == tone


@given(st.sampled_from([None, "away"]), MINUTES, st.none() | MINUTES, MINUTES)
def test_longer_away_is_never_less_to_worry_about(
    problem: str | None, heard: timedelta, waits: timedelta | None, more: timedelta
) -> None:
    sooner, later = (tone_of(line(problem, heard, waits), at) for at in (NOW, NOW + more))

    assert ORDER.index(sooner) <= ORDER.index(later)


@given(st.sampled_from([None, "away"]), MINUTES, st.none() | MINUTES, st.integers(1, 9_999))
def test_how_many_wait_changes_nothing(
    problem: str | None, heard: timedelta, waits: timedelta | None, pending: int
) -> None:
    assert tone_of(line(problem, heard, waits, pending), NOW) == tone_of(line(problem, heard, waits), NOW)


def test_the_limits_are_those_of_the_exchange() -> None:
    assert (timedelta(minutes=15), timedelta(hours=4)) == (AMBER_AFTER, RED_AFTER)


def test_typed_by_hand_the_oldest_may_wait_a_day() -> None:
    assert tone_by_hand(Backlog(0, None), NOW) == "good"
    assert tone_by_hand(Backlog(9, NOW - timedelta(hours=23)), NOW) == "grey"
    assert tone_by_hand(Backlog(1, NOW - timedelta(hours=24)), NOW) == "amber"


def test_without_a_citys_system_nothing_is_wrong_and_what_waits_is_counted(place: Place, clock: SetClock) -> None:
    marriage(place)
    clock.forward(hours=5)

    found = place.desk.ask(city_standing)
    assert (found.tone, found.line.pending, found.typed) == ("none", 1, None)
    assert found.line.waits_since == clock() - timedelta(hours=5)

    place.office.do(change_setting, "city.way", "hand")
    refresh_desk(place)
    typed = place.desk.ask(city_standing)
    assert typed.typed is not None
    assert (typed.tone, typed.typed.count) == ("grey", 1)

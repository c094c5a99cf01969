"""The city is restored from a backup: what it has forgotten is sent again, and its own news count although their numbers fell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import read_correction
from counter_app.outbox import begin_anew
from sync.exchange import Round
from sync.unit_round import exchange_unit
from tests.faults.city_at_hand import CityAtHand
from tests.sync.hall import Hall

OFFICE_HOURS = {"reason": "Ghi sai", "note": "Gọi giờ hành chính"}


@pytest.fixture
def at_hand(hall: Hall, tmp_path: Path) -> Iterator[CityAtHand]:
    with closing(CityAtHand(tmp_path / "city", hall.clock)) as city:
        city.keeps_a_backup()
        yield city


def held(city: CityAtHand) -> list[tuple[str, int]]:
    return [(row["code"], row["state"]) for row in city.rows("SELECT code, state FROM dossier ORDER BY code")]


def test_everything_goes_again_in_its_order_and_nothing_twice(hall: Hall, at_hand: CityAtHand) -> None:
    early = hall.receives()
    exchange_unit(hall.place, at_hand)
    at_hand.keeps_a_backup()
    late = hall.receives()
    hall.place.desk.do(correct, early.id, read_correction(OFFICE_HOURS, hall.clock().date()).value)
    exchange_unit(hall.place, at_hand)
    at_hand.is_restored()
    assert held(at_hand) == [(early.code, 2)]

    done = exchange_unit(hall.place, at_hand)

    assert held(at_hand) == [(early.code, 2), (late.code, 2)]
    assert (done.acked, done.parked, hall.line.pending) == (3, 0, 0)
    assert [row["n"] for row in at_hand.rows("SELECT count(*) AS n FROM op")] == [3]
    assert {hall.reach(one.id)[0] for one in (early, late)} == {"city"}


def test_what_it_decides_anew_is_heard_although_it_had_decided_more_before(hall: Hall, at_hand: CityAtHand) -> None:
    one = hall.receives()
    exchange_unit(hall.place, at_hand)
    at_hand.keeps_a_backup()
    for state in (3, 4, 9):
        at_hand.decides(one.id, state)
    exchange_unit(hall.place, at_hand)
    assert hall.reach(one.id)[1] == 9
    at_hand.is_restored()
    at_hand.decides(one.id, 4)

    exchange_unit(hall.place, at_hand)

    assert hall.reach(one.id)[1:] == (4, 2)


def test_a_correction_of_what_it_has_forgotten_follows_the_dossier_and_needs_nobody(
    hall: Hall, at_hand: CityAtHand
) -> None:
    one = hall.receives()
    exchange_unit(hall.place, at_hand)
    at_hand.is_restored()
    hall.place.desk.do(begin_anew)
    hall.place.desk.do(correct, one.id, read_correction(OFFICE_HOURS, hall.clock().date()).value)

    done = exchange_unit(hall.place, at_hand)

    assert done == Round(acked=2, parked=0, changed=1)
    assert held(at_hand) == [(one.code, 2)]
    assert hall.reach(one.id)[0] == "city"

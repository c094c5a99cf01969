"""A result and the ways it reaches the citizen: late, without the slip, through somebody else, by post, after it was replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.dossiers.intake import Authorisation
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.values import HandingOver, Receiver
from counter_app.dossiers.timeline import handover_of, result_papers_of
from counter_app.place import Place
from tests.clock import SetClock
from tests.counter_app.dossier_story import (
    COUNTED,
    HANDED,
    OWNER,
    RESULT,
    card,
    marriage,
    newest_op,
)


def test_a_late_result_is_handed_over_all_the_same(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    clock.forward(days=20)
    place.desk.do(result, got.id, RESULT)

    place.desk.do(hand_over, got.id, HANDED)

    taken = place.desk.ask(handover_of, got.id)
    assert taken is not None
    assert taken.late
    assert newest_op(place)["late"] is True


def test_a_lost_slip_keeps_nobody_from_their_result(place: Place) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)

    place.desk.do(hand_over, got.id, replace(HANDED, slip="lost"))

    taken = place.desk.ask(handover_of, got.id)
    assert taken is not None
    assert taken.slip == "lost"


def test_somebody_with_an_authorisation_takes_the_result(place: Place) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)
    paper = Authorisation("Giấy uỷ quyền", date(2026, 11, 18))
    friend = Receiver("authorised", "Lê Minh", "001090000001", checked="chip", authorisation=paper)

    place.desk.do(hand_over, got.id, replace(HANDED, receiver=friend))

    taken = place.desk.ask(handover_of, got.id)
    assert taken is not None
    assert taken.authorisation == {"paper": "Giấy uỷ quyền", "date": "2026-11-18"}
    told = newest_op(place)
    assert told["receiver_number"].endswith("0001")
    assert "001090000001" not in str(told)


@pytest.mark.parametrize(
    "way",
    [
        HandingOver("post", Receiver("post", "Bưu cục Long Biên"), "none", COUNTED, "EP123456789VN"),
        HandingOver("electronic", replace(OWNER, checked=""), "none", (), "an@thu.vn"),
    ],
)
def test_a_result_goes_by_post_or_electronically(place: Place, way: HandingOver) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)

    assert place.desk.do(hand_over, got.id, way).state == 10


def test_a_wrong_result_is_replaced_before_it_is_handed_over(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)
    ended = card(place, got.id).ended_at
    clock.forward(hours=1)

    place.desk.do(result, got.id, replace(RESULT, shelf="K3-01", papers=RESULT.papers * 2))

    kept = card(place, got.id)
    assert (kept.shelf, kept.ended_at) == ("K3-01", ended)
    assert len(place.desk.ask(result_papers_of, got.id)) == 2
    assert [event.kind for event in kept.events][-2:] == ["result_in", "result_replaced"]

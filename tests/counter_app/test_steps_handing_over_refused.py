"""Who gets no result, and what is not handed over: each refusal says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.dossiers.intake import Authorisation
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.endings import refuse, stop, withdraw
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.standing import possible_steps
from counter_app.dossiers.steps.supplement import supplement
from counter_app.dossiers.steps.values import (
    Correction,
    HandingOver,
    OriginalBack,
    Receiver,
)
from counter_app.place import Place
from counter_app.step_errors import OriginalsOpen, ReceiverUnproved
from tests.counter_app.dossier_story import (
    ASKED,
    COUNTED,
    ENDING,
    HANDED,
    OWNER,
    REFUSAL,
    RESULT,
    card,
    forwarding,
    marriage,
    reason,
    refused,
)


def test_what_has_its_result_is_handed_over_and_nothing_else(place: Place) -> None:
    got = marriage(place)
    assert reason(place, hand_over, got.id, HANDED) == "no_result"
    place.desk.do(result, got.id, RESULT)

    tries: list[tuple[Any, Any]] = [(refuse, REFUSAL), (withdraw, ENDING), (stop, ENDING), (forward, forwarding())]
    assert {reason(place, act, got.id, given) for act, given in tries} == {"decided"}
    place.desk.do(hand_over, got.id, HANDED)
    tries = [(hand_over, HANDED), (withdraw, ENDING)]
    assert {reason(place, act, got.id, given) for act, given in tries} == {"given"}


def test_a_wrong_result_in_the_citizens_hands_is_a_new_dossier_and_the_refusal_says_so(place: Place) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)
    place.desk.do(hand_over, got.id, HANDED)

    tries: list[tuple[Any, Any]] = [(result, RESULT), (correct, Correction("Sai", sets=2))]

    assert {reason(place, act, got.id, given) for act, given in tries} == {"result_given"}
    why = {one.step: one.why for one in place.desk.ask(possible_steps, got.id).steps}
    assert f"tiếp nhận hồ sơ mới, ghi chú «sửa kết quả {got.code}»" in why["correct"]


def test_what_ended_without_a_result_goes_no_further(place: Place) -> None:
    got = marriage(place)
    place.desk.do(withdraw, got.id, ENDING)

    tries: list[tuple[Any, Any]] = [(forward, forwarding()), (result, RESULT), (supplement, ASKED), (refuse, REFUSAL)]
    assert {reason(place, act, got.id, given) for act, given in tries} == {"ended"}
    without = marriage(place, papers=[{"code": None, "name": "Đơn", "originals": 0, "certified": 0, "copies": 1}])
    place.desk.do(withdraw, without.id, ENDING)
    assert reason(place, hand_over, without.id, HANDED) == "nothing_kept"


@pytest.mark.parametrize(
    ("receiver", "why"),
    [
        (replace(OWNER, checked=""), "identity"),
        (replace(OWNER, number="001085999999"), "number"),
        (replace(OWNER, number=None), "number"),
        (Receiver("authorised", "Lê Minh", "001090000001", checked="card"), "authorisation"),
        (Receiver("submitter", "Lê Minh", "001090000001", checked="card"), "submitter"),
    ],
)
def test_the_slip_alone_gets_nobody_a_result(place: Place, receiver: Receiver, why: str) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)

    told = refused(place, hand_over, got.id, replace(HANDED, receiver=receiver))

    assert isinstance(told, ReceiverUnproved)
    assert told.reason == why
    assert card(place, got.id).handover_state == "ready"


def test_who_handed_it_in_with_an_authorisation_takes_the_result(place: Place) -> None:
    friend = {
        "kind": "citizen",
        "number": "001090000001",
        "number_kind": "cccd",
        "name": "Lê Minh",
        "phone": "0912000111",
    }
    with_paper = marriage(place, submitter=friend, authorised_by={"paper": "Giấy uỷ quyền", "date": "2026-11-18"})
    without = marriage(place, submitter=friend)
    came = Receiver("submitter", "Lê Minh", "001090000001", checked="card")
    for one in (with_paper, without):
        place.desk.do(result, one.id, RESULT)

    place.desk.do(hand_over, with_paper.id, replace(HANDED, receiver=came))
    told = refused(place, hand_over, without.id, replace(HANDED, receiver=came))
    assert isinstance(told, ReceiverUnproved)
    assert told.reason == "authorisation"
    shown = replace(came, authorisation=Authorisation("Giấy uỷ quyền", date(2026, 11, 20)))
    place.desk.do(hand_over, without.id, replace(HANDED, receiver=shown))


def test_an_owner_known_by_their_old_number_is_the_owner(place: Place) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)
    renewed = replace(OWNER, number="001085099999", old_number="001085012345")

    assert place.desk.do(hand_over, got.id, replace(HANDED, receiver=renewed)).state == 10


@pytest.mark.parametrize(
    "counted",
    [
        (),
        COUNTED[:1],
        (COUNTED[0], OriginalBack("Giấy xác nhận tình trạng hôn nhân", 1)),
        (*COUNTED, OriginalBack("Sổ hộ khẩu", 1)),
    ],
)
def test_every_original_is_counted_off(place: Place, counted: tuple[OriginalBack, ...]) -> None:
    got = marriage(place)
    place.desk.do(result, got.id, RESULT)

    told = refused(place, hand_over, got.id, HandingOver("counter", OWNER, originals=counted))

    assert isinstance(told, OriginalsOpen)
    assert "đã nhận" in told.missing[0]

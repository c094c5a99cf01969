"""What no step may do: out of turn, too late, twice, alone, over somebody else's step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from counter_app.dossiers.receive import register
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.endings import close, refuse, stop
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forward import forward, note_leg
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.standing import possible_steps
from counter_app.dossiers.steps.supplement import accept, complete, supplement
from counter_app.dossiers.steps.values import (
    Completion,
    Correction,
    LegNoted,
    Voiding,
)
from counter_app.dossiers.steps.void import void
from counter_app.errors import BadDocument, NotFound, ScreenStale
from counter_app.ids import new_id
from counter_app.people.staff import add_staff
from counter_app.people.staff_changes import let_go
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.step_errors import SecondPersonNeeded
from tests.clock import SetClock
from tests.counter_app.dossier_story import (
    ASKED,
    ENDING,
    HANDED,
    REFUSAL,
    RESULT,
    card,
    extension,
    forwarding,
    hanoi,
    marriage,
    reason,
    refused,
)
from tests.documents import intake


def test_a_dossier_only_written_down_is_accepted_first(place: Place) -> None:
    known = place.desk.do(register, intake())

    tries: list[tuple[Any, Any]] = [(forward, forwarding()), (extend, extension()), (result, RESULT), (stop, ENDING)]
    assert {reason(place, act, known.id, given) for act, given in tries} == {"not_accepted"}
    assert reason(place, close, known.id, ENDING) == "not_waiting"
    place.desk.do(accept, known.id)
    assert reason(place, accept, known.id) == "not_new"


def test_a_supplement_is_asked_for_once_at_each_stage(place: Place) -> None:
    got = marriage(place)
    place.desk.do(supplement, got.id, ASKED)
    assert reason(place, supplement, got.id, ASKED) == "waiting"
    place.desk.do(complete, got.id, Completion())

    assert reason(place, supplement, got.id, ASKED) == "asked_already"
    assert reason(place, complete, got.id, Completion()) == "not_waiting"


def test_a_supplement_is_not_asked_for_after_three_working_days(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    clock.forward(days=6, hours=15)  # Thursday 26/11, late at night: Tuesday the 24th was a day off
    place.desk.do(supplement, got.id, ASKED)
    other = marriage(place)
    clock.forward(days=7)

    assert reason(place, supplement, other.id, ASKED) == "ask_too_late"


def test_the_citizen_keeps_their_fifteen_days(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    place.desk.do(supplement, got.id, ASKED)
    clock.forward(days=17, hours=15)  # the last minutes of Monday 7/12

    assert reason(place, close, got.id, ENDING) == "close_too_early"
    tries: list[tuple[Any, Any]] = [(forward, forwarding()), (refuse, REFUSAL), (result, RESULT), (extend, extension())]
    assert {reason(place, act, got.id, given) for act, given in tries} == {"waiting"}
    assert reason(place, hand_over, got.id, HANDED) == "no_result"
    clock.forward(hours=1)
    place.desk.do(close, got.id, ENDING)


def test_an_extension_comes_a_day_before_at_the_least_and_once(place: Place, clock: SetClock) -> None:
    got, other = marriage(place), marriage(place)
    clock.forward(days=9, hours=15)  # Sunday 29/11, late at night: still the day before
    place.desk.do(extend, got.id, extension("2026-12-03T17:00"))
    assert reason(place, extend, got.id, extension("2026-12-07T17:00")) == "extended_already"
    clock.forward(hours=1)

    assert reason(place, extend, other.id, extension("2026-12-07T17:00")) == "extend_too_late"


@pytest.mark.parametrize("due", ["2026-11-30T08:30", "2026-11-27T17:00", "2026-12-05T09:00"])
def test_an_extension_ends_on_a_working_day_after_the_one_promised(place: Place, due: str) -> None:
    got = marriage(place)

    told = refused(place, extend, got.id, extension(due))

    assert isinstance(told, BadDocument)
    assert told.field == "due"
    assert card(place, got.id).rev == 1


def test_a_refusal_past_the_due_date_needs_its_reason(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    clock.forward(days=12)

    assert reason(place, refuse, got.id, REFUSAL) == "late_reason"
    assert card(place, got.id).state == 2


def test_two_windows_that_change_one_dossier_lose_nothing(place: Place) -> None:
    got = marriage(place)
    seen = card(place, got.id).rev
    place.desk.do(correct, got.id, Correction("Gõ nhầm số bộ", sets=2), seen)

    told = refused(place, correct, got.id, Correction("Ghi thêm", note="Trả tại nhà"), seen)

    assert isinstance(told, ScreenStale)
    kept = card(place, got.id)
    assert (kept.sets, kept.note, kept.version) == (2, "", 2)
    place.desk.do(correct, got.id, Correction("Ghi thêm", note="Trả tại nhà"), kept.rev)
    assert card(place, got.id).sets == 2


@pytest.mark.parametrize(
    ("units", "field"),
    [
        (lambda legs: legs[:0], "units"),
        (lambda legs: tuple(replace(leg, lead=True) for leg in legs), "units"),
        (lambda legs: (replace(legs[0], limit_at=hanoi("2026-11-20T08:00")),), "units.0.limit"),
        (lambda legs: (legs[0], replace(legs[1], limit_at=hanoi("2026-12-01T08:00"))), "units.1.limit"),
    ],
)
def test_a_forwarding_names_one_lead_and_limits_that_can_be_kept(
    place: Place, units: Callable[[Any], Any], field: str
) -> None:
    got = marriage(place)

    told = refused(place, forward, got.id, replace(forwarding(), legs=units(forwarding().legs)))

    assert isinstance(told, BadDocument)
    assert told.field == field


def test_only_a_unit_that_has_a_dossier_takes_it_or_gives_it_back(place: Place) -> None:
    got = marriage(place)
    assert reason(place, note_leg, got.id, LegNoted(1, "taken")) == "not_forwarded"
    place.desk.do(forward, got.id, forwarding())
    place.desk.do(note_leg, got.id, LegNoted(1, "taken"))

    for noted in (LegNoted(1, "taken"), LegNoted(3, "done")):
        assert isinstance(refused(place, note_leg, got.id, noted), BadDocument)


def test_a_dossier_is_voided_by_two_of_whom_one_is_in_charge(place: Place) -> None:
    for name, login, role in (("Lan", "lan", "clerk"), ("Minh", "minh", "clerk"), ("Hà", "ha", "head")):
        place.office.do(add_staff, name, login, "mật khẩu dài", role)
    place.office.do(add_staff, "Bình", "binh", "mật khẩu dài", "head")
    place.office.do(let_go, "binh")
    refresh_desk(place)
    got = marriage(place)
    expected = {"lan": "self", "minh": "head", "binh": "gone"}
    for login, why in expected.items():
        told = refused(place, void, got.id, Voiding("Nhập nhầm người", login))
        assert isinstance(told, SecondPersonNeeded)
        assert told.reason == why
    assert isinstance(refused(place, void, got.id, Voiding("Nhập nhầm người", "khong-co")), NotFound)

    done = place.desk.do(void, got.id, Voiding("Nhập nhầm người", "ha"))

    kept = card(place, got.id)
    assert (done.state, kept.voided, kept.state) == (8, True, 8)
    assert marriage(place).code == "H26.016.26-261120-0002"
    tries: list[tuple[Any, Any]] = [(forward, forwarding()), (hand_over, HANDED), (void, Voiding("Lại", "ha"))]
    assert {reason(place, act, got.id, given) for act, given in tries} == {"voided"}


def test_a_dossier_nobody_knows_is_not_found(place: Place) -> None:
    assert isinstance(refused(place, refuse, new_id(), REFUSAL), NotFound)


def test_what_can_be_done_now_is_told_with_reasons(place: Place, clock: SetClock) -> None:
    got = marriage(place)
    now = place.desk.ask(possible_steps, got.id)
    assert (now.rev, now.late) == (1, False)
    allowed = {one.step for one in now.steps if one.reason is None}
    assert allowed == {"supplement", "refuse", "forward", "extend", "withdraw", "stop", "result", "correct", "void"}
    assert all(bool(one.why) == (one.reason is not None) for one in now.steps)

    clock.forward(days=12)
    late = place.desk.ask(possible_steps, got.id)
    assert late.late
    assert {one.reason for one in late.steps if one.step in ("supplement", "extend")} == {
        "ask_too_late",
        "extend_too_late",
    }

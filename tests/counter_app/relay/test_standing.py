"""What an op does to a dossier at the office is what it does at the city; what the city decided moves no step and loses none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.ids import new_id
from counter_app.relay.standing import (
    Standing,
    after_step,
    as_city_has_it,
    begun,
    begun_again,
    fields_met,
    is_step,
    readable_state,
    with_city_steps,
)
from sync.messages import OpMessage
from sync.upstreams.in_memory import CityInMemory
from tests.clock import SetClock
from tests.sync.conftest import Sender

AT = "2026-11-20T10:00:00+07:00"
SAID = {"code": "H26.016.26-261120-0001", "at": AT, "agency": "UBND phường", "officer": "Lan", "note": None}
STEPS = st.one_of(
    st.tuples(st.just("dossier.forward"), st.just({"state": 4})),
    st.tuples(st.just("dossier.return_result"), st.just({"state": 9, "papers": [{"name": "Bản sao"}]})),
    st.tuples(st.just("dossier.extend"), st.just({"state": 4, "due": "2026-12-01T17:00:00+07:00"})),
    st.tuples(st.just("fact.result_handed_over"), st.just({"state": 10})),
    st.tuples(st.just("fact.receipt_printed"), st.just({"copy_no": 1})),
    st.tuples(
        st.just("dossier.correct"),
        st.builds(
            lambda was, now: {"state": 2, "was": {"note": was}, "changes": {"note": now}},
            st.sampled_from(["", "a", "b"]),
            st.sampled_from(["a", "b"]),
        ),
    ),
)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityInMemory]:
    with closing(CityInMemory(tmp_path_factory.mktemp("files"), SetClock())) as held:
        yield held


def one_step(sender: Sender, lanes: dict[str, int], first: OpMessage, kind: str, says: dict[str, Any]) -> OpMessage:
    """The next op of the dossier, in the lane of its kind."""
    about = first.lane.partition(":")[2]
    lane = f"fact:{about}" if kind.startswith("fact.") else first.lane
    return sender.op(lane, kind, {**SAID, **says}, lanes.get(lane, 0) + 1)


@given(steps=st.lists(STEPS, max_size=6))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_the_same_ops_office_and_city_have_the_same_dossier(
    city: CityInMemory, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    number = new_id()
    sender = Sender(f"pc-{number}")
    first = sender.receives(f"{number}", dossier=number)
    city.push(sender.batch(first))
    ours, lanes = begun(first.kind, first.body), {first.lane: 1}
    assert ours is not None
    for kind, says in steps:
        op = one_step(sender, lanes, first, kind, says)
        (result,) = city.push(sender.batch(op)).results
        met = is_step(kind, op.body) and fields_met(ours, op.body)
        assert (result.outcome == "conflict") == bool(met)
        if result.outcome == "applied":
            lanes[op.lane] = op.client_rev
            ours = after_step(ours, kind, op.body) if is_step(kind, op.body) else ours

    rows = city.changes("office:H26.016.26", None, 10_000).items
    theirs = [row.body for row in rows if row.dossier_id == number and "dossier" in row.body][-1]
    assert (theirs["city_state"], theirs["dossier"]) == (ours.state, ours.body)


def step(state: int, note: str, **more: Any) -> dict[str, Any]:
    return {"state": state, "at": AT, "note": note, **more}


def test_what_the_city_decided_is_shown_though_it_does_not_know_everything_yet() -> None:
    ours = Standing(2, {"note": "của quầy", "due": "1", "steps": [step(2, "a")]})
    told = {
        "note": "cũ",
        "due": "9",
        "steps": [step(5, "bổ sung", by_city=True), step(4, "hẹn lại", by_city=True, due="2")],
    }

    now = with_city_steps(ours, 5, told)

    assert (now.state, now.body["note"], now.body["due"]) == (5, "của quầy", "2")
    assert [one["note"] for one in now.body["steps"]] == ["a", "bổ sung", "hẹn lại"]
    assert with_city_steps(now, 5, told) == now, "told once"


def test_once_the_city_knows_everything_its_version_stands_and_no_step_moves() -> None:
    ours = Standing(2, {"note": "của quầy", "steps": [step(2, "a"), step(2, "b")]})

    now = as_city_has_it(
        ours, 4, {"note": "của TP", "steps": [step(5, "tp", by_city=True), step(2, "a"), step(2, "b")]}
    )

    assert (now.state, now.body["note"]) == (4, "của TP")
    assert [one["note"] for one in now.body["steps"]] == ["a", "b", "tp"]


@pytest.mark.parametrize("told", [None, "hồ sơ", 7])
def test_what_can_not_be_understood_changes_nothing(told: Any) -> None:
    ours = Standing(2, {"note": "của quầy"})
    assert with_city_steps(ours, 5, told) == as_city_has_it(ours, 5, told) == ours
    assert [readable_state(one) for one in (True, 0, 11, "2", None, 3)] == [None, None, None, None, None, 3]


def test_a_mended_beginning_keeps_the_steps_since() -> None:
    ours = Standing(4, {"code": "A", "note": "sai", "steps": [step(4, "chuyển")]})
    anew = begun("dossier.receive", {"code": "A", "note": "đúng"})
    assert anew is not None
    assert begun_again(ours, anew) == Standing(4, {"code": "A", "note": "đúng", "steps": [step(4, "chuyển")]})
    assert begun("dossier.receive", {"code": ""}) is None
    assert not is_step("dossier.attach", {**SAID, "state": 4})

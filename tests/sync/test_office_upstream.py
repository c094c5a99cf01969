"""The office owes the exchange what every upstream owes it; dossiers alone have a place in its feed."""

from __future__ import annotations

import pytest

from counter_app.place import Place
from sync.upstreams.office import OfficeUpstream
from tests.sync.conftest import UNIT, Sender
from tests.sync.test_upstreams import (
    codes,
    outcomes,
    test_a_cursor_of_another_life_has_expired,
    test_a_gap_in_a_lane_is_named,
    test_a_protocol_not_spoken_there_is_told_apart,
    test_a_sender_that_was_further_before_is_told_so,
    test_health_and_answers_speak_of_one_life_of_the_records,
    test_the_feed_gives_each_change_once_and_in_order,
)

__all__ = [
    "test_a_cursor_of_another_life_has_expired",
    "test_a_gap_in_a_lane_is_named",
    "test_a_protocol_not_spoken_there_is_told_apart",
    "test_a_sender_that_was_further_before_is_told_so",
    "test_health_and_answers_speak_of_one_life_of_the_records",
    "test_the_feed_gives_each_change_once_and_in_order",
]

pytestmark = pytest.mark.parametrize("unit_folder", ["two_files"], indirect=True)


@pytest.fixture
def upstream(place: Place) -> OfficeUpstream:
    return OfficeUpstream(place.office)


def test_what_comes_twice_is_taken_once_and_answered_as_before(upstream: OfficeUpstream, sender: Sender) -> None:
    ops = (sender.receives(f"{UNIT}-261120-0001"), sender.rates(3))

    first = upstream.push(sender.batch(*ops))
    again = upstream.push(sender.batch(*ops))

    assert (outcomes(first), outcomes(again)) == ([("applied", False)] * 2, [("applied", True)] * 2)
    assert [result.rev for result in first.results] == [result.rev for result in again.results]
    assert codes(upstream.changes("desk:another", None, 10)) == [f"{UNIT}-261120-0001"]


def test_one_refused_op_holds_up_its_lane_alone(upstream: OfficeUpstream, sender: Sender) -> None:
    bad = sender.receives(f"{UNIT}-261120-0001")
    damaged = bad.model_copy(update={"body_sha256": "0" * 64})
    behind = sender.op(bad.lane, "noop", {}, client_rev=2)

    answer = upstream.push(sender.batch(damaged, behind, sender.receives(f"{UNIT}-261120-0002")))

    assert [result.outcome for result in answer.results] == ["rejected", "blocked", "applied"]


def test_a_key_with_another_body_and_a_body_of_the_future_are_refused(upstream: OfficeUpstream, sender: Sender) -> None:
    one = sender.receives(f"{UNIT}-261120-0001")
    upstream.push(sender.batch(one))
    other = sender.op(one.lane, "dossier.receive", {"code": "khác"}, op_id=one.op_id)
    newer = sender.rates(3).model_copy(update={"schema_version": 999})

    answer = upstream.push(sender.batch(other, newer))

    assert [(result.problem.type if result.problem else "") for result in answer.results] == [
        "urn:motcua:key-reuse",
        "urn:motcua:schema-unsupported",
    ]

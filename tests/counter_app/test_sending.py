"""Which ops leave next: lanes keep their order, and a lane that stands still holds up no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.sending import LARGEST_BATCH, Unsent, next_of_known, next_ops

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@st.composite
def lines_of_ops(draw: Any) -> list[Unsent]:
    """Ops of a few lanes, mixed; some parked, some inflight, some waiting for their next try; mended ones younger."""
    states = st.sampled_from(["pending"] * 6 + ["parked", "inflight"])
    whens = st.sampled_from([None, None, None, NOW - timedelta(seconds=1), NOW, NOW + timedelta(seconds=1)])
    seqs = draw(st.permutations(range(1, 25)))
    lanes: dict[str, int] = {}
    line = []
    for seq in sorted(seqs[: draw(st.integers(0, 24))]):
        lane = draw(st.sampled_from("abcd"))
        lanes[lane] = lanes.get(lane, 0) + 1
        line.append(Unsent(seq, "pc/1", lane, lanes[lane], draw(states), draw(whens), draw(st.integers(1, 200_000))))
    if line and draw(st.booleans()):
        mended = draw(st.integers(0, len(line) - 1))
        old = line[mended]
        line[mended] = Unsent(99, old.origin, old.lane, old.client_rev, "pending", None, old.size)
    return line


@given(lines_of_ops(), st.integers(1, 50))
def test_no_op_overtakes_another_of_its_lane(line: list[Unsent], most: int) -> None:
    ops = {op.seq: op for op in line}
    gone: dict[str, int] = {}
    for seq in next_ops(line, NOW, most):
        op = ops[seq]
        earlier = [one for one in line if one.lane == op.lane and one.client_rev < op.client_rev]
        assert all(one.client_rev <= gone.get(op.lane, 0) for one in earlier)
        assert op.state == "pending"
        assert op.next_at is None or op.next_at <= NOW
        gone[op.lane] = op.client_rev


@given(lines_of_ops(), st.integers(1, 50))
def test_a_batch_keeps_its_bounds_and_is_never_empty_without_reason(line: list[Unsent], most: int) -> None:
    ops = {op.seq: op for op in line}
    chosen = next_ops(line, NOW, most)
    heads = [
        min((op for op in line if op.lane == lane), key=lambda op: op.client_rev) for lane in {o.lane for o in line}
    ]
    may_go = any(op.state == "pending" and (op.next_at is None or op.next_at <= NOW) for op in heads)

    assert len(chosen) <= most
    assert len(chosen) == len(set(chosen))
    assert bool(chosen) == may_go
    assert len(chosen) == 1 or sum(ops[seq].size for seq in chosen) <= LARGEST_BATCH


@given(lines_of_ops(), st.integers(1, 50), st.integers(0, 30))
def test_the_oldest_lanes_alone_give_the_same_batch_or_say_that_they_are_too_few(
    line: list[Unsent], most: int, known_to: int
) -> None:
    due = {
        (op.origin, op.lane)
        for op in line
        if op.seq <= known_to and op.state == "pending" and (op.next_at is None or op.next_at <= NOW)
    }
    known = [op for op in line if (op.origin, op.lane) in due]

    assert next_of_known(known, NOW, most, known_to) in (None, next_ops(line, NOW, most))


def test_the_oldest_goes_first_and_a_mended_op_goes_before_those_behind_it() -> None:
    line = [
        Unsent(1, "pc/1", "a", 4, "pending", None, 10),
        Unsent(2, "pc/1", "b", 1, "pending", None, 10),
        Unsent(9, "pc/1", "a", 3, "pending", None, 10),
    ]

    assert next_ops(line, NOW, 50) == (2, 9, 1)


def test_a_parked_op_stops_its_own_lane_only() -> None:
    line = [
        Unsent(1, "pc/1", "a", 1, "parked", None, 10),
        Unsent(2, "pc/1", "a", 2, "pending", None, 10),
        Unsent(3, "pc/2", "a", 2, "pending", None, 10),
        Unsent(4, "pc/1", "b", 1, "pending", NOW + timedelta(seconds=5), 10),
        Unsent(5, "pc/1", "b", 2, "pending", None, 10),
        Unsent(6, "pc/1", "c", 1, "pending", None, 10),
    ]

    assert next_ops(line, NOW, 50) == (3, 6)

"""Who is next: the order of ranks, the guard, overflow, appointments before their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from counter_app.queue.lanes import APPOINTMENT, CARRIED, ORDINARY, PRIORITY, Lane, read_lane
from counter_app.queue.next_ticket import Head, Rules, choose

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
RULES = Rules()


def head(minutes: int, rank: int = ORDINARY, *, overflow: bool = False) -> Head:
    """A head that came so many minutes ago; a negative number is an appointment to come."""
    place = NOW - timedelta(minutes=minutes)
    return Head(UUID(int=minutes + 1000 * rank + 500), rank, place, place, overflow)


heads = st.lists(
    st.builds(head, st.integers(-60, 120), st.sampled_from([CARRIED, PRIORITY, APPOINTMENT, ORDINARY]))
    | st.builds(head, st.integers(0, 120), overflow=st.just(True)),
    unique_by=lambda one: one.ticket_id,
)


@given(heads)
def test_somebody_is_chosen_whenever_somebody_waits(waiting: list[Head]) -> None:
    assert (choose(waiting, NOW, RULES) is None) == (waiting == [])


@given(heads)
def test_an_ordinary_ticket_over_the_guard_goes_first_else_the_lowest_rank(waiting: list[Head]) -> None:
    choice = choose(waiting, NOW, RULES)
    early = [one for one in waiting if one.rank == APPOINTMENT and one.queued_at > NOW + RULES.early]
    here = [one for one in waiting if one not in early]
    served = [one for one in here if not one.overflow] or here
    over = [one for one in served if one.rank == ORDINARY and NOW - one.arrived_at > RULES.guard]

    if choice is None:
        return
    if over:
        assert choice.head.arrived_at == min(one.arrived_at for one in over)
    elif served:
        assert choice.head.rank == min(one.rank for one in served)
        assert choice.head.queued_at == min(one.queued_at for one in served if one.rank == choice.head.rank)
    else:
        assert choice.head in early


def test_the_order_in_words() -> None:
    everybody = [head(5), head(5, APPOINTMENT), head(5, PRIORITY), head(5, CARRIED)]
    reasons = []
    while everybody:
        choice = choose(everybody, NOW, RULES)
        assert choice is not None
        reasons.append(choice.reason)
        everybody.remove(choice.head)

    assert reasons == [
        "chuyển từ hôm trước",
        "diện ưu tiên theo quy định",
        "đã đến giờ hẹn",
        "đến trước được gọi trước",
    ]


def test_overflow_waits_for_the_first_choices_even_when_it_came_earlier() -> None:
    choice = choose([head(5), head(40, PRIORITY, overflow=True)], NOW, RULES)

    assert choice is not None
    assert not choice.head.overflow


def test_an_appointment_before_its_time_is_called_only_when_nobody_else_waits() -> None:
    early = head(-30, APPOINTMENT)
    first, alone = choose([early, head(1, overflow=True)], NOW, RULES), choose([early], NOW, RULES)

    assert first is not None
    assert first.head.overflow
    assert alone is not None
    assert alone.head == early


@given(st.sampled_from(["HT", "CT", "@3", "@12", "A/B"]), st.integers(0, 3))
def test_a_lane_reads_back_as_it_was_written(line: str, rank: int) -> None:
    assert read_lane(Lane(line, rank).key) == Lane(line, rank)

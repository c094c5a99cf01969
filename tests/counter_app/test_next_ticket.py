"""Who is next: the order of ranks, the guard and the bound, overflow, appointments before their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.queue.lanes import APPOINTMENT, CARRIED, ORDINARY, PRIORITY, Lane, read_lane
from counter_app.queue.next_ticket import Head, Rules, choose

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
RULES = Rules()
RANKS = [CARRIED, PRIORITY, APPOINTMENT, ORDINARY]
MINUTES = st.sampled_from([0, 1, 9, 10, 11, 44, 45, 46]) | st.integers(0, 120)


def head(minutes: int, rank: int = ORDINARY, *, overflow: bool = False) -> Head:
    """A head that came so many minutes ago; a negative number is an appointment to come."""
    place = NOW - timedelta(minutes=minutes)
    return Head(UUID(int=minutes + 1000 * rank + 500), rank, place, place, overflow)


def waited(one: Head) -> timedelta:
    return NOW - one.arrived_at


def chosen(waiting: list[Head]) -> Head:
    choice = choose(waiting, NOW, RULES)
    assert choice is not None
    return choice.head


heads = st.lists(
    st.builds(head, st.integers(-60, -1), st.just(APPOINTMENT))
    | st.builds(head, MINUTES, st.sampled_from(RANKS), overflow=st.booleans()),
    unique_by=lambda one: one.ticket_id,
)


@given(heads)
def test_somebody_is_chosen_whenever_somebody_waits(waiting: list[Head]) -> None:
    assert (choose(waiting, NOW, RULES) is None) == (waiting == [])


@given(heads)
def test_somebody_carried_over_waits_for_nobody_the_counter_is_there_for(waiting: list[Head]) -> None:
    if any(one.rank == CARRIED and not one.overflow for one in waiting):
        assert chosen(waiting).rank == CARRIED


@given(heads)
def test_priority_over_its_bound_goes_before_everybody_but_the_carried_over(waiting: list[Head]) -> None:
    if any(one.rank == PRIORITY and waited(one) >= RULES.bound and not one.overflow for one in waiting):
        assert chosen(waiting).rank in (CARRIED, PRIORITY)


@given(heads)
def test_who_is_over_the_guard_is_passed_over_for_the_carried_over_and_old_priority_alone(waiting: list[Head]) -> None:
    over = [one for one in waiting if one.rank in (APPOINTMENT, ORDINARY) and waited(one) > RULES.guard]
    if not over:
        return
    called = chosen(waiting)

    assert called.rank == CARRIED or called in over or any(one.rank == PRIORITY for one in waiting)
    if called in over:
        assert called.arrived_at == min(one.arrived_at for one in over)
    elif called.rank != CARRIED:
        assert called.rank == PRIORITY
        assert any(one.rank == PRIORITY and waited(one) >= RULES.bound for one in waiting)


@given(heads)
def test_while_nobody_is_over_anything_the_lowest_rank_and_the_first_place_go(waiting: list[Head]) -> None:
    calm = [one for one in waiting if waited(one) <= RULES.guard]
    here = [one for one in calm if one.rank != APPOINTMENT or one.queued_at <= NOW + RULES.early]
    served = [one for one in here if not one.overflow] or here
    if served:
        assert chosen(calm) == min(served, key=lambda one: (one.rank, one.queued_at, one.ticket_id))


@given(heads)
def test_overflow_goes_before_a_first_choice_only_where_somebody_there_is_over_the_guard(waiting: list[Head]) -> None:
    first = [one for one in waiting if not one.overflow and one.queued_at <= NOW]
    if first and waiting and chosen(waiting).overflow:
        assert any(one.overflow and waited(one) > RULES.guard for one in waiting)


@given(heads)
def test_the_reason_of_a_call_is_true(waiting: list[Head]) -> None:
    choice = choose(waiting, NOW, RULES)
    if choice is None:
        return
    true = {
        "chuyển từ hôm trước": choice.head.rank == CARRIED,
        "diện ưu tiên theo quy định": choice.head.rank == PRIORITY,
        "vé hẹn đã chờ quá 45 phút": choice.head.rank == APPOINTMENT and waited(choice.head) > RULES.guard,
        "vé thường đã chờ quá 45 phút": choice.head.rank == ORDINARY and waited(choice.head) > RULES.guard,
        "đã đến giờ hẹn": choice.head.rank == APPOINTMENT and choice.head.queued_at <= NOW,
        "sắp đến giờ hẹn": choice.head.rank == APPOINTMENT and NOW < choice.head.queued_at <= NOW + RULES.early,
        "đến trước được gọi trước": choice.head.rank == ORDINARY,
        "có hẹn, đến sớm khi quầy đang trống": choice.head.queued_at > NOW
        and all(one.rank == APPOINTMENT for one in waiting),
    }
    assert true[choice.reason]


@pytest.mark.parametrize(
    ("priority", "ordinary", "called"),
    [(9, 45, PRIORITY), (9, 46, ORDINARY), (10, 46, PRIORITY), (10, 300, PRIORITY), (0, 300, ORDINARY)],
)
def test_priority_yields_to_who_is_over_the_guard_until_its_bound(priority: int, ordinary: int, called: int) -> None:
    assert chosen([head(priority, PRIORITY), head(ordinary)]).rank == called


def test_a_late_appointment_is_under_the_guard_too() -> None:
    choice = choose([head(60, APPOINTMENT), head(1, PRIORITY), head(50)], NOW, RULES)

    assert choice is not None
    assert (choice.head.rank, choice.reason) == (APPOINTMENT, "vé hẹn đã chờ quá 45 phút")


def test_of_those_over_the_guard_the_longest_wait_goes_first() -> None:
    assert chosen([head(60, APPOINTMENT), head(61)]).rank == ORDINARY


def test_overflow_over_the_guard_counts_like_a_first_choice_and_so_do_those_it_yields_to() -> None:
    forgotten, carried = head(180, overflow=True), head(20, CARRIED, overflow=True)
    old_priority = head(12, PRIORITY, overflow=True)

    assert chosen([head(1), forgotten]) == forgotten
    assert chosen([head(1), forgotten, old_priority]) == old_priority
    assert chosen([head(1), forgotten, old_priority, carried]) == carried


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

"""The rule for who is next against the model's, which says it in other words: any hall, every counter, the same ticket."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from counter_app.queue.next_ticket import Head, Rules, choose
from tests.clock import WORKING_MORNING as NOW
from tests.counter_app.queue_model import SERVES, Hall, Modelled

SETTINGS = settings(derandomize=True, database=None, deadline=None)
MINUTES = st.sampled_from([0, 2, 9, 10, 11, 44, 45, 46, 60, 100])


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@st.composite
def tickets(draw: st.DrawFn) -> Modelled:
    """Somebody who waits: mostly where they came, now and then in another place; an appointment perhaps before its time."""
    line, rank = draw(st.sampled_from(["HT", "CT", "@1"])), draw(st.sampled_from([0, 1, 2, 2, 3, 3, 3]))
    came = ago(draw(MINUTES))
    place = draw(st.sampled_from([came, came, ago(draw(MINUTES))]))
    if rank == 2 and draw(st.booleans()):
        came = place = ago(-draw(st.sampled_from([1, 2, 3, 20])))
    return Modelled(UUID(int=draw(st.integers(1, 2**64))), "HT", line, rank, came, place)


halls = st.lists(tickets(), max_size=7, unique_by=lambda one: one.id).map(Hall)


def by_the_rule(hall: Hall, counter: int, rules: Rules) -> UUID | None:
    lines = SERVES[counter] | {f"@{counter}": False}
    here = [one for one in hall.heads().values() if one.line in lines]
    heads = [Head(one.id, one.rank, one.arrived, one.queued, lines[one.line]) for one in here]
    choice = choose(heads, NOW, rules)
    return None if choice is None else choice.head.ticket_id


def by_the_model(hall: Hall, counter: int) -> UUID | None:
    chosen = hall.next_for(counter, NOW)
    return None if chosen is None else chosen.id


@given(halls, st.sampled_from(sorted(SERVES)))
@settings(SETTINGS, max_examples=1_000)
def test_the_rule_calls_whom_the_model_calls(hall: Hall, counter: int) -> None:
    assert by_the_rule(hall, counter, Rules()) == by_the_model(hall, counter)


@pytest.mark.parametrize(
    "broken",
    [
        Rules(bound=timedelta(0)),
        Rules(bound=timedelta(days=1)),
        Rules(bound=timedelta(minutes=10, seconds=1)),
        Rules(guard=timedelta(minutes=44)),
        Rules(guard=timedelta(days=1)),
        Rules(early=timedelta(0)),
    ],
    ids=str,
)
def test_the_comparison_bites(broken: Rules) -> None:
    def differs(at: tuple[Hall, int]) -> bool:
        return by_the_rule(*at, broken) != by_the_model(*at)

    any_counter = st.tuples(halls, st.sampled_from(sorted(SERVES)))

    assert find(any_counter, differs, settings=settings(SETTINGS, max_examples=10_000, phases=[Phase.generate]))

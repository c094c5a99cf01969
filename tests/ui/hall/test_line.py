"""The line of announcements: each once, in order, none swallowed, nothing old after a restart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from counter_app.queue.hall import LiveCall
from ui.hall.line import Line


def call(number: int, *, came: bool = False, fresh: bool = True, label: str = "") -> LiveCall:
    return LiveCall(number, label or f"A{number:03d}", number, came, fresh)


def drained(line: Line) -> tuple[list[int], Line]:
    taken: list[int] = []
    while True:
        one, line = line.taken()
        if one is None:
            return taken, line
        taken.append(one.id)


RUNNING = Line().offered(())


def test_two_calls_in_one_moment_are_announced_one_after_the_other() -> None:
    taken, line = drained(RUNNING.offered((call(1), call(2))))

    assert taken == [1, 2]
    assert drained(line.offered((call(1), call(2))))[0] == []


def test_a_lower_number_that_becomes_visible_later_is_not_swallowed() -> None:
    taken, line = drained(RUNNING.offered((call(2),)))
    late, _ = drained(line.offered((call(1), call(2))))

    assert (taken, late) == ([2], [1])


def test_an_undone_call_leaves_the_line() -> None:
    line = RUNNING.offered((call(1), call(2), call(3))).offered((call(1), call(3)))

    assert drained(line)[0] == [1, 3]


def test_waiting_behind_others_makes_no_call_too_old() -> None:
    line = RUNNING.offered((call(1), call(2)))
    line = line.offered((call(1, fresh=False), call(2, fresh=False)))

    assert drained(line)[0] == [1, 2]


def test_what_was_first_seen_when_it_was_old_is_never_announced() -> None:
    line = RUNNING.offered((call(1, fresh=False),)).offered((call(1, fresh=True),))

    assert drained(line)[0] == []


def test_after_a_restart_only_young_calls_whose_citizen_is_awaited_are_announced() -> None:
    live = (call(1, fresh=False), call(2, came=True), call(3), call(4))

    assert drained(Line().offered(live))[0] == [3, 4]


def test_after_a_restart_a_number_called_twice_is_announced_once() -> None:
    live = (call(1, label="A001"), call(2, label="B001"), call(3, label="A001"))

    assert drained(Line().offered(live))[0] == [2, 3]


def test_while_it_runs_a_recall_is_announced_too() -> None:
    live = (call(1, label="A001"), call(3, label="A001"))

    assert drained(RUNNING.offered(live))[0] == [1, 3]


def test_the_memory_does_not_grow_for_ever() -> None:
    line = RUNNING
    for start in range(0, 30_000, 1_000):
        taken, line = drained(line.offered(call(number) for number in range(start, start + 1_000)))
        assert len(taken) == 1_000

    assert len(line.seen) <= 6_000
    assert drained(line.offered((call(29_999),)))[0] == []


@given(st.lists(st.integers(1, 40), unique=True), st.lists(st.integers(1, 40), unique=True))
def test_after_a_restart_nothing_old_is_heard(young: list[int], old: list[int]) -> None:
    live = tuple(call(one, fresh=one in young) for one in sorted({*young, *old}))

    assert drained(Line().offered(live))[0] == sorted(young)


class Hall(RuleBasedStateMachine):
    """Calls are made, become visible in any order, age, are undone, and are taken one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.line = RUNNING
        self.made = 0
        self.hidden: dict[int, LiveCall] = {}
        self.live: dict[int, LiveCall] = {}
        self.offered: set[int] = set()
        self.due: set[int] = set()
        self.taken: list[int] = []

    @rule()
    def is_called(self) -> None:
        self.made += 1
        self.hidden[self.made] = call(self.made)

    @precondition(lambda self: self.hidden)
    @rule(data=st.data())
    def becomes_visible(self, data: st.DataObject) -> None:
        seq = data.draw(st.sampled_from(sorted(self.hidden)))
        self.live[seq] = self.hidden.pop(seq)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def grows_old(self, data: st.DataObject) -> None:
        seq = data.draw(st.sampled_from(sorted(self.live)))
        self.live[seq] = replace(self.live[seq], fresh=False)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def is_undone(self, data: st.DataObject) -> None:
        del self.live[data.draw(st.sampled_from(sorted(self.live)))]

    @rule()
    def the_records_answer(self) -> None:
        self.line = self.line.offered(tuple(self.live.values()))
        self.due &= set(self.live)
        self.due |= {seq for seq, one in self.live.items() if one.fresh and seq not in self.offered}
        self.offered |= set(self.live)

    @rule()
    def the_next_is_taken(self) -> None:
        one, self.line = self.line.taken()
        if one is None:
            assert not self.due, "nobody due is swallowed"
            return
        assert one.id == min(self.due), "in order"
        self.due.discard(one.id)
        self.taken.append(one.id)

    @invariant()
    def each_is_announced_once(self) -> None:
        assert len(set(self.taken)) == len(self.taken)
        assert {one.id for one in self.line.waiting} == self.due


TestHall = Hall.TestCase

"""Any sequence of acts, legal or not, against a model of the queue: the same refusals, the same states, the same order."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from counter_app.errors import CounterBusy, Refused
from counter_app.moments import local
from counter_app.place import open_place
from counter_app.queue import issuing, tickets, undoing
from counter_app.queue.board import ahead_of, open_call_at, ticket_by_id, tickets_today
from counter_app.queue.calling import at_counter
from counter_app.queue.counters import set_counter
from counter_app.queue.lanes import firsts
from counter_app.settings import change_setting
from counter_app.store import By
from tests.clock import SetClock
from tests.counter_app.queue_model import SERVES, Hall, Modelled, Verdict, may, too_soon
from tests.faults.storm import without_guards

COUNTERS, SERVICES = st.sampled_from(sorted(SERVES)), st.sampled_from(["HT", "CT"])
ANY = st.integers(0, 31)
"""Which ticket: see ``ticket``."""
SPANS = st.sampled_from([1, 10, 25, 70, 95, 125, 300, 1_860, 2_760])


class QueueMachine(RuleBasedStateMachine):
    """The acts on a copy of a unit with three counters, and the model beside them."""

    def __init__(self, template: Path, copies: itertools.count[int]) -> None:
        super().__init__()
        self.clock = SetClock()
        self.hall = Hall()
        self.folder = template.with_name(f"{template.name}-{next(copies)}")
        shutil.copytree(template, self.folder)
        self.place = open_place(self.folder, by=By("lan"), clock=self.clock)
        self.office = self.place.office

    def teardown(self) -> None:
        self.place.close()
        shutil.rmtree(self.folder)

    @property
    def now(self) -> datetime:
        return self.clock()

    def ticket(self, which: int, *states: str) -> Modelled:
        """Mostly one in these states, so that moves are legal often; any other now and then."""
        fitting = [one for one in self.hall.tickets if one.state in states]
        among = fitting if which % 4 and fitting else self.hall.tickets
        return among[-1 - which // 4 % len(among)]

    def expect(self, verdict: Verdict, act: Callable[..., Any], *args: Any) -> Any:
        """Do the act; it must be refused as the model refuses, or done."""
        answer: Any = None
        refused: Verdict = None
        try:
            answer = self.office.do(act, *args)
        except Refused as refusal:
            refused = type(refusal)
        assert refused is verdict, f"{act.__name__}: refused {refused}, meant {verdict}"
        return answer

    def some(self) -> bool:
        return bool(self.hall.tickets)

    @rule(service=SERVICES, priority=st.sampled_from([None, None, "elderly"]))
    def issue(self, service: str, priority: str | None) -> None:
        issued = self.office.do(issuing.issue, service, priority)
        rank = 1 if priority else 3
        self.hall.tickets.append(Modelled(issued.id, service, service, rank, self.now, self.now))
        self.told_right(self.hall.tickets[-1], issued.ahead)

    def told_right(self, one: Modelled, ahead: int) -> None:
        """Before a priority ticket go those of its line who wait too long, before it has waited so long itself: some or all."""
        before = self.hall.ahead(one)
        line = [other for other in self.hall.waiting() if other.line == one.line and other.rank > 1]
        late = sum(other.waited(self.now) > 35 for other in line) if one.rank == 1 else 0
        assert before <= ahead <= before + late

    @precondition(lambda self: local(self.now).hour < 20)
    @rule(service=SERVICES, since=st.sampled_from([0, 540, 660]))
    def somebody_of_priority_comes_to_a_slow_hall(self, service: str, since: int) -> None:
        self.issue(service, None)
        self.clock.forward(minutes=46)
        self.issue(service, "elderly")
        self.clock.forward(seconds=since)

    @rule(service=SERVICES, minutes=st.integers(1, 20))
    def book(self, service: str, minutes: int) -> None:
        at = self.now + timedelta(minutes=minutes)
        booked = self.office.do(issuing.book, service, at)
        self.hall.tickets.append(Modelled(booked.id, service, service, 2, at, at, at, "booked"))

    @precondition(some)
    @rule(which=ANY)
    def check_in(self, which: int) -> None:
        one = self.ticket(which, "booked")
        verdict = may(one, "booked", "waiting")
        self.expect(verdict, issuing.check_in, one.id)
        if one.state == "booked":
            self.hall.move(one, "checked_in", "waiting", self.now, None)
            assert one.booked_for is not None
            one.arrived = max(self.now, one.booked_for)

    @rule(counter=COUNTERS)
    def call(self, counter: int) -> None:
        busy = self.hall.at(counter) is not None
        answer = self.expect(CounterBusy if busy else None, tickets.call_next, counter)
        if busy:
            return
        chosen = self.hall.next_for(counter, self.now)
        assert getattr(answer, "id", None) == (chosen.id if chosen else None), "somebody else was called"
        if chosen is not None:
            self.hall.move(chosen, "called", "called", self.now, counter)
            chosen.counter, chosen.called, chosen.last_out = counter, self.now, self.now
            chosen.called_out = True

    @precondition(some)
    @rule(which=ANY)
    def recall(self, which: int) -> None:
        one = self.ticket(which, "called")
        verdict = may(one, "called") or too_soon(one.last_out, 20, self.now)
        self.expect(verdict, tickets.recall, one.id)
        if verdict is None:
            self.hall.move(one, "recalled", "called", self.now, one.counter)
            one.last_out = self.now

    @precondition(some)
    @rule(which=ANY)
    def begin(self, which: int) -> None:
        one = self.ticket(which, "called")
        self.expect(may(one, "called", "serving"), tickets.begin, one.id)
        if one.state == "called":
            self.hall.move(one, "begun", "serving", self.now, one.counter)

    @precondition(some)
    @rule(which=ANY)
    def finish(self, which: int) -> None:
        one = self.ticket(which, "called", "serving", "hold")
        verdict = may(one, "called", "serving", "hold", "served")
        self.expect(verdict, tickets.finish, one.id)
        if verdict is None and one.state != "served":
            self.hall.move(one, "finished", "served", self.now, one.counter)

    @precondition(some)
    @rule(which=ANY)
    def no_show(self, which: int) -> None:
        one = self.ticket(which, "called")
        verdict = may(one, "called") or too_soon(one.called, 120 if one.rank == 1 else 90, self.now)
        self.expect(verdict, tickets.no_show, one.id)
        if verdict is None:
            self.hall.move(one, "no_show", "no_show", self.now, one.counter)
            one.missed = self.now

    @precondition(some)
    @rule(which=ANY)
    def come_back(self, which: int) -> None:
        one = self.ticket(which, "no_show")
        self.expect(may(one, "no_show", "waiting"), tickets.come_back, one.id)
        if one.state == "no_show":
            self.hall.move(one, "returned", "waiting", self.now, None)
            assert one.missed is not None
            one.counter = None
            one.queued = one.queued if self.now - one.missed <= timedelta(minutes=30) else self.now

    @precondition(some)
    @rule(which=ANY)
    def cancel(self, which: int) -> None:
        one = self.ticket(which, "booked", "waiting", "called", "hold")
        verdict = may(one, "booked", "waiting", "called", "hold")
        self.expect(verdict, tickets.cancel, one.id)
        if verdict is None:
            self.hall.move(one, "cancelled", "cancelled", self.now, one.counter)

    @precondition(some)
    @rule(which=ANY)
    def hold(self, which: int) -> None:
        one = self.ticket(which, "called", "serving")
        verdict = may(one, "called", "serving")
        self.expect(verdict, tickets.hold, one.id, "đi photo")
        if verdict is None:
            self.hall.move(one, "held", "hold", self.now, one.counter)

    @precondition(some)
    @rule(which=ANY, counter=COUNTERS)
    def resume(self, which: int, counter: int) -> None:
        one = self.ticket(which, "hold")
        verdict = CounterBusy if self.hall.at(counter) else may(one, "hold")
        self.expect(verdict, tickets.resume, one.id, counter)
        if verdict is None:
            self.hall.move(one, "resumed", "serving", self.now, counter)
            one.counter, one.called_out = counter, False

    @precondition(some)
    @rule(which=ANY, to=st.sampled_from(["HT", "CT", "1", "2"]), place=st.sampled_from(tickets.PLACES))
    def transfer(self, which: int, to: str, place: str) -> None:
        one = self.ticket(which, "called", "serving", "hold")
        verdict = may(one, "called", "serving", "hold")
        self.expect(verdict, tickets.transfer, one.id, to, place)
        if verdict is not None:
            return
        line = f"@{to}" if to.isdecimal() else to
        head = self.hall.heads().get(f"{line}/{one.rank}")
        self.hall.move(one, "transferred", "waiting", self.now, one.counter)
        one.line, one.service, one.counter = line, one.service if to.isdecimal() else to, None
        one.queued = self.now if place == "last" else one.arrived
        if place == "first" and head is not None:
            one.queued = min(one.arrived, head.queued - timedelta(milliseconds=1))

    @precondition(some)
    @rule(which=ANY)
    def undo_begin(self, which: int) -> None:
        one = self.ticket(which, "serving")
        self.expect(None, undoing.undo_begin, one.id)
        if one.state == "serving":
            self.hall.undo_begin(one, self.now)

    @rule(counter=COUNTERS)
    def undo(self, counter: int) -> None:
        verdict, _ = self.hall.undo(counter, self.now)
        self.expect(verdict, undoing.undo, counter)

    @precondition(lambda self: local(self.now).hour < 20)
    @rule(seconds=SPANS)
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds=seconds)

    @invariant()
    def every_ticket_is_where_the_model_has_it(self) -> None:
        kept = {
            one.id: (one.state, one.counter, one.version, one.lane, one.queued_at, one.service, one.arrived_at)
            for one in self.office.ask(tickets_today)
        }
        assert kept == {
            one.id: (one.state, one.counter, one.version, one.lane, one.queued, one.service, one.arrived)
            for one in self.hall.tickets
        }

    @invariant()
    def every_counter_has_what_the_model_gave_it(self) -> None:
        for counter in SERVES:
            kept, meant = self.office.ask(open_call_at, counter), self.hall.at(counter)
            assert (kept and kept.id) == (meant and meant.id)

    @invariant()
    def the_lines_are_in_order(self) -> None:
        heads = {first.lane.key: first.ticket_id for first in self.office.ask(firsts)}
        assert heads == {lane: one.id for lane, one in self.hall.heads().items()}
        for one in itertools.islice(self.hall.waiting(), 2):
            assert self.office.ask(ahead_of, self.office.ask(ticket_by_id, one.id)) == self.hall.ahead(one)


SETTINGS = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


Machine = Callable[[], QueueMachine]


@pytest.fixture
def machine(unit_folders: dict[str, Path], tmp_path: Path) -> Machine:
    template = tmp_path / "unit"
    shutil.copytree(unit_folders["one_file"], template)
    with closing(open_place(template, clock=SetClock())) as place:
        for counter, serves in SERVES.items():
            first = tuple(service for service, overflow in serves.items() if not overflow)
            overflow = tuple(service for service, second in serves.items() if second)
            place.office.do(set_counter, counter, first, None, overflow)
    return partial(QueueMachine, template, itertools.count())


def run(machine: Machine, **differently: Any) -> None:
    how = settings(SETTINGS, **differently)
    run_state_machine_as_test(machine, settings=how)  # type: ignore[arg-type] # it takes whatever makes a machine


def test_any_sequence_of_acts_does_what_the_model_does(machine: Machine) -> None:
    run(machine)


def test_the_machine_bites_where_nothing_guards_a_counter(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded() -> QueueMachine:
        made = machine()
        without_guards(made.office)
        return made

    monkeypatch.setattr(tickets, "free_counter", at_counter)
    with pytest.raises(AssertionError, match=r"(call_next|resume): refused .*, meant .*CounterBusy"):
        run(unguarded, phases=[Phase.generate])


def test_the_machine_bites_where_nobody_waits(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "_not_before", not_at_all)
    with pytest.raises(AssertionError, match=r"refused None, meant .*TooSoon"):
        run(machine, phases=[Phase.generate])


@pytest.mark.parametrize("bound", [0, 1_440])
def test_the_machine_bites_where_either_may_starve(machine: Machine, bound: int) -> None:
    def lopsided() -> QueueMachine:
        made = machine()
        made.office.do(change_setting, "queue.priority_bound_minutes", str(bound))
        return made

    with pytest.raises(AssertionError, match="somebody else was called"):
        run(lopsided, phases=[Phase.generate])


def not_at_all(*_of: Any) -> None:
    """Guards nothing."""

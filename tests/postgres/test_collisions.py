"""Several PCs on one office: acts that collide are done again, and who can't be served is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from counter_app import postgres
from counter_app.errors import CounterBusy, NoMoreTickets, ScreenStale, StoreBusy
from counter_app.ids import new_id
from counter_app.queue import issuing, tickets
from counter_app.queue.board import tickets_today
from counter_app.queue.services import change_service
from counter_app.records.office import Call
from counter_app.records.shared import Counter, Setting
from counter_app.store import Act, Asking, Store, TryAgain
from counter_app.wording import sentence
from tests.clock import SetClock
from tests.postgres.offices import AnotherPc


@dataclass
class Crossing:
    """Two acts that each take what the other wants next. They meet in their first try only."""

    together: threading.Barrier = field(default_factory=lambda: threading.Barrier(2, timeout=60))
    tries: list[int] = field(default_factory=list)

    def take(self, act: Act, first: int, then: int) -> int:
        self.tries.append(act.tries_left)
        self._rename(act, first)
        if act.tries_left == 4:
            self.together.wait()
        self._rename(act, then)
        return then

    @staticmethod
    def _rename(act: Act, number: int) -> None:
        act.connection.execute(update(Counter).where(Counter.number == number).values(name="đang đổi"))


def in_threads(*works: Callable[[], object]) -> list[BaseException]:
    """Do these at the same time; what went wrong in any of them."""
    troubles: list[BaseException] = []

    def do(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as trouble:  # noqa: BLE001 - the caller asserts what came
            troubles.append(trouble)

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


def test_an_act_the_server_ended_for_a_deadlock_is_done_again(another_pc: AnotherPc) -> None:
    here, there, crossing = another_pc(), another_pc(), Crossing()

    troubles = in_threads(lambda: here.do(crossing.take, 1, 2), lambda: there.do(crossing.take, 2, 1))

    assert troubles == []
    assert sorted(crossing.tries, reverse=True) == [4, 4, 3], "one of the two was done twice"


def test_a_lock_that_is_not_given_in_time_is_a_refusal(another_pc: AnotherPc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgres.SESSION, "lock_timeout", "50ms")
    holder, waiter = another_pc(), another_pc()
    with holder.database.acts.begin() as connection:
        connection.execute(update(Counter).where(Counter.number == 1).values(name="đang giữ"))

        with pytest.raises(StoreBusy):
            waiter.do(lambda act: act.connection.execute(update(Counter).values(name="chờ")).rowcount)


def test_a_question_does_not_wait_for_an_act(another_pc: AnotherPc) -> None:
    holder, asker = another_pc(), another_pc()
    issued = holder.do(issuing.issue, "HT")
    with holder.database.acts.begin() as connection:
        connection.execute(text("UPDATE ticket SET matters = 6"))

        assert [(ticket.id, ticket.number) for ticket in asker.ask(tickets_today)] == [(issued.id, "A001")]


def test_a_question_cannot_write(office: Store) -> None:
    def sneak(asking: Asking) -> None:
        asking.connection.execute(update(Counter).values(name="lén"))

    with pytest.raises(Exception, match="read-only"):
        office.ask(sneak)


def test_the_first_number_of_a_series_is_given_once_though_all_ask_together(another_pc: AnotherPc) -> None:
    together, numbers = threading.Barrier(4, timeout=60), []

    def take(pc: Store) -> None:
        together.wait()
        numbers.append(pc.do(issuing.issue, "HT").number)

    pcs = [another_pc() for _ in range(4)]
    troubles = in_threads(*[lambda pc=pc: take(pc) for pc in pcs])

    assert troubles == []
    assert sorted(numbers) == ["A001", "A002", "A003", "A004"]


def test_the_last_number_of_the_day_is_given_once_though_two_kiosks_see_room_for_it(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    here.do(change_service, "HT", daily_limit=2)
    here.do(issuing.issue, "HT")
    given, answered = threading.Event(), threading.Event()
    somebody_waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

    def take_the_last_one(act: Act) -> None:
        issuing.issue(act, "HT")
        given.set()
        while not answered.is_set() and not act.connection.execute(somebody_waits).scalar_one():
            pass

    def ask_meanwhile() -> None:
        assert given.wait(60)
        try:
            there.do(issuing.issue, "HT")
        finally:
            answered.set()

    troubles = in_threads(lambda: here.do(take_the_last_one), ask_meanwhile)

    assert [type(trouble) for trouble in troubles] == [NoMoreTickets]
    assert [ticket.number for ticket in here.ask(tickets_today)] == ["A001", "A002"]


def test_eight_kiosks_give_as_many_numbers_as_the_day_has(another_pc: AnotherPc) -> None:
    together, pcs = threading.Barrier(8, timeout=60), [another_pc() for _ in range(8)]
    pcs[0].do(change_service, "HT", daily_limit=20)

    def take_until_none_is_left(pc: Store) -> None:
        together.wait()
        while True:
            pc.do(issuing.issue, "HT")

    troubles = in_threads(*[lambda pc=pc: take_until_none_is_left(pc) for pc in pcs])

    assert {type(trouble) for trouble in troubles} == {NoMoreTickets}
    numbers = sorted(ticket.number for ticket in pcs[0].ask(tickets_today))
    assert numbers == [f"A{number:03}" for number in range(1, 21)], "a number refused is not missed"


def test_the_same_press_sent_twice_at_once_is_one_ticket(another_pc: AnotherPc) -> None:
    press, together, answers = new_id(), threading.Barrier(2, timeout=60), []

    def send(pc: Store) -> None:
        together.wait()
        answers.append(pc.do_once(press, issuing.issue, "HT"))

    here, there = another_pc(), another_pc()
    troubles = in_threads(lambda: send(here), lambda: send(there))

    assert troubles == []
    assert answers[0] == answers[1]
    assert len(here.ask(tickets_today)) == 1


def open_call(act: Act, ticket: issuing.Issued, counter: int) -> None:
    row = {"id": new_id(), "ticket_id": ticket.id, "counter": counter, "staff": "lan", "called_at": act.now}
    act.connection.execute(insert(Call).values(**row, calls=1, reason=""))


def test_a_counter_gets_no_second_call_whatever_an_act_forgot(office: Store) -> None:
    first, second = office.do(issuing.issue, "HT"), office.do(issuing.issue, "HT")
    office.do(open_call, first, 3)

    with pytest.raises(CounterBusy) as refused:
        office.do(open_call, second, 3)
    assert "Quầy này vừa gọi một số khác" in sentence(refused.value)


def test_a_ticket_is_not_called_to_two_counters_whatever_an_act_forgot(office: Store) -> None:
    ticket = office.do(issuing.issue, "HT")
    office.do(open_call, ticket, 3)

    with pytest.raises(ScreenStale) as refused:
        office.do(open_call, ticket, 4)
    assert "vừa được quầy khác gọi" in sentence(refused.value)


def test_what_no_guard_of_ours_holds_stays_unforeseen(office: Store) -> None:
    tries: list[int] = []

    def twice(act: Act) -> None:
        tries.append(act.tries_left)
        act.connection.execute(insert(Counter).values(number=1, name="Quầy một lần nữa"))

    with pytest.raises(IntegrityError):
        office.do(twice)
    assert tries == [4, 3, 2, 1, 0], "tried a bounded number of times"


def test_an_act_that_asks_to_be_done_again_is_and_not_for_ever(office: Store) -> None:
    tries: list[int] = []

    def wait_for_others(act: Act, until: int) -> int:
        tries.append(act.tries_left)
        act.connection.execute(insert(Setting).values(key=f"thử {act.tries_left}", value={}))
        if act.tries_left > until:
            raise TryAgain
        return act.tries_left

    assert office.do(wait_for_others, 3) == 3
    assert tries == [4, 3]
    with pytest.raises(StoreBusy):
        office.do(wait_for_others, -1)
    kept = office.ask(lambda asking: asking.connection.execute(select(Setting.key)).scalars().all())
    assert kept == ["thử 3"], "of a try that was given up nothing stays"


def test_a_ticket_another_counter_is_just_taking_is_passed_by(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    first, second = here.do(issuing.issue, "HT"), here.do(issuing.issue, "HT")
    with there.database.acts.begin() as connection:
        connection.execute(text("SELECT 1 FROM ticket WHERE id = :id FOR UPDATE"), {"id": str(first.id)})

        called = here.do(tickets.call_next, 3)

    assert isinstance(called, tickets.Called)
    assert called.number == second.number


@pytest.mark.parametrize("move", [tickets.recall, tickets.no_show])
def test_a_call_that_ended_since_its_ticket_was_read_is_a_refusal(
    office: Store, clock: SetClock, move: Callable[[Act, UUID], object]
) -> None:
    issued = office.do(issuing.issue, "HT")
    office.do(tickets.call_next, 3)
    clock.forward(minutes=5)
    with office.database.acts.begin() as connection:
        connection.execute(text("UPDATE call SET ended_at = called_at"))

    with pytest.raises(ScreenStale):
        office.do(move, issued.id)

"""The hall's day on PostgreSQL: the same acts and questions, the server's clock, one audit chain for each PC."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError

from counter_app import audit, postgres
from counter_app.errors import CounterBusy
from counter_app.ids import new_id
from counter_app.postgres import open_office
from counter_app.queue import issuing, tickets
from counter_app.queue.board import tickets_today
from counter_app.store import Act, Asking, By, Store
from tests.clock import SetClock
from tests.postgres.offices import AUDIT_KEY, AnotherPc, verdict
from tests.postgres.test_collisions import in_threads


def park(act: Act, visit: str) -> None:
    act.record("visit.parked", visit)


def devices(asking: Asking) -> set[UUID]:
    return {
        UUID(str(found)) for found in asking.connection.execute(text("SELECT DISTINCT device FROM audit")).scalars()
    }


def test_a_ticket_goes_from_the_kiosk_to_the_end_of_its_service(office: Store, clock: SetClock) -> None:
    ordinary = office.do(issuing.issue, "HT")
    elderly = office.do(issuing.issue, "HT", "elderly")
    clock.forward(minutes=3)

    called = office.do(tickets.call_next, 3)
    assert isinstance(called, tickets.Called)
    assert called.number == elderly.number
    with pytest.raises(CounterBusy):
        office.do(tickets.call_next, 3)
    office.do(tickets.begin, called.id)
    clock.forward(minutes=5)
    office.do(tickets.finish, called.id, "other")
    again = office.do(tickets.call_next, 3)

    assert isinstance(again, tickets.Called)
    assert again.number == ordinary.number
    assert {ticket.number: ticket.state for ticket in office.ask(tickets_today)} == {
        elderly.number: "served",
        ordinary.number: "called",
    }
    assert isinstance(office.acting_as(By("mai", 4)).do(tickets.call_next, 4), tickets.Empty)
    assert verdict(office).broken_at is None


def test_two_counters_calling_at_once_get_two_tickets(another_pc: AnotherPc) -> None:
    pcs = [another_pc() for _ in range(4)]
    for _ in range(4):
        pcs[0].do(issuing.issue, "HT")
    together, numbers = threading.Barrier(4, timeout=60), []

    def call(pc: Store, counter: int) -> None:
        together.wait()
        called = pc.do(tickets.call_next, counter)
        assert isinstance(called, tickets.Called)
        numbers.append(called.number)

    troubles = in_threads(*[lambda pc=pc, counter=counter: call(pc, counter) for counter, pc in enumerate(pcs, 1)])

    assert troubles == []
    assert sorted(numbers) == ["A001", "A002", "A003", "A004"]


def test_a_change_is_noticed_by_another_pc(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    watch = there.watch()

    assert not watch.changed()
    there.ask(tickets_today)
    assert not watch.changed(), "asking changes nothing"
    here.do(issuing.issue, "HT")
    assert watch.changed()
    assert not watch.changed()

    watch.close()


def test_an_act_that_is_still_going_on_hides_no_later_change(another_pc: AnotherPc) -> None:
    """Transactions end in another order than they began: each end is noticed."""
    here, there = another_pc(), another_pc()
    watch = there.watch()
    with here.database.acts.begin() as connection:
        connection.execute(text("UPDATE counter SET name = name"))
        there.do(issuing.issue, "HT")
        assert watch.changed()
        assert not watch.changed()

    assert watch.changed()
    watch.close()


def test_without_a_clock_of_a_test_the_servers_moment_counts(url: str) -> None:
    with closing(open_office(url, AUDIT_KEY)) as office:
        before = office.clock()
        issued = office.do(issuing.issue, "HT")

        assert before < issued.issued_at < office.clock()
    assert issued.issued_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - issued.issued_at) < timedelta(minutes=5), "the server runs on this machine"


def test_each_pc_has_a_chain_of_its_own_in_the_trail(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    before = here.ask(devices)

    for pc in (here, there, here):
        pc.do(issuing.issue, "HT")

    assert here.ask(devices) - before == {here.device, there.device}
    assert verdict(here).broken_at is None


def test_many_threads_of_one_device_never_fork_its_chain(url: str, clock: SetClock) -> None:
    device, together, acts = new_id(), threading.Barrier(4, timeout=60), 25

    def work(number: int) -> None:
        with closing(open_office(url, AUDIT_KEY, device, by=By(f"thread {number}"), clock=clock)) as store:
            together.wait()
            for visit in range(acts):
                store.do(park, f"visit:{number}-{visit}")

    with closing(open_office(url, AUDIT_KEY, device)) as office:
        before = verdict(office).lines
        troubles = in_threads(*[lambda number=number: work(number) for number in range(4)])
        found = verdict(office)

    assert troubles == []
    assert (found.broken_at, found.lines - before) == (None, 4 * acts)


@pytest.mark.parametrize(
    ("locked", "indexed", "ends"), [(True, True, "waits"), (False, True, "refused"), (False, False, "forks")]
)
def test_lock_and_index_keep_a_devices_chain_whole(
    another_pc: AnotherPc, monkeypatch: pytest.MonkeyPatch, ends: str, *, locked: bool, indexed: bool
) -> None:
    """Who reads the chain's end waits for the lock; who guessed it is refused; with neither it forks, and that is found."""
    monkeypatch.setitem(postgres.SESSION, "lock_timeout", "50ms")
    if not locked:
        monkeypatch.setattr(audit, "_LOCK", text("SELECT CAST(:device AS bigint)"))
    here, there, device = another_pc(), another_pc(), new_id()
    if not indexed:
        with here.database.acts.begin() as connection:
            connection.execute(text("DROP INDEX uq_audit_successor"))
    with here.database.acts.begin() as connection:
        one_line(connection, device)

    assert two_at_once(here, there, device) == ends
    assert (verdict(here).broken_at is None) is (ends != "forks")


def two_at_once(here: Store, there: Store, device: UUID) -> str:
    """How it ends when two programs of one device write their lines at the same time."""
    with here.database.acts.connect() as first, there.database.acts.connect() as second:
        first.begin()
        one_line(first, device)
        first.execute(text("SELECT 1"))  # the line is at the server, and the transaction goes on
        with there.database.acts.begin() as of_another_device:
            one_line(of_another_device, new_id())
        second.begin()
        try:
            one_line(second, device)
            first.commit()
            second.commit()
        except OperationalError as error:
            return "waits" if "lock timeout" in str(error) else str(error)
        except IntegrityError as error:
            return "refused" if "uq_audit_successor" in str(error) else str(error)
    return "forks"


def one_line(connection: Connection, device: UUID) -> None:
    line = audit.Line(datetime(2026, 11, 20, 2, tzinfo=UTC), "lan", 3, device, "thử", "thử:1", "{}")
    audit.append(connection, AUDIT_KEY, [line])


def test_several_lines_of_one_act_follow_each_other(office: Store) -> None:
    before = verdict(office).lines

    def record_twice(act: Act) -> None:
        park(act, "visit:1")
        park(act, "visit:2")

    office.do(record_twice)

    found = verdict(office)
    assert (found.broken_at, found.lines) == (None, before + 2)

"""Statements whose answer nobody waits for travel together; what they run into is found out within the same act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from counter_app.errors import NotFound
from counter_app.ids import new_id
from counter_app.queue import issuing, tickets
from counter_app.records.office import Call
from counter_app.store import Act, Asking, Store
from counter_app.trips import tell
from tests.postgres.offices import AnotherPc, verdict


@dataclass
class Trips:
    """How often a program waited for the server, and how many statements it sent."""

    taken: int = 0
    statements: int = 0


@contextmanager
def counted_trips(office: Store, file: Path) -> Iterator[Trips]:
    """Listen to the protocol itself (libpq, PQtrace): the server says «ready» once for each wait."""
    with office.database.acts.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
    found = Trips()
    with file.open("w+", encoding="utf-8", errors="replace") as heard:
        raw.pgconn.trace(heard.fileno())
        yield found
        raw.pgconn.untrace()
        heard.seek(0)
        lines = list(heard)
        found.taken = sum("\tReadyForQuery\t" in line for line in lines)
        found.statements = sum("\tExecute\t" in line for line in lines)


def call_of_nobody(act: Act) -> None:
    """Writes a call of a ticket that is not there."""
    row = {"id": new_id(), "ticket_id": new_id(), "counter": 3, "staff": "lan", "reason": "", "calls": 1}
    row |= {"called_at": act.now, "begun_at": None, "recalled_at": None, "ended_at": None, "outcome": None}
    tell(act.connection, insert(Call.__table__), row)  # type: ignore[arg-type]


def calls(asking: Asking) -> int:
    return len(asking.connection.execute(select(Call.id)).all())


def test_an_issue_takes_four_trips_and_a_call_two(office: Store, tmp_path: Path) -> None:
    for _ in range(8):  # statements are prepared, and the end of the audit chain is known
        office.do(issuing.issue, "HT")
        office.do(tickets.finish, office.do(tickets.call_next, 3).id)  # type: ignore[union-attr]

    with counted_trips(office, tmp_path / "issue") as issue:
        office.do(issuing.issue, "HT")
    with counted_trips(office, tmp_path / "call") as call:
        office.do(tickets.call_next, 3)

    assert (issue.taken, call.taken) == (4, 2)
    # BEGIN, the moment, the question, the claim; event, call and audit line as one; COMMIT.
    assert call.statements == 6


def test_without_a_clock_of_this_pc_who_is_first_is_told_by_the_server_s_own_day(office: Store, tmp_path: Path) -> None:
    office = replace(office, set_clock=None)
    office.do(issuing.issue, "HT")
    second = office.do(issuing.issue, "HT")
    office.do(tickets.finish, office.do(tickets.call_next, 3).id)  # type: ignore[union-attr]

    with counted_trips(office, tmp_path / "call") as call:
        called = office.do(tickets.call_next, 3)

    assert isinstance(called, tickets.Called)
    assert (called.number, call.taken) == (second.number, 2)


def test_an_act_that_asks_nothing_takes_one_trip(office: Store, tmp_path: Path) -> None:
    office = replace(office, set_clock=None)
    office.do(lambda act: act.now)

    with counted_trips(office, tmp_path / "nothing") as nothing:
        office.do(lambda _act: None)
    with counted_trips(office, tmp_path / "moment") as moment:
        office.do(lambda act: act.now)

    assert (nothing.taken, moment.taken) == (1, 2)


def test_the_moment_of_an_act_is_the_servers_when_it_began_and_stays(office: Store) -> None:
    def two_looks(act: Act) -> tuple[datetime, int, datetime]:
        first = act.now
        return first, calls(act), act.now

    def late_look(act: Act) -> tuple[int, datetime, datetime]:
        asked = calls(act)
        return asked, act.now, act.connection.execute(select(func.now())).scalar_one()

    office = replace(office, set_clock=None)

    first, _, second = office.do(two_looks)
    _, late, by_the_server = office.do(late_look)

    assert first == second
    assert late == by_the_server
    assert late > first


def test_trouble_found_at_the_commit_refuses_the_act(office: Store) -> None:
    with pytest.raises(IntegrityError, match="fk_call_ticket"):
        office.do(call_of_nobody)

    assert office.ask(calls) == 0
    assert office.do(issuing.issue, "HT").number == "A001", "the connection is as good as new"


def test_trouble_found_at_the_next_question_refuses_the_act(office: Store) -> None:
    asked: list[int] = []

    def and_then_ask(act: Act) -> None:
        call_of_nobody(act)
        asked.append(calls(act))

    with pytest.raises(IntegrityError, match="fk_call_ticket"):
        office.do(and_then_ask)

    assert asked == []


def test_what_was_written_is_seen_by_the_act_itself_and_by_nobody_else(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    seen: list[tuple[int, int]] = []

    def call_and_look(act: Act) -> None:
        tickets.call_next(act, 3)
        seen.append((calls(act), there.ask(calls)))

    here.do(issuing.issue, "HT")
    here.do(call_and_look)

    assert seen == [(1, 0)]
    assert there.ask(calls) == 1


def test_of_an_act_that_is_given_up_nothing_travels_with_the_next(office: Store) -> None:
    def give_up(act: Act) -> None:
        call_of_nobody(act)
        raise NotFound("counter", "9")

    with pytest.raises(NotFound):
        office.do(give_up)

    assert office.do(issuing.issue, "HT").number == "A001"
    assert office.ask(calls) == 0


def test_two_programs_of_one_device_guess_the_chains_end_and_never_fork_it(another_pc: AnotherPc) -> None:
    first = another_pc()
    second = replace(another_pc(), device=first.device)

    numbers = [store.do(issuing.issue, "HT").number for store in (first, second, first, first, second, second, first)]

    assert numbers == [f"A{number:03}" for number in range(1, 8)]
    assert verdict(first).broken_at is None

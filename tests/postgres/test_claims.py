"""A claim nobody waits for: whatever happened to the ticket since it was seen, the act is done again and calls somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from counter_app.queue import calling, issuing, tickets
from counter_app.queue.board import ticket_by_id
from counter_app.queue.next_ticket import Choice, choose
from counter_app.records.office import Call, TicketEvent
from counter_app.store import Asking, Store
from tests.postgres.offices import AnotherPc

Meanwhile = Callable[[Store, UUID], object]


def cancelled(store: Store, ticket: UUID) -> None:
    store.do(tickets.cancel, ticket)


def called_and_gone(store: Store, ticket: UUID) -> None:
    """No open call tells of it any more."""
    answer = store.do(tickets.call_next, 4)
    assert isinstance(answer, tickets.Called)
    assert answer.id == ticket
    store.do(tickets.finish, ticket)


def moved_and_back(store: Store, ticket: UUID) -> None:
    """It waits as before, but it is another version."""
    answer = store.do(tickets.call_next, 4)
    assert isinstance(answer, tickets.Called)
    store.do(tickets.give_back, ticket)


def events(asking: Asking, ticket: UUID) -> list[tuple[str, int]]:
    of_it = select(TicketEvent.kind, TicketEvent.version).where(TicketEvent.ticket_id == ticket)
    return [(row.kind, row.version) for row in asking.connection.execute(of_it.order_by(TicketEvent.seq))]


def calls(asking: Asking, ticket: UUID) -> int:
    return len(asking.connection.execute(select(Call.id).where(Call.ticket_id == ticket)).all())


@pytest.mark.parametrize(
    ("meanwhile", "next_is_second"), [(cancelled, True), (called_and_gone, True), (moved_and_back, False)]
)
def test_a_ticket_that_changed_since_it_was_seen_is_not_called(
    another_pc: AnotherPc, monkeypatch: pytest.MonkeyPatch, meanwhile: Meanwhile, next_is_second: bool
) -> None:
    here, there = another_pc(), another_pc()
    first, second = here.do(issuing.issue, "HT"), here.do(issuing.issue, "HT")
    tries: list[int] = []

    def slowly(*facts: Any) -> Choice | None:
        """The first choice takes long enough for somebody to come between."""
        choice = choose(*facts)
        tries.append(1)
        if len(tries) == 1:
            meanwhile(there, first.id)
        return choice

    monkeypatch.setattr(calling, "choose", slowly)
    before = here.ask(events, first.id)

    called = here.do(tickets.call_next, 3)

    assert isinstance(called, tickets.Called)
    assert called.id == (second.id if next_is_second else first.id)
    versions = [version for _, version in here.ask(events, first.id)]
    assert versions == list(range(1, len(versions) + 1)), "one move for each version"
    assert len(versions) > len(before)
    assert here.ask(calls, called.id) == (1 if next_is_second else 2)
    assert here.ask(ticket_by_id, called.id).counter == 3


def test_a_claim_of_a_ticket_somebody_is_just_changing_does_not_wait_for_them(another_pc: AnotherPc) -> None:
    here, there = another_pc(), another_pc()
    first, second = here.do(issuing.issue, "HT"), here.do(issuing.issue, "HT")
    with there.database.acts.begin() as connection:
        connection.execute(text("UPDATE ticket SET about = 'x' WHERE id = :id"), {"id": str(first.id)})

        called = here.do(tickets.call_next, 3)

    assert isinstance(called, tickets.Called)
    assert called.number == second.number

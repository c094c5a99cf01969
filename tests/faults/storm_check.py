"""What must hold of a queue's records whatever happened: a pure check over their rows, and the questions that read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from counter_app.records.office import Call, Ticket, TicketEvent, TicketNumber
from counter_app.store import Asking

_NEVER = datetime.max.replace(tzinfo=UTC)
AT_A_COUNTER = ("called", "serving")


@dataclass(frozen=True)
class Records:
    """The rows of the queue's tables as they are kept; events in the order in which they were written."""

    tickets: Sequence[Any]
    events: Sequence[Any]
    calls: Sequence[Any]
    numbers: Sequence[Any]


def records(asking: Asking) -> Records:
    def rows(table: Any, *order: Any) -> Sequence[Any]:
        return asking.connection.execute(select(table.__table__).order_by(*order)).all()

    return Records(
        rows(Ticket, Ticket.id), rows(TicketEvent, TicketEvent.seq), rows(Call, Call.called_at), rows(TicketNumber)
    )


def faults(kept: Records, longest_act: timedelta = timedelta(0)) -> list[str]:
    """Everything that is wrong, in words.

    A call's moments are those at which acts began: two calls that overlap by less than the longest act took don't overlap.
    """
    return [
        *_numbers(kept),
        *_chains(kept),
        *_two_counters_by_events(kept),
        *_two_counters_by_calls(kept, longest_act),
        *_open_calls(kept),
    ]


def _numbers(kept: Records) -> Iterator[str]:
    given: dict[tuple[Any, str], list[int]] = defaultdict(list)
    for ticket in kept.tickets:
        given[ticket.business_day, ticket.series].append(ticket.number)
    last = {(row.business_day, row.series): row.last for row in kept.numbers}
    for (day, series), numbers in given.items():
        yield from (f"duplicate number {series}{n}" for n, many in Counter(numbers).items() if many > 1)
        for missing in set(range(1, last.get((day, series), 0) + 1)) - set(numbers):
            yield f"missing number {series}{missing}"
        for extra in set(numbers) - set(range(1, last.get((day, series), 0) + 1)):
            yield f"number {series}{extra} beyond the last given"


def _chains(kept: Records) -> Iterator[str]:
    """Each move begins where the one before it ended, one version further, up to what the ticket says now."""
    moves: dict[Any, list[Any]] = defaultdict(list)
    for event in kept.events:
        moves[event.ticket_id].append(event)
    for ticket in kept.tickets:
        chain = moves[ticket.id]
        if not chain or chain[0].before is not None or chain[0].version != 1:
            yield f"ticket {ticket.id} does not begin with its first move"
            continue
        for earlier, later in pairwise(chain):
            if later.before != earlier.after:
                yield f"ticket {ticket.id}: {later.kind} from {later.before}, but it was {earlier.after}"
            if later.version != earlier.version + 1:
                yield f"ticket {ticket.id}: version {later.version} after {earlier.version}"
        if (chain[-1].after, chain[-1].version) != (ticket.state, ticket.version):
            yield f"ticket {ticket.id} is not where its last move left it"


def _two_counters_by_events(kept: Records) -> Iterator[str]:
    at: dict[Any, int] = {}
    has: dict[int, Any] = {}
    for event in kept.events:
        ticket, counter = event.ticket_id, event.counter
        if event.after not in AT_A_COUNTER:
            left = at.pop(ticket, None)
            if left is not None and has.get(left) == ticket:
                del has[left]
            continue
        if at.get(ticket, counter) != counter:
            yield f"events: ticket {ticket} at two counters"
        if has.get(counter, ticket) != ticket:
            yield f"events: counter {counter} has two tickets"
        at[ticket], has[counter] = counter, ticket


def _two_counters_by_calls(kept: Records, longest_act: timedelta) -> Iterator[str]:
    for what, column in (("ticket", "ticket_id"), ("counter", "counter")):
        lines: dict[Any, list[Any]] = defaultdict(list)
        for call in kept.calls:
            lines[getattr(call, column)].append(call)
        for one, calls in lines.items():
            until = calls[0].called_at
            for earlier, later in pairwise(calls):
                until = max(until, earlier.ended_at or _NEVER)
                if later.called_at + longest_act < until:
                    yield f"calls: {what} {one} has two at once"


def _open_calls(kept: Records) -> Iterator[str]:
    """Exactly the tickets at counters have an open call, there."""
    there = Counter((ticket.id, ticket.counter) for ticket in kept.tickets if ticket.state in AT_A_COUNTER)
    going_on = Counter((call.ticket_id, call.counter) for call in kept.calls if call.ended_at is None)
    yield from (f"ticket {ticket} at counter {counter} without a call" for ticket, counter in there - going_on)
    yield from (f"a call of ticket {ticket} at counter {counter} too many" for ticket, counter in going_on - there)

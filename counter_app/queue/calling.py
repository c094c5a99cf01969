"""How a counter gets its next ticket: what a call has to know, asked at once; the ticket claimed and called at once.

On a server every question is a trip there and back, and while a call takes them others wait for its ticket's row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, bindparam, func, literal_column, select, update

from counter_app.errors import CounterBusy, NotFound
from counter_app.moments import business_day
from counter_app.queue.board import state_shown, ticket_label
from counter_app.queue.duty import Duty
from counter_app.queue.lanes import First, firsts, heads_along, told_heads
from counter_app.queue.moves import note_event, on_open_call
from counter_app.queue.next_ticket import Choice, Head, Rules, choose
from counter_app.queue.policy import RULES, rules_from
from counter_app.records.office import Call, CounterDuty, Ticket
from counter_app.records.shared import Counter, CounterService
from counter_app.settings import asked_along, told_along
from counter_app.store import Act, Asking, TryAgain
from counter_app.trips import tell


@dataclass(frozen=True)
class Busy:
    """The ticket a counter still has."""

    id: UUID
    number: str
    state: str
    """``expired`` for one of an earlier day."""


@dataclass(frozen=True)
class AtCounter:
    """A counter as a call finds it."""

    lines: dict[str, bool]
    """What it calls from; True for what it serves only when its first choices have nobody."""
    busy: Busy | None
    duty: Duty | None
    rules: Rules
    """The unit's, for who is next."""
    heads: tuple[First, ...] | None
    """The first of every lane; None where they have not been asked for yet."""


@dataclass(frozen=True)
class Claimed:
    """A ticket that was waiting and is this act's now."""

    id: UUID
    number: str
    service: str
    priority: str | None
    reason: str


def at_counter(asking: Asking, number: int) -> AtCounter:
    """What a call has to know of its counter; NotFound. On a server also who is first, in the same trip."""
    if asking.connection.dialect.name == "postgresql":
        asked = asking.connection.execute(_AT_COUNTER_AND_HEADS, {"at": number, "day": asking.known_day})
    else:
        asked = asking.connection.execute(_AT_COUNTER, {"at": number})
    row = asked.first()
    if row is None:
        raise NotFound("counter", str(number))
    heads = getattr(row, "heads", None)
    told = None if heads is None else told_heads(heads)
    rules = rules_from(told_along(row, *RULES))
    return AtCounter(_lines(number, row), _busy(asking, row), _duty(asking, row), rules, told)


def free_counter(act: Act, number: int) -> AtCounter:
    """The counter, free of tickets: CounterBusy while it has one of today; a call left open earlier has expired."""
    here = at_counter(act, number)
    if here.busy is not None:
        if here.busy.state != "expired":
            raise CounterBusy("counter", here.busy.number, here.busy.state)
        on_open_call(act, here.busy.id, ended_at=act.now, outcome="closed")
    return here


def claim_next(act: Act, counter: int, here: AtCounter) -> Claimed | None:
    """Choose who is next for a counter and call them; where another is just doing so, choose again without them.

    At an act's first try the ticket is claimed as it was seen, and nobody waits for an answer: where somebody came between,
    the server refuses the claim and the act is done again. From then on each claim is waited for, and who others hold is
    passed over.
    """
    lines = here.lines
    passed_over: set[UUID] = set()
    told = here.heads
    while True:
        found = firsts(act, passed_over) if told is None else told
        told = None
        heads = tuple(
            Head(first.ticket_id, first.lane.rank, first.arrived_at, first.queued_at, lines[first.lane.line])
            for first in found
            if first.lane.line in lines
        )
        choice = choose(heads, act.now, here.rules)
        if choice is None and passed_over:
            raise TryAgain
        if choice is None:
            return None
        if act.first_try:
            seen = next(first for first in found if first.ticket_id == choice.head.ticket_id)
            return _claim_as_seen(act, counter, seen, choice.reason)
        claimed = _claim(act, counter, choice)
        if claimed is not None:
            return claimed
        passed_over.add(choice.head.ticket_id)


def _claim_as_seen(act: Act, counter: int, seen: First, reason: str) -> Claimed:
    """The move to «called», with its event; a collision where the ticket is not as it was seen any more."""
    became = seen.version + 1
    given = {"in_ticket": seen.ticket_id, "seen": seen.version, "became": became, "at": counter}
    tell(act.connection, _CLAIM_AS_SEEN, given)
    _note_called(act, seen.ticket_id, became, counter, reason)
    return Claimed(seen.ticket_id, ticket_label(seen.series, seen.number), seen.service, seen.priority or None, reason)


def _claim(act: Act, counter: int, choice: Choice) -> Claimed | None:
    """The move to «called», with its event; None where somebody else is moving the ticket."""
    row = act.connection.execute(_CLAIM, {"in_ticket": choice.head.ticket_id, "at": counter}).one_or_none()
    if row is None:
        return None
    _note_called(act, choice.head.ticket_id, row.version, counter, choice.reason)
    label = ticket_label(row.series, row.number)
    return Claimed(choice.head.ticket_id, label, row.service, row.priority or None, choice.reason)


def _note_called(act: Act, ticket_id: UUID, version: int, counter: int, reason: str) -> None:
    states = ("waiting", "called")
    note_event(act, ticket_id, states, version, "called", at=counter, note=reason, was={"counter": None})


def _lines(number: int, row: Any) -> dict[str, bool]:
    first, overflow = ((said or "").split() for said in (row.first_choices, row.overflow))
    return dict.fromkeys((f"@{number}", *first), False) | dict.fromkeys(overflow, True)


def _busy(asking: Asking, row: Any) -> Busy | None:
    if row.id is None:
        return None
    return Busy(row.id, ticket_label(row.series, row.ticket_number), state_shown(asking, row.state, row.business_day))


def _duty(asking: Asking, row: Any) -> Duty | None:
    if row.kind is None or business_day(row.began_at) < asking.business_day:
        return None
    return Duty(row.number, row.kind, row.staff, row.reason, row.began_at)


# Statements of every call are made once: making one costs several times what doing it costs.
def _served(which: Any) -> ScalarSelect[Any]:
    """Codes of services in one text: a row for each would bear all the rest of the answer again."""
    codes = func.aggregate_strings(CounterService.service, literal_column("' '"))  # type: ignore[arg-type]
    return select(codes).where(CounterService.counter == Counter.number, which).correlate(Counter).scalar_subquery()


_AT_COUNTER = (
    select(
        Counter.number,
        _served(~CounterService.overflow).label("first_choices"),
        _served(CounterService.overflow).label("overflow"),
        *(Ticket.id, Ticket.series, Ticket.number.label("ticket_number"), Ticket.state, Ticket.business_day),
        *(CounterDuty.kind, CounterDuty.staff, CounterDuty.reason, CounterDuty.began_at),
        *asked_along(*RULES),
    )
    .select_from(Counter)
    .join(Call, and_(Call.counter == Counter.number, Call.ended_at.is_(None)), isouter=True)
    .join(Ticket, Ticket.id == Call.ticket_id, isouter=True)
    .join(CounterDuty, and_(CounterDuty.counter == Counter.number, CounterDuty.ended_at.is_(None)), isouter=True)
    .where(Counter.number == bindparam("at"))
)
_AT_COUNTER_AND_HEADS = _AT_COUNTER.add_columns(heads_along().label("heads"))
_STILL_WAITING = (
    select(Ticket.id)
    .where(Ticket.id == bindparam("in_ticket"), Ticket.state == literal_column("'waiting'"))
    # PostgreSQL locks the row and passes over a locked one; on SQLite an act is alone.
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
_SEEN = Ticket.__table__.alias("seen")
_CLAIM_AS_SEEN = (
    update(Ticket.__table__)  # type: ignore[arg-type]
    .where(Ticket.id == bindparam("in_ticket"))
    .values(
        # Of a ticket that has changed, or that somebody is just changing, nothing is selected: a ticket without a state
        # is refused, and with it everything else of the act.
        state=select(literal_column("'called'"))
        .select_from(_SEEN)
        .where(
            _SEEN.c.id == bindparam("in_ticket"),
            _SEEN.c.version == bindparam("seen"),
            _SEEN.c.state == literal_column("'waiting'"),
        )
        .with_for_update(skip_locked=True)
        .scalar_subquery(),
        counter=bindparam("at"),
        version=bindparam("became"),
    )
)
_CLAIM = (
    update(Ticket.__table__)  # type: ignore[arg-type]
    .where(Ticket.id == _STILL_WAITING)
    .values(state="called", counter=bindparam("at"), version=Ticket.version + 1)
    .returning(Ticket.series, Ticket.number, Ticket.service, Ticket.priority, Ticket.version)
)

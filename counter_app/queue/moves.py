"""How a ticket moves: every move expects a state (compare and swap) and is one row of an append-only table.

The row also keeps what the move replaced, so that a counter's last move can be undone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from counter_app.errors import CounterBusy, ScreenStale, WrongMoment
from counter_app.ids import new_id
from counter_app.queue.board import TicketCard, open_call_at, ticket_by_id
from counter_app.records.office import Call, Ticket, TicketEvent
from counter_app.store import Act


def move(
    act: Act,
    ticket: TicketCard,
    kind: str,
    before: tuple[str, ...],
    after: str,
    *,
    at: int | None = None,
    note: str = "",
    **values: Any,
) -> TicketCard:
    """Move a ticket that is in one of these states; WrongMoment for any other, ScreenStale when somebody was faster.

    ``at`` is the counter whose move it is; ``values`` are the ticket's new ones.
    """
    if ticket.state not in before:
        raise WrongMoment("ticket", ticket.number, ticket.state)
    moved = act.connection.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.state == ticket.state, Ticket.version == ticket.version)
        .values(state=after, version=ticket.version + 1, **values)
    )
    if not moved.rowcount:
        raise ScreenStale("ticket", ticket.number, ticket.state)
    became = replace(ticket, state=after, version=ticket.version + 1, **values)
    was = {name: plain(getattr(ticket, name)) for name in values}
    note_event(act, became, kind, ticket.state, at=at if at is not None else act.by.counter, note=note, was=was)
    return became


def note_event(
    act: Act,
    ticket: TicketCard,
    kind: str,
    before: str | None,
    *,
    at: int | None = None,
    note: str = "",
    was: dict[str, Any] | None = None,
) -> None:
    """Write one move into the append-only table."""
    act.connection.execute(
        insert(TicketEvent).values(
            ticket_id=ticket.id,
            at=act.now,
            kind=kind,
            before=before,
            after=ticket.state,
            counter=at,
            who=act.by.staff,
            note=note,
            version=ticket.version,
            detail={} if was is None else {"was": was},
        )
    )


def open_call(act: Act, ticket: TicketCard, counter: int, reason: str, *, begun: bool = False) -> None:
    """The ticket is at a counter from now on."""
    act.connection.execute(
        insert(Call).values(
            id=new_id(),
            ticket_id=ticket.id,
            counter=counter,
            staff=act.by.staff,
            called_at=act.now,
            calls=0 if begun else 1,
            begun_at=act.now if begun else None,
            reason=reason,
        )
    )


def on_open_call(act: Act, ticket_id: UUID, **values: Any) -> None:
    """Change the ticket's open call, if it has one."""
    act.connection.execute(update(Call).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None)).values(**values))


def reopen_last_call(act: Act, ticket_id: UUID) -> None:
    """The ticket is at its last counter again, as before its call was ended."""
    last = select(Call.id).where(Call.ticket_id == ticket_id).order_by(Call.called_at.desc(), Call.id.desc()).limit(1)
    act.connection.execute(update(Call).where(Call.id == last.scalar_subquery()).values(ended_at=None, outcome=None))


def free_counter(act: Act, counter: int) -> None:
    """CounterBusy while the counter has a ticket of today; a call left open on an earlier day has expired."""
    busy = open_call_at(act, counter)
    if busy is None:
        return
    if busy.state != "expired":
        raise CounterBusy("counter", busy.number, busy.state)
    on_open_call(act, busy.id, ended_at=act.now, outcome="closed")


def fresh(act: Act, ticket_id: UUID) -> TicketCard:
    """The ticket as it is now; NotFound."""
    return ticket_by_id(act, ticket_id)


def plain(value: Any) -> Any:
    """A ticket's value as JSON keeps it."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return str(value) if isinstance(value, UUID) else value


def unplain(value: Any) -> Any:
    """The value that was kept."""
    if isinstance(value, dict):
        return datetime.fromisoformat(value["moment"])
    return value

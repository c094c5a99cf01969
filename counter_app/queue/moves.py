"""How a ticket moves: every move expects a state (compare and swap) and is one row of an append-only table.

The row also keeps what the move replaced, so that a counter's last move can be undone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, insert, select, update

from counter_app.errors import ScreenStale, WrongMoment
from counter_app.ids import new_id
from counter_app.queue.board import TicketCard
from counter_app.records.office import Call, Ticket, TicketEvent
from counter_app.store import Act
from counter_app.trips import tell

# Statements of every act are made once: making one costs several times what doing it costs.
_NOTE = insert(TicketEvent.__table__).inline()  # type: ignore[arg-type]
_CALL = insert(Call.__table__)  # type: ignore[arg-type]


@lru_cache
def _moving(columns: tuple[str, ...]) -> Update:
    expected = (
        Ticket.id == bindparam("in_ticket"),
        Ticket.state == bindparam("in_state"),
        Ticket.version == bindparam("in_version"),
    )
    return update(Ticket.__table__).where(*expected).values({name: bindparam(name) for name in columns})  # type: ignore[arg-type]


@lru_cache
def _on_call(columns: tuple[str, ...]) -> Update:
    going_on = (Call.ticket_id == bindparam("in_ticket"), Call.ended_at.is_(None))
    return update(Call.__table__).where(*going_on).values({name: bindparam(name) for name in columns})  # type: ignore[arg-type]


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
    expected = {"in_ticket": ticket.id, "in_state": ticket.state, "in_version": ticket.version}
    became_values = {"state": after, "version": ticket.version + 1, **values}
    moved = act.connection.execute(_moving(tuple(became_values)), expected | became_values)
    if not moved.rowcount:
        raise ScreenStale("ticket", ticket.number, ticket.state)
    became = replace(ticket, state=after, version=ticket.version + 1, **values)
    was = {name: plain(getattr(ticket, name)) for name in values}
    here = at if at is not None else act.by.counter
    note_event(act, became.id, (ticket.state, after), became.version, kind, at=here, note=note, was=was)
    return became


def note_event(
    act: Act,
    ticket_id: UUID,
    states: tuple[str | None, str],
    version: int,
    kind: str,
    *,
    at: int | None = None,
    note: str = "",
    was: dict[str, Any] | None = None,
) -> None:
    """Write one move into the append-only table: the states before and after it, and the ticket's version after it."""
    before, after = states
    row = {
        "ticket_id": ticket_id,
        "at": act.now,
        "kind": kind,
        "before": before,
        "after": after,
        "counter": at,
        "who": act.by.staff,
        "note": note,
        "version": version,
        "detail": {} if was is None else {"was": was},
    }
    tell(act.connection, _NOTE, row)


def open_call(act: Act, ticket_id: UUID, counter: int, reason: str, *, begun: bool = False) -> None:
    """The ticket is at a counter from now on."""
    began = act.now if begun else None
    _note_call(act, ticket_id, counter, reason, called_at=act.now, calls=0 if begun else 1, begun_at=began)


def note_past_call(act: Act, ticket_id: UUID, counter: int, began: datetime, ended: datetime, reason: str) -> None:
    """The ticket was at a counter and is no more; written down afterwards."""
    times = {"called_at": began, "begun_at": began, "ended_at": ended}
    _note_call(act, ticket_id, counter, reason, calls=0, outcome="served", **times)


def _note_call(act: Act, ticket_id: UUID, counter: int, reason: str, **values: Any) -> None:
    who = {"id": new_id(), "ticket_id": ticket_id, "counter": counter, "staff": act.by.staff, "reason": reason}
    tell(act.connection, _CALL, _NO_CALL | who | values)


_NO_CALL = {"recalled_at": None, "ended_at": None, "outcome": None}


def on_open_call(act: Act, ticket_id: UUID, **values: Any) -> None:
    """Change the ticket's open call, if it has one."""
    tell(act.connection, _on_call(tuple(values)), {"in_ticket": ticket_id, **values})


def reopen_last_call(act: Act, ticket_id: UUID, counter: int) -> None:
    """The ticket is at this counter again, as before its call there was ended; one that was undone stays undone."""
    here = (Call.ticket_id == ticket_id, Call.counter == counter, Call.outcome.is_distinct_from("undone"))
    last = select(Call.id).where(*here).order_by(Call.called_at.desc(), Call.id.desc()).limit(1)
    act.connection.execute(update(Call).where(Call.id == last.scalar_subquery()).values(ended_at=None, outcome=None))


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

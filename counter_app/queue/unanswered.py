"""Calls that nobody has answered for long: most likely their counter's PC is off, and its citizen still waits in the hall.

While such a call stands, no counter can call that number. A question of the office; ``tickets.give_back`` ends the call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from counter_app.queue.board import ticket_label
from counter_app.queue.policy import minutes_of
from counter_app.records.office import Call, Ticket
from counter_app.store import Asking


@dataclass(frozen=True)
class Unanswered:
    """A number called today, never begun, called out last longer ago than the unit says is usual."""

    ticket_id: UUID
    number: str
    service: str
    counter: int
    called_at: datetime
    """When it was last called out."""


def unanswered(asking: Asking) -> tuple[Unanswered, ...]:
    """Every such call, the oldest first. Those of an earlier day are ended by their counter's next call."""
    before = asking.now - minutes_of(asking, "queue.unanswered_minutes")
    last = func.coalesce(Call.recalled_at, Call.called_at)
    rows = asking.connection.execute(
        select(Ticket.id, Ticket.series, Ticket.number, Ticket.service, Call.counter, Call.recalled_at, Call.called_at)
        .join(Call, Call.ticket_id == Ticket.id)
        .where(Ticket.business_day == asking.business_day, Ticket.state == "called")
        .where(Call.ended_at.is_(None), Call.begun_at.is_(None), last < before)
        .order_by(last, Ticket.id)
    )
    return tuple(
        Unanswered(
            row.id, ticket_label(row.series, row.number), row.service, row.counter, row.recalled_at or row.called_at
        )
        for row in rows
    )

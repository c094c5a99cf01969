"""How the office's ticket follows the desk's visit (pure).

The desk acts first, whether or not the office can be reached. From the ticket the office has at a counter and the visits
the desk has recorded there, this tells the one act that still has to follow; doing it twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from counter_app.queue.board import TicketCard
from counter_app.queue.visits import VisitCard


@dataclass(frozen=True)
class Step:
    """An act of ``tickets`` and what it is told besides the ticket."""

    act: Literal["begin", "finish", "hold", "resume"]
    ticket_id: UUID
    details: tuple[str | int, ...] = ()


def next_step(
    ticket: TicketCard | None,
    visit: VisitCard | None,
    past: VisitCard | None = None,
    visits_ticket: TicketCard | None = None,
) -> Step | None:
    """What the office still has to be told; None when both agree.

    ``ticket`` is the one open at the counter, ``visit`` the one going on there, ``past`` the newest visit that had this
    ticket, ``visits_ticket`` the ticket of ``visit`` as the office has it. Only a ticket put aside is taken up again: one of
    an earlier day, or finished elsewhere, stays as it is.
    """
    if ticket is None:
        held = visits_ticket is not None and visits_ticket.state == "hold"
        return Step("resume", visits_ticket.id, (visit.counter,)) if held and visit and visits_ticket else None
    if visit is not None and visit.ticket_id == ticket.id:
        return Step("begin", ticket.id) if ticket.state == "called" else None
    return _after_the_visit(ticket, past)


def _after_the_visit(ticket: TicketCard, past: VisitCard | None) -> Step | None:
    if past is None or past.ticket_id != ticket.id or past.state == "open":
        return None
    if past.state == "parked":
        return Step("hold", ticket.id, (past.note,))
    return Step("finish", ticket.id, (past.outcome or "other",))

"""How the office's ticket follows the desk's visit (pure).

The desk acts first, whether or not the office can be reached. From the ticket the office has at a counter and the visits
the desk has recorded there, this tells the one act that still has to follow; doing it twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from counter_app.moments import business_day
from counter_app.queue.board import TicketCard
from counter_app.queue.visits import NO_TICKET, SENT_ON, UNDONE, VisitCard, office_heard, sent_on_to


@dataclass(frozen=True)
class Step:
    """An act of ``tickets`` or ``undoing``, and what it is told besides the ticket."""

    act: Literal[
        "begin", "finish", "hold", "resume", "reopen", "transfer", "take_by_hand", "note_served_by_hand", "undo_begin"
    ]
    ticket_id: UUID
    details: tuple[str | int | datetime, ...] = ()
    visit_id: UUID | None = None
    """The desk's visit that becomes this ticket's once the office has heard."""


def awaited(ticket: TicketCard | None, past: VisitCard | None) -> TicketCard | None:
    """The ticket whose visit has yet to begin: called, and not had already by ``past``, the newest visit that had it.

    A visit that was begun by mistake leaves it as it was, and so does one that sent it on: it has come back.
    """
    if ticket is None or ticket.state != "called":
        return None
    had = past is not None and past.ticket_id == ticket.id and past.outcome != UNDONE and not office_heard(past)
    return None if had else ticket


def belongs_to(visit: VisitCard, ticket: TicketCard, *, late: bool) -> bool:
    """Whether the visit began while the call that was meant for it was still under way.

    ``late``: the ticket is the one just called from here, and nobody has begun it.
    """
    if visit.ticket_id is not None:
        return False
    same = ticket.number == visit.ticket_label and business_day(visit.began) == ticket.business_day
    return same or (late and visit.ticket_label == NO_TICKET)


def next_step(
    ticket: TicketCard | None,
    visit: VisitCard | None,
    past: VisitCard | None = None,
    visits_ticket: TicketCard | None = None,
) -> Step | None:
    """What the office still has to be told; None when both agree.

    ``ticket`` is the one open at the counter, ``visit`` the one going on there, ``past`` the newest visit that had this
    ticket, ``visits_ticket`` the ticket of ``visit`` as the office has it, or the one of the number typed by hand. A ticket
    put aside is taken up again, and one finished by mistake too; one of an earlier day stays as it is.
    """
    if ticket is None:
        return None if visit is None or visits_ticket is None else _again(visit, visits_ticket)
    if visit is not None and visit.ticket_id == ticket.id:
        return Step("begin", ticket.id) if ticket.state == "called" else None
    return _after_the_visit(ticket, past)


def _again(visit: VisitCard, ticket: TicketCard) -> Step | None:
    if visit.ticket_id is None:
        # Called by hand while the office was away: the number typed is all the desk knows.
        return Step("take_by_hand", ticket.id, (visit.counter,)) if _same_number(ticket, visit) else None
    if ticket.state == "hold":
        return Step("resume", ticket.id, (visit.counter,))
    ended_here = ticket.state == "served" and ticket.counter == visit.counter
    return Step("reopen", ticket.id, (visit.counter,)) if ended_here else None


def step_by_hand(visit: VisitCard, ticket: TicketCard | None) -> Step | None:
    """What the office has to hear of a visit called by hand that was over before the office came back."""
    if ticket is None or visit.ended is None or not _same_number(ticket, visit):
        return None
    details = (visit.counter, visit.began, visit.ended, visit.outcome or "other")
    return Step("note_served_by_hand", ticket.id, details, visit.id)


def _same_number(ticket: TicketCard, visit: VisitCard) -> bool:
    """Whether the number typed by hand is this ticket's, of the same day, and nobody else is serving it."""
    today = ticket.business_day == business_day(visit.began)
    free = ticket.state in ("waiting", "no_show", "hold") or (
        ticket.state == "serving" and ticket.counter == visit.counter
    )
    return today and free and ticket.number == visit.ticket_label


def _after_the_visit(ticket: TicketCard, past: VisitCard | None) -> Step | None:
    if past is None or past.ticket_id != ticket.id or past.state == "open":
        return None
    if past.outcome == UNDONE:
        return Step("undo_begin", ticket.id) if ticket.state == "serving" else None
    if past.state == "parked":
        return Step("hold", ticket.id, (past.note,))
    if office_heard(past):
        return None
    if past.outcome in SENT_ON and past.note:
        return Step("transfer", ticket.id, sent_on_to(past.note))
    return Step("finish", ticket.id, (past.outcome or "other",))

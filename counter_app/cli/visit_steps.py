"""The steps of a visit from the command line: the desk's act first, then the office's, as a screen does it.

What the office would refuse is asked before, so that the two never part over a slip of the fingers.
"""

from __future__ import annotations

from uuid import UUID

from counter_app.cli.session import Session
from counter_app.errors import CounterBusy, NotFound, WrongMoment
from counter_app.queue import tickets, undoing, visits
from counter_app.queue.board import TicketCard, last_move, open_call_at, ticket_by_id, ticket_labelled
from counter_app.queue.visits import VisitCard, visit_of_ticket


def begin(session: Session, ticket_id: UUID) -> TicketCard:
    """The citizen is at the counter that called: the visit begins, then the ticket is served."""
    ticket = _in_state(session, ticket_id, ("called", "serving"))
    assert ticket.counter is not None, "a called ticket has its counter"
    place = session.at_counter(ticket.counter)
    if _going_on(session, ticket_id) is None:
        place.desk.do(visits.begin, ticket.counter, ticket.number, ticket_id)
    return place.office.do(tickets.begin, ticket_id)


def hold(session: Session, ticket_id: UUID, reason: str) -> TicketCard:
    """Put visit and ticket aside."""
    ticket = _in_state(session, ticket_id, ("called", "serving"))
    place, visit = session.at_counter(ticket.counter), _going_on(session, ticket_id)
    if visit is not None and visit.state == "open":
        place.desk.do(visits.park, visit.id, reason)
    return place.office.do(tickets.hold, ticket_id, reason)


def resume(session: Session, ticket_id: UUID) -> TicketCard:
    """Take visit and ticket up again, at the counter that put them aside."""
    ticket = _in_state(session, ticket_id, ("hold",))
    place, visit = session.at_counter(ticket.counter), _going_on(session, ticket_id)
    busy = None if ticket.counter is None else place.office.ask(open_call_at, ticket.counter)
    if busy is not None and busy.state != "expired":
        raise CounterBusy("counter", busy.number, busy.state)
    if visit is not None and ticket.counter is not None:
        place.desk.do(visits.resume, visit.id, ticket.counter)
    return place.office.do(tickets.resume, ticket_id)


def finish(session: Session, ticket_id: UUID, outcome: str) -> TicketCard:
    """Visit and ticket end with an outcome; NotFound for one that is none."""
    if outcome not in visits.OUTCOMES:
        raise NotFound("outcome", outcome)
    ticket = _in_state(session, ticket_id, ("called", "serving", "hold", "served"))
    place, visit = session.at_counter(ticket.counter), _going_on(session, ticket_id)
    if visit is not None:
        place.desk.do(visits.end, visit.id, outcome)
    return place.office.do(tickets.finish, ticket_id, outcome)


def transfer(session: Session, ticket_id: UUID, to: str, place: str) -> TicketCard:
    """Send the citizen on; the visit here ends so. What would be refused is refused before anything ends."""
    ticket = _in_state(session, ticket_id, ("called", "serving", "hold"))
    here, visit = session.at_counter(ticket.counter), _going_on(session, ticket_id)
    moved = here.office.do(tickets.transfer, ticket_id, to, place)
    if visit is not None:
        here.desk.do(visits.end, visit.id, "transferred", visits.send_on(to, place))
        here.desk.do(visits.note_office_heard, visit.id)
    return moved


def undo(session: Session, counter: int) -> TicketCard:
    """Take back a counter's last move, and what it did to the visit."""
    place = session.at_counter(counter)
    move = place.office.ask(last_move, counter)
    undone = place.office.do(undoing.undo, counter)
    visit = place.desk.ask(visit_of_ticket, undone.id)
    if visit is None or move is None:
        return undone
    if move.kind in ("finished", "transferred") and visit.state == "ended" and undone.state == "serving":
        place.desk.do(visits.reopen, visit.id)
    elif move.kind == "held" and visit.state == "parked":
        place.desk.do(visits.resume, visit.id, counter)
    elif move.kind == "resumed" and visit.state == "open":
        place.desk.do(visits.park, visit.id, visit.note)
    elif move.kind == "begun" and visit.state == "open":
        place.desk.do(visits.take_back, visit.id)
    return undone


def visit_named(session: Session, ticket: str) -> VisitCard:
    """The visit of a ticket, by the ticket's id or today's printed number; NotFound."""
    try:
        ticket_id = UUID(ticket)
    except ValueError:
        ticket_id = session.place.office.ask(ticket_labelled, ticket).id
    found = session.place.desk.ask(visit_of_ticket, ticket_id)
    if found is None:
        raise NotFound("visit", ticket)
    return found


def _in_state(session: Session, ticket_id: UUID, states: tuple[str, ...]) -> TicketCard:
    ticket = session.place.office.ask(ticket_by_id, ticket_id)
    if ticket.state not in states:
        raise WrongMoment("ticket", ticket.number, ticket.state)
    return ticket


def _going_on(session: Session, ticket_id: UUID) -> VisitCard | None:
    """The ticket's visit while it lasts."""
    found = session.place.desk.ask(visit_of_ticket, ticket_id)
    return None if found is None or found.state == "ended" else found

"""What each store knows of a counter: questions the clerk's window follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from counter_app.dossiers.drafts import DraftCard, open_draft
from counter_app.dossiers.entry import DRAFT_KIND
from counter_app.dossiers.lookup import DossierRow, dossiers_of_visit
from counter_app.errors import NotFound
from counter_app.moments import business_day
from counter_app.queue import visits
from counter_app.queue.board import TicketCard, call_going_on, find_ticket, ticket_labelled
from counter_app.queue.duty import Duty, duty_at
from counter_app.queue.settling import Step, step_by_hand
from counter_app.queue.visits import VisitCard
from counter_app.store import Asking


@dataclass(frozen=True)
class DeskView:
    """What the desk knows of a counter: the visit going on, its form, what was received in it, what was put aside."""

    visit: VisitCard | None
    about: UUID | None
    """The ticket this was asked about: the one open at the counter."""
    past: VisitCard | None
    """The newest visit that had this ticket, whatever has become of it."""
    draft: DraftCard | None
    received: tuple[DossierRow, ...]
    parked: tuple[VisitCard, ...]
    by_hand: tuple[VisitCard, ...] = ()
    """Today's visits called by hand that are over, and of whose tickets the office has not heard."""


@dataclass(frozen=True)
class OfficeView:
    """What the office knows of a counter: the ticket open there, and the ticket of the visit going on."""

    ticket: TicketCard | None
    visits_ticket: TicketCard | None
    duty: Duty | None = None
    """Whether the counter is open or pauses."""
    by_hand: tuple[Step, ...] = ()
    """What the office has to hear of visits called by hand that are over."""
    reason: str = ""
    """Why the ticket was called."""


def desk_view(asking: Asking, counter: int, about: UUID | None) -> DeskView:
    """Everything the clerk's window follows on the desk; ``about`` is the ticket open at the counter."""
    visit = visits.open_visit(asking, counter)
    draft = None if visit is None else open_draft(asking, visit.id, DRAFT_KIND)
    received = () if visit is None else dossiers_of_visit(asking, visit.id)
    past = None if about is None else visits.visit_of_ticket(asking, about)
    by_hand = visits.untold_by_hand(asking, counter)
    return DeskView(visit, about, past, draft, received, visits.parked_visits(asking), by_hand)


def office_view(asking: Asking, counter: int, visit: VisitCard | None, by_hand: Sequence[VisitCard] = ()) -> OfficeView:
    """Everything the clerk's window follows in the office; ``visit`` is the one going on, ``by_hand`` those to be told."""
    call = call_going_on(asking, counter)
    present = None if call is None or call.ticket.state == "expired" else call
    served = None if visit is None else _ticket_of(asking, visit)
    steps = (step_by_hand(one, _ticket_of(asking, one)) for one in by_hand)
    told = tuple(step for step in steps if step is not None)
    ticket, reason = (None, "") if present is None else (present.ticket, present.reason)
    return OfficeView(ticket, served, duty_at(asking, counter), told, reason)


def _ticket_of(asking: Asking, visit: VisitCard) -> TicketCard | None:
    """The visit's ticket; of one called by hand the ticket with the number that was typed."""
    if visit.ticket_id is not None:
        return find_ticket(asking, visit.ticket_id)
    if business_day(visit.began) != asking.business_day:
        return None  # an earlier day's number is not today's
    try:
        return ticket_labelled(asking, visit.ticket_label)
    except NotFound:
        return None

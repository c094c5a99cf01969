"""What a code scanned at the ticket kiosk means: a slip, a booking, a dossier, an identity card. Nothing of a card is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from counter_app.dossiers.codes import parse_code
from counter_app.dossiers.lookup import dossier
from counter_app.errors import BadIdentity, NotFound, Refused
from counter_app.people.identity import parse_identity
from counter_app.queue.ahead import people_ahead
from counter_app.queue.board import TicketCard, ticket_by_id
from counter_app.queue.counters import counters_serving, service_of
from counter_app.queue.lanes import read_lane
from counter_app.queue.slip_code import read_slip_code
from counter_app.records.office import Ticket
from counter_app.store import Asking

ELDERLY_FROM = 60
"""Full years (Law 39/2009/QH12 on the Elderly, article 2)."""

_ON_ITS_WAY = ("booked", "waiting", "called", "serving", "hold", "no_show")


@dataclass(frozen=True)
class OwnTicket:
    """A ticket of today somebody holds, and where it stands."""

    ticket: TicketCard
    service_name: str
    ahead: int
    counters: tuple[int, ...]


@dataclass(frozen=True)
class OtherDay:
    """A slip of another day, or the number of a later day that a slip's was carried over to."""

    day: date
    number: str
    instead_of: str | None = None
    """The number on the slip, where its ticket was carried over; ``day`` and ``number`` are then those of the new one."""


@dataclass(frozen=True)
class DossierCode:
    """A dossier's or online code for which no ticket is on its way."""

    code: str


Meaning = OwnTicket | OtherDay | DossierCode | None


def recognise(asking: Asking, text: str) -> Meaning:
    """What a scanned text means to the office; None for what it does not know."""
    slip = read_slip_code(text)
    if slip is not None:
        return _of_slip(asking, *slip)
    try:
        code: str | None = parse_code(text).text
    except Refused:
        code = None
    taken_for = _on_its_way(asking, code or text.strip().upper())
    if taken_for is not None:
        return own_ticket(asking, taken_for)
    return None if code is None else DossierCode(code)


def own_ticket(asking: Asking, ticket_id: UUID) -> OwnTicket:
    """Where a ticket stands. NotFound."""
    ticket = ticket_by_id(asking, ticket_id)
    name = service_of(asking, ticket.service)[0].name
    alone = read_lane(ticket.lane).counter
    counters = counters_serving(asking, ticket.service) if alone is None else (alone,)
    return OwnTicket(ticket, name, people_ahead(asking, ticket), counters)


def dossier_state(asking: Asking, code: str) -> int | None:
    """The national status of a dossier this PC knows; None for any other. A question of the desk."""
    try:
        return dossier(asking, code).state
    except NotFound:
        return None


def elderly_by_card(text: str, today: date) -> bool | None:
    """Whether the card's owner is 60 or older (người cao tuổi); None for a card that does not say so for certain."""
    try:
        card = parse_identity(text)
    except BadIdentity:
        return None
    born = card.birth_date
    if born is None or born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= ELDERLY_FROM


def _of_slip(asking: Asking, day: date, number: str) -> Meaning:
    """A ticket that was carried over is the one it was carried to: that day, its owner comes first with the old slip."""
    first = _printed(asking, day, number)
    ticket = first and _carried_to(asking, first)
    if ticket is not None and ticket.business_day == asking.business_day:
        return own_ticket(asking, ticket.id)
    if ticket is not None and ticket != first and ticket.business_day > asking.business_day:
        return OtherDay(ticket.business_day, ticket.number, instead_of=number)
    return None if day == asking.business_day else OtherDay(day, number)


def _printed(asking: Asking, day: date, number: str) -> TicketCard | None:
    """The ticket of a day with this printed number."""
    asked = select(Ticket.id).where(
        Ticket.business_day == day, Ticket.series == number[0], Ticket.number == int(number[1:])
    )
    found = asking.connection.execute(asked).scalar_one_or_none()
    return None if found is None else ticket_by_id(asking, found)


def _carried_to(asking: Asking, ticket: TicketCard) -> TicketCard:
    """The ticket that took this one's place, however often it was carried over; itself where it never was."""
    if ticket.outcome != "carried":
        return ticket
    newer = select(Ticket.id).where(Ticket.business_day > ticket.business_day, Ticket.carried_from == ticket.id)
    later = asking.connection.execute(newer).scalar_one_or_none()
    return ticket if later is None else _carried_to(asking, ticket_by_id(asking, later))


def _on_its_way(asking: Asking, code: str) -> UUID | None:
    """The newest ticket of today that was taken or booked for this code and is not over."""
    found: UUID | None = asking.connection.execute(
        select(Ticket.id)
        .where(
            Ticket.business_day == asking.business_day,
            func.upper(Ticket.about) == code,
            Ticket.state.in_(_ON_ITS_WAY),
        )
        .order_by(Ticket.issued_at.desc(), Ticket.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found

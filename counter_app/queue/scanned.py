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
from counter_app.queue.board import TicketCard, ahead_of, ticket_by_id, ticket_labelled
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
    """A slip of another day."""

    day: date
    number: str


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
    return OwnTicket(ticket, name, ahead_of(asking, ticket), counters)


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
    if day != asking.business_day:
        return OtherDay(day, number)
    try:
        return own_ticket(asking, ticket_labelled(asking, number).id)
    except NotFound:
        return None


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

"""Giving tickets out (cấp số): at the kiosk, at the door, for a booked time, for the next day. Acts of the office.

The number is raised in the transaction that gives it, so none is given twice and none is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, String, bindparam, func, insert, literal_column, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from counter_app.errors import BadDocument, NoMoreTickets, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.queue.ahead import people_ahead
from counter_app.queue.board import TicketCard, card_of, ticket_by_id
from counter_app.queue.counters import ServiceLine, service_of
from counter_app.queue.lanes import Lane, rank_of
from counter_app.queue.moves import move, note_event
from counter_app.queue.waiting_time import Told
from counter_app.records.office import Ticket, TicketNumber
from counter_app.records.shared import Unit
from counter_app.store import Act
from counter_app.trips import tell
from counter_app.wording import PRIORITIES_VI

# Statements of every act are made once: making one costs several times what doing it costs.
_ISSUE = insert(Ticket.__table__)  # type: ignore[arg-type]

MATTERS = (1, 2, 6)
"""How many dossiers a citizen may say they bring: one, two to five, more."""
LANGUAGES = ("vi", "en")
NEEDS = ("large", "contrast", "voice")
SLIPS = ("none", "pending", "printed", "failed")


@dataclass(frozen=True)
class Wishes:
    """What the citizen said when taking the ticket. BadDocument for what is not offered."""

    matters: int = 1
    language: str = "vi"
    needs: tuple[str, ...] = ()
    about: str | None = None
    """The dossier's, booking's or online code the ticket is for."""

    def __post_init__(self) -> None:
        """Refuse what nobody offers."""
        if self.matters not in MATTERS:
            raise BadDocument("matters", "chỉ nhận 1, 2 hoặc 6")
        if self.language not in LANGUAGES:
            raise BadDocument("language", "chỉ nhận vi hoặc en")
        if not set(self.needs) <= set(NEEDS):
            raise BadDocument("needs", f"chỉ nhận {', '.join(NEEDS)}")


@dataclass(frozen=True)
class Issued:
    """A ticket just issued."""

    id: UUID
    number: str
    service: str
    service_name: str
    priority: str | None
    ahead: int
    issued_at: datetime
    day: date
    told: Told | None = None
    language: str = "vi"
    instead_of: str | None = None
    """The number it takes the place of: of the day before, carried over."""
    large: bool = False
    """Whether its owner asked for large letters."""


NO_WISHES = Wishes()

_STEP = timedelta(microseconds=1)
"""Between the places of two tickets of a later day: nobody has waited a moment longer than the other."""
_CARRIED_FIRST = timedelta(seconds=1)
"""So far behind the carried over stand those who only came when today's numbers were over."""


def issue(
    act: Act,
    code: str,
    priority: str | None = None,
    origin: str | None = None,
    wishes: Wishes = NO_WISHES,
    told: Told | None = None,
) -> Issued:
    """Give a ticket for a service or procedure (lấy số). NotFound, NoMoreTickets where the day's limit is reached.

    ``origin`` says which device gave it, where that is more than who acts; ``told`` is what its slip says of the wait.
    """
    return _give(act, _Wanted(code, priority, origin or act.by.staff, wishes, told))


def book(act: Act, code: str, at: datetime, priority: str | None = None, wishes: Wishes = NO_WISHES) -> Issued:
    """Keep a number for a time to come (đặt hẹn); it waits from the moment its owner checks in."""
    if at <= act.now:
        raise BadDocument("at", "giờ hẹn phải ở phía trước")
    return _give(act, _Wanted(code, priority, act.by.staff, wishes, booked_for=at))


def check_in(act: Act, ticket_id: UUID) -> TicketCard:
    """Who booked is here (báo có mặt): waits from now, or from the booked time if that is later."""
    ticket = ticket_by_id(act, ticket_id)
    if ticket.state == "waiting":
        return ticket
    if ticket.booked_for is None or ticket.business_day != act.business_day:
        raise WrongMoment("ticket", ticket.number, ticket.state)
    moved = move(act, ticket, "checked_in", ("booked",), "waiting", arrived_at=max(act.now, ticket.booked_for))
    act.record("ticket.checked_in", f"ticket:{ticket_id}")
    return moved


def carry_over(act: Act, ticket_id: UUID, opens: datetime) -> Issued:
    """Give who can't be served today a number that comes first on the next day (chuyển sang hôm sau).

    ``opens`` is when the hall opens then; waiting counts from there, the place in line from when it was carried. The
    day's limit does not hold: nobody who waited all day is sent away for it. Repeating it gives the same number.
    """
    old = ticket_by_id(act, ticket_id)
    given = act.connection.execute(select(Ticket.id).where(Ticket.carried_from == ticket_id)).scalar_one_or_none()
    if given is not None:
        name = service_of(act, old.service)[0].name
        return replace(_as_issued(act, ticket_by_id(act, given), name), instead_of=old.number)
    move(act, old, "carried", ("waiting", "hold", "no_show"), "cancelled", outcome="carried")
    act.record("ticket.carried", f"ticket:{ticket_id}")
    wishes = Wishes(old.matters, old.language, old.needs, old.about)
    wanted = _Wanted(old.service, old.priority, act.by.staff, wishes, carried=ticket_id, opens=opens)
    return replace(_give(act, wanted), instead_of=old.number)


def issue_for_next_day(
    act: Act,
    code: str,
    opens: datetime,
    priority: str | None = None,
    wishes: Wishes = NO_WISHES,
    origin: str | None = None,
) -> Issued:
    """Give a number that comes first on the next day, after those carried over, to who came when today's were over."""
    return _give(act, _Wanted(code, priority, origin or act.by.staff, wishes, opens=opens))


def note_slip(act: Act, ticket_id: UUID, state: str) -> TicketCard:
    """Keep what became of a ticket's slip: pending, printed, failed."""
    if state not in SLIPS:
        raise NotFound("slip", state)
    act.connection.execute(update(Ticket).where(Ticket.id == ticket_id).values(slip=state))
    act.record("ticket.slip_noted", f"ticket:{ticket_id}", {"slip": state})
    return ticket_by_id(act, ticket_id)


@dataclass(frozen=True)
class _Wanted:
    """A ticket as it is asked for, with its moments."""

    code: str
    priority: str | None
    origin: str
    wishes: Wishes
    told: Told | None = None
    booked_for: datetime | None = None
    carried: UUID | None = None
    opens: datetime | None = None


def _give(act: Act, wanted: _Wanted) -> Issued:
    if wanted.priority is not None and wanted.priority not in PRIORITIES_VI:
        raise NotFound("priority", wanted.priority)
    service, procedure = service_of(act, wanted.code)
    since = wanted.booked_for or wanted.opens or act.now
    day = business_day(since)
    unit, number = _next_number(act, service.series, day)
    if wanted.carried is None:
        _within_limit(service, day, number)
    rank = rank_of(wanted.priority, wanted.booked_for, carried=wanted.opens is not None)
    told = wanted.told or Told(0)
    row: dict[str, Any] = {
        "id": new_id(),
        "unit": unit,
        "business_day": day,
        "series": service.series,
        "number": number,
        "service": service.code,
        "procedure": procedure,
        "priority": wanted.priority or "",
        "state": "waiting" if wanted.booked_for is None else "booked",
        "counter": None,
        "outcome": None,
        "issued_at": act.now,
        "arrived_at": since,
        "version": 1,
        "origin": wanted.origin,
        "lane": Lane(service.code, rank).key,
        "queued_at": since
        if wanted.opens is None
        else _place_on(act, day, wanted.opens, carried=wanted.carried is not None),
        "booked_for": wanted.booked_for,
        "about": wanted.wishes.about,
        "matters": wanted.wishes.matters,
        "language": wanted.wishes.language,
        "needs": list(wanted.wishes.needs),
        "slip": "none",
        "told_ahead": None if wanted.told is None else told.ahead,
        "told_low": told.low,
        "told_high": told.high,
        "carried_from": wanted.carried,
    }
    ticket = card_of(act, row)
    issued = _as_issued(act, ticket, service.name, wanted.told)  # asked before anything is written: a trip less
    tell(act.connection, _ISSUE, row)
    note_event(act, ticket.id, (None, ticket.state), ticket.version, "booked" if wanted.booked_for else "issued")
    act.record("ticket.issued", f"ticket:{ticket.id}", {"series": service.series, "number": number})
    return issued


def _as_issued(act: Act, ticket: TicketCard, name: str, told: Told | None = None) -> Issued:
    ahead = told.ahead if told is not None else people_ahead(act, ticket)  # what its slip says, if it says so
    who = (ticket.id, ticket.number, ticket.service, name, ticket.priority)
    when = (ticket.issued_at, ticket.business_day)
    return Issued(*who, ahead, *when, told, ticket.language, large="large" in ticket.needs)


def _place_on(act: Act, day: date, opens: datetime, *, carried: bool) -> datetime:
    """The place behind those who already have a number of that day, which opens then."""
    front = opens if carried else opens + _CARRIED_FIRST
    standing = select(func.max(Ticket.queued_at)).where(
        Ticket.business_day == day,
        Ticket.booked_for.is_(None),
        Ticket.queued_at >= front,
        Ticket.queued_at < front + _CARRIED_FIRST,
    )
    last: datetime | None = act.connection.execute(standing).scalar_one()
    return front if last is None else last + _STEP


def _within_limit(service: ServiceLine, day: date, number: int) -> None:
    """Refuse a number beyond the day's limit; it is lowered again with the act that is refused.

    The number itself is what was given in the series so far. It is asked after it was raised, when its row is this
    act's alone: before, two kiosks could both see room for one more.
    """
    if service.daily_limit and number > service.daily_limit:
        raise NoMoreTickets(service.name, service.daily_limit, f"{day:%d/%m}")


def _next_number(act: Act, series: str, day: date) -> tuple[str, int]:
    """One statement for the first number and every later one: two that come at once can't both be the first."""
    raised = act.connection.execute(_raising(act.connection.dialect.name), {"day": day, "in_series": series}).one()
    return raised.unit, raised.last


@lru_cache
def _raising(dialect: str) -> Any:
    engine: Any = postgresql if dialect == "postgresql" else sqlite
    asked = (bindparam("day", type_=Date()), bindparam("in_series", type_=String()), literal_column("1", Integer()))
    # WHERE true: without it SQLite takes ON CONFLICT for a join's ON (sqlite.org/lang_upsert.html, 2.2).
    first = select(Unit.code, *asked).where(true())
    row = engine.insert(TicketNumber).from_select(["unit", "business_day", "series", "last"], first)
    raised = row.on_conflict_do_update(
        index_elements=["unit", "business_day", "series"], set_={"last": TicketNumber.last + 1}
    )
    return raised.returning(TicketNumber.unit, TicketNumber.last)

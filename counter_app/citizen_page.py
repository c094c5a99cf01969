"""What the citizen's screen beside a counter shows: derived wholly from the records, so any process may show it.

``citizen_page`` asks the desk; ``with_call`` (pure) adds what the office has called to the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from counter_app.catalogue.versions import procedure
from counter_app.dossiers.appointment import appointment
from counter_app.dossiers.drafts import open_draft
from counter_app.dossiers.entry import DRAFT_KIND, Entry, from_body
from counter_app.dossiers.receipt import RETURN_WAYS
from counter_app.dossiers.signature import signature_asked
from counter_app.errors import NotFound
from counter_app.moments import business_day
from counter_app.people.staff import staff_name
from counter_app.queue.board import TicketCard
from counter_app.queue.visits import VisitCard, last_ended_visit, open_visit
from counter_app.ratings import RatingCard, rating_of
from counter_app.records.desk import Dossier, Visit
from counter_app.settings import value_of
from counter_app.store import Asking

THANKS = timedelta(seconds=3)
"""How long the thanks stay after an answer."""

WHY = timedelta(seconds=20)
"""How long a reason may be said."""

_NOBODY_LEFT = ("left", "transferred", "undone")
"""Outcomes after which nobody stands at the counter to answer; a visit begun by mistake had nobody."""


@dataclass(frozen=True)
class Idle:
    """Nobody is at the counter. ``clerk`` is empty until somebody has served here today."""

    counter: int
    clerk: str


@dataclass(frozen=True)
class Called:
    """A number is called to the counter and not yet there."""

    counter: int
    number: str


@dataclass(frozen=True)
class Serving:
    """Somebody is being served, and there is nothing to show or to ask."""

    counter: int
    number: str
    """Empty for a visit without a ticket."""
    clerk: str


@dataclass(frozen=True)
class Check:
    """The citizen's own data, to be checked before the dossier is received."""

    visit_id: UUID
    name: str
    submitter: str
    """Who hands in for the owner; empty when the owner came."""
    procedure: str
    phone: str
    return_way: str
    due: datetime | None
    mending: bool
    """The citizen asked for a correction and may say when it is right."""


@dataclass(frozen=True)
class Checked:
    """The citizen said that the data are right; the clerk goes on."""

    visit_id: UUID


@dataclass(frozen=True)
class Sign:
    """A result is being handed over: sign for it, if one likes."""

    visit_id: UUID
    asked_id: UUID
    name: str
    code: str


@dataclass(frozen=True)
class Rate:
    """How content is the citizen with this visit; asked until ``until``."""

    visit_id: UUID
    ticket_id: UUID | None
    until: datetime
    scale: int
    codes: tuple[str, ...]
    """The dossiers received in this visit."""
    fee: int
    """What was paid for them, in đồng."""


@dataclass(frozen=True)
class Why:
    """The answer was that one is not content: why, if one likes to say; asked until ``until``."""

    visit_id: UUID
    until: datetime


@dataclass(frozen=True)
class Thanks:
    """An answer has just been given."""

    visit_id: UUID


Page = Idle | Called | Serving | Check | Checked | Sign | Rate | Why | Thanks


@dataclass(frozen=True)
class _Taken:
    """A dossier received in the visit."""

    code: str
    received_at: datetime
    fee: int


def citizen_page(asking: Asking, counter: int) -> Page:
    """The page for a counter by what the desk knows."""
    visit = open_visit(asking, counter)
    signing = None if visit is None else signature_asked(asking, counter)
    if signing is not None and not signing.picture:
        return Sign(signing.visit_id, signing.id, signing.name, signing.code)
    about = visit or _just_ended(asking, counter)
    if about is not None:
        taken = _taken(asking, about.id)
        asked = _rating(asking, about, taken)
        if asked is not None:
            return asked
        if visit is not None and not taken:
            checking = _check(asking, visit)
            if checking is not None:
                return checking
    clerk = _clerk(asking, counter)
    if visit is None:
        return Idle(counter, clerk)
    return Serving(counter, visit.ticket_label if visit.ticket_id or _is_number(visit.ticket_label) else "", clerk)


def with_call(page: Page, call: TicketCard | None, counter: int) -> Page:
    """The page once the office's open call at the counter is known (pure): the next call closes what was asked before."""
    if call is None or call.state != "called" or not isinstance(page, Idle | Rate | Why | Thanks):
        return page
    still_this_one = isinstance(page, Rate) and page.ticket_id == call.id
    return page if still_this_one else Called(counter, call.number)


def _just_ended(asking: Asking, counter: int) -> VisitCard | None:
    """The visit that ended last here, unless a later one has begun since (and was put aside)."""
    last = last_ended_visit(asking, counter)
    if last is None or last.ended is None:
        return None
    later = select(Visit.id).where(Visit.counter == counter, Visit.began > last.ended, Visit.id != last.id)
    return None if asking.connection.execute(later.limit(1)).first() is not None else last


def _taken(asking: Asking, visit_id: UUID) -> tuple[_Taken, ...]:
    rows = asking.connection.execute(
        select(Dossier.code, Dossier.received_at, Dossier.fee_total)
        .where(Dossier.visit_id == visit_id)
        .order_by(Dossier.received_at, Dossier.id)
    )
    return tuple(_Taken(row.code, row.received_at, row.fee_total) for row in rows)


def _rating(asking: Asking, visit: VisitCard, taken: tuple[_Taken, ...]) -> Rate | Why | Thanks | None:
    given = rating_of(asking, visit.id)
    if given is not None:
        return _after_answer(asking, given)
    since = [one.received_at for one in taken]
    if visit.ended is not None and visit.outcome not in _NOBODY_LEFT:
        since.append(visit.ended)
    if not since:
        return None
    until = max(since) + timedelta(seconds=int(value_of(asking, "rating.seconds")))
    if asking.now >= until:
        return None
    scale = int(value_of(asking, "rating.faces"))
    codes, fee = tuple(one.code for one in taken), sum(one.fee for one in taken)
    return Rate(visit.id, visit.ticket_id, until, scale, codes, fee)


def _after_answer(asking: Asking, given: RatingCard) -> Why | Thanks | None:
    """An answer at this screen: its reason is asked where one is not content, then thanks."""
    if given.source != "screen":
        return None
    since = asking.now - given.at
    if given.discontent and not given.reason and since < WHY:
        return Why(given.visit_id, given.at + WHY)
    return Thanks(given.visit_id) if since < (WHY if given.reason else THANKS) else None


def _check(asking: Asking, visit: VisitCard) -> Check | Checked | None:
    if visit.checked == "right":
        return Checked(visit.id)
    draft = open_draft(asking, visit.id, DRAFT_KIND)
    entry = Entry() if draft is None else from_body(draft.body)
    if not entry.owner.name.strip() or not entry.procedure:
        return None
    try:
        chosen = procedure(asking, entry.procedure)
    except NotFound:  # the catalogue has changed under the form
        return None
    due = appointment(asking, chosen, asking.now.replace(second=0, microsecond=0))
    submitter = entry.submitter
    return Check(
        visit_id=visit.id,
        name=entry.owner.name.strip(),
        submitter="" if submitter is None else submitter.name.strip(),
        procedure=chosen.name,
        phone=entry.owner.phone.strip() or ("" if submitter is None else submitter.phone.strip()),
        return_way=RETURN_WAYS.get(entry.way, entry.way),
        due=None if due is None else due.due,
        mending=visit.checked == "mend",
    )


def _clerk(asking: Asking, counter: int) -> str:
    """Who last began a visit here today, by name; empty when nobody has, or it was no member of staff."""
    row = asking.connection.execute(
        select(Visit.staff, Visit.began).where(Visit.counter == counter).order_by(Visit.began.desc()).limit(1)
    ).one_or_none()
    if row is None or business_day(row.began) != asking.business_day:
        return ""
    name = staff_name(asking, row.staff)
    return "" if name == row.staff else name


def _is_number(label: str) -> bool:
    """Whether a visit's label is a ticket number typed by hand (gọi tay), not ``không số``."""
    return any(letter.isdecimal() for letter in label)

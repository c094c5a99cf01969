"""Queue slips (phiếu số thứ tự): a ticket's paper.

The ticket is the office's, its slip the desk's beside the kiosk: a kiosk that dies between the two owes a slip. It is
queued under an id that follows from the ticket's (``slip_request``), so asking for it again never makes a second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from counter_app import old_papers, print_jobs
from counter_app.ids import derived_id
from counter_app.papers import Slip
from counter_app.queue.ahead import people_ahead
from counter_app.queue.board import ticket_by_id
from counter_app.queue.counters import counters_serving, service_of
from counter_app.queue.issuing import Issued
from counter_app.queue.slip_code import slip_code
from counter_app.queue.waiting_time import Told
from counter_app.records.office import Ticket
from counter_app.records.shared import Device
from counter_app.settings import value_of
from counter_app.store import Act, Asking
from counter_app.unit_card import unit
from counter_app.wording import PRIORITIES_VI

PATIENCE = timedelta(seconds=8)
"""A slip that is not out after this long is said to be missing: its number has to be remembered."""

SlipState = Literal["pending", "printed", "failed"]

_LAST_MINUTE = timedelta(minutes=1)
"""So long after a slip has become too old to be begun, it may still be on its way out."""
_OUT = ("printed", "sent")
_NOT_OUT = ("failed", "unconfirmed", "cancelled")
_WANTED = ("waiting", "called")


@dataclass(frozen=True)
class Lately:
    """A ticket that gets a slip, and what the slip has to know beside it."""

    issued: Issued
    counters: tuple[int, ...]
    """The counters that serve it."""
    opens: datetime | None = None
    """For a number of a later day: when it comes first."""


def slip_request(ticket_id: UUID) -> UUID:
    """The request under which a ticket's slip is queued: one ticket, one slip."""
    return derived_id(ticket_id, "slip")


def print_slip(act: Act, issued: Issued, counters: tuple[int, ...], opens: datetime | None = None) -> print_jobs.Job:
    """Queue the slip of a ticket just issued. The same request again gives the same job."""
    priority = None if issued.priority is None else PRIORITIES_VI[issued.priority]
    told = issued.told or Told(issued.ahead)
    slip = Slip(
        office=unit(act).name,
        number=issued.number,
        service=issued.service_name,
        priority=priority,
        ahead=told.ahead,
        counters=counters,
        issued_at=issued.issued_at,
        code=slip_code(issued.day, issued.number),
        low=told.low,
        high=told.high,
        opens=opens,
        language="en" if issued.language == "en" else "vi",
        priority_class=issued.priority or "",
        service_code=issued.service,
        large=issued.large or bool(value_of(act, "paper.large")),
    )
    return print_jobs.enqueue(act, "slip", f"ticket:{issued.id}", slip)


@dataclass(frozen=True)
class SlipNews:
    """What the office should know of a slip. One that failed may still come out, until it is ``over``."""

    state: SlipState
    over: bool


def slip_news(asking: Asking, job_ids: tuple[UUID, ...]) -> dict[UUID, SlipNews]:
    """What became of slips, by their jobs. A question of the desk."""
    return {job_id: _news(asking, job_id) for job_id in job_ids}


def _news(asking: Asking, job_id: UUID) -> SlipNews:
    job = print_jobs.job(asking, job_id)
    if job.state in _OUT:
        return SlipNews("printed", over=True)
    until = old_papers.wanted_until(job.created_at, print_jobs.document_of(asking, job_id))
    over = job.state in _NOT_OUT or asking.now > until + _LAST_MINUTE
    return SlipNews("failed" if slip_missing(asking, job_id) else "pending", over)


def slip_missing(asking: Asking, job_id: UUID) -> bool:
    """Whether the citizen must be told to remember the number: the slip is not out, or nobody knows."""
    job = print_jobs.job(asking, job_id)
    if job.state in _OUT:
        return False
    tried_and_waiting = job.state == "queued" and bool(job.attempts or job.detail)
    overdue = asking.now - job.created_at > PATIENCE
    return job.printer is None or job.state in _NOT_OUT or tried_and_waiting or overdue


def kiosk_origin(asking: Asking) -> str:
    """What tickets of this PC's kiosk say of where they come from. A question of the desk."""
    device = asking.connection.execute(select(Device.device_id)).scalar_one()
    return f"kiosk:{device}"


def lately_issued(asking: Asking, origin: str) -> tuple[Lately, ...]:
    """Tickets from there that still wait, no older than a slip may be, or of a later day. A question of the office, for a kiosk's start."""
    found = asking.connection.execute(
        select(Ticket.id)
        .where(
            Ticket.business_day >= asking.business_day,
            Ticket.state.in_(_WANTED),
            Ticket.origin == origin,
            (Ticket.issued_at >= asking.now - old_papers.STALE_SLIP) | (Ticket.business_day > asking.business_day),
        )
        .order_by(Ticket.issued_at, Ticket.id)
    )
    return tuple(lately(asking, ticket_id) for ticket_id in found.scalars())


def lately(asking: Asking, ticket_id: UUID) -> Lately:
    """A ticket as its slip has to know it. A question of the office; NotFound."""
    ticket = ticket_by_id(asking, ticket_id)
    service, _ = service_of(asking, ticket.service)
    who = (ticket.id, ticket.number, service.code, service.name, ticket.priority)
    when = (people_ahead(asking, ticket), ticket.issued_at, ticket.business_day)
    issued = Issued(*who, *when, _told(asking, ticket_id), ticket.language, large="large" in ticket.needs)
    later = ticket.business_day > asking.business_day
    return Lately(issued, counters_serving(asking, service.code), ticket.arrived_at if later else None)


def _told(asking: Asking, ticket_id: UUID) -> Told | None:
    said = select(Ticket.told_ahead, Ticket.told_low, Ticket.told_high).where(Ticket.id == ticket_id)
    row = asking.connection.execute(said).one()
    return None if row.told_ahead is None else Told(row.told_ahead, row.told_low, row.told_high)

"""Queue slips (phiếu số thứ tự): a ticket's paper.

The ticket is the office's, its slip the desk's beside the kiosk: a kiosk that dies between the two owes a slip. It is
queued under an id that follows from the ticket's (``slip_request``), so asking for it again never makes a second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from counter_app import print_jobs
from counter_app.ids import derived_id
from counter_app.papers import Slip
from counter_app.queue.board import ahead_of, ticket_by_id
from counter_app.queue.counters import counters_serving, service_of
from counter_app.queue.issuing import Issued
from counter_app.records.office import Ticket
from counter_app.records.shared import Device
from counter_app.store import Act, Asking
from counter_app.unit_card import unit
from counter_app.wording import PRIORITIES_VI

PATIENCE = timedelta(seconds=8)
"""A slip that is not out after this long is said to be missing: its number has to be remembered."""

_NOT_OUT = ("failed", "unconfirmed", "cancelled")
_WANTED = ("waiting", "called")


@dataclass(frozen=True)
class Lately:
    """A ticket issued so lately that its slip is still of use, and the counters that serve it."""

    issued: Issued
    counters: tuple[int, ...]


def slip_request(ticket_id: UUID) -> UUID:
    """The request under which a ticket's slip is queued: one ticket, one slip."""
    return derived_id(ticket_id, "slip")


def print_slip(act: Act, issued: Issued, counters: tuple[int, ...]) -> print_jobs.Job:
    """Queue the slip of a ticket just issued. The same request again gives the same job."""
    priority = None if issued.priority is None else PRIORITIES_VI[issued.priority]
    slip = Slip(
        office=unit(act).name,
        number=issued.number,
        service=issued.service_name,
        priority=priority,
        ahead=issued.ahead,
        counters=counters,
        issued_at=issued.issued_at,
    )
    return print_jobs.enqueue(act, "slip", f"ticket:{issued.id}", slip)


def slip_missing(asking: Asking, job_id: UUID) -> bool:
    """Whether the citizen must be told to remember the number: the slip is not out, or nobody knows."""
    job = print_jobs.job(asking, job_id)
    if job.state in ("printed", "sent"):
        return False
    tried_and_waiting = job.state == "queued" and bool(job.attempts or job.detail)
    overdue = asking.now - job.created_at > PATIENCE
    return job.printer is None or job.state in _NOT_OUT or tried_and_waiting or overdue


def kiosk_origin(asking: Asking) -> str:
    """What tickets of this PC's kiosk say of where they come from. A question of the desk."""
    device = asking.connection.execute(select(Device.device_id)).scalar_one()
    return f"kiosk:{device}"


def lately_issued(asking: Asking, origin: str) -> tuple[Lately, ...]:
    """Tickets from there that still wait, no older than a slip may be. A question of the office, for a kiosk's start."""
    found = asking.connection.execute(
        select(Ticket.id)
        .where(
            Ticket.business_day == asking.business_day,
            Ticket.state.in_(_WANTED),
            Ticket.origin == origin,
            Ticket.issued_at >= asking.now - print_jobs.STALE_SLIP,
        )
        .order_by(Ticket.issued_at, Ticket.id)
    )
    return tuple(_lately(asking, ticket_id) for ticket_id in found.scalars())


def _lately(asking: Asking, ticket_id: UUID) -> Lately:
    ticket = ticket_by_id(asking, ticket_id)
    service, _ = service_of(asking, ticket.service)
    who = (ticket.id, ticket.number, service.code, service.name, ticket.priority)
    issued = Issued(*who, ahead_of(asking, ticket), ticket.issued_at, ticket.business_day, language=ticket.language)
    return Lately(issued, counters_serving(asking, service.code))

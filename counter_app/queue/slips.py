"""Queue slips (phiếu số thứ tự): a ticket's paper. An act and a question of the desk beside the kiosk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from counter_app import print_jobs
from counter_app.papers import Slip
from counter_app.queue.tickets import Issued
from counter_app.store import Act, Asking
from counter_app.unit_card import unit
from counter_app.wording import PRIORITIES_VI

PATIENCE = timedelta(seconds=8)
"""A slip that is not out after this long is said to be missing: its number has to be remembered."""

_NOT_OUT = ("failed", "unconfirmed", "cancelled")


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

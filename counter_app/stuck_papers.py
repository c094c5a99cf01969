"""Papers that do not come out (giấy chưa ra): which there are, and what a person can do about one.

A paper of which nothing has left may go to another printer as it is. Any other is printed again as a new job, marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counter_app.errors import NoPrinter
from counter_app.print_jobs import Job, job, jobs, move, reprint
from counter_app.printers import others_for, printer_named
from counter_app.store import Act, Asking


@dataclass(frozen=True)
class Stuck:
    """A paper that does not come out: why (``detail``), and which other printers could take it."""

    job: Job
    others: tuple[str, ...]
    """Names, in the order in which they were added; the first is offered."""


def move_to(act: Act, job_id: UUID, printer: str) -> Job:
    """Let another printer print a paper of which nothing has left. NoPrinter, WrongMoment."""
    card = printer_named(act, printer)
    before = job(act, job_id)
    if before.kind not in card.purposes:
        raise NoPrinter(printer)
    moved = move(act, job_id, ("queued",), printer=printer, detail="", next_at=None)
    act.record("paper.moved", f"job:{job_id}", {"to": printer})
    return moved


def again(act: Act, job_id: UUID, printer: str | None = None) -> Job:
    """Print it after all: one that still waits as it is (on ``printer`` if named), any other as a marked reprint."""
    if job(act, job_id).state == "queued":
        return move_to(act, job_id, printer) if printer is not None else move(act, job_id, ("queued",), next_at=None)
    return reprint(act, job_id, printer)


def stuck(asking: Asking) -> tuple[Stuck, ...]:
    """Papers that stand still, newest first: queued for a printer that is not ready or for none, unconfirmed, failed.

    One that was only queued, or is just being sent, is no trouble yet. A standing line is made of this: what is wrong
    (``wording.printer_trouble(job.detail)``), «in lại» (``again``), and «máy in khác» (``again`` with one of ``others``).
    """
    found = (one for one in jobs(asking, open_only=True) if one.state != "sending")
    standing = (one for one in found if one.state != "queued" or one.detail or one.printer is None)
    return tuple(Stuck(one, others_for(asking, one.kind, one.printer)) for one in standing)

"""Print jobs (lệnh in): one request, one job; printed only when the printer says so.

::

    queued ──begin──▶ sending ──settle──▶ printed | sent | unconfirmed | failed
      ▲                  │
      └──── put_back ────┘   only while no byte has left

``begin`` is committed before the first byte leaves. From then on a job is never printed again by itself: a crash
makes it ``unconfirmed`` and a person is asked once. A reprint is a new job, marked on the paper.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, select

from counter_app import job_rows
from counter_app.errors import NoPrinter, WrongMoment
from counter_app.form_documents import Form
from counter_app.ids import derived_id, new_id
from counter_app.job_rows import JOBS, Job, Printed, Work, document_of, job, jobs, move, next_work
from counter_app.papers import ClaimSlip, Receipt, TestStrip
from counter_app.people.staff import staff_name
from counter_app.printers import Purpose, printer_for, printer_named
from counter_app.store import Act, Asking

__all__ = [
    "Job",
    "Work",
    "begin",
    "cancel",
    "confirm",
    "document_of",
    "enqueue",
    "has_work",
    "job",
    "jobs",
    "marked_again",
    "move",
    "next_work",
    "put_back",
    "queue_strip",
    "reprint",
    "settle",
    "start",
]

M = TypeVar("M", bound=Receipt | ClaimSlip | Form)
"""A paper that says whether it was printed before."""
Settled = Literal["printed", "sent", "unconfirmed", "failed"]

_WAITS = (
    select(JOBS.c.id).where(JOBS.c.printer == bindparam("printer"), JOBS.c.state.in_(("queued", "sending"))).limit(1)
)


def enqueue(act: Act, kind: Purpose, about: str, document: Printed, printer: str | None = None) -> Job:
    """Queue a paper under this act's request. The same request again gives the same job."""
    request = derived_id(act.request, f"print:{kind}:{about}{getattr(document, 'part', '')}")
    known = job_rows.of_request(act, request)
    if known is not None:
        return known
    copy_no = getattr(document, "copy_no", 1)
    chosen = printer or printer_for(act, kind)
    new = Job(new_id(), kind, about, "queued", copy_no, chosen, 0, 0, "", act.now, act.now)
    job_rows.add(act, new, request, document)
    act.record("paper.queued", f"job:{new.id}", {"about": about, "copy": copy_no})
    return new


def queue_strip(act: Act, printer: str) -> Job:
    """Queue a test strip for a printer (giấy in thử)."""
    return enqueue(act, "strip", f"printer:{printer}", TestStrip(printer, act.now), printer)


def has_work(asking: Asking, printer: str) -> bool:
    """Whether this printer has a paper to print, or one that was being sent when a program ended."""
    return asking.connection.execute(_WAITS, {"printer": printer}).first() is not None


def start(act: Act, job_id: UUID, payload: bytes) -> Job:
    """Begin sending: keep the mark of the bytes (SHA-256), by which two papers can be told to be the same.

    The bytes themselves are not kept: they are never sent again, and they are a picture of somebody's data.
    """
    return move(act, job_id, ("queued",), state="sending", sha256=_mark(payload))


def begin(act: Act, job_id: UUID, payload: bytes, printer: str) -> None:
    """The printer is ready: the paper is being sent, its first byte is about to leave. WrongMoment where it is not its turn."""
    move(act, job_id, ("queued",), on=printer, state="sending", sha256=_mark(payload), bytes_out=1)


def _mark(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def put_back(act: Act, job_id: UUID, detail: str, again_at: datetime | None = None, *, on: str | None = None) -> Job:
    """Queue it again, for later or for when the printer can; only while no byte has left. ``on``: while it is there."""
    found = job(act, job_id)
    if found.bytes_out:
        raise WrongMoment("job", str(job_id), found.state)
    return move(act, job_id, ("sending", "queued"), on=on, state="queued", detail=detail, next_at=again_at)


def settle(act: Act, job_id: UUID, state: Settled, detail: str = "") -> Job:
    """Say how it ended. A receipt that came out is a fact the city hears of.

    Who sent it knows better than who only found it interrupted, because its printer was changed or taken away meanwhile.
    """
    found = job(act, job_id)
    guessed = found.state == "unconfirmed" and found.detail == "interrupted"
    done = move(act, job_id, ("unconfirmed",) if guessed else ("sending",), state=state, detail=detail)
    act.record("paper.settled", f"job:{job_id}", {"state": state})
    _tell_printed(act, done)
    return done


def confirm(act: Act, job_id: UUID) -> Job:
    """A person saw that the paper came out."""
    done = move(act, job_id, ("unconfirmed", "sent"), state="printed", detail="seen")
    act.record("paper.settled", f"job:{job_id}", {"state": "printed", "seen": True})
    _tell_printed(act, done)
    return done


def cancel(act: Act, job_id: UUID) -> Job:
    """Give a job up; only while it waits or has failed."""
    done = move(act, job_id, ("queued", "failed", "unconfirmed"), state="cancelled")
    act.record("paper.settled", f"job:{job_id}", {"state": "cancelled"})
    return done


def reprint(act: Act, job_id: UUID, printer: str | None = None) -> Job:
    """Print the same paper again as a new job; a dossier's is marked BẢN IN LẠI with its count, the hour and by whom."""
    of = job_rows.with_document(act, job_id)
    if printer is not None and of.job.kind not in printer_named(act, printer).purposes:
        raise NoPrinter(printer)
    document = of.document
    if of.job.state in ("queued", "sending") or document is None:
        raise WrongMoment("job", str(job_id), of.job.state)
    if isinstance(document, Receipt | ClaimSlip | Form):
        document = marked_again(act, of.job.kind, of.job.about, document)
    again = enqueue(act, of.job.kind, of.job.about, document, printer)
    act.record("paper.reprinted", f"job:{again.id}", {"of": str(job_id), "copy": again.copy_no})
    return again


def marked_again(act: Act, kind: Purpose, about: str, document: M) -> M:
    """A paper that is printed once more, with its count, the hour and by whom (bản in lại)."""
    count = job_rows.copies(act, kind, about, getattr(document, "part", "")) + 1
    return replace(document, copy_no=count, reprinted_at=act.now, reprinted_by=staff_name(act, act.by.staff))


def _tell_printed(act: Act, done: Job) -> None:
    paper = document_of(act, done.id) if done.kind == "receipt" and done.state in ("printed", "sent") else None
    if isinstance(paper, Receipt) and paper.part != "file":  # not the copy that stays, nor a slip for originals
        body = {"job": str(done.id), "copy": done.copy_no, "state": done.state, "at": act.now.isoformat()}
        act.record("fact.receipt_printed", done.about, body)

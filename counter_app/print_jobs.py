"""Print jobs (lệnh in): one request, one job; printed only when the printer says so.

::

    queued ──start──▶ sending ──settle──▶ printed | sent | unconfirmed | failed
      ▲                  │
      └──── put_back ────┘   only while no byte has left

``first_byte`` is committed before the first byte leaves. From then on a job is never printed again by itself: a crash
makes it ``unconfirmed`` and a person is asked once. A reprint is a new job, marked on the paper.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Select, exists, insert, select, update
from sqlalchemy.orm import aliased

from counter_app.errors import NotFound, WrongMoment
from counter_app.ids import derived_id, new_id
from counter_app.papers import Document, Receipt, Slip, TestStrip
from counter_app.printers import Purpose, printer_for
from counter_app.records.desk import PrintJob
from counter_app.store import Act, Asking

STALE_SLIP = timedelta(minutes=2)
"""A queue slip of today older than this is not printed any more: its number has been shown on the screen."""

Settled = Literal["printed", "sent", "unconfirmed", "failed"]

_DOCUMENTS: dict[str, TypeAdapter[Any]] = {
    "slip": TypeAdapter(Slip),
    "receipt": TypeAdapter(Receipt),
    "strip": TypeAdapter(TestStrip),
}


@dataclass(frozen=True)
class Job:
    """A print job as lists show it."""

    id: UUID
    kind: Purpose
    about: str
    state: str
    copy_no: int
    printer: str | None
    attempts: int
    bytes_out: int
    detail: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Work:
    """A job together with what it prints; None for a document that can't be read any more."""

    job: Job
    document: Document | None


def enqueue(act: Act, kind: Purpose, about: str, document: Document, printer: str | None = None) -> Job:
    """Queue a paper under this act's request. The same request again gives the same job."""
    request = derived_id(act.request, f"print:{kind}:{about}")
    known = act.connection.execute(_columns().where(PrintJob.request == request)).one_or_none()
    if known is not None:
        return _job(known)
    job_id = new_id()
    values = {
        "id": job_id,
        "request": request,
        "kind": kind,
        "about": about,
        "printer": printer or printer_for(act, kind),
        "document": _DOCUMENTS[kind].dump_json(document).decode(),
        "copy_no": getattr(document, "copy_no", 1),
        "state": "queued",
        "attempts": 0,
        "bytes_out": 0,
        "detail": "",
        "created_at": act.now,
        "changed_at": act.now,
    }
    act.connection.execute(insert(PrintJob).values(**values))
    act.record("paper.queued", f"job:{job_id}", {"about": about, "copy": values["copy_no"]})
    return job(act, job_id)


def next_work(asking: Asking, printer: str) -> Work | None:
    """The oldest paper this printer should print now."""
    row = asking.connection.execute(
        _columns(document=True)
        .where(
            PrintJob.printer == printer,
            PrintJob.state == "queued",
            PrintJob.next_at.is_(None) | (PrintJob.next_at <= asking.now),
        )
        .order_by(PrintJob.created_at, PrintJob.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Work(_job(row), _document(row))


def has_work(asking: Asking, printer: str) -> bool:
    """Whether this printer has a paper to print, or one that was being sent when a program ended."""
    wanted = select(PrintJob.id).where(PrintJob.printer == printer, PrintJob.state.in_(("queued", "sending"))).limit(1)
    return asking.connection.execute(wanted).first() is not None


def start(act: Act, job_id: UUID, payload: bytes) -> Job:
    """Begin sending: keep the mark of the bytes (SHA-256), by which two papers can be told to be the same.

    The bytes themselves are not kept: they are never sent again, and they are a picture of somebody's data.
    """
    mark = hashlib.sha256(payload).hexdigest()
    return move(act, job_id, ("queued",), state="sending", attempts=PrintJob.attempts + 1, sha256=mark)


def begin(act: Act, job_id: UUID, payload: bytes, printer: str) -> None:
    """``start`` and ``first_byte`` in one step, for when the printer is ready. WrongMoment where it is not its turn."""
    begun = act.connection.execute(
        update(PrintJob)
        .where(PrintJob.id == job_id, PrintJob.state == "queued", PrintJob.printer == printer)
        .values(
            state="sending",
            attempts=PrintJob.attempts + 1,
            sha256=hashlib.sha256(payload).hexdigest(),
            bytes_out=1,
            changed_at=act.now,
        )
    )
    if not begun.rowcount:
        raise WrongMoment("job", str(job_id), job(act, job_id).state)


def first_byte(act: Act, job_id: UUID) -> Job:
    """Say that the first byte is about to leave. From here on nothing prints this job again by itself."""
    return move(act, job_id, ("sending",), bytes_out=1)


def put_back(act: Act, job_id: UUID, detail: str, again_at: datetime | None = None) -> Job:
    """Queue it again, for later or for when the printer can; only while no byte has left."""
    found = job(act, job_id)
    if found.bytes_out:
        raise WrongMoment("job", str(job_id), found.state)
    return move(act, job_id, ("sending", "queued"), state="queued", detail=detail, next_at=again_at)


def settle(act: Act, job_id: UUID, state: Settled, detail: str = "") -> Job:
    """Say how it ended. A receipt that came out is a fact the city hears of."""
    done = move(act, job_id, ("sending",), state=state, detail=detail)
    act.record("paper.settled", f"job:{job_id}", {"state": state})
    _tell_printed(act, done)
    return done


def recover(act: Act, printer: str) -> int:
    """After a crash: what was being sent is queued again if no byte left, else unconfirmed. How many were found."""
    stuck = act.connection.execute(
        select(PrintJob.id, PrintJob.bytes_out).where(PrintJob.printer == printer, PrintJob.state == "sending")
    ).all()
    for row in stuck:
        state = "unconfirmed" if row.bytes_out else "queued"
        move(act, row.id, ("sending",), state=state, detail="interrupted")
    return len(stuck)


def drop_stale_slips(act: Act, printer: str) -> int:
    """Cancel slips nobody waits for any more: a printer back after a night must not print them. How many."""
    waiting = (PrintJob.printer == printer) & (PrintJob.kind == "slip") & (PrintJob.state == "queued")
    rows = act.connection.execute(_columns(document=True).where(waiting, PrintJob.created_at < act.now - STALE_SLIP))
    stale = [row.id for row in rows if wanted_until(row.created_at, _document(row)) < act.now]
    for job_id in stale:
        move(act, job_id, ("queued",), state="cancelled", detail="stale")
    return len(stale)


def wanted_until(queued_at: datetime, slip: Document | None) -> datetime:
    """How long a slip is printed (pure): one for a later day until that day opens, its owner waits beside the printer."""
    opens = slip.opens if isinstance(slip, Slip) else None
    return max(queued_at + STALE_SLIP, opens or queued_at)


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
    """Print the same paper again as a new job; a receipt is marked BẢN IN LẠI with its count."""
    row = act.connection.execute(_columns(document=True).where(PrintJob.id == job_id)).one_or_none()
    if row is None:
        raise NotFound("job", str(job_id))
    if row.state in ("queued", "sending"):
        raise WrongMoment("job", str(job_id), row.state)
    document = _document(row)
    if document is None:
        raise WrongMoment("job", str(job_id), row.state)
    if isinstance(document, Receipt):
        document = replace(document, copy_no=_copies(act, row.about) + 1)
    again = enqueue(act, row.kind, row.about, document, printer)
    act.record("paper.reprinted", f"job:{again.id}", {"of": str(job_id), "copy": again.copy_no})
    return again


def job(asking: Asking, job_id: UUID) -> Job:
    """One job; NotFound."""
    row = asking.connection.execute(_columns().where(PrintJob.id == job_id)).one_or_none()
    if row is None:
        raise NotFound("job", str(job_id))
    return _job(row)


def jobs(asking: Asking, *, about: str | None = None, open_only: bool = False) -> tuple[Job, ...]:
    """Jobs, newest first: all, those about one thing, or those somebody still has to look at.

    One that failed or may not have come out needs no look any more once the paper was printed again.
    """
    wanted = _columns().order_by(PrintJob.created_at.desc(), PrintJob.id.desc()).limit(500)
    if about is not None:
        wanted = wanted.where(PrintJob.about == about)
    if open_only:
        again = aliased(PrintJob)
        printed_again = exists().where(
            again.about == PrintJob.about, again.kind == PrintJob.kind, again.id > PrintJob.id
        )
        unsettled = PrintJob.state.in_(("unconfirmed", "failed")) & ~printed_again
        wanted = wanted.where(PrintJob.state.in_(("queued", "sending")) | unsettled)
    return tuple(_job(row) for row in asking.connection.execute(wanted))


def document_of(asking: Asking, job_id: UUID) -> Document | None:
    """What a job prints; None for what can't be read (any more), or no such job."""
    row = asking.connection.execute(_columns(document=True).where(PrintJob.id == job_id)).one_or_none()
    return None if row is None else _document(row)


def _document(row: Any) -> Document | None:
    """What a job prints. What pydantic says of a document it can't read is dropped: it quotes names."""
    try:
        read: Document = _DOCUMENTS[row.kind].validate_json(row.document)
    except ValidationError:
        return None
    return read


def _copies(act: Act, about: str) -> int:
    seen = act.connection.execute(select(PrintJob.copy_no).where(PrintJob.about == about, PrintJob.kind == "receipt"))
    return max(seen.scalars(), default=0)


def _tell_printed(act: Act, done: Job) -> None:
    if done.kind == "receipt" and done.state in ("printed", "sent"):
        body = {"job": str(done.id), "copy": done.copy_no, "state": done.state, "at": act.now.isoformat()}
        act.record("fact.receipt_printed", done.about, body)


def move(act: Act, job_id: UUID, before: tuple[str, ...], **values: Any) -> Job:
    """Change a job that is in one of these states; WrongMoment for any other (compare and swap). Steps are made of it."""
    moved = act.connection.execute(
        update(PrintJob).where(PrintJob.id == job_id, PrintJob.state.in_(before)).values(**values, changed_at=act.now)
    )
    found = job(act, job_id)
    if not moved.rowcount:
        raise WrongMoment("job", str(job_id), found.state)
    return found


def _columns(*, document: bool = False) -> Select[*tuple[Any, ...]]:
    shown: list[Any] = [PrintJob.id, PrintJob.kind, PrintJob.about, PrintJob.state, PrintJob.copy_no, PrintJob.printer]
    shown += [PrintJob.attempts, PrintJob.bytes_out, PrintJob.detail, PrintJob.created_at, PrintJob.changed_at]
    return select(*shown, PrintJob.document) if document else select(*shown)


def _job(row: Any) -> Job:
    shown = (row.id, row.kind, row.about, row.state, row.copy_no, row.printer)
    return Job(*shown, row.attempts, row.bytes_out, row.detail, row.created_at, row.changed_at)

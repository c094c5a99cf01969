"""Print jobs as the desk's records hold them: what a row says, reading one, putting one in, changing one.

Every paper passes here several times while a citizen waits: the statements are made once, for making one costs several
times what doing it costs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast, get_args
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    ColumnElement,
    Exists,
    Integer,
    Select,
    Table,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from counter_app.errors import NotFound, WrongMoment
from counter_app.form_documents import FormDocument
from counter_app.papers import ClaimSlip, Document, Receipt, Slip, TestStrip
from counter_app.printers import Purpose
from counter_app.records.printing import PrintJob
from counter_app.store import Act, Asking

JOBS = cast("Table", PrintJob.__table__)
_DOCUMENTS: dict[str, TypeAdapter[Any]] = {
    "slip": TypeAdapter(Slip),
    "receipt": TypeAdapter(Receipt | ClaimSlip),
    "strip": TypeAdapter(TestStrip),
}
_FORMS: dict[str, TypeAdapter[Any]] = {one.__name__: TypeAdapter(one) for one in get_args(FormDocument)}
Printed = Document | FormDocument
"""Anything a printer of the unit prints."""
_HEAD = [JOBS.c.id, JOBS.c.kind, JOBS.c.about, JOBS.c.state, JOBS.c.copy_no, JOBS.c.printer]
SHOWN = [*_HEAD, JOBS.c.attempts, JOBS.c.bytes_out, JOBS.c.detail, JOBS.c.created_at, JOBS.c.changed_at]
"""The columns of a ``Job``, in its order."""

PLACE_IN_LINE: ColumnElement[int] = literal_column("print_job.rowid", Integer)
"""The order in which jobs were queued. Ids and hours follow the wall clock, which may be set back; no job is ever deleted
and the desk's file is never packed (VACUUM), so that each rowid is above all before it (sqlite.org/rowidtable.html)."""
UNSETTLED = JOBS.c.state.in_(("unconfirmed", "failed"))
"""Papers somebody has to look at, unless they were printed again."""
AGAIN = JOBS.alias("again")
_AGAIN_IN_LINE: ColumnElement[int] = literal_column("again.rowid", Integer)
_ONE = select(*SHOWN).where(JOBS.c.id == bindparam("job"))
_WHOLE = select(*SHOWN, JOBS.c.document).where(JOBS.c.id == bindparam("job"))
_OF_REQUEST = select(*SHOWN).where(JOBS.c.request == bindparam("request"))
_ADD = insert(JOBS).inline()
_SAME_PAPERS = select(JOBS.c.copy_no, JOBS.c.kind, JOBS.c.document).where(
    JOBS.c.about == bindparam("about"), JOBS.c.kind == bindparam("kind")
)
NEXT = (
    select(*SHOWN, JOBS.c.document)
    .where(
        JOBS.c.printer == bindparam("printer"),
        JOBS.c.state == "queued",
        JOBS.c.next_at.is_(None) | (JOBS.c.next_at <= bindparam("now")),
    )
    .order_by(PLACE_IN_LINE)
    .limit(1)
)
"""The oldest paper a printer should print now."""


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
    document: Printed | None


def job(asking: Asking, job_id: UUID) -> Job:
    """One job; NotFound."""
    row = asking.connection.execute(_ONE, {"job": job_id}).one_or_none()
    if row is None:
        raise NotFound("job", str(job_id))
    return as_job(row)


def with_document(asking: Asking, job_id: UUID) -> Work:
    """One job with what it prints; NotFound."""
    row = asking.connection.execute(_WHOLE, {"job": job_id}).one_or_none()
    if row is None:
        raise NotFound("job", str(job_id))
    return as_work(row)


def document_of(asking: Asking, job_id: UUID) -> Printed | None:
    """What a job prints; None for what can't be read (any more), or no such job."""
    row = asking.connection.execute(_WHOLE, {"job": job_id}).one_or_none()
    return None if row is None else read_document(row)


def next_work(asking: Asking, printer: str) -> Work | None:
    """The oldest paper this printer should print now."""
    row = asking.connection.execute(NEXT, {"printer": printer, "now": asking.now}).one_or_none()
    return None if row is None else as_work(row)


def jobs(asking: Asking, *, about: str | None = None, open_only: bool = False) -> tuple[Job, ...]:
    """Jobs, newest first: all, those about one thing, or those somebody still has to look at.

    One that failed or may not have come out needs no look any more once the paper was printed again.
    """
    rows = asking.connection.execute(_listed(about is not None, open_only), {"about": about})
    return tuple(as_job(row) for row in rows)


@lru_cache
def _listed(of_one: bool, open_only: bool) -> Select[*tuple[Any, ...]]:  # noqa: FBT001 - a cache's key
    wanted = select(*SHOWN).order_by(JOBS.c.created_at.desc(), JOBS.c.id.desc()).limit(500)
    if of_one:
        wanted = wanted.where(JOBS.c.about == bindparam("about"))
    if open_only:
        # What stood on one printed again is forgotten with the later paper, and then nothing tells them to be the same.
        unsettled = UNSETTLED & (JOBS.c.document != "") & ~printed_again()
        wanted = wanted.where(JOBS.c.state.in_(("queued", "sending")) | unsettled)
    return wanted


def printed_again() -> Exists:
    """That the same paper was queued once more (``AGAIN``) after a job."""
    same = (AGAIN.c.about == JOBS.c.about, AGAIN.c.kind == JOBS.c.kind, _part(AGAIN) == _part(JOBS))
    return exists().where(_AGAIN_IN_LINE > PLACE_IN_LINE, *same)


def of_request(asking: Asking, request: UUID) -> Job | None:
    """The job that this request has made."""
    row = asking.connection.execute(_OF_REQUEST, {"request": request}).one_or_none()
    return None if row is None else as_job(row)


def _part(of: Any) -> ColumnElement[str | None]:
    """Which of the papers of one act a job is, as its document says; NULL, like none, where it is forgotten or torn."""
    said = func.coalesce(func.json_extract(of.c.document, "$.part"), "")
    return case((func.json_valid(of.c.document) == 1, said), else_=null())


def copies(asking: Asking, kind: Purpose, about: str, part: str) -> int:
    """How often this paper of a dossier (the citizen's copy, the copy for the file …) was queued so far."""
    rows = asking.connection.execute(_SAME_PAPERS, {"kind": kind, "about": about})
    return max((row.copy_no for row in rows if getattr(read_document(row), "part", "") == part), default=0)


def add(act: Act, new: Job, request: UUID, document: Printed) -> None:
    """Put a new job in."""
    written = _written(new.kind, document)
    act.connection.execute(_ADD, {**vars(new), "request": request, "document": written})


def move(act: Act, job_id: UUID, before: tuple[str, ...], *, on: str | None = None, **values: Any) -> Job:
    """Change a job that is in one of these states; WrongMoment for any other (compare and swap). Steps are made of it.

    ``on``: only while it is this printer's. With a mark of its bytes (``sha256``) it is tried once more.
    """
    changes = {**values, "changed_at": act.now}
    given = {"in_job": job_id, **{f"in_{number}": state for number, state in enumerate(before)}}
    moving = _moving(len(before), tuple(changes), on is not None)
    row = act.connection.execute(moving, {**given, **changes, **({} if on is None else {"on": on})}).one_or_none()
    if row is None:
        raise WrongMoment("job", str(job_id), job(act, job_id).state)
    return as_job(row)


@lru_cache
def _moving(states: int, columns: tuple[str, ...], of_printer: bool) -> ReturningUpdate[Any]:  # noqa: FBT001 - a cache's key
    """The statement that changes these columns of a job in one of so many states."""
    before: list[Any] = [bindparam(f"in_{number}") for number in range(states)]
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    if "sha256" in columns:
        values["attempts"] = JOBS.c.attempts + 1
    expected = [JOBS.c.id == bindparam("in_job"), JOBS.c.state.in_(before)]
    if of_printer:
        expected.append(JOBS.c.printer == bindparam("on"))
    return update(JOBS).where(*expected).values(values).returning(*SHOWN)


def as_job(row: Any) -> Job:
    """A row of the ``SHOWN`` columns."""
    shown = (row.id, row.kind, row.about, row.state, row.copy_no, row.printer)
    return Job(*shown, row.attempts, row.bytes_out, row.detail, row.created_at, row.changed_at)


def as_work(row: Any) -> Work:
    """A row of the ``SHOWN`` columns and the document."""
    return Work(as_job(row), read_document(row))


def read_document(row: Any) -> Printed | None:
    """What a job prints. What pydantic says of a document it can't read is dropped: it quotes names."""
    try:
        if row.kind != "form":
            read: Printed = _DOCUMENTS[row.kind].validate_json(row.document)
            return read
        kept = json.loads(row.document or "{}")
        form: FormDocument = _FORMS[kept["form"]].validate_python(kept["says"])
    except (ValidationError, ValueError, KeyError, TypeError):
        return None
    return form


def _written(kind: Purpose, document: Printed) -> str:
    """A document as kept; which form it is is said beside it, as forms may look alike."""
    if kind != "form":
        return _DOCUMENTS[kind].dump_json(document).decode()
    name = type(document).__name__
    return json.dumps({"form": name, "says": _FORMS[name].dump_python(document, mode="json")}, ensure_ascii=False)

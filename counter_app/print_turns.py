"""A printer's turn: all that whoever prints has to know before the next paper, and what became of the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from counter_app.job_rows import JOBS, Work, next_work
from counter_app.old_papers import needs_tidying
from counter_app.printers import PrinterCard, printer_named
from counter_app.store import Asking

_LAST = select(JOBS.c.id, JOBS.c.state, JOBS.c.detail, JOBS.c.printer).order_by(JOBS.c.id.desc()).limit(12)


@dataclass(frozen=True)
class Turn:
    """There is something to do on a printer."""

    card: PrinterCard
    work: Work | None
    """The paper whose turn it is; None where there is only to tidy up."""
    untidy: bool
    """Whether a crash left something, or a slip has grown old: that is settled first."""


def next_turn(asking: Asking, printer: str) -> Turn | None:
    """What is to be done on this printer now, None when nothing is; NoPrinter."""
    work, untidy = next_work(asking, printer), needs_tidying(asking, printer)
    if work is None and not untidy:
        return None
    return Turn(printer_named(asking, printer), work, untidy)


def ended_lately(asking: Asking, printer: str) -> tuple[tuple[UUID, str, str], ...]:
    """Of this PC's last few papers those of one printer that have ended or were kept from beginning: which, how, why."""
    last = (row for row in asking.connection.execute(_LAST) if row.printer == printer)
    ended = (row for row in last if row.state not in ("queued", "sending") or row.detail)
    return tuple((row.id, row.state, row.detail) for row in ended)

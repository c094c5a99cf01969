"""A printer's turn: all that whoever prints has to know before the next paper, and what became of the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from counter_app.job_rows import JOBS, NEXT, PLACE_IN_LINE, Work, as_work
from counter_app.old_papers import STALE_SLIP, UNTIDY, needs_tidying
from counter_app.printers import PrinterCard, printer_named
from counter_app.store import Asking

# One statement for what is asked before every paper; the second one only where nothing is to be printed.
_FIRST = NEXT.add_columns(UNTIDY.correlate(None).exists().label("untidy"))
_LAST = select(JOBS.c.id, JOBS.c.state, JOBS.c.detail, JOBS.c.printer).order_by(PLACE_IN_LINE.desc()).limit(12)


@dataclass(frozen=True)
class Turn:
    """There is something to do on a printer."""

    card: PrinterCard
    work: Work | None
    """The paper whose turn it is; None where there is only to tidy up."""
    untidy: bool
    """Whether a crash left something, or a slip has grown old: what of it nobody waits for is settled first."""


def next_turn(asking: Asking, printer: str) -> Turn | None:
    """What is to be done on this printer now, None when nothing is; NoPrinter."""
    given = {"printer": printer, "now": asking.now, "before": asking.now - STALE_SLIP}
    row = asking.connection.execute(_FIRST, given).one_or_none()
    if row is not None:
        return Turn(printer_named(asking, printer), as_work(row), bool(row.untidy))
    return Turn(printer_named(asking, printer), None, untidy=True) if needs_tidying(asking, printer) else None


def ended_lately(asking: Asking) -> dict[str, tuple[tuple[UUID, str, str], ...]]:
    """Of this PC's last few papers those that have ended or were kept from beginning, by printer: which, how, why."""
    found: dict[str, tuple[tuple[UUID, str, str], ...]] = {}
    for row in asking.connection.execute(_LAST):
        if row.printer and (row.state not in ("queued", "sending") or row.detail):
            found[row.printer] = (*found.get(row.printer, ()), (row.id, row.state, row.detail))
    return found

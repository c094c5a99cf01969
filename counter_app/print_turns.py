"""A printer's turn: all that whoever prints has to know before the next paper, in one question."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.job_rows import Work, next_work
from counter_app.old_papers import needs_tidying
from counter_app.printers import PrinterCard, printer_named
from counter_app.store import Asking


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

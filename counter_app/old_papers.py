"""What is left behind by papers: a job that a crash cut off, a slip nobody waits for, what stood on papers long out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from counter_app.print_jobs import STALE_SLIP
from counter_app.records.desk import PrintJob
from counter_app.store import Act, Asking

KEEP_DOCUMENTS = timedelta(days=30)
"""How long what stands on a paper that came out is kept beside the job; the dossier has it for good."""


def needs_tidying(asking: Asking, printer: str) -> bool:
    """Whether a crash left something, or a slip has grown old: most often not, and then nothing is written."""
    old_slip = (
        (PrintJob.kind == "slip") & (PrintJob.state == "queued") & (PrintJob.created_at < asking.now - STALE_SLIP)
    )
    wanted = select(PrintJob.id).where(PrintJob.printer == printer, old_slip | (PrintJob.state == "sending")).limit(1)
    return asking.connection.execute(wanted).first() is not None


def purge(act: Act) -> int:
    """Forget what stood on papers that were settled long ago: it is personal data, and nobody reprints them. How many."""
    settled = PrintJob.state.in_(("printed", "sent", "cancelled"))
    old = settled & (PrintJob.changed_at < act.now - KEEP_DOCUMENTS) & (PrintJob.document != "")
    return int(act.connection.execute(update(PrintJob).where(old).values(document="", payload=None)).rowcount)

"""What is left behind by papers: a job that a crash cut off, a slip nobody waits for, what stood on papers long out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from counter_app.job_rows import JOBS
from counter_app.print_jobs import STALE_SLIP
from counter_app.records.desk import PrintJob
from counter_app.store import Act, Asking

KEEP_DOCUMENTS = timedelta(days=30)
"""How long what stands on a paper that came out is kept beside the job; the dossier has it for good."""
_OLD_SLIP = (JOBS.c.kind == "slip") & (JOBS.c.state == "queued") & (JOBS.c.created_at < bindparam("before"))
UNTIDY = (
    select(JOBS.c.id).where(JOBS.c.printer == bindparam("printer"), _OLD_SLIP | (JOBS.c.state == "sending")).limit(1)
)
"""What a crash left of a printer's papers, and its slips grown old."""


def needs_tidying(asking: Asking, printer: str) -> bool:
    """Whether a crash left something, or a slip has grown old: most often not, and then nothing is written."""
    given = {"printer": printer, "before": asking.now - STALE_SLIP}
    return asking.connection.execute(UNTIDY, given).first() is not None


def purge(act: Act) -> int:
    """Forget what stood on papers that were settled long ago: it is personal data, and nobody reprints them. How many."""
    settled = PrintJob.state.in_(("printed", "sent", "cancelled"))
    old = settled & (PrintJob.changed_at < act.now - KEEP_DOCUMENTS) & (PrintJob.document != "")
    return int(act.connection.execute(update(PrintJob).where(old).values(document="", payload=None)).rowcount)

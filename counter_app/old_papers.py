"""What is left behind by papers: a job that a crash cut off, a slip nobody waits for, what stood on papers long out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, or_, select, update

from counter_app.job_rows import AGAIN, JOBS, UNSETTLED, printed_again
from counter_app.print_jobs import STALE_SLIP
from counter_app.store import Act, Asking

KEEP_DOCUMENTS = timedelta(days=30)
"""How long what stands on a paper that came out is kept beside the job; the dossier has it for good."""
_OLD_SLIP = (JOBS.c.kind == "slip") & (JOBS.c.state == "queued") & (JOBS.c.created_at < bindparam("before"))
UNTIDY = (
    select(JOBS.c.id).where(JOBS.c.printer == bindparam("printer"), _OLD_SLIP | (JOBS.c.state == "sending")).limit(1)
)
"""What a crash left of a printer's papers, and its slips grown old."""
_SETTLED = JOBS.c.state.in_(("printed", "sent", "cancelled")) & (JOBS.c.changed_at < bindparam("before"))
_ANSWERED = UNSETTLED & printed_again().where(AGAIN.c.changed_at < bindparam("before"))
_FORGET = update(JOBS).where(JOBS.c.document != "", or_(_SETTLED, _ANSWERED)).values(document="", payload=None)
"""A question goes with the paper that has answered it: without that one it would be asked again."""


def needs_tidying(asking: Asking, printer: str) -> bool:
    """Whether a crash left something, or a slip has grown old: most often not, and then nothing is written."""
    given = {"printer": printer, "before": asking.now - STALE_SLIP}
    return asking.connection.execute(UNTIDY, given).first() is not None


def purge(act: Act) -> int:
    """Forget what stood on papers that were settled long ago: it is personal data, and nobody reprints them. How many."""
    return int(act.connection.execute(_FORGET, {"before": act.now - KEEP_DOCUMENTS}).rowcount)

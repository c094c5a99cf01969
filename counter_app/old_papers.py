"""What is left behind by papers: a job that a crash cut off, a slip nobody waits for, what stood on papers long out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from counter_app.job_rows import AGAIN, JOBS, UNSETTLED, Printed, move, printed_again, read_document
from counter_app.papers import Slip
from counter_app.store import Act, Asking

STALE_SLIP = timedelta(minutes=2)
"""A queue slip of today older than this is not printed any more: its number has been shown on the screen."""
KEEP_DOCUMENTS = timedelta(days=30)
"""How long what stands on a paper that came out is kept beside the job; the dossier has it for good."""
_OLD_SLIP = (JOBS.c.kind == "slip") & (JOBS.c.state == "queued") & (JOBS.c.created_at < bindparam("before"))
_UNTIDY = (JOBS.c.printer == bindparam("printer"), _OLD_SLIP | (JOBS.c.state == "sending"))
UNTIDY = select(JOBS.c.id).where(*_UNTIDY).limit(1)
"""What a crash left of a printer's papers, and its slips grown old."""
_LEFT = select(JOBS.c.id, JOBS.c.state, JOBS.c.kind, JOBS.c.bytes_out, JOBS.c.created_at, JOBS.c.document).where(
    *_UNTIDY
)
_SETTLED = JOBS.c.state.in_(("printed", "sent", "cancelled")) & (JOBS.c.changed_at < bindparam("before"))
_ANSWERED = UNSETTLED & printed_again().where(AGAIN.c.changed_at < bindparam("before"))
_FORGET = update(JOBS).where(JOBS.c.document != "", or_(_SETTLED, _ANSWERED)).values(document="", payload=None)
"""A question goes with the paper that has answered it: without that one it would be asked again."""


def needs_tidying(asking: Asking, printer: str) -> bool:
    """Whether a crash left something, or nobody waits for a slip any more: most often not, and nothing is written."""
    return bool(_left(asking, printer))


def tidy(act: Act, printer: str) -> int:
    """Settle what a crash cut off, drop slips nobody waits for any more: how many papers.

    What was being sent is queued again if no byte left, else unconfirmed. A printer back after a night prints no slips.
    """
    left = _left(act, printer)
    for row in left:
        if row.state == "queued":
            move(act, row.id, ("queued",), state="cancelled", detail="stale")
        else:
            move(act, row.id, ("sending",), state="unconfirmed" if row.bytes_out else "queued", detail="interrupted")
    return len(left)


def wanted_until(queued_at: datetime, slip: Printed | None) -> datetime:
    """How long a slip is printed (pure): one for a later day until that day opens, its owner waits beside the printer."""
    opens = slip.opens if isinstance(slip, Slip) else None
    return max(queued_at + STALE_SLIP, opens or queued_at)


def purge(act: Act) -> int:
    """Forget what stood on papers that were settled long ago: it is personal data, and nobody reprints them. How many."""
    return int(act.connection.execute(_FORGET, {"before": act.now - KEEP_DOCUMENTS}).rowcount)


def _left(asking: Asking, printer: str) -> list[Any]:
    """A slip of a later day that has grown old is none of them: its owner still wants it."""
    rows = asking.connection.execute(_LEFT, {"printer": printer, "before": asking.now - STALE_SLIP})
    return [
        row for row in rows if row.state == "sending" or wanted_until(row.created_at, read_document(row)) < asking.now
    ]

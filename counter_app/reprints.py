"""Which receipt is printed again when somebody asks (in lại): the last one of a counter, or that of a dossier.

The last one of a counter is offered for ten minutes after it came out: then the citizen at it may be another one. While
none has come out there is nobody else it could be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from counter_app.job_rows import JOBS, PLACE_IN_LINE, SHOWN, Job, as_job, read_document
from counter_app.papers import Receipt
from counter_app.store import Asking

LAST_FOR = timedelta(minutes=10)

_RECEIPTS = select(*SHOWN, JOBS.c.document).where(JOBS.c.kind == "receipt").order_by(PLACE_IN_LINE.desc())
_ABOUT = _RECEIPTS.where(JOBS.c.about == bindparam("about"))
_FIRST_PAPERS = _RECEIPTS.where(JOBS.c.copy_no == 1).limit(40)


@dataclass(frozen=True)
class Reprintable:
    """A receipt that can be printed again: its dossier's code, its newest printing, and when the first came out.

    ``first_at`` is None while none has; of a paper nobody knows about it is when its sending ended.
    """

    code: str
    newest: Job
    first_at: datetime | None

    def is_last_at(self, now: datetime) -> bool:
        """Whether it may still be called the counter's last one."""
        return self.first_at is None or now <= self.first_at + LAST_FOR


def last_receipt(asking: Asking, counter: int) -> Reprintable | None:
    """The newest receipt of a counter, however long ago; None where there is none."""
    found = _for_citizens(asking.connection.execute(_FIRST_PAPERS))
    about = next((job.about for job, receipt in found if receipt.counter == counter), None)
    return None if about is None else receipt_about(asking, about)


def receipt_about(asking: Asking, about: str) -> Reprintable | None:
    """The receipt of one dossier (``dossier:<id>``); None where this PC has printed none, or has forgotten it."""
    found = list(_for_citizens(asking.connection.execute(_ABOUT, {"about": about})))
    if not found:
        return None
    ended = [job.changed_at for job, _receipt in found if job.state not in ("queued", "sending")]
    # The oldest in line, not the earliest hour: the clock may have been set back.
    return Reprintable(found[0][1].code, found[0][0], ended[-1] if ended else None)


def _for_citizens(rows: Iterable[Any]) -> Iterable[tuple[Job, Receipt]]:
    """Those given to the citizen, and readable: not the copy that stays with the dossier."""
    for row in rows:
        document = read_document(row)
        if isinstance(document, Receipt) and getattr(document, "part", "") != "file":
            yield as_job(row), document

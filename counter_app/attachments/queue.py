"""The queue of contents on their way to the city: after all ops, one at a time. Acts and questions of the sending program.

::

    local ──▶ uploading ──▶ stored        the city says it has all of it
      ▲          │
      └──────────┴──▶ parked              a person must look at it

A content goes once an op that tells of it was taken by the city's machine. What is under way when the program dies goes on
where the city says, after a second or a week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import aliased

from counter_app.attachments.listing import LIVE, attachment
from counter_app.errors import WrongMoment
from counter_app.records.attachments import Attachment, Blob
from counter_app.records.shared import Outbox
from counter_app.store import Act, Asking

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 8
"""So often in a row a city may lead nowhere before a person looks at it."""
_TOLD, _HOLDER = aliased(Outbox), aliased(Outbox)
# What a person typed in by hand (``next_at`` of an acked op) no machine of the city has heard of.
_TAKEN = and_(
    _HOLDER.origin == _TOLD.origin,
    _HOLDER.lane == _TOLD.lane,
    _HOLDER.client_rev == _TOLD.client_rev,
    _HOLDER.kind == "dossier.attach",
    _HOLDER.state == "acked",
    _HOLDER.next_at.is_(None),
)
_EXPECTED = (
    select(Attachment.id)
    .join(_TOLD, _TOLD.op_id == Attachment.op_id)
    .join(_HOLDER, _TAKEN)
    .where(Attachment.sha256 == Blob.sha256, LIVE)
    .correlate(Blob)
    .exists()
)


@dataclass(frozen=True)
class Going:
    """A content to be sent."""

    sha256: str
    size: int
    sent: int
    """Bytes the city has, as it last said."""
    here: bool
    """Whether its content is on this PC; else the city can only be asked whether it still has it."""


def next_file(asking: Asking) -> Going | None:
    """The content to be sent next: one begun before others, then the oldest; None while none can go."""
    due = or_(Blob.next_at.is_(None), Blob.next_at <= asking.now)
    columns = (Blob.sha256, Blob.size, Blob.sent, Blob.removed_at.is_(None))
    wanted = select(*columns).where(Blob.state.in_(("local", "uploading")), due, _EXPECTED)
    row = asking.connection.execute(wanted.order_by(Blob.state.desc(), Blob.kept_at, Blob.sha256).limit(1)).first()
    return None if row is None else Going(*row)


def take_next(act: Act) -> Going | None:
    """Take out the content to be sent next; from now on it can't be taken off any more."""
    going = next_file(act)
    if going is not None:
        _set(act, going.sha256, state="uploading")
    return going


def note_sent(act: Act, sha256: str, sent: int) -> None:
    """The city has so many bytes of it."""
    _set(act, sha256, sent=sent)


def note_stored(act: Act, sha256: str) -> None:
    """The city says that it has all of it."""
    rest = {"attempts": 0, "next_at": None, "problem": None, "stored_at": act.now}
    _set(act, sha256, state="stored", sent=Blob.size, **rest)


def note_nowhere(act: Act, sha256: str, problem: dict[str, Any]) -> bool:
    """The city answered and it led nowhere: later again, ever later, at last a person looks. Whether one has to."""
    attempts = act.connection.execute(select(Blob.attempts).where(Blob.sha256 == sha256)).scalar_one() + 1
    if attempts >= MOST_ATTEMPTS:
        park_file(act, sha256, problem)
        return True
    _set(act, sha256, attempts=attempts, next_at=act.now + min(LONGEST_WAIT, FIRST_WAIT * 2**attempts))
    return False


def park_file(act: Act, sha256: str, problem: dict[str, Any]) -> None:
    """It waits for a person; ``problem`` says why (RFC 9457)."""
    _set(act, sha256, state="parked", sent=0, next_at=None, problem=problem)


def resend_file(act: Act, attachment_id: UUID) -> None:
    """Send it once more (gửi lại): what was wrong was mended. NotFound; WrongMoment where it waits for nobody."""
    card = attachment(act, attachment_id)
    if card.standing != "parked":
        raise WrongMoment("attachment", card.name, card.standing)
    mine = select(Attachment.sha256).where(Attachment.id == attachment_id).scalar_subquery()
    again = {"state": "local", "attempts": 0, "next_at": None, "problem": None}
    act.connection.execute(update(Blob).where(Blob.sha256 == mine).values(**again))
    act.record("attachment.resent", f"attachment:{attachment_id}")


def look_again(act: Act) -> int:
    """The city begins anew: what it had it may have lost, and is asked for again. How many contents that concerns."""
    again = {"state": "local", "sent": 0, "attempts": 0, "next_at": None}
    return act.connection.execute(update(Blob).where(Blob.state == "stored").values(**again)).rowcount


def _set(act: Act, sha256: str, **values: Any) -> None:
    act.connection.execute(update(Blob).where(Blob.sha256 == sha256).values(**values))

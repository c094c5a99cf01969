"""What a dossier has of files, and where each stands on its way to the city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, not_, or_, select

from counter_app.errors import NotFound
from counter_app.outbox import SAID_BY_HAND
from counter_app.records.attachments import Attachment, Blob
from counter_app.records.desk import Dossier
from counter_app.records.shared import Outbox
from counter_app.store import Asking

Standing = Literal["waiting", "sending", "stored", "parked", "given_up"]
"""``given_up``: the op that tells of it was voided, or typed in by hand at the city: no program sends it, it stays here."""
_STANDINGS: dict[str, Standing] = {"local": "waiting", "uploading": "sending", "stored": "stored", "parked": "parked"}

LIVE = Attachment.taken_off_at.is_(None)
_COLUMNS = (
    Attachment.id,
    Attachment.dossier_id,
    Attachment.name,
    Attachment.mime,
    Attachment.size,
    Attachment.at,
    Attachment.who,
    Attachment.sha256,
    Blob.state,
    Blob.sent,
    Blob.removed_at,
    Blob.problem,
    and_(*SAID_BY_HAND).label("by_hand"),
    Outbox.state.label("told"),
)


@dataclass(frozen=True)
class AttachmentCard:
    """A file of a dossier."""

    id: UUID
    dossier_id: UUID
    name: str
    mime: str
    size: int
    """Bytes."""
    at: datetime
    who: str
    standing: Standing
    sent: int
    """Bytes the city has of it."""
    here: bool
    """Whether its content is on this PC."""
    problem: dict[str, Any] | None
    """Why it waits for a person, where it does (RFC 9457)."""


@dataclass(frozen=True)
class ParkedFile:
    """A content the city did not take, or that can't be sent: the attachment it was first kept for, and its dossier."""

    file: AttachmentCard
    code: str
    procedure_name: str


@dataclass(frozen=True)
class FilesLine:
    """How the files stand on their way to the city: how many wait, how many bytes of them, how many need a person."""

    waiting: int
    left: int
    parked: int


def attachments_of(asking: Asking, dossier_id: UUID) -> tuple[AttachmentCard, ...]:
    """The files of a dossier, in the order they came; those taken off are not among them."""
    wanted = _wanted().where(Attachment.dossier_id == dossier_id, LIVE).order_by(Attachment.at, Attachment.id)
    return tuple(_card(row) for row in asking.connection.execute(wanted))


def attachment(asking: Asking, attachment_id: UUID) -> AttachmentCard:
    """One file; NotFound, also for one that was taken off."""
    row = asking.connection.execute(_wanted().where(Attachment.id == attachment_id, LIVE)).one_or_none()
    if row is None:
        raise NotFound("attachment", str(attachment_id))
    return _card(row)


def parked_files(asking: Asking, most: int | None = None) -> tuple[ParkedFile, ...]:
    """Contents that wait for a person, the oldest first; each once, however many dossiers have it."""
    first = select(func.min(Attachment.id)).where(Attachment.sha256 == Blob.sha256, LIVE).correlate(Blob)
    wanted = _wanted(Dossier.code, Dossier.procedure_name).join(Dossier, Dossier.id == Attachment.dossier_id)
    found = wanted.where(Blob.state == "parked", Attachment.id == first.scalar_subquery())
    rows = asking.connection.execute(found.order_by(Blob.kept_at, Attachment.id).limit(most))
    return tuple(ParkedFile(_card(row), row.code, row.procedure_name) for row in rows)


def files_line(asking: Asking) -> FilesLine:
    """How the files stand on their way to the city. Those no program sends (``given_up``) wait for nothing."""
    goes = select(Attachment.id).join(Outbox, Outbox.op_id == Attachment.op_id)
    goes = goes.where(
        Attachment.sha256 == Blob.sha256, LIVE, Outbox.state != "void", not_(and_(*SAID_BY_HAND))
    ).correlate(Blob)
    under_way = or_(Blob.state.not_in(("local", "uploading")), goes.exists())
    counted = select(Blob.state, func.count(), func.sum(Blob.size - Blob.sent)).where(under_way).group_by(Blob.state)
    found = {row[0]: (int(row[1]), int(row[2])) for row in asking.connection.execute(counted)}
    waiting = [found.get(state, (0, 0)) for state in ("local", "uploading")]
    return FilesLine(
        sum(count for count, _ in waiting), sum(left for _, left in waiting), found.get("parked", (0, 0))[0]
    )


def _wanted(*more: Any) -> Select[*tuple[Any, ...]]:
    joined = and_(Blob.sha256 == Attachment.sha256)
    found: Select[*tuple[Any, ...]] = select(*_COLUMNS, *more).select_from(Attachment).join(Blob, joined)
    return found.outerjoin(Outbox, Outbox.op_id == Attachment.op_id)


def _card(row: Row[Any]) -> AttachmentCard:
    stays = row.told == "void" or (row.by_hand and row.state == "local")
    standing: Standing = "given_up" if stays else _STANDINGS[row.state]
    facts = (row.id, row.dossier_id, row.name, row.mime, row.size, row.at, row.who)
    return AttachmentCard(*facts, standing, row.sent, row.removed_at is None, row.problem)

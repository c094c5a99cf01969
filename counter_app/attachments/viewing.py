"""Reading a file of a dossier back: every look at somebody's paper is a line in the audit trail, written before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from counter_app.attachment_errors import FileNotHere
from counter_app.attachments.listing import AttachmentCard, attachment
from counter_app.attachments.vault import vault_of
from counter_app.place import Place
from counter_app.records.attachments import Attachment
from counter_app.store import Act


@dataclass(frozen=True)
class ReadFile:
    """A file with its content."""

    card: AttachmentCard
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Viewed:
    """A file somebody is about to see, and its content's hash."""

    card: AttachmentCard
    sha256: str


def read_back(place: Place, attachment_id: UUID) -> ReadFile:
    """A file's content, as whoever acts at this place's desk. NotFound, FileNotHere, FileDamaged."""
    viewed = place.desk.do(note_viewed, attachment_id)
    card = viewed.card
    return ReadFile(card, b"".join(vault_of(place).pieces(viewed.sha256, card.size)))


def note_viewed(act: Act, attachment_id: UUID) -> Viewed:
    """Write down who looks at it. NotFound; FileNotHere where there is nothing to look at."""
    card = attachment(act, attachment_id)
    if not card.here:
        raise FileNotHere
    sha256 = act.connection.execute(select(Attachment.sha256).where(Attachment.id == attachment_id)).scalar_one()
    act.record("attachment.viewed", f"attachment:{attachment_id}", {"dossier": str(card.dossier_id)})
    return Viewed(card, sha256)

"""Made-up files as a scanner leaves them: the right beginning, then bytes by chance."""

from __future__ import annotations

import io
from random import Random
from uuid import UUID

from counter_app.attachments.attaching import attach_file
from counter_app.attachments.listing import AttachmentCard, attachments_of
from counter_app.place import Place

MB = 1024 * 1024


def scan(size: int = 5000, seed: int = 1, beginning: bytes = b"%PDF-1.7\n") -> bytes:
    return beginning + Random(seed).randbytes(size - len(beginning))


def attaches(place: Place, dossier: UUID, content: bytes, name: str = "to-khai.pdf") -> AttachmentCard:
    return attach_file(place, dossier, name, io.BytesIO(content))


def files_of(place: Place, dossier: UUID) -> tuple[AttachmentCard, ...]:
    return place.desk.ask(attachments_of, dossier)

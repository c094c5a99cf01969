"""Attaching what lies on a disk: a scan the clerk chose, or named on the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from counter_app.attachment_errors import FileUnreadable
from counter_app.attachments.attaching import attach_file
from counter_app.attachments.listing import AttachmentCard
from counter_app.errors import DiskFull
from counter_app.place import Place


def attach_path(place: Place, dossier_id: UUID, path: Path) -> AttachmentCard:
    """Attach a file to a dossier. Refused as ``attach_file``; FileUnreadable also for what is no file.

    A folder has no content; a pipe or a device may never have an end, and opening one may wait for ever.
    """
    try:
        if not path.is_file():
            raise FileUnreadable(path.name)
        source = path.open("rb")
    except (OSError, ValueError) as trouble:
        raise FileUnreadable(path.name) from trouble
    with source:
        try:
            return attach_file(place, dossier_id, path.name, source)
        except OSError as trouble:
            raise DiskFull from trouble

"""What of a file has come to the city, and what its desk says of it."""

from __future__ import annotations

import hashlib
from typing import Any

import requests

from counter_app.attachments.listing import AttachmentCard
from sync.messages import PIECE
from sync.sandbox.server import SandboxCity
from tests.scans import files_of
from tests.sync.hall import Hall

LARGE = 3 * PIECE + 12_345


def at_city(city: SandboxCity, content: bytes) -> bytes | None:
    """What the city keeps under this content's name."""
    file = city._records.files / hashlib.sha256(content).hexdigest()
    return file.read_bytes() if file.exists() else None


def told(city: SandboxCity, dossier: object) -> Any:
    """The dossier as the city has it."""
    headers = {"Authorization": "Bearer enrolled"}
    return requests.get(f"{city.url}/v1/dossiers/{dossier}", headers=headers, timeout=5).json()


def only(hall: Hall, dossier: Any) -> AttachmentCard:
    (card,) = files_of(hall.place, dossier)
    return card

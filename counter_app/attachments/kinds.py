"""What a file is, by how its content begins; its name may say anything. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HEAD = 16
"""Bytes one needs to see."""


@dataclass(frozen=True)
class Kind:
    """A kind of file a dossier may have."""

    name: str
    mime: str
    begins: tuple[bytes, ...]


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("PDF", "application/pdf", (b"%PDF-",)),  # ISO 32000-1, 7.5.2
        Kind("JPEG", "image/jpeg", (b"\xff\xd8\xff",)),  # ISO/IEC 10918-1, annex B
        Kind("PNG", "image/png", (b"\x89PNG\r\n\x1a\n",)),  # ISO/IEC 15948, 5.2
        Kind("TIFF", "image/tiff", (b"II*\x00", b"MM\x00*")),  # TIFF 6.0, section 2
    )
}


def kind_of(head: bytes, allowed: Iterable[str]) -> Kind | None:
    """The kind of a content that begins so, among those allowed; None for anything else."""
    return next((KINDS[name] for name in allowed if head.startswith(KINDS[name].begins)), None)

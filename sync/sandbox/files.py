"""Files by content: pieces are appended to a part, which becomes whole when its hash is its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sync.messages import PIECE, BlobState, RemoteDossier
from sync.sandbox.problems import CityRefusal


def has_blob(files: Path, sha256: str) -> BlobState:
    """How much of a file there is."""
    if (files / sha256).exists():
        return BlobState(offset=(files / sha256).stat().st_size, whole=True)
    part = files / f"{sha256}.part"
    return BlobState(offset=part.stat().st_size if part.exists() else 0, whole=False)


def put_blob(files: Path, sha256: str, offset: int, length: int, piece: bytes) -> BlobState:
    """Keep a piece. Raises ``CityRefusal`` "bad-request", "wrong-offset", "too-large", or "damaged-body": then the part begins anew."""
    known = has_blob(files, sha256)
    if known.whole:
        return known
    if not piece:
        raise CityRefusal("bad-request", "no piece")
    if len(piece) > PIECE or offset + len(piece) > length:
        raise CityRefusal("too-large")
    if offset != known.offset:
        raise CityRefusal("wrong-offset", offset=known.offset)
    part = files / f"{sha256}.part"
    with part.open("ab") as file:
        file.write(piece)
    if offset + len(piece) < length:
        return BlobState(offset=offset + len(piece), whole=False)
    if hashlib.sha256(part.read_bytes()).hexdigest() != sha256:
        part.unlink()
        raise CityRefusal("damaged-body")
    part.replace(files / sha256)
    return BlobState(offset=length, whole=True)


def with_awaited(files: Path, dossier: RemoteDossier) -> RemoteDossier:
    """The dossier with the files it was told of and does not have whole."""
    told = (str(one["sha256"]) for one in dossier.body.get("files", []))
    awaited = tuple(sha256 for sha256 in dict.fromkeys(told) if not has_blob(files, sha256).whole)
    return dossier.model_copy(update={"awaiting_files": awaited})

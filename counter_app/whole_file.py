"""Writing a file whole: after a crash or a full disk there is the old one or the new one, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write beside, flush to the disk, then replace. OSError as it comes; the old file stands then."""
    write_pieces_whole(path, (data,), mode)


def write_pieces_whole(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    """The same for what is too large to be held in memory at once."""
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """A new name must be on the disk too (fsync(2): a file's own flush does not cover its directory entry)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

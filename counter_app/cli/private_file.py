"""Writing somebody's paper to where the command line was told: readable by who asked for it alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from counter_app.errors import BadDocument, DiskFull


def write_private(out: Path, content: bytes) -> None:
    """Write a file only its owner may read. DiskFull, and no part of it stays then; BadDocument where it can't be written."""
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as trouble:
        if trouble.errno == errno.ENOSPC:
            if out.is_file():
                out.unlink()
            raise DiskFull from None
        # Without the cause: its text has the name of the file, which may be a citizen's, and would go into the log.
        raise BadDocument("out", "không ghi được vào đây; kiểm tra thư mục và quyền ghi") from None

"""One program at a time sends: whoever holds the file's lock; whoever comes beside it is refused at once and does not wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from counter_app.errors import AnotherSender
from counter_app.locks import FileLock


@contextlib.contextmanager
def sole_sender(path: Path) -> Iterator[None]:
    """Hold the lock while the block lasts. Raises ``AnotherSender``."""
    lock = FileLock(path)
    if not lock.take():
        raise AnotherSender
    try:
        yield
    finally:
        lock.release()

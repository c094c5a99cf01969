"""A program that attaches a file and kills itself at a moment: ``attach_child FOLDER DOSSIER MOMENT``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.attachments import attaching
from counter_app.place import open_place
from counter_app.store import By
from tests.clock import SetClock
from tests.faults.processes import KILL
from tests.scans import attaches, scan


def killed(*_arguments: Any, **_facts: Any) -> Any:
    """The end, in the place of what was to come."""
    print("killed", flush=True)
    os.kill(os.getpid(), KILL)


def once_beginning(work: Callable[..., Any]) -> Callable[..., Any]:
    """The end for a file of the vault; everything else as it was."""

    def begins(path: Any, *arguments: Any) -> Any:
        return killed() if "attachments" in str(path) else work(path, *arguments)

    return begins


def main(folder: str, dossier: str, moment: str) -> None:
    """Attach, and die on the way."""
    with closing(open_place(Path(folder), by=By("lan", 3), clock=SetClock())) as place:
        if moment == "os.fsync":
            os.fsync = killed
        elif moment == "Path.replace":
            Path.replace = once_beginning(Path.replace)  # type: ignore[method-assign]
        elif moment == "attach":
            attaching._tell = killed
        attaches(place, UUID(dossier), scan(300_000))
        killed()


if __name__ == "__main__":
    main(*sys.argv[1:4])

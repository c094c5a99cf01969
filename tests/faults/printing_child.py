"""A program that prints what waits and is killed while it does: ``printing_child FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from counter_app.place import open_place
from printing.spool import print_waiting
from tests.clock import SetClock


def main(folder: str) -> None:
    """Print at ``go``."""
    place = open_place(Path(folder), clock=SetClock())
    print("ready", flush=True)
    sys.stdin.readline()
    print_waiting(place)
    print("stopped", flush=True)
    place.close()


if __name__ == "__main__":
    main(sys.argv[1])

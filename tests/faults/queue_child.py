"""A kiosk and a counter next door, as a process of its own: ``issue SERVICE`` and ``call COUNTER``, one line each."""

from __future__ import annotations

import sys
from pathlib import Path

from counter_app.place import open_place
from counter_app.queue import issuing, tickets
from tests.clock import SetClock


def main(folder: str) -> None:
    """Do what is asked until there is nothing more to read; each answer comes after the commit."""
    place = open_place(Path(folder), clock=SetClock())
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, about = line.strip().partition(" ")
        if word == "issue":
            print("issued", place.office.do(issuing.issue, about).number, flush=True)
        else:
            called = place.office.do(tickets.call_next, int(about))
            print("called", "" if isinstance(called, tickets.Empty) else called.number, flush=True)
    place.close()


if __name__ == "__main__":
    main(sys.argv[1])

"""A counter and a kiosk in one process: issues its share of tickets, then calls and finishes until nobody waits."""

from __future__ import annotations

import sys
from pathlib import Path

from counter_app.place import open_place
from counter_app.queue import issuing, tickets
from counter_app.store import By, Store
from tests.clock import SetClock


def main(folder: str, counter: int, share: int) -> None:
    """Issue and call in turn, so that both happen in all processes at the same time."""
    place = open_place(Path(folder), by=By(f"quay{counter}", counter), clock=SetClock())
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(share):
        issued = place.office.do(issuing.issue, ("HT", "CT")[number % 2], "elderly" if number % 7 == 0 else None)
        print("issued", issued.id, issued.number, flush=True)
        serve_one(place.office, counter)
    while serve_one(place.office, counter):
        pass
    place.close()


def serve_one(office: Store, counter: int) -> bool:
    called = office.do(tickets.call_next, counter)
    if isinstance(called, tickets.Empty):
        return False
    print("called", called.id, called.number, flush=True)
    office.do(tickets.begin, called.id)
    office.do(tickets.finish, called.id, "advice")
    return True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

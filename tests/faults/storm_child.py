"""A process of the storm. Each line it reads is one storm to take part in; it says ``ready`` when its records are open.

``{"address", "counter", "acts", "seed", "began", "broken"}``, all that a storm needs; the answer is one line too.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counter_app import database
from counter_app.ids import new_id
from counter_app.moments import Clock
from counter_app.place import open_place
from counter_app.postgres import open_office
from counter_app.store import By, Store
from tests.faults.storm_acts import FastClock, Stormer
from tests.postgres.offices import AUDIT_KEY


class Waits:
    """Counts how often a connection to a file found it locked and waited."""

    def __init__(self) -> None:
        self.count = 0
        self._patience: Callable[[], Any] = database._patience

    def patience(self) -> Callable[[int], bool]:
        busy = self._patience()

        def waited(count: int) -> bool:
            self.count += count == 0
            return bool(busy(count))

        return waited


def open_hall(address: str, counter: int, clock: Clock) -> Store:
    by = By(f"quay{counter}", counter)
    if address.startswith("postgresql:"):
        return open_office(address, AUDIT_KEY, new_id(), by=by, clock=clock)
    return open_place(Path(address), by=by, clock=clock).office


def main() -> None:
    """Take part in every storm asked for, until there is nothing more to read."""
    waits = Waits()
    database._patience = waits.patience
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        office = open_hall(asked["address"], asked["counter"], FastClock(asked["began"]))
        stormer = Stormer(office, asked["counter"], random.Random(asked["seed"]))
        waits.count = 0
        print("ready", flush=True)
        sys.stdin.readline()
        (stormer.break_rules if asked["broken"] else stormer.storm)(asked["acts"])
        office.close()
        said = {"done": stormer.done, "refused": stormer.refused, "again": stormer.again, "longest": stormer.longest}
        print(json.dumps({**said, "waits": waits.count}), flush=True)


if __name__ == "__main__":
    main()

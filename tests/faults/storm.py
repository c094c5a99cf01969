"""Eight processes storm one office: started once, in step for every storm, and the office looked over afterwards."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
from sqlalchemy import text

from counter_app.store import Act, Store
from tests.faults.processes import Child
from tests.faults.storm_acts import COUNTERS, SPEED, FastClock
from tests.faults.storm_check import faults, records
from tests.faults.storm_child import open_hall

ACTS = 2_000
"""What all processes do in one storm, at least; refusals don't count."""


@dataclass
class Storm:
    """What one storm did, and what it left behind."""

    engine: str
    seconds: float
    done: Counter[str]
    refused: Counter[str]
    waits: int
    """How often an act found the file, or the server a row, taken, and waited."""
    again: int
    faults: list[str]

    @property
    def line(self) -> str:
        """The figures of this storm."""
        return (
            f"{self.engine}: {self.done.total()} acts of {len(self.done)} kinds in {self.seconds:.1f} s, "
            f"{self.refused.total()} refused, {self.waits} lock waits, {self.again} begun again, "
            f"{len(self.faults)} faults"
        )


@dataclass
class Stormers:
    """The processes."""

    children: list[Child] = field(default_factory=lambda: [Child("tests.faults.storm_child") for _ in range(COUNTERS)])

    def __post_init__(self) -> None:
        for child in self.children:
            assert child.hear() == "ready"

    def storm(self, address: str, seed: int, acts: int = ACTS, *, broken: bool = False) -> Storm:
        """Let all storm this office at one moment, and look it over."""
        opens = time.time()
        asked = {"address": address, "began": opens, "acts": -(-acts // COUNTERS), "broken": broken}
        for counter, child in enumerate(self.children, 1):
            child.tell(json.dumps({**asked, "counter": counter, "seed": seed * 100 + counter}))
        for child in self.children:
            assert child.hear() == "ready"
        began = time.monotonic()
        with _waits_on_a_server(address) as waits_seen:
            for child in self.children:
                child.tell("go")
            said = [json.loads(child.hear()) for child in self.children]
        seconds = time.monotonic() - began
        with closing(open_hall(address, 1, FastClock(opens))) as office:
            left = office.ask(records)
        longest = timedelta(seconds=max(one["longest"] for one in said) * SPEED)
        return Storm(
            address.partition(":")[0] if address.startswith("postgresql:") else "sqlite",
            seconds,
            _sum(said, "done"),
            _sum(said, "refused"),
            sum(one["waits"] for one in said) + sum(waits_seen),
            sum(one["again"] for one in said),
            faults(left, longest if address.startswith("postgresql:") else timedelta(0)),
        )

    def end(self) -> list[int]:
        """Let them go home; their exit codes."""
        for child in self.children:
            assert child.process.stdin is not None
            child.process.stdin.close()
        return [child.end() for child in self.children]


def _sum(said: Sequence[dict[str, Any]], what: str) -> Counter[str]:
    return sum((Counter(one[what]) for one in said), Counter())


@contextmanager
def _waits_on_a_server(address: str) -> Iterator[list[int]]:
    """Looks, again and again, how many sessions of this database wait for a lock. Nothing on a file."""
    seen: list[int] = []
    if not address.startswith("postgresql:"):
        yield seen
        return
    over = threading.Event()

    def look() -> None:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        with psycopg.connect(address, autocommit=True) as connection:
            while not over.wait(0.005):
                row = connection.execute(waiting).fetchone()
                seen.append(row[0] if row else 0)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


GUARDS = ("uq_call_open_counter", "uq_call_open_ticket")
NUMBER = "uq_ticket_printed_number"


def without_guards(office: Store) -> None:
    """Take the unique indexes away, as if nobody had thought of them. The hall must be empty."""
    office.do(_drop_guards)


def _drop_guards(act: Act) -> None:
    for guard in GUARDS:
        act.connection.execute(text(f"DROP INDEX {guard}"))
    if act.connection.dialect.name == "postgresql":
        act.connection.execute(text(f"ALTER TABLE ticket DROP CONSTRAINT {NUMBER}"))
        return
    # SQLite can't drop a table's constraint: the empty table is made anew without it.
    kept = act.connection.execute(text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'ticket' AND sql <> ''"))
    statements = sorted(((row.type, row.sql) for row in kept), reverse=True)
    act.connection.execute(text("DROP TABLE ticket"))
    for _, statement in statements:
        lines = statement.replace("CONSTRAINT " + NUMBER + " UNIQUE (unit, business_day, series, number),", "")
        act.connection.exec_driver_sql(lines)

"""The floor of a durable act: one row, encrypted, committed, without anything of ours. No machine can do an act for less."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from counter_app.cli.benches.figures import median_of


def durable_row(folder: Path) -> float:
    """Milliseconds of one such row, in a file of its own in ``folder``."""
    with closing(sqlcipher.connect(str(folder / "floor.db"), isolation_level=None)) as raw:
        raw.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("CREATE TABLE IF NOT EXISTS one (id INTEGER PRIMARY KEY, text TEXT)")

        def once() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO one (text) VALUES ('một dòng')")
            raw.execute("COMMIT")

        return median_of(once)

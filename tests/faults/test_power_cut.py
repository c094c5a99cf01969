"""Thousands of power cuts within the real receiving: every dossier that was acknowledged is there, and the file is sound."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from counter_app.keys import open_key
from tests.faults.power_cut import TRACED, Disk, Event, read_recording
from tests.faults.processes import ROOT

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="needs the package strace, which make installs")

CUTS = 3_000
DOSSIERS = 36
"""So many fill the write-ahead log once and let it go into the file."""


@dataclass
class Recorded:
    """A unit before, and every call while dossiers were received."""

    before: Path
    events: list[Event]

    @property
    def acknowledged(self) -> list[str]:
        return [code for event in self.events for code in codes_said(event)]


def record(unit: Path, folder: Path, *manner: str) -> Recorded:
    """Receive under strace."""
    before, worked = Path(shutil.copytree(unit, folder / "before")), Path(shutil.copytree(unit, folder / "worked"))
    log = folder / "strace.txt"
    assert STRACE is not None
    trace = [STRACE, "-f", "-qq", "-xx", "-s", "70000", "-e", "signal=none", "-e", TRACED, "-o", str(log)]
    child = [sys.executable, "-W", "error", "-m", "tests.faults.intake_child", str(worked), str(DOSSIERS), *manner]
    done = subprocess.run([*trace, *child], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    recorded = Recorded(before, list(read_recording(log, worked)))
    assert len(recorded.acknowledged) == DOSSIERS
    return recorded


def codes_said(event: Event) -> Iterator[str]:
    if event.what == "said":
        word, *facts = event.data.decode().split()
        if word == "acknowledged":
            yield facts[1]


@dataclass
class Seen:
    """After so many cuts: acknowledged dossiers that were gone, files that were not sound."""

    lost: int = 0
    damaged: int = 0
    most_found: int = 0
    least_found: int = DOSSIERS


def cut_everywhere(recorded: Recorded, folder: Path, cuts: int) -> Seen:
    """Cut the power at so many moments by chance, and look."""
    chance, seen = Random(1), Seen()
    disk, key = Disk.of(recorded.before), open_key(recorded.before)
    moments = sorted(chance.randrange(len(recorded.events)) for _ in range(cuts))
    told: set[str] = set()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for at, event in enumerate(recorded.events):
        disk.see(event)
        told |= set(codes_said(event))
        while moments and moments[0] == at:
            moments.pop(0)
            found = found_after(disk.after_a_cut(chance), folder, key)
            seen.damaged += found is None
            seen.lost += len(told - (found or set()))
            seen.most_found = max(seen.most_found, len(found or ()))
            seen.least_found = min(seen.least_found, len(found or ()))
    return seen


def found_after(files: dict[str, bytearray], folder: Path, key: bytes) -> set[str] | None:
    """The dossiers in records found so; None where they are damaged."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with closing(sqlcipher.connect(str(folder / "desk.db"), isolation_level=None)) as records:
        records.execute("PRAGMA cipher_log_level = NONE")
        records.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("locking_mode = EXCLUSIVE", "synchronous = OFF"):  # nobody else looks, nothing is to be kept
            records.execute(f"PRAGMA {pragma}")
        try:
            sound = records.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            codes = {row[0] for row in records.execute("SELECT code FROM dossier")}
        except sqlcipher.DatabaseError:
            return None
    return codes if sound else None


def test_no_acknowledged_dossier_is_lost_in_any_power_cut(unit_folders: dict[str, Path], tmp_path: Path) -> None:
    recorded = record(unit_folders["one_file"], tmp_path)
    assert any(event.what == "write" and event.file == "desk.db" for event in recorded.events), "the log went in"

    seen = cut_everywhere(recorded, tmp_path / "found", CUTS)
    print(f"{CUTS} cuts in {len(recorded.events)} calls: {seen}")

    assert (seen.lost, seen.damaged) == (0, 0)
    assert seen.least_found == 0
    assert seen.most_found == DOSSIERS


def test_records_that_are_not_synced_at_every_commit_lose_dossiers_and_are_found_out(
    unit_folders: dict[str, Path], tmp_path: Path
) -> None:
    recorded = record(unit_folders["one_file"], tmp_path, "careless")

    assert cut_everywhere(recorded, tmp_path / "found", 60).lost > 0

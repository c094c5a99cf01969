"""The disk refuses, at a write or a sync counted by strace inside the real receive: nothing acknowledged is ever lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app.dossiers.receive import receive
from counter_app.place import open_place
from counter_app.records.desk import Dossier
from main import run
from tests.clock import SetClock
from tests.documents import intake
from tests.faults.processes import ROOT

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="needs the package strace, which make installs")

MOST = 32
"""Dossiers pressed at most: enough for the write-ahead log to go into the file once (a thousand pages)."""

# A file and the so-many-th write to it. A dossier takes 66 to 80 writes to the log, the first one its header too.
WRITES = [("desk.db-shm", 1), *(("desk.db-wal", at) for at in (1, 2, 40, 75, 76, 151, 1_000))]


@pytest.fixture
def folder(unit_folders: dict[str, Path], tmp_path: Path) -> Path:
    """A unit in one file: a dossier is received in the desk alone, whatever the layout."""
    return Path(shutil.copytree(unit_folders["one_file"], tmp_path / "unit"))


@dataclass(frozen=True)
class Told:
    """What the counter said before its end."""

    acknowledged: dict[UUID, str]
    last: UUID | None
    """The request pressed last."""
    refusals: tuple[str, ...]


def receive_until_refused(folder: Path, file: str, call: str, error: str, at: int) -> Told:
    """Run the counter under strace: the so-many-th call on a file and all after it fail. At least one must be met."""
    record = folder.with_name("strace.txt")
    assert STRACE is not None
    trace = ["-f", "-qq", "-e", "signal=none", "-o", str(record), "-P", str(folder.resolve() / file)]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={at}+"]
    child = [sys.executable, "-W", "error", "-m", "tests.faults.intake_child", str(folder), str(MOST)]
    done = subprocess.run([STRACE, *trace, *inject, *child], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert record.read_text(encoding="utf-8").count("(INJECTED)") > 0, "the fault was met"
    return told(done.stdout.splitlines())


def told(lines: Sequence[str]) -> Told:
    words = [line.split() for line in lines]
    acknowledged = {UUID(said[1]): said[2] for said in words if said[0] == "acknowledged"}
    pressed = [UUID(said[1]) for said in words if said[0] == "pressed"]
    refusals = tuple(said[1] for said in words if said[0] == "refused")
    return Told(acknowledged, pressed[-1] if pressed else None, refusals)


def codes(folder: Path) -> list[str]:
    """What the records hold, the disk being well again."""
    place = open_place(folder, clock=SetClock())
    held = place.desk.ask(lambda asking: asking.connection.execute(select(Dossier.code)).scalars().all())
    place.close()
    return sorted(held)


def press_again(folder: Path, request: UUID) -> str:
    """The same request with the disk well again."""
    place = open_place(folder, clock=SetClock())
    code = place.desk.do_once(request, receive, intake(), None, None).code
    place.close()
    return code


def the_file_is_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Integrity, foreign keys and audit chain, by the product's own check."""
    assert run(["--data", str(folder), "check", "--json"]) == 0
    checked: bool = json.loads(capsys.readouterr().out)["ok"]
    return checked


@pytest.mark.parametrize(("file", "at"), WRITES)
def test_a_full_disk_is_one_refusal_and_loses_nothing(
    folder: Path, file: str, at: int, capsys: pytest.CaptureFixture[str]
) -> None:
    said = receive_until_refused(folder, file, "pwrite64", "ENOSPC", at)

    assert set(said.refusals) == {"DiskFull" if file == "desk.db-wal" else "DiskFailing"}
    assert codes(folder) == sorted(said.acknowledged.values()), "exactly what was acknowledged"
    assert the_file_is_sound(folder, capsys)
    if said.last is not None:
        code = press_again(folder, said.last)
        assert code not in said.acknowledged.values()
        assert codes(folder) == sorted([*said.acknowledged.values(), code])


@pytest.mark.parametrize(("call", "error"), [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fsync", "EIO")])
@pytest.mark.parametrize("at", [1, 2])
def test_while_the_log_can_not_go_into_the_file_every_dossier_is_kept_in_the_log(
    folder: Path, call: str, error: str, at: int, capsys: pytest.CaptureFixture[str]
) -> None:
    said = receive_until_refused(folder, "desk.db", call, error, at)

    assert said.refusals == ()
    assert len(said.acknowledged) == MOST
    assert codes(folder) == sorted(said.acknowledged.values())
    assert the_file_is_sound(folder, capsys)


@pytest.mark.parametrize("at", [1, 2, 3, 10, 31])
def test_a_disk_that_fails_to_sync_leaves_at_most_one_in_doubt_and_pressing_again_tells(
    folder: Path, at: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written before the failed sync may be found at the next start: then it answers the pressed request."""
    said = receive_until_refused(folder, "desk.db-wal", "fsync", "EIO", at)

    assert said.last is not None
    assert set(said.refusals) == {"DiskFailing"}
    held = set(codes(folder))
    assert set(said.acknowledged.values()) <= held
    assert the_file_is_sound(folder, capsys)
    code = press_again(folder, said.last)
    assert held <= {*said.acknowledged.values(), code}
    assert codes(folder) == sorted([*said.acknowledged.values(), code])
    assert {request: press_again(folder, request) for request in said.acknowledged} == said.acknowledged


def test_a_fault_that_is_never_met_proves_nothing_and_says_so(folder: Path) -> None:
    with pytest.raises(AssertionError, match="the fault was met"):
        receive_until_refused(folder, "desk.db-wal", "fdatasync", "EIO", 1)

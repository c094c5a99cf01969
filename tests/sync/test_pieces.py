"""Sending a content piece by piece against a model of a city: whatever the line does, bytes are never mixed up or lost."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.attachments.queue import Going
from counter_app.errors import CityAway
from sync.messages import BlobState
from sync.sandbox.server import SandboxCity
from sync.uploading import Outcome, push_content
from sync.upstreams import FileRefused, FileTaker, WrongOffset
from sync.upstreams.city_http import CityHttp
from sync.upstreams.in_memory import CityInMemory
from tests.clock import SetClock
from tests.scans import scan

FAULTS = ("fine", "request lost", "answer lost", "twice", "restarted", "wiped")
"""What may happen to a piece; ``restarted``: the city forgets a part of what it had, ``wiped``: all."""


class ModelCity:
    """The rules of the contract in a few lines, and a line that does to each piece what is written down for it."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = list(faults)
        self.held = b""
        self.whole = b""

    def has_blob(self, sha256: str, size: int) -> BlobState:  # noqa: ARG002 - the shape of every upstream
        return BlobState(offset=size if self.whole else len(self.held), whole=bool(self.whole))

    def put_blob(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:
        fault = self.faults.pop(0) if self.faults else "fine"
        if fault == "request lost":
            raise CityAway
        if fault in ("restarted", "wiped"):
            self.held = self.held[: len(self.held) // 2] if fault == "restarted" else b""
        answer = self.takes(sha256, size, offset, piece)
        if fault == "twice":
            answer = self.takes(sha256, size, offset, piece)
        if fault == "answer lost":
            raise CityAway
        return answer

    def takes(self, sha256: str, size: int, offset: int, piece: bytes) -> BlobState:
        if self.whole:
            return BlobState(offset=size, whole=True)
        if offset != len(self.held):
            raise WrongOffset(len(self.held))
        self.held += piece
        if len(self.held) < size:
            return BlobState(offset=len(self.held), whole=False)
        if hashlib.sha256(self.held).hexdigest() != sha256:
            self.held = b""
            raise FileRefused({"type": "urn:motcua:damaged-body"})
        self.whole = self.held
        return BlobState(offset=size, whole=True)


def pushed(city: FileTaker, content: bytes, piece: int) -> Outcome | None:
    """One turn; None where the line broke."""
    going = Going(hashlib.sha256(content).hexdigest(), len(content), 0, here=True)
    seen = list[int]()

    def read(offset: int, length: int) -> bytes:
        assert offset == seen[-1]
        return content[offset : offset + length]

    def go_on(sent: int) -> bool:
        seen.append(sent)
        return True

    try:
        return push_content(city, going, piece, read, go_on)
    except CityAway:
        return None


@given(
    size=st.integers(9, 4000),
    piece=st.integers(1, 900),
    faults=st.lists(st.sampled_from(FAULTS), max_size=30),
    before=st.integers(0, 4000),
)
@example(size=100, piece=10, faults=["wiped"] * 30, before=0)
def test_whatever_the_line_does_the_city_has_the_very_bytes_in_the_end(
    size: int, piece: int, faults: list[str], before: int
) -> None:
    content, city = scan(size), ModelCity(faults)
    city.held = content[: min(before, size - 1)]

    outcomes = [pushed(city, content, piece) for _ in range(len(faults) + 2)]

    assert "stored" in outcomes
    assert city.whole == content
    assert set(outcomes) <= {"stored", "nowhere", None}


@given(size=st.integers(9, 2000), piece=st.integers(1, 500), wrong=st.binary(min_size=1, max_size=1000))
def test_a_city_that_holds_other_bytes_refuses_and_begins_anew(size: int, piece: int, wrong: bytes) -> None:
    content, city = scan(size), ModelCity([])
    city.held = wrong[: size - 1]
    mixed = city.held != content[: len(city.held)]

    if mixed:
        with pytest.raises(FileRefused):
            pushed(city, content, piece)
    assert pushed(city, content, piece) == "stored"
    assert city.whole == content


def test_without_the_true_offset_bytes_would_be_mixed_up() -> None:
    """The test bites: a sender that goes on by its own count after a lost answer is found out."""
    content, city = scan(100), ModelCity(["answer lost"])
    sha256 = hashlib.sha256(content).hexdigest()
    with pytest.raises(CityAway):
        city.put_blob(sha256, 100, 0, content[:50])
    with pytest.raises(WrongOffset):
        city.put_blob(sha256, 100, 0, content[:50])
    assert city.held == content[:50]


@pytest.mark.parametrize("which", ["over HTTP", "in memory"])
def test_every_upstream_that_takes_files_keeps_the_contract(which: str, tmp_path: Path, clock: SetClock) -> None:
    content, wrong = scan(10_000), scan(10_000, seed=2)
    sha256 = hashlib.sha256(content).hexdigest()
    with SandboxCity(tmp_path / "city") as city:
        over = CityHttp(city.url, "enrolled")
        held = CityInMemory(tmp_path / "memory", clock)
        with closing(over), closing(held):
            taker: FileTaker = over if which == "over HTTP" else held
            assert taker.has_blob(sha256, 10_000) == BlobState(offset=0, whole=False)
            assert taker.put_blob(sha256, 10_000, 0, content[:4000]) == BlobState(offset=4000, whole=False)
            with pytest.raises(WrongOffset) as elsewhere:
                taker.put_blob(sha256, 10_000, 0, content[:4000])
            assert elsewhere.value.offset == 4000
            with pytest.raises(FileRefused) as refused:
                taker.put_blob(sha256, 10_000, 4000, wrong[4000:])
            assert refused.value.problem["type"] == "urn:motcua:damaged-body"
            assert pushed(taker, content, 3000) == "stored"
            assert taker.has_blob(sha256, 10_000) == BlobState(offset=10_000, whole=True)

"""What a power cut leaves of files whose writes and syncs strace has recorded.

What was written before a file's last sync is there. Of what was written since, a disk keeps whatever it likes: none, all,
some, in any order, torn between sectors of 512 bytes. Creating and unlinking a file count as kept; a disk that says a sync
is done when it is not is not thought of. The ``-shm`` file is memory and is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
TRACED = "trace=openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
Write = tuple[int, bytes]
"""Where in the file, and what."""


@dataclass(frozen=True)
class Event:
    """One call: ``write``, ``sync``, ``cut`` (to a length) or ``unlink`` of a file, or ``said``: a line to standard output."""

    what: str
    file: str = ""
    at: int = 0
    data: bytes = b""


def read_recording(recording: Path, folder: Path) -> Iterator[Event]:
    """The calls on files of a folder, and the lines said when they were whole, in order; ``strace -f -xx``."""
    begun = b""
    for event in _calls(recording, folder):
        if event.what != "said":
            yield event
            continue
        *lines, begun = (begun + event.data).split(b"\n")
        yield from (Event("said", data=line) for line in lines)


def _calls(recording: Path, folder: Path) -> Iterator[Event]:
    opened: dict[int, str] = {}
    with recording.open(encoding="ascii") as lines:
        for line in lines:
            call = _CALL.match(line)
            if call is None or int(call[3]) < 0:
                assert "unfinished" not in line, "one thread alone is recorded"
                continue
            name, said, result = call[1], call[2], int(call[3])
            if name == "openat":
                path = Path(_text(said).decode())
                opened.pop(result, None)
                if path.parent == folder and ".db" in path.name and not path.name.endswith("-shm"):
                    opened[result] = path.name
                continue
            if name == "unlink":
                yield Event("unlink", Path(_text(said).decode()).name)
                continue
            yield from _of_descriptor(name, said, opened)


def _of_descriptor(name: str, said: str, opened: dict[int, str]) -> Iterator[Event]:
    descriptor = int(said.split(",", maxsplit=1)[0])
    if name == "write" and descriptor == 1:
        yield Event("said", data=_text(said))
    file = opened.get(descriptor)
    if name == "close":
        opened.pop(descriptor, None)
    if file is None:
        return
    if name == "pwrite64":
        yield Event("write", file, int(said.rsplit(", ", 1)[1]), _text(said))
    elif name == "ftruncate":
        yield Event("cut", file, int(said.split(", ")[1]))
    elif name in ("fsync", "fdatasync"):
        yield Event("sync", file)
    else:
        assert name == "close", name


def _text(said: str) -> bytes:
    found = _TEXT.search(said)
    assert found is not None, said[:80]
    assert not said[found.end() :].startswith("..."), "recorded whole"
    return bytes.fromhex(found[1].replace("\\x", ""))


@dataclass
class Disk:
    """The files as they are on the disk for certain, and what may or may not be there besides."""

    files: dict[str, bytearray]
    unsynced: dict[str, list[Event]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """As a folder's records stand."""
        return cls({path.name: bytearray(path.read_bytes()) for path in folder.glob("*.db*")})

    def see(self, event: Event) -> None:
        """One call more."""
        if event.what == "unlink":
            self.files.pop(event.file, None)
            self.unsynced.pop(event.file, None)
        elif event.what == "sync":
            content = self.files.setdefault(event.file, bytearray())
            for waiting in self.unsynced.pop(event.file, ()):
                _apply(content, waiting)
        elif event.what in ("write", "cut"):
            self.files.setdefault(event.file, bytearray())
            self.unsynced.setdefault(event.file, []).append(event)

    def after_a_cut(self, chance: Random) -> dict[str, bytearray]:
        """What might be found when the power is back."""
        found = {name: bytearray(content) for name, content in self.files.items()}
        for name, waiting in self.unsynced.items():
            for event in _kept(waiting, chance):
                _apply(found[name], event)
        return found


def _kept(waiting: Sequence[Event], chance: Random) -> list[Event]:
    manner = chance.choice(("none", "all", "first", "some", "torn"))
    if manner in ("none", "all"):
        return list(waiting) if manner == "all" else []
    if manner == "first":
        return list(waiting[: chance.randint(0, len(waiting))])
    if manner == "some":
        kept = [event for event in waiting if chance.random() < 0.5]
    else:
        kept = [sector for event in waiting for sector in _sectors(event) if chance.random() < 0.5]
    chance.shuffle(kept)
    return kept


def _sectors(event: Event) -> list[Event]:
    if event.what == "cut":
        return [event]
    ends = range(0, len(event.data), SECTOR)
    return [Event("write", event.file, event.at + start, event.data[start : start + SECTOR]) for start in ends]


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "cut":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    if len(content) < event.at:
        content.extend(bytes(event.at - len(content)))
    content[event.at : event.at + len(event.data)] = event.data

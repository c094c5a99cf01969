"""Sending the content of attached files: after all ops, one file at a time, piece by piece, from wherever the city says.

The city is asked first how much it has (HEAD), and in the end whether it has all of it: only then a file counts as stored.
A piece that was lost, came twice or whose answer was lost is put right by the true offset the city tells. Whatever breaks
off goes on from there, after a second or a week. Only the holder of the lock (``upload_lock``) may send.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from counter_app.attachment_errors import FileDamaged
from counter_app.attachments import queue
from counter_app.attachments.queue import Going
from counter_app.attachments.vault import Vault, vault_of
from counter_app.errors import DiskFailing
from counter_app.outbox import may_send
from counter_app.place import Place
from counter_app.settings import value_of
from counter_app.store import By, Store
from sync.messages import PIECE, BlobState
from sync.sole_sender import sole_sender
from sync.upstreams import FileRefused, FileTaker, WrongOffset

SMALLEST_PIECE = 16 * 1024
"""Bytes: with less, asking costs more than sending."""
_SPARE = 8
"""Pieces sent more often than twice each before a city counts as leading nowhere."""
_WRONG_OFFSET = {"type": "urn:motcua:wrong-offset", "status": 409}
_DAMAGED, _GONE = {"type": "urn:motcua:file-damaged"}, {"type": "urn:motcua:file-gone"}

Outcome = Literal["stored", "held", "nowhere"]
Wait = Callable[[float], bool]
"""Waits so many seconds, or not at all; True where the program is to end."""


@dataclass(frozen=True)
class Uploads:
    """What one turn did with files; ``held``: something else goes first, or the program ends."""

    stored: int = 0
    parked: int = 0
    held: bool = False


def upload_lock(place: Place) -> AbstractContextManager[None]:
    """Hold the lock of the one program of this PC that sends files. Raises ``AnotherSender``."""
    return sole_sender(place.lock_path("upload"))


def send_files(place: Place, taker: FileTaker, wait: Wait = lambda _seconds: False, most: int = PIECE) -> Uploads:
    """Send what can go, until ops want to go, or ``wait`` says to end; ``most`` bytes in a piece.

    Raises ``CityAway`` or ``CityRefused``.
    """
    turn = _Turn(place.desk.acting_as(By("sync")), vault_of(place), taker, wait, most)
    stored = parked = 0
    while not turn.ops_first and (going := turn.next_file()) is not None:
        outcome = turn.send(going)
        if outcome == "held":
            return Uploads(stored, parked, held=True)
        stored, parked = stored + (outcome == "stored"), parked + (outcome == "parked")
    return Uploads(stored, parked, held=turn.ops_first)


def push_content(
    taker: FileTaker, going: Going, piece: int, read: Callable[[int, int], bytes], go_on: Callable[[int], bool]
) -> Outcome:
    """Send one content in pieces of so many bytes.

    ``read`` gives so many bytes from an offset on; ``go_on`` hears before each piece how much the city has, and says
    whether to send it. Raises ``FileRefused`` and whatever ``read`` and the city's line raise.
    """
    known = taker.has_blob(going.sha256, going.size)
    for _ in range(2 * -(-going.size // piece) + _SPARE):
        if known.whole:
            return "stored"
        if known.offset >= going.size:
            return "nowhere"
        if not go_on(known.offset):
            return "held"
        try:
            known = taker.put_blob(going.sha256, going.size, known.offset, read(known.offset, piece))
        except WrongOffset as wrong:
            known = BlobState(offset=wrong.offset, whole=False)
        if known.whole:
            known = taker.has_blob(going.sha256, going.size)
    return "nowhere"


@dataclass(frozen=True)
class _Turn:
    """One turn of the queue."""

    store: Store
    vault: Vault
    taker: FileTaker
    wait: Wait
    most: int

    def next_file(self) -> Going | None:
        """Take the next content out; to find none nothing is written."""
        return self.store.do(queue.take_next) if self.store.ask(queue.next_file) is not None else None

    @property
    def ops_first(self) -> bool:
        """Whether any op can go now: those go before files."""
        return self.store.ask(may_send)

    def send(self, going: Going) -> Outcome | Literal["parked"]:
        """Send one content and write down what became of it."""
        cap = int(self.store.ask(value_of, "files.cap_kb")) * 1000
        piece = min(self.most, max(SMALLEST_PIECE, cap)) if cap else self.most
        pause = piece / cap if cap else 0.0

        def read(offset: int, length: int) -> bytes:
            return self.vault.read(going.sha256, going.size, offset, length)

        def go_on(sent: int) -> bool:
            if sent != going.sent:
                self.store.do(queue.note_sent, going.sha256, sent)
            return not self.ops_first and not self.wait(pause)

        try:
            outcome = push_content(self.taker, going, piece, read, go_on)
        except FileDamaged:
            return self._park(going, _DAMAGED if going.here else _GONE)
        except DiskFailing:
            return self._nowhere(going, _DAMAGED)  # others go meanwhile; one that stays unreadable waits for a person
        except FileRefused as refused:
            return self._park(going, refused.problem)
        if outcome == "stored":
            self.store.do(queue.note_stored, going.sha256)
        return self._nowhere(going, _WRONG_OFFSET) if outcome == "nowhere" else outcome

    def _nowhere(self, going: Going, problem: dict[str, Any]) -> Literal["nowhere", "parked"]:
        return "parked" if self.store.do(queue.note_nowhere, going.sha256, problem) else "nowhere"

    def _park(self, going: Going, problem: dict[str, Any]) -> Literal["parked"]:
        self.store.do(queue.park_file, going.sha256, problem)
        return "parked"

"""Lines between counters and their city on which everything goes wrong: one fault for each request, dealt from one deck.

============= =================================================================================================
pass          nothing
delay         the answer comes a little later
refuse        the connection is closed before anything is passed on
half_request  the city gets half of the request
lose_answer   the work is done, nobody hears of it
truncate      half of the answer
duplicate     the city gets the request twice
late          as refused; but the city gets the request later, behind the next ones of this counter
busy          503 with Retry-After
kill_counter  the city gets the request, the counter dies
kill_city     the city dies over the request
============= =================================================================================================
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from types import TracebackType
from typing import BinaryIO, Self

HOST = "127.0.0.1"
PATIENCE_SECONDS = 20
FAULTS: Mapping[str, int] = {
    "pass": 18,
    "delay": 3,
    "refuse": 4,
    "half_request": 4,
    "lose_answer": 6,
    "truncate": 4,
    "duplicate": 5,
    "late": 4,
    "busy": 2,
    "kill_counter": 2,
    "kill_city": 1,
}
"""How often each stands in the deck."""
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
Kill = Callable[[], None]


class Deck:
    """Faults in a shuffled order, each as often as ``FAULTS`` says, then shuffled anew: chance orders them and leaves none out."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._cards: list[str] = []
        self._turn = threading.Lock()
        self.dealt: Counter[str] = Counter()

    def draw(self) -> str:
        """Deal one; lines in several threads take turns."""
        with self._turn:
            if not self._cards:
                self._cards = self._chance.sample(list(FAULTS), sum(FAULTS.values()), counts=list(FAULTS.values()))
            fault = self._cards.pop()
            self.dealt[fault] += 1
            return fault


class ChaosProxy:
    """One counter's line. ``city`` says the port just now. Use as a context."""

    def __init__(self, city: Callable[[], int], seed: int, deck: Deck, kills: Mapping[str, Kill]) -> None:
        self._city = city
        self._chance = Random(seed)
        self._deck = deck
        self._kills = kills
        self._late: list[bytes] = []
        self._open: list[socket.socket] = []
        self._over = threading.Event()

    def __enter__(self) -> Self:
        self._door = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._over.set()
        for one in (self._door, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()

    def _serve(self) -> None:
        """One connection after another: a counter has one line."""
        while not self._over.is_set():
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            self._open[:] = [line]
            with line, line.makefile("rb") as coming, contextlib.suppress(OSError):
                while (request := read_message(coming)) and self._carry(line, request):
                    pass

    def _carry(self, line: socket.socket, request: bytes) -> bool:
        """Carry one request; False where the connection is to be closed after it."""
        fault = self._deck.draw()
        if fault == "busy":
            line.sendall(_BUSY)
            return True
        if fault in ("refuse", "late"):
            self._late += [request] if fault == "late" else []
            return False
        if fault in ("half_request", "kill_city"):
            self._half(request, whole=fault == "kill_city")
            return False
        answer = self._asked(request)
        self._send_the_late()
        if fault == "duplicate":
            answer = self._asked(request)
        return self._answer(line, answer, fault)

    def _answer(self, line: socket.socket, answer: bytes, fault: str) -> bool:
        if fault == "kill_counter":
            self._kills["counter"]()
        if fault in ("kill_counter", "lose_answer") or not answer:
            return False
        if fault == "delay":
            self._over.wait(self._chance.uniform(0.01, 0.1))
        line.sendall(answer[: len(answer) // 2] if fault == "truncate" else answer)
        return fault != "truncate"

    def _send_the_late(self) -> None:
        """What was held back arrives now, behind a younger request. Nobody waits for its answer."""
        late, self._late[:] = self._late[:], []
        for request in late:
            self._asked(request)

    def _asked(self, request: bytes) -> bytes:
        """The city's answer; nothing where it is away."""
        with contextlib.suppress(OSError), self._to_city() as onward, onward.makefile("rb") as back:
            onward.sendall(request)
            return read_message(back)
        return b""

    def _half(self, request: bytes, *, whole: bool) -> None:
        with contextlib.suppress(OSError), self._to_city() as onward:
            onward.sendall(request if whole else request[: len(request) // 2])
            if whole:
                self._kills["city"]()

    def _to_city(self) -> socket.socket:
        return socket.create_connection((HOST, self._city()), PATIENCE_SECONDS)


def read_message(stream: BinaryIO) -> bytes:
    """Read one whole HTTP message (RFC 9112 §6.3, with Content-Length), or nothing where it breaks off."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return b""
        head += line
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    body = stream.read(length)
    return head + body if len(body) == length else b""

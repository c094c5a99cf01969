"""One connection to the printer made of software, from its first byte to its last, with what may be wrong with it."""

from __future__ import annotations

import selectors
import socket
import struct
import time
from collections.abc import Callable

from printing.virtual.door import CHUNK
from printing.virtual.mechanism import Mechanism
from printing.virtual.state import State
from printing.virtual.stream import RealTime, Stream

STRAY = b"\x12\x1a\x11\x13\x10\x00\x00\x00"
"""Said unasked: two answers to DLE EOT, XON, XOFF, an automatic status of four bytes."""


class Line:
    """Takes bytes as the state allows, answers DLE EOT at once and the rest in its turn."""

    def __init__(self, connection: socket.socket, mechanism: Mechanism, buffer: int) -> None:
        self._connection = connection
        self._mechanism = mechanism
        self._buffer = buffer
        self._stream, self._real_time = Stream(), RealTime()
        self._taken = 0
        self._next_read = 0.0
        self._late: list[tuple[float, bytes]] = []
        mechanism.feed_from(self._stream)

    def run(self, woken: socket.socket, hear_wake: Callable[[], bool]) -> None:
        """Serve until the other side has gone or ``hear_wake`` (called when ``woken`` has a byte) says stop."""
        with self._connection, selectors.DefaultSelector() as ready:
            ready.register(woken, selectors.EVENT_READ)
            listening = False
            while not self._stream.ended:
                now = time.monotonic()  # one moment for both: what is not read yet is due later, and waited for
                wanted = self._wants(now)
                if wanted != listening:
                    (
                        ready.register(self._connection, selectors.EVENT_READ)
                        if wanted
                        else ready.unregister(self._connection)
                    )
                    listening = wanted
                sources = {key.fileobj for key, _ in ready.select(self._pause(now))}
                if woken in sources and not hear_wake():
                    self._stream.ended = True
                elif self._connection in sources:
                    self._stream.ended = not self._receive()
                self._answer(self._mechanism.work_off(self._stream))

    def _wants(self, now: float) -> bool:
        """Whether it takes bytes at this moment."""
        room = len(self._stream) < self._buffer
        return room and self._mechanism.state.takes_more(self._taken) and now >= self._next_read

    def _pause(self, now: float) -> float | None:
        """Seconds from this moment until something is due by itself."""
        due = [moment for moment, _ in self._late] + [self._next_read] * (self._next_read > now)
        return max(0.0, min(due) - now) if due else None

    def _receive(self) -> bool:
        """Take what has come; answer DLE EOT at once. False when the connection is over."""
        state = self._mechanism.state
        most = CHUNK if state.reads_at_most is None else min(CHUNK, state.reads_at_most - self._taken)
        try:
            data = self._connection.recv(most)
        except OSError:
            return False
        self._taken += len(data)
        self._stream.add(data)
        if state.bytes_a_second is not None:
            self._next_read = time.monotonic() + len(data) / state.bytes_a_second
        if state.resets_after is not None and self._taken >= state.resets_after:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        return bool(data) and self._say(self._at_once(data, state))

    def _at_once(self, data: bytes, state: State) -> bytes:
        asked = [state.answer(number) for number in self._real_time.asked(data)]
        stray = STRAY if state.stray and self._stream.in_picture else b""
        return stray + (b"".join(asked) if state.answers_status else b"")

    def _answer(self, answers: bytes) -> None:
        """Say what is due; what is late is kept."""
        now = time.monotonic()
        if answers:
            self._late.append((now + self._mechanism.state.late, answers))
        due = b"".join(said for moment, said in self._late if moment <= now)
        self._late = [(moment, said) for moment, said in self._late if moment > now]
        if not self._say(due):
            self._stream.ended = True

    def _say(self, answers: bytes) -> bool:
        try:
            self._connection.sendall(answers)
        except OSError:
            return False
        return True

"""The box: a TCP port, one connection at a time, a state that can be changed, answers as a printer gives them.

It holds what it can't print yet: out of paper it works off nothing more, takes what its buffer holds, still answers
DLE EOT, and goes on when paper is put in.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from printing.virtual.paper import Paper, Roll
from printing.virtual.state import State
from printing.virtual.stream import (
    Acknowledge,
    Command,
    Cut,
    Feed,
    Garbage,
    Initialise,
    PaperQuery,
    RealTime,
    Row,
    Stream,
)

CHUNK = 4096


class VirtualPrinter:
    """A printer on a port of this machine; use it as a context or with ``start`` and ``stop``."""

    def __init__(self, folder: Path | None = None, *, port: int = 0, width: int = 576, buffer: int = 64 * 1024) -> None:
        self._folder = folder
        self._buffer = buffer
        self._changed = threading.Condition()
        self._state = State()
        self._papers: list[Paper] = []
        self._roll = Roll(width)
        self._streams: deque[Stream] = deque()
        self._stopping = False
        # What changes the state wakes the thread that waits for bytes.
        self._wake, self._woken = socket.socketpair()
        self._woken.setblocking(False)
        self._door = socket.socket()
        if sys.platform != "win32":  # there it would let two programs share a port
            self._door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CHUNK)
        self._door.bind(("127.0.0.1", port))
        self.host, self.port = self._door.getsockname()[:2]
        self._thread = threading.Thread(target=self._serve, name=f"virtual-printer-{self.port}", daemon=True)

    def start(self) -> Self:
        """Open the port and begin to print."""
        self._door.listen(1)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close the port and wait for the thread to end."""
        self._stopping = True
        self._wake.send(b".")
        self._thread.join()
        for endpoint in (self._door, self._wake, self._woken):
            endpoint.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    @property
    def state(self) -> State:
        """How the printer is just now."""
        with self._changed:
            return self._state

    def change(self, **facts: Any) -> None:
        """Put the printer into another state: ``change(cover_open=True)``; it notices at once."""
        with self._changed:
            self._state = replace(self._state, **facts)
            self._changed.notify_all()
        self._wake.send(b".")

    @property
    def papers(self) -> list[Paper]:
        """The papers cut so far."""
        with self._changed:
            return list(self._papers)

    @property
    def uncut_rows(self) -> int:
        """Rows printed and not cut: half a paper hanging out."""
        with self._changed:
            return len(self._roll)

    def wait_for(self, count: int, timeout: float = 10.0) -> Paper:
        """The paper with this number, as soon as it has been cut; TimeoutError after ``timeout`` seconds."""
        self.wait_until(lambda: len(self._papers) >= count, timeout)
        return self.papers[count - 1]

    def wait_until(self, holds: Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until something holds of this printer, looked at after each change; TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(holds, timeout):
                raise TimeoutError(f"{len(self._papers)} papers, {len(self._roll)} rows after {timeout} s")

    def _serve(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._door, selectors.EVENT_READ)
            ready.register(self._woken, selectors.EVENT_READ)
            while not self._stopping:
                for key, _ in ready.select():
                    if key.fileobj is self._woken:
                        self._hear_wake()
                        self._work_off(None)
                    elif not self._stopping:
                        self._talk(self._door.accept()[0])

    def _hear_wake(self) -> None:
        # A connection that was accepted in the same round may have heard it already.
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(CHUNK)

    def _talk(self, line: socket.socket) -> None:
        """One connection from its first byte to its last; what it left whole is printed also after its end."""
        stream, real_time = Stream(), RealTime()
        self._streams.append(stream)
        with line, selectors.DefaultSelector() as ready:
            ready.register(self._woken, selectors.EVENT_READ)
            listening = False
            while not self._stopping and not stream.ended:
                room = len(stream) < self._buffer
                if room != listening:
                    ready.register(line, selectors.EVENT_READ) if room else ready.unregister(line)
                    listening = room
                sources = {key.fileobj for key, _ in ready.select()}
                if self._woken in sources:
                    self._hear_wake()
                if line in sources:
                    stream.ended = not self._receive(line, stream, real_time)
                self._say(line, self._work_off(stream))

    def _receive(self, line: socket.socket, stream: Stream, real_time: RealTime) -> bool:
        """Take what has come; answer DLE EOT at once. False when the other side has gone."""
        try:
            data = line.recv(CHUNK)
        except OSError:
            return False
        stream.add(data)
        state = self.state
        answers = b"".join(state.answer(asked) for asked in real_time.asked(data) if state.answers_status)
        return bool(data) and self._say(line, [answers])

    def _say(self, line: socket.socket, answers: Iterable[bytes]) -> bool:
        try:
            line.sendall(b"".join(answers))
        except OSError:
            return False
        return True

    def _work_off(self, current: Stream | None) -> list[bytes]:
        """Print as far as state and bytes allow; what there is to answer on the connection of ``current``."""
        answers: list[bytes] = []
        with self._changed:
            while self._streams and self._state.prints:
                stream = self._streams[0]
                command = stream.take()
                if command is not None:
                    answer = self._obey(command)
                    answers += [answer] if stream is current else []
                elif stream.ended:
                    self._streams.popleft()
                else:
                    break
            self._changed.notify_all()
        return answers

    def _obey(self, command: Command) -> bytes:
        """Do one command; the bytes that answer it."""
        match command:
            case Row(dots):
                self._roll.print_row(dots)
                self._use_paper(1)
            case Feed(dots):
                self._roll.feed(dots)
                self._use_paper(dots)
            case Cut():
                self._papers.append(self._roll.cut(len(self._papers) + 1, self._folder))
            case Garbage(letters):
                self._roll.print_letters(letters)
            case Acknowledge(number):
                return b"\x37\x22" + number + b"\x00" if self._state.acknowledges else b""
            case PaperQuery():
                return bytes((0x03 * self._state.paper_low,)) if self._state.answers_paper else b""
            case Initialise():
                pass
        return b""

    def _use_paper(self, rows: int) -> None:
        if self._state.paper_rows is not None:
            self._state = replace(self._state, paper_rows=max(0, self._state.paper_rows - rows))

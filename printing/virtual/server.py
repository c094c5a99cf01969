"""The box: a TCP port, one connection at a time, a state that can be changed, answers as a printer gives them.

It holds what it can't print yet: out of paper it works off nothing more, takes what its buffer holds, still answers
DLE EOT, and goes on when paper is put in.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from printing.virtual.door import CHUNK, PrinterDoor
from printing.virtual.faults import state_of
from printing.virtual.line import Line
from printing.virtual.mechanism import Mechanism
from printing.virtual.paper import Paper
from printing.virtual.state import State


class VirtualPrinter:
    """A printer on a port of this machine; use it as a context or with ``start`` and ``stop``."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        port: int = 0,
        width: int = 576,
        buffer: int = 64 * 1024,
        fault: str | None = None,
    ) -> None:
        self._buffer = buffer
        self._mechanism = Mechanism(folder, width, state_of(fault))
        self._stopping = False
        # What changes the state wakes the thread that waits for bytes.
        self._wake, self._woken = socket.socketpair()
        self._woken.setblocking(False)
        self._door = PrinterDoor(port)
        self.host, self.port = self._door.host, self._door.port
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._serve, name=f"virtual-printer-{self.port}", daemon=True)

    def start(self) -> Self:
        """Open the port and begin to print."""
        self._door.stand(self.state.door, self._ready)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close the port and wait for the thread to end."""
        self._stopping = True
        self._wake.send(b".")
        self._thread.join()
        self._ready.close()
        for endpoint in (self._door, self._wake, self._woken):
            endpoint.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    @property
    def state(self) -> State:
        """How the printer is just now."""
        return self._mechanism.state

    def change(self, **facts: Any) -> None:
        """Put the printer into another state: ``change(cover_open=True)``; it notices at once."""
        self._mechanism.change(facts)
        self._wake.send(b".")

    def become(self, state: State) -> None:
        """Be in this state from now on: ``become(State())`` mends every fault."""
        self._mechanism.become(state)
        self._wake.send(b".")

    @property
    def papers(self) -> list[Paper]:
        """The papers cut so far."""
        return self._mechanism.papers

    @property
    def uncut_rows(self) -> int:
        """Rows printed and not cut: half a paper hanging out."""
        return self._mechanism.uncut_rows

    def wait_for(self, count: int, timeout: float = 60.0) -> Paper:
        """The paper with this number, as soon as it has been cut; TimeoutError after ``timeout`` seconds."""
        self.wait_until(lambda: len(self.papers) >= count, timeout)
        return self.papers[count - 1]

    def wait_until(self, holds: Callable[[], bool], timeout: float = 60.0) -> None:
        """Wait until something holds of this printer, looked at after each change; TimeoutError."""
        self._mechanism.wait_until(holds, timeout)

    def _serve(self) -> None:
        while not self._stopping:
            for key, _ in self._ready.select():
                if key.fileobj is self._woken:
                    self._hear_wake()
                    self._mechanism.work_off(None)
                elif not self._stopping and self._door.is_this(key.fileobj):
                    self._welcome()
            if not self._stopping:
                self._door.stand(self.state.door, self._ready)

    def _welcome(self) -> None:
        """Serve whoever is at the door; a printer for one connection refuses others meanwhile."""
        line = self._door.accept()
        if line is None:
            return
        if self.state.one_connection:
            self._door.stand("closed", self._ready)
        Line(line, self._mechanism, self._buffer).run(self._woken, self._hear_wake)

    def _hear_wake(self) -> bool:
        # A connection that was accepted in the same round may have heard it already.
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(CHUNK)
        return not self._stopping

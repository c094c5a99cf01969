"""A wire that counts: carries one connection to a printer and calls somebody when the so-many-th byte has gone through."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable
from typing import Self


class CountingWire:
    """Use as a context. Bytes behind the counted one are lost, as when a program dies: they never left it."""

    def __init__(self, printer_port: int, at_byte: int, then: Callable[[], None]) -> None:
        self._printer_port = printer_port
        self._left = at_byte
        self._then = then
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self.cut = threading.Event()
        """Set when the byte has gone through and ``then`` was called."""
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        # A last knock, for a wire nobody used.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join()
        self._door.close()

    def _serve(self) -> None:
        near, _ = self._door.accept()
        with near, socket.create_connection(("127.0.0.1", self._printer_port)) as far:
            with selectors.DefaultSelector() as ready:
                for line in (near, far):
                    ready.register(line, selectors.EVENT_READ)
                while all(self._carry(key.fileobj is near, near, far) for key, _ in ready.select()):
                    pass
            # What the printer has is worked off before the wire is gone.
            with contextlib.suppress(OSError):
                far.shutdown(socket.SHUT_WR)
                far.settimeout(5)
                while far.recv(4096):
                    pass

    def _carry(self, forth: bool, near: socket.socket, far: socket.socket) -> bool:
        """One piece in one direction; False when the wire is over."""
        try:
            data = (near if forth else far).recv(min(1024, self._left) if forth else 1024)
            (far if forth else near).sendall(data)
        except OSError:
            return False
        if forth:
            self._left -= len(data)
            if not self._left:
                self._then()
                self.cut.set()
                return False
        return bool(data)

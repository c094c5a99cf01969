"""The port of the printer made of software: open, closed (connections are refused), or full (nobody answers them)."""

from __future__ import annotations

import contextlib
import selectors
import socket
import sys

from printing.virtual.state import Door

CHUNK = 4096
"""Bytes the system keeps for the printer beyond its own buffer."""
_KNOCKS = 8
"""Connections of our own that fill a queue for one: from then on the system drops every SYN (listen(2), tcp(7))."""


class PrinterDoor:
    """A listening socket that keeps its port while it is shut."""

    def __init__(self, port: int) -> None:
        self._knocking: list[socket.socket] = []
        self._socket = _bound(port)
        self.host, self.port = self._socket.getsockname()[:2]
        self._stands: Door = "closed"

    def stand(self, wanted: Door, ready: selectors.BaseSelector) -> None:
        """Be open, closed or full from now on; only an open door is looked at by ``ready``."""
        if wanted == self._stands:
            return
        self._shut(ready)
        if wanted == "open":
            self._socket.listen(1)
            ready.register(self._socket, selectors.EVENT_READ)
        elif wanted == "full":
            self._socket.listen(0)
            self._knock()
        self._stands = wanted

    def is_this(self, source: object) -> bool:
        """Whether what is ready is this door."""
        return source is self._socket and self._stands == "open"

    def accept(self) -> socket.socket | None:
        """The next connection, or None when it has gone again."""
        try:
            return self._socket.accept()[0]
        except OSError:
            return None

    def close(self) -> None:
        """Give the port back."""
        self._socket.close()
        for knock in self._knocking:
            knock.close()

    def _shut(self, ready: selectors.BaseSelector) -> None:
        if self._stands == "closed":
            return
        with contextlib.suppress(KeyError):
            ready.unregister(self._socket)
        self.close()
        self._knocking = []
        self._socket = _bound(self.port)

    def _knock(self) -> None:
        for _ in range(_KNOCKS):
            knock = socket.socket()
            knock.setblocking(False)
            knock.connect_ex((self.host, self.port))
            self._knocking.append(knock)


def _bound(port: int) -> socket.socket:
    door = socket.socket()
    if sys.platform != "win32":  # there it would let two programs share a port
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CHUNK)
    door.bind(("127.0.0.1", port))
    return door

"""Raw TCP printing (port 9100, "AppSocket"): one connection for one paper, never kept open between papers.

The send buffer is small, so that a printer that takes nothing is noticed: with the system's own buffer a whole paper
is "sent" to a printer that never reads.
"""

from __future__ import annotations

import contextlib
import socket
import time

SEND_BUFFER = 8192
"""Bytes the system may take before the printer has taken any."""
CHUNK = 4096
GOODBYE = 0.5
"""Seconds for which a printer that says nothing may hang up by itself."""


class TcpTransport:
    """The way to a printer on the network."""

    def __init__(
        self, host: str, port: int = 9100, *, connect_timeout: float = 3.0, stall_timeout: float = 5.0
    ) -> None:
        self._address = (host, port)
        self._connect_timeout = connect_timeout
        self._stall_timeout = stall_timeout
        self._line: socket.socket | None = None
        self._unheard = False

    def open(self) -> None:
        """Connect; OSError when nobody answers within the connect timeout (seconds)."""
        self.close()
        refusal: OSError | None = None
        for family, kind, protocol, _, address in socket.getaddrinfo(*self._address, type=socket.SOCK_STREAM):
            line = socket.socket(family, kind, protocol)
            try:
                # The buffer must be small before the connection is made (socket(7), tcp(7)).
                line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.settimeout(self._connect_timeout)
                line.connect(address)
            except OSError as error:
                line.close()
                refusal = error
            else:
                self._line = line
                return
        raise refusal or OSError(f"no address for {self._address[0]}")

    def write(self, data: bytes) -> None:
        """Send; TimeoutError when the printer takes nothing for the stall timeout (seconds)."""
        line = self._opened()
        line.settimeout(self._stall_timeout)
        self._unheard = True
        for start in range(0, len(data), CHUNK):
            line.sendall(data[start : start + CHUNK])

    def read(self, timeout: float) -> bytes:
        """What has come, at least one byte unless ``timeout`` seconds pass; ConnectionError when the printer hung up."""
        line = self._opened()
        line.settimeout(max(timeout, 0.001))
        try:
            data = line.recv(CHUNK)
        except TimeoutError:
            return b""
        if not data:
            raise ConnectionResetError("the printer closed the connection")
        self._unheard = False
        return data

    def close(self) -> None:
        """Say goodbye in both directions, so that the printer is free for the next.

        To a connection closed with something unread the system sends a reset (RFC 2525, 2.17), and the printer drops
        the end of the paper: what a printer that acknowledges nothing says while it prints is read first.
        """
        if self._line is not None:
            line, self._line = self._line, None
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_WR)
                end = time.monotonic() + GOODBYE
                while self._unheard and (left := end - time.monotonic()) > 0:
                    line.settimeout(left)
                    self._unheard = bool(line.recv(CHUNK))
            line.close()
            self._unheard = False

    def _opened(self) -> socket.socket:
        if self._line is None:
            raise ConnectionError("not open")
        return self._line

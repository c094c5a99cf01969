"""A proxy between a hall and its city that loses answers: the work is done, nobody hears of it.

Or, where told so, that loses requests or doubles them.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import BinaryIO, Self

HOST = "127.0.0.1"


class LossyLine:
    """Passes requests on to ``port``; the answers to the next ``lose`` pushes are dropped with the connection.

    ``of``: how the requests begin that meet the fault; ``way``: ``answer``, ``request`` (never arrives), ``twice``.
    """

    def __init__(self, port: int, lose: int, of: bytes = b"POST /v1/batches", way: str = "answer") -> None:
        self._city = port
        self.lose = lose
        self.lost = 0
        self.of = of
        self.way = way
        self._connection: socket.socket | None = None

    def __enter__(self) -> Self:
        self._listening = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: BaseException | None, _at: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # wakes the thread where it waits to accept
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        if self._connection is not None:
            with contextlib.suppress(OSError):  # and where it waits for a request
                self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._connection = connection
            with connection, connection.makefile("rb") as coming:
                self._pass_on(connection, coming)

    def _pass_on(self, connection: socket.socket, coming: BinaryIO) -> None:
        while request := _message(coming):
            faulty = bool(self.lose) and request.startswith(self.of)
            if faulty:
                self.lose -= 1
                self.lost += 1
            if faulty and self.way == "request":
                return
            answer = self._onward(request)
            if faulty and self.way == "twice":
                answer = self._onward(request)
            elif faulty:
                return
            connection.sendall(answer)

    def _onward(self, request: bytes) -> bytes:
        with socket.create_connection((HOST, self._city)) as onward, onward.makefile("rb") as back:
            onward.sendall(request)
            return _message(back)


def _message(stream: BinaryIO) -> bytes:
    """Read one whole HTTP message, or nothing."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return b""
        head += line
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + (stream.read(int(lengths[0].split(b":")[1])) if lengths else b"")

"""A print server that takes every line at once and passes all bytes on as they come: who does not take turns gets mixed."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from typing import Self

CHUNK = 1024


class Crossing(socketserver.ThreadingTCPServer):
    """Stands before a printer on a port of its own; what the printer says goes to everybody. Use as a context."""

    daemon_threads = True

    def __init__(self, printer_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.port = int(self.server_address[1])
        self._open: list[socket.socket] = []
        self._turn = threading.Lock()
        self._printer = socket.create_connection(("127.0.0.1", printer_port))
        self._running = [threading.Thread(target=work) for work in (self._tell_all, self._serve)]

    def __enter__(self) -> Self:
        for thread in self._running:
            thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.shutdown()
        self._printer.shutdown(socket.SHUT_RDWR)
        for thread in self._running:
            thread.join()
        self._printer.close()
        self.server_close()

    def join(self, line: socket.socket) -> None:
        """A program has connected."""
        with self._turn:
            self._open.append(line)

    def leave(self, line: socket.socket) -> None:
        """It has gone."""
        with self._turn:
            self._open.remove(line)

    def pass_on(self, data: bytes) -> None:
        """Hand some bytes to the printer, whoever they are from."""
        with self._turn:
            self._printer.sendall(data)

    def _serve(self) -> None:
        self.serve_forever(poll_interval=0.05)

    def _tell_all(self) -> None:
        while data := self._printer.recv(CHUNK):
            with self._turn:
                for line in self._open:
                    with contextlib.suppress(OSError):
                        line.sendall(data)


class _Line(socketserver.BaseRequestHandler):
    """One program's connection."""

    server: Crossing

    def handle(self) -> None:
        self.server.join(self.request)
        try:
            while data := self.request.recv(CHUNK):
                self.server.pass_on(data)
        except OSError:
            pass
        finally:
            self.server.leave(self.request)

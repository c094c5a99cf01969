"""An office printer at the end of a queue: takes what comes on its port, one document a connection."""

from __future__ import annotations

import queue
import socket
import threading
from typing import Self


class OfficePrinter:
    """Use as a context."""

    def __enter__(self) -> Self:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._documents: queue.Queue[bytes] = queue.Queue()
        self._open = True
        self._thread = threading.Thread(target=self._take)
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._open = False
        with socket.create_connection(("127.0.0.1", self.port)):
            self._thread.join(20)
        self._door.close()

    def document(self) -> bytes:
        """The next document, once it has come whole."""
        return self._documents.get(timeout=60)

    def _take(self) -> None:
        while True:
            line, _ = self._door.accept()
            with line, line.makefile("rb") as coming:
                if not self._open:
                    return
                self._documents.put(coming.read())

"""A serial cable between a port of this PC and a printer: a pseudo-terminal, and a thread that carries the bytes.

It holds few bytes itself, so that a printer that takes none is felt at the port. Where the printer hangs up, the adapter
is pulled out of the PC: the port is gone, and there again when it is plugged in.
"""

from __future__ import annotations

import contextlib
import os
import pty
import selectors
import socket
import sys
import threading
import tty
from pathlib import Path
from typing import Self

from printing.virtual import VirtualPrinter

CHUNK = 1024


class SerialCable:
    """``port`` is what a card names. Use as a context."""

    def __init__(self, printer: VirtualPrinter, port: Path) -> None:
        self._printer = printer
        self.port = port
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.unplug()

    def plug(self) -> None:
        """The port is there, with a printer at its other end."""
        master, slave, name = _pair()
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
        line.connect((self._printer.host, self._printer.port))
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(name)
        self._end, self._stop = socket.socketpair()
        self._thread = threading.Thread(target=self._carry, args=(master, slave, line))
        self._thread.start()

    def unplug(self) -> None:
        """The port is gone."""
        if self._thread is not None:
            self._stop.send(b".")
            self._thread.join()
            self._thread = None
            self._end.close()
            self._stop.close()
        self.port.unlink(missing_ok=True)

    def _carry(self, master: int, slave: int, line: socket.socket) -> None:
        line.setblocking(False)
        waiting = b""
        with line, selectors.DefaultSelector() as ready:
            ready.register(self._end, selectors.EVENT_READ)
            ready.register(line, selectors.EVENT_READ)
            ready.register(master, selectors.EVENT_READ)
            while True:
                sources = {key.fd: events for key, events in ready.select()}
                if self._end.fileno() in sources:
                    break
                if not self._hear(line, master, sources.get(line.fileno(), 0)):
                    self.port.unlink(missing_ok=True)
                    break
                if master in sources:
                    waiting = os.read(master, CHUNK)
                waiting = _sent(line, waiting)
                self._turn(ready, line, master, blocked=bool(waiting))
        os.close(master)
        os.close(slave)

    def _hear(self, line: socket.socket, master: int, events: int) -> bool:
        """Carry what the printer says; False when it has hung up."""
        if not events & selectors.EVENT_READ:
            return True
        try:
            said = line.recv(CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        os.write(master, said)
        return bool(said)

    def _turn(self, ready: selectors.BaseSelector, line: socket.socket, master: int, *, blocked: bool) -> None:
        """While the printer takes nothing, nothing is taken from the port."""
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if blocked else 0)
        ready.modify(line, wanted)
        with contextlib.suppress(KeyError):
            ready.unregister(master)
        if not blocked:
            ready.register(master, selectors.EVENT_READ)


def _sent(line: socket.socket, waiting: bytes) -> bytes:
    """Hand bytes to the printer; what it has not taken."""
    try:
        return waiting[line.send(waiting) :] if waiting else b""
    except BlockingIOError:
        return waiting
    except OSError:
        return b""  # it has hung up, which is heard next


def _pair() -> tuple[int, int, str]:
    """The far end, the near end and the near end's name, as a raw line."""
    if sys.platform != "win32":
        master, slave = pty.openpty()
        tty.setraw(slave)
        return master, slave, os.ttyname(slave)
    raise NotImplementedError

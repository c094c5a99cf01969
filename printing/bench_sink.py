"""A printer without a head, for measuring.

``python -m printing.bench_sink`` says its port, then, for each paper, when its last byte came. It answers status and
acknowledgement as a printer does, and like a printer it holds few bytes at a time.
"""

from __future__ import annotations

import socket
import sys
import time

from printing import escpos

BUFFER = 4096
"""The receive buffer of a small printer."""
_QUESTION = escpos.acknowledge(0)[:-4]


def main() -> None:
    """Serve one connection after the other until killed."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        door.bind(("127.0.0.1", 0))
        door.listen()
        _say(str(door.getsockname()[1]))
        while True:
            line, _ = door.accept()
            with line:
                _take(line)


def _take(line: socket.socket) -> None:
    """One paper: it ends with the question for an acknowledgement."""
    tail = b""
    while data := line.recv(BUFFER):
        tail = (tail + data)[-64:]
        if data == escpos.STATUS_QUERY:
            line.sendall(bytes((0x12,) * 4))
        elif tail[-len(_QUESTION) - 4 : -4] == _QUESTION:
            came = time.perf_counter()
            line.sendall(b"\x37\x22" + tail[-4:] + b"\x00")
            _say(repr(came))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

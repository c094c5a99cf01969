"""Programs begun again and again: the modules are loaded once, each program is a process of its own from there on.

``prepared MODULE`` is the process that loads and forks. An order comes over the socket at its standard input: arguments
as JSON with two descriptors (unix(7), SCM_RIGHTS); answers are the process id at once, the exit code at the end.
"""

from __future__ import annotations

import importlib
import json
import os
import socket
import subprocess
import sys
from typing import IO, Self

from tests.faults.processes import KILL, ROOT, SURROUNDINGS, Child

PATIENCE_SECONDS = 60
MOST_BYTES = 65_536


class Forked:
    """A process that was forked for us; what ``subprocess.Popen`` would say of it."""

    def __init__(self, answers: IO[str], stdin: IO[str], stdout: IO[str]) -> None:
        self.stdin, self.stdout = stdin, stdout
        self._answers = answers
        self._pid = int(answers.readline())
        self._code: int | None = None

    def wait(self, timeout: float | None = None) -> int:  # noqa: ARG002 - the socket itself knows how long to wait
        """Its exit code, negative for a signal."""
        if self._code is None:
            self._code = int(self._answers.readline())
        return self._code

    def poll(self) -> int | None:
        return self._code

    def kill(self) -> None:
        os.kill(self._pid, KILL)


class Loader:
    """The process that loads and forks, seen from outside."""

    def __init__(self, module: str) -> None:
        self._orders, theirs = socket.socketpair()
        self._orders.settimeout(PATIENCE_SECONDS)
        command = [sys.executable, "-W", "error", "-m", "tests.faults.prepared", module]
        with theirs:
            self._process = subprocess.Popen(command, cwd=ROOT, env=SURROUNDINGS, stdin=theirs.fileno())
        self._answers = self._orders.makefile()

    def fork(self, arguments: tuple[str, ...]) -> Forked:
        """One more program."""
        (their_in, our_out), (our_in, their_out) = os.pipe(), os.pipe()
        if sys.platform != "win32":
            socket.send_fds(self._orders, [json.dumps(arguments).encode()], [their_in, their_out])
        os.close(their_in)
        os.close(their_out)
        return Forked(self._answers, os.fdopen(our_out, "w"), os.fdopen(our_in))

    def end(self) -> int:
        """No more orders; its exit code."""
        self._orders.shutdown(socket.SHUT_RDWR)
        self._answers.close()
        self._orders.close()
        return self._process.wait(PATIENCE_SECONDS)


class Prepared:
    """Use as a context; one program at a time. Where nothing can be forked every program loads its modules itself."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._loader = Loader(module) if hasattr(os, "fork") else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        if self._loader is not None:
            assert self._loader.end() == 0

    def start(self, *arguments: str) -> Child:
        """Begin ``MODULE.main`` with these arguments."""
        if self._loader is None:
            return Child(self._module, *arguments)
        return Child.of(self._loader.fork(arguments))


if sys.platform != "win32":

    def main(module: str) -> None:
        """Load, then fork at each order until nobody can give one any more."""
        program = importlib.import_module(module)
        orders = socket.socket(fileno=os.dup(0))
        while True:
            order, pipes, _, _ = socket.recv_fds(orders, MOST_BYTES, 2)
            if not order:
                orders.close()
                return
            pid = os.fork()
            if pid == 0:
                orders.close()
                _speak_through(*pipes)
                program.main(*json.loads(order))
                return
            for pipe in pipes:
                os.close(pipe)
            orders.sendall(f"{pid}\n".encode())
            _, status = os.waitpid(pid, 0)
            orders.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())

    def _speak_through(stdin: int, stdout: int) -> None:
        os.dup2(stdin, 0)
        os.dup2(stdout, 1)
        os.close(stdin)
        os.close(stdout)

    if __name__ == "__main__":
        main(sys.argv[1])

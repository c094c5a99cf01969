"""Starting programs of our own as processes, in step, and stopping them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol, Self

ROOT = Path(__file__).parents[2]
KILL = 9
"""SIGKILL (signal(7)); Windows has no name for it."""


SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


class Program(Protocol):
    """A running process: what we ask of ``subprocess.Popen``."""

    @property
    def stdin(self) -> IO[str] | None: ...
    @property
    def stdout(self) -> IO[str] | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def poll(self) -> int | None: ...
    def kill(self) -> None: ...


class Child:
    """A process that speaks in lines: it says ``ready``, waits for ``go``, and says what it did."""

    def __init__(self, module: str, *arguments: str) -> None:
        self.process: Program = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", module, *arguments],
            cwd=ROOT,
            env=SURROUNDINGS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @classmethod
    def of(cls, process: Program) -> Self:
        """The one behind a process that runs already."""
        child = cls.__new__(cls)
        child.process = process
        return child

    def hear(self) -> str:
        """The next line; empty when the process has ended."""
        return self._out.readline().rstrip("\n")

    def hear_until(self, beginning: str) -> list[str]:
        """Every line up to and with the first that begins so, or all that came before the end."""
        lines = []
        while line := self.hear():
            lines.append(line)
            if line.startswith(beginning):
                break
        return lines

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self, timeout: float = 60) -> int:
        """Let it end by itself; its exit code."""
        code = self.process.wait(timeout)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        return code

    def kill(self) -> None:
        self.process.kill()
        self.end()

    @property
    def _out(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout


def in_step(children: Sequence[Child]) -> None:
    """Let all begin at one moment."""
    for child in children:
        assert child.hear() == "ready"
    for child in children:
        child.tell("go")

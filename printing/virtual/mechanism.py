"""Head, roll and buffer: works off what came, in the order in which it came, as far as the state allows."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from printing.virtual.paper import Paper, Roll
from printing.virtual.state import State
from printing.virtual.stream import Acknowledge, Command, Cut, Feed, Garbage, PaperQuery, Row, Stream


class Mechanism:
    """What prints. Used by the thread of the box; looked at by others."""

    def __init__(self, folder: Path | None, width: int, state: State) -> None:
        self._folder = folder
        self._changed = threading.Condition()
        self._state = state
        self._papers: list[Paper] = []
        self._roll = Roll(width)
        self._streams: deque[Stream] = deque()

    @property
    def state(self) -> State:
        """How the printer is just now."""
        with self._changed:
            return self._state

    def change(self, facts: dict[str, Any]) -> None:
        """Be the same but for these facts."""
        with self._changed:
            self._state = replace(self._state, **facts)
            self._changed.notify_all()

    def become(self, state: State) -> None:
        """Be in this state from now on."""
        with self._changed:
            self._state = state
            self._changed.notify_all()

    @property
    def papers(self) -> list[Paper]:
        """The papers cut so far."""
        with self._changed:
            return list(self._papers)

    @property
    def uncut_rows(self) -> int:
        """Rows printed and not cut."""
        with self._changed:
            return len(self._roll)

    def wait_until(self, holds: Callable[[], bool], timeout: float) -> None:
        """Wait until something holds, looked at after each change; TimeoutError after ``timeout`` seconds."""
        with self._changed:
            if not self._changed.wait_for(holds, timeout):
                raise TimeoutError(f"{len(self._papers)} papers, {len(self._roll)} rows after {timeout} s")

    def feed_from(self, stream: Stream) -> None:
        """Bytes of one more connection will come."""
        self._streams.append(stream)

    def work_off(self, current: Stream | None) -> bytes:
        """Print as far as state and bytes allow; what there is to answer on the connection of ``current``."""
        answers = b""
        with self._changed:
            while self._streams and self._state.prints:
                stream = self._streams[0]
                command = stream.take()
                if command is not None:
                    answer = self._obey(command)
                    answers += answer if stream is current else b""
                elif stream.ended:
                    self._streams.popleft()
                else:
                    break
            self._changed.notify_all()
        return answers

    def _obey(self, command: Command) -> bytes:
        """Do one command; the bytes that answer it."""
        match command:
            case Row(dots):
                self._roll.print_row(dots)
                self._use_paper(1)
            case Feed(dots):
                self._roll.feed(dots)
                self._use_paper(dots)
            case Cut():
                self._papers.append(self._roll.cut(len(self._papers) + 1, self._folder))
            case Garbage(letters):
                self._roll.print_letters(letters)
            case Acknowledge(number):
                return b"\x37\x22" + number + b"\x00" if self._state.acknowledges else b""
            case PaperQuery():
                return bytes((0x03 * self._state.paper_low,)) if self._state.answers_paper else b""
            case _:  # ESC @ moves no paper
                pass
        return b""

    def _use_paper(self, rows: int) -> None:
        if self._state.paper_rows is not None:
            self._state = replace(self._state, paper_rows=max(0, self._state.paper_rows - rows))

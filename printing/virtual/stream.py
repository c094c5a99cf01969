"""What a printer understands of the bytes it gets (Epson ESC/POS command reference), as they come, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ESC, GS, DLE, LF = 0x1B, 0x1D, 0x10, 0x0A
LINE = 30
"""Dots of a line feed (the default line spacing, 1/6 inch at 180 dpi)."""

# Bytes of the parameters after ESC x, for what may come and moves no paper.
_ESC_PARAMETERS = {b"!": 1, b"M": 1, b"E": 1, b"G": 1, b"-": 1, b"a": 1, b"t": 1, b"R": 1, b"3": 1, b"2": 0, b"{": 1}
_GS_PARAMETERS = {b"!": 1, b"B": 1, b"h": 1, b"w": 1, b"H": 1, b"a": 1, b"L": 2, b"W": 2}


@dataclass(frozen=True)
class Initialise:
    """ESC @."""


@dataclass(frozen=True)
class Row:
    """One row of a raster picture; 1 is ink."""

    dots: bytes


@dataclass(frozen=True)
class Feed:
    """Paper moves by so many dots."""

    dots: int


@dataclass(frozen=True)
class Cut:
    """The paper is cut."""


@dataclass(frozen=True)
class Acknowledge:
    """GS ( H function 48: say this back when all before is printed."""

    number: bytes


@dataclass(frozen=True)
class PaperQuery:
    """GS r 1."""


@dataclass(frozen=True)
class Garbage:
    """Bytes that come out as letters: on a Vietnamese paper always a fault."""

    letters: bytes


Command = Initialise | Row | Feed | Cut | Acknowledge | PaperQuery | Garbage


class Stream:
    """The bytes of one connection that are not worked off yet, and where in a picture the printer is."""

    def __init__(self) -> None:
        self.ended = False
        """Whether the connection is over: what is not whole by now is forgotten."""
        self._waiting = bytearray()
        self._row_bytes = 0
        self._rows_to_come = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def in_picture(self) -> bool:
        """Whether rows of a picture are still to come."""
        return bool(self._rows_to_come)

    def add(self, data: bytes) -> None:
        """Take bytes into the buffer."""
        self._waiting += data

    def take(self) -> Command | None:
        """The next command, or None while it has not come whole."""
        while self._waiting:
            if self._rows_to_come:
                return self._row()
            length = self._length()
            if length is None or length > len(self._waiting):
                return None
            command = self._command(bytes(self._waiting[:length]))
            del self._waiting[:length]
            if command is not None:
                return command
        return None

    def _row(self) -> Row | None:
        if len(self._waiting) < self._row_bytes:
            return None
        dots = bytes(self._waiting[: self._row_bytes])
        del self._waiting[: self._row_bytes]
        self._rows_to_come -= 1
        return Row(dots)

    def _length(self) -> int | None:
        """Bytes of the command at the head of the buffer, a picture's rows not counted; None when not known yet."""
        head = bytes(self._waiting[:5])
        if head[0] == LF or (head[0] not in (ESC, GS, DLE)):
            return 1
        if len(head) < 2:  # noqa: PLR2004 - the letter of the command is still to come
            return None
        letter = head[1:2]
        if head[0] == DLE:
            return 3 if letter in (b"\x04", b"\x05") else 5 if letter == b"\x14" else 2
        if head[0] == ESC:
            return 2 + (1 if letter in (b"J", b"d") else _ESC_PARAMETERS.get(letter, 0))
        return self._length_of_gs(letter, head)

    def _length_of_gs(self, letter: bytes, head: bytes) -> int | None:
        """The same for commands that begin with GS."""
        if letter == b"v":
            return 8
        if letter == b"(":
            return None if len(head) < 5 else 5 + int.from_bytes(head[3:5], "little")  # noqa: PLR2004 - GS ( x pL pH
        if letter == b"V":
            return None if len(head) < 3 else 4 if head[2] in (65, 66, 97, 98, 103, 104) else 3  # noqa: PLR2004 - GS V m
        return 3 if letter == b"r" else 2 + _GS_PARAMETERS.get(letter, 0)

    def _command(self, code: bytes) -> Command | None:
        """What one whole command asks for, or None when nothing comes of it."""
        command: Command | None = None
        match code[:1], code[1:2]:
            case b"\n", _:
                command = Feed(LINE)
            case b"\x1b", b"@":
                command = Initialise()
            case b"\x1b", b"J":
                command = Feed(code[2])
            case b"\x1b", b"d":
                command = Feed(code[2] * LINE)
            case b"\x1d", b"V":
                command = Cut()
            case b"\x1d", b"r":
                command = PaperQuery()
            case b"\x1d", b"v":
                self._row_bytes = int.from_bytes(code[4:6], "little")
                self._rows_to_come = int.from_bytes(code[6:8], "little") if self._row_bytes else 0
            case b"\x1d", b"(" if code[2:3] == b"H" and code[5:7] == b"00":
                command = Acknowledge(code[7:11])
            case _ if code[0] not in (ESC, GS, DLE) and code[0] >= 0x20:  # noqa: PLR2004 - a letter
                command = Garbage(code)
        return command


class RealTime:
    """DLE EOT n as it arrives, in the middle of a picture too: a printer looks at each byte before it buffers it."""

    def __init__(self) -> None:
        self._last = b""

    def asked(self, data: bytes) -> Iterator[int]:
        """The status numbers (1 to 4) asked for in these bytes and the two before them."""
        seen = self._last + data
        for at in range(len(seen) - 2):
            if seen[at : at + 2] == b"\x10\x04" and 1 <= seen[at + 2] <= 4:  # noqa: PLR2004 - DLE EOT 1 to 4
                yield seen[at + 2]
        self._last = seen[-2:]

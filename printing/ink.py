"""Ink: black dots as rows of bits. A letter, a word, a code and a whole paper are all the same thing at different sizes.

A row is one whole number, its highest bit the dot at the left. Putting a word on a paper is a shift and an OR for each
of its rows, and a paper's rows are the bytes a printer takes: nothing is turned from one form into another on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PIL import Image


@dataclass(frozen=True)
class Ink:
    """Black dots in a rectangle: ``width`` dots in each of ``rows``, from the top."""

    width: int
    rows: tuple[int, ...]

    @property
    def height(self) -> int:
        """Dots from top to bottom."""
        return len(self.rows)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots."""
        return self.width, self.height

    @property
    def dots(self) -> int:
        """How many dots are black."""
        return sum(row.bit_count() for row in self.rows)

    @cached_property
    def box(self) -> tuple[int, int, int, int] | None:
        """Left, top, right and bottom of what is black; None where nothing is."""
        lines = [at for at, row in enumerate(self.rows) if row]
        if not lines:
            return None
        every = 0
        for row in self.rows:
            every |= row
        right = self.width - ((every & -every).bit_length() - 1)
        return self.width - every.bit_length(), lines[0], right, lines[-1] + 1

    def packed(self) -> bytes:
        """The rows one after the other, each in full bytes, 1 is ink; white up to the full byte."""
        size = (self.width + 7) // 8
        spare = size * 8 - self.width
        return b"".join([(row << spare).to_bytes(size, "big") for row in self.rows])

    def image(self) -> Image.Image:
        """As a picture of mode "1": 0 is ink, 255 is white."""
        return Image.frombytes("1", self.size, self.packed(), "raw", "1;I")


def ink_of(picture: Image.Image) -> Ink:
    """The white dots (255) of a picture of mode "1" as ink: how letters are drawn."""
    size, spare = (picture.width + 7) // 8, -picture.width % 8
    raw = picture.tobytes("raw", "1")
    rows = (raw[start : start + size] for start in range(0, len(raw), size))
    return Ink(picture.width, tuple(int.from_bytes(row, "big") >> spare for row in rows))


def magnified(modules: list[str], dots: int, *, times: int | None = None) -> Ink:
    """Rows of «0» and «1», each sign ``dots`` wide, each row standing ``times`` (or ``dots``) rows high."""
    rows = [int("".join(sign * dots for sign in row), 2) for row in modules]
    high = dots if times is None else times
    return Ink(len(modules[0]) * dots, tuple(row for row in rows for _ in range(high)))


class Sheet:
    """White paper of ``width`` and ``height`` dots on which ink is put."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._rows = [0] * height

    def put(self, ink: Ink, x: int, y: int) -> None:
        """Black dots with their upper left corner at a place; what lies beyond the left or right edge is lost."""
        shift = self._width - x - ink.width
        new = ink.rows if x >= 0 else tuple(row & (1 << max(0, ink.width + x)) - 1 for row in ink.rows)
        old = self._rows[y : y + ink.height]
        if shift < 0:
            self._rows[y : y + ink.height] = [was | row >> -shift for was, row in zip(old, new, strict=True)]
        else:
            self._rows[y : y + ink.height] = [was | row << shift for was, row in zip(old, new, strict=True)]

    def clear(self, ink: Ink, x: int, y: int) -> None:
        """The same dots white: letters on a black band."""
        shift = max(0, self._width - x - ink.width)
        for at, row in enumerate(ink.rows, y):
            self._rows[at] &= ~(row << shift)

    def fill(self, x: int, y: int, width: int, height: int) -> None:
        """A black rectangle."""
        row = ((1 << width) - 1) << max(0, self._width - x - width)
        for at in range(y, y + height):
            self._rows[at] |= row

    def ink(self) -> Ink:
        """What stands on the paper."""
        return Ink(self._width, tuple(self._rows))

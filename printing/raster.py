"""The canvas a thermal paper is drawn on: black or white dots, growing downward.

Nothing is cut: text is wrapped by measured dots, a word that is too long is broken, and the picture is as high as
what was drawn. Units are dots (8 a millimetre at 203 dpi).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from printing.fonts import NO_BREAK, Face, advance, clean, mask, reach
from printing.ink import Ink, Sheet, magnified

if TYPE_CHECKING:
    from PIL import Image

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Run:
    """A piece of text in one face; runs after one another stand on one baseline."""

    text: str
    face: Face


@dataclass(frozen=True)
class Word:
    """A word where it stands in its line: dots from the start of the line to the pen."""

    text: str
    face: Face
    x: int


@dataclass(frozen=True)
class Line:
    """Words of one line and how many dots they need."""

    words: tuple[Word, ...]
    width: int

    @cached_property
    def ascent(self) -> int:
        """Dots above the baseline."""
        return max(word.face.ascent for word in self.words)

    @cached_property
    def height(self) -> int:
        """Dots to the next baseline."""
        return max(word.face.line_height for word in self.words)


@dataclass(frozen=True)
class Placed:
    """Something that stands on the paper, by the dots of its upper left corner: a picture, or a black rectangle."""

    x: int
    y: int
    ink: Ink | tuple[int, int]
    """Ink, or width and height of a rectangle."""
    white: bool = False
    """White on black."""
    text: str = ""
    """The word it shows; empty for what is no word."""
    base: int | None = None
    """The baseline of its line."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots."""
        return self.ink if isinstance(self.ink, tuple) else self.ink.size


@lru_cache(16)
def _dashes(length: int, thickness: int, dash: int) -> Ink:
    """A dashed line: as many dots black as white."""
    pattern = ("1" * dash + "0" * dash) * (length // dash + 1)
    return magnified([pattern[:length]], 1, times=thickness)


def wrap(runs: Iterable[Run], width: int) -> tuple[Line, ...]:
    """Runs as lines of at most ``width`` dots; breaks at spaces, inside a word only when it alone is too wide."""
    return _wrapped(tuple(runs), width)


@lru_cache(1024)
def _wrapped(runs: tuple[Run, ...], width: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    words: list[Word] = []
    pen = filled = 0
    for text, face in _pieces(runs, width):
        if words:
            gap = advance(" ", face)
            if pen + gap + reach(text, face) > width:
                lines.append(Line(tuple(words), filled))
                words, pen = [], 0
            else:
                pen += gap
        words.append(Word(text, face, pen))
        filled = pen + reach(text, face)
        pen += advance(text, face)
    return (*lines, Line(tuple(words), filled)) if words else tuple(lines)


def balanced(runs: Iterable[Run], width: int) -> tuple[Line, ...]:
    """Runs in as few lines as ``wrap`` needs, all about as long: no last word alone under a heading."""
    return _balanced(tuple(runs), width)


@lru_cache(512)
def _balanced(runs: tuple[Run, ...], width: int) -> tuple[Line, ...]:
    best = _wrapped(runs, width)
    low = max((reach(word, run.face) for run in runs for word in clean(run.text).split(" ") if word), default=width)
    high = width
    if len(best) < 2:  # noqa: PLR2004 - one line has nothing to share
        return best
    while low < high:
        middle = (low + high) // 2
        tried = _wrapped.__wrapped__(runs, middle)
        if len(tried) <= len(best):
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def _pieces(runs: Iterable[Run], width: int) -> Iterator[tuple[str, Face]]:
    """The words of runs, none wider than ``width``."""
    for run in runs:
        for word in clean(run.text).split(" "):
            if not word:
                continue
            if reach(word, run.face) <= width:
                yield word, run.face
            else:
                yield from ((piece, run.face) for piece in broken(word, run.face, width))


def broken(word: str, face: Face, width: int) -> list[str]:
    """A too wide word in pieces: at its no-break spaces, then after - / . , @ _, then anywhere between letters."""
    pieces: list[str] = []
    rest = word
    while rest and reach(rest, face) > width:
        cut = _cut(rest, face, width)
        pieces.append(rest[:cut].rstrip(NO_BREAK))
        rest = rest[cut:].lstrip(NO_BREAK)
    return [piece for piece in (*pieces, rest) if piece]


def _cut(word: str, face: Face, width: int) -> int:
    """How many characters of a too wide word stand on the first line; at least one."""
    fits = max(1, bisect_right(range(1, len(word)), width, key=lambda end: reach(word[:end], face)))
    while 1 < fits < len(word) and unicodedata.combining(word[fits]):
        fits -= 1
    for signs in (NO_BREAK, "-/.,@_"):
        places = [i + 1 for i in range(fits) if word[i] in signs]
        if places and places[-1] * 3 >= fits:  # not a crumb on the first line
            return places[-1]
    return fits


class Canvas:
    """What is drawn so far. ``y`` is where the next thing goes; set it back to draw a second column.

    ``left`` and ``right`` are the edges of the text; only a bar code may reach beyond them to the paper's width.
    """

    def __init__(self, width: int, margin: int = 0) -> None:
        self.width = width
        self.left = margin
        self.right = width - margin
        self.y = margin
        self._placed: list[Placed] = []

    def space(self, dots: int) -> None:
        """Leave paper white."""
        self.y += dots

    def text(
        self,
        runs: str | Sequence[Run],
        face: Face | None = None,
        *,
        left: int | None = None,
        right: int | None = None,
        align: Align = "left",
        white: bool = False,
    ) -> None:
        """Text between two edges, wrapped; ``face`` belongs to plain text."""
        if isinstance(runs, str):
            assert face is not None, "plain text needs a face"
            runs = (Run(runs, face),)
        start, end = self._edges(left, right)
        for line in balanced(runs, end - start) if align == "centre" else wrap(runs, end - start):
            spare = end - start - line.width
            self._words(line, start + {"left": 0, "centre": spare // 2, "right": spare}[align], white=white)
            self.y += line.height

    def _edges(self, left: int | None, right: int | None) -> tuple[int, int]:
        return self.left if left is None else left, self.right if right is None else right

    def _words(self, line: Line, start: int, *, white: bool) -> None:
        base = self.y + line.ascent
        for word in line.words:
            drawn = mask(word.text, word.face)
            if drawn is not None:
                # A letter that begins left of the pen must not begin left of the paper.
                x = max(0, start + word.x + drawn.left)
                self._placed.append(Placed(x, base + drawn.top, drawn.ink, white, word.text, base))

    def picture(self, ink: Ink, x: int, y: int, text: str = "") -> None:
        """Ink with its upper left corner at a place, and the word it shows; does not move ``y``."""
        self._placed.append(Placed(x, y, ink, text=text))

    def block(self, x: int, y: int, width: int, height: int) -> None:
        """A black rectangle; does not move ``y``."""
        self._placed.append(Placed(x, y, (width, height)))

    def rule(self, thickness: int = 2, *, dash: int = 0) -> None:
        """A line from edge to edge, dashed when ``dash`` dots are given; moves ``y`` below it."""
        if dash:
            self.picture(_dashes(self.right - self.left, thickness, dash), self.left, self.y)
        else:
            self.block(self.left, self.y, self.right - self.left, thickness)
        self.y += thickness

    def frame(self, top: int, bottom: int, thickness: int) -> None:
        """An outline from edge to edge around what stands between ``top`` and ``bottom``; does not move ``y``."""
        for y in (top, bottom - thickness):
            self.block(self.left, y, self.right - self.left, thickness)
        for x in (self.left, self.right - thickness):
            self.block(x, top, thickness, bottom - top)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """All that stands on the paper, in the order in which it was drawn."""
        return tuple(self._placed)

    @property
    def height(self) -> int:
        """Dots from the top to the last white row."""
        return max(1, self.y, *(one.y + one.size[1] for one in self._placed))

    def paper(self) -> Ink:
        """The paper, as high as what stands on it."""
        sheet = Sheet(self.width, self.height)
        for one in self._placed:
            if isinstance(one.ink, tuple):
                sheet.fill(one.x, one.y, *one.ink)
            elif one.white:
                sheet.clear(one.ink, one.x, one.y)
            else:
                sheet.put(one.ink, one.x, one.y)
        return sheet.ink()

    def image(self) -> Image.Image:
        """The same as a picture: mode "1", 0 is ink, 255 is white."""
        return self.paper().image()

"""What stands on a paper, told from its layout: the words in their order, ink that is covered, ink beyond the edge."""

from __future__ import annotations

import re

from printing.fonts import clean
from printing.ink import Ink, Sheet
from printing.raster import Canvas, Placed


def letters(text: str) -> str:
    """A text without spaces: on paper it may be broken anywhere."""
    return re.sub(r"\s", "", clean(text))


def said_on(canvas: Canvas) -> str:
    """All words on a paper, one after the other, without spaces."""
    return "".join(letters(one.text) for one in canvas.placed)


def unbroken_on(canvas: Canvas, value: str) -> bool:
    """Whether a value stands on one line, word beside word."""
    lines: dict[int, str] = {}
    for one in canvas.placed:
        if one.text:
            base = one.y + one.size[1] if one.base is None else one.base
            lines[base] = lines.get(base, "") + letters(one.text)
    return any(letters(value) in line for line in lines.values())


def beyond_the_edge(canvas: Canvas) -> list[Placed]:
    """What has ink beyond the paper."""
    return [one for one in canvas.placed if not _within(one, canvas)]


def _within(one: Placed, canvas: Canvas) -> bool:
    left, top, right, bottom = (0, 0, *one.ink) if isinstance(one.ink, tuple) else one.ink.box or (0, 0, 0, 0)
    on_paper = one.x + left >= 0 and one.y + top >= 0
    return on_paper and one.x + right <= canvas.width and one.y + bottom <= canvas.height


def dots_of_words(canvas: Canvas) -> int:
    """How many dots all black words have, each counted by itself."""
    return sum(one.ink.dots for one in _black_words(canvas) if not isinstance(one.ink, tuple))


def dots_seen(canvas: Canvas) -> int:
    """How many dots of black words are seen: on free paper, not over one another, not on a line or a picture."""
    words, rest = (_painted(canvas, ones) for ones in (_black_words(canvas), [o for o in canvas.placed if not o.text]))
    return Ink(canvas.width, tuple(word & ~other for word, other in zip(words.rows, rest.rows, strict=True))).dots


def _black_words(canvas: Canvas) -> list[Placed]:
    return [one for one in canvas.placed if one.text and not one.white]


def _painted(canvas: Canvas, ones: list[Placed]) -> Ink:
    sheet = Sheet(canvas.width, canvas.height)
    for one in ones:
        if isinstance(one.ink, tuple):
            sheet.fill(one.x, one.y, *one.ink)
        else:
            sheet.put(one.ink, one.x, one.y)
    return sheet.ink()

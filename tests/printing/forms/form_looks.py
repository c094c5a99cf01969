"""How a form lies on its sheets, told from the boxes of its letters: what is covered, what is beyond the margins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
EDGE = 22.0
"""Points that a printer leaves white at the edge of a sheet (8 mm)."""
TOUCH = 0.3
"""Of the smaller letter: slanted letters and marks of capitals reach into one another by less."""
_MARK = 60.0
"""Points: letters as high as this are MẪU across the page."""


def _boxes(page: Any) -> Iterator[tuple[str, Box]]:
    text = page.get_textpage()
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        left, bottom, right, top = text.get_charbox(at)
        if letter.strip() and right > left and top > bottom and top - bottom < _MARK:
            yield letter, (left, bottom, right, top)


def overlapping(pdf: bytes) -> list[str]:
    """Letters that lie over others, by pairs."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        near: dict[tuple[int, int], list[tuple[str, Box]]] = {}
        for letter, box in _boxes(page):
            cells = {(int(x // 20), int(y // 20)) for x in (box[0], box[2]) for y in (box[1], box[3])}
            others = {id(other): other for cell in cells for other in near.get(cell, ())}
            found += [letter + other for other, its in others.values() if _over(box, its)]
            one = (letter, box)
            for cell in cells:
                near.setdefault(cell, []).append(one)
    return found


def _over(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide > 0 and high > 0 and wide * high > TOUCH * smaller


def cut_off(pdf: bytes) -> list[str]:
    """Letters where no printer prints."""
    return [
        letter
        for page in pypdfium2.PdfDocument(pdf)
        for letter, box in _boxes(page)
        if box[0] < EDGE or box[1] < EDGE or box[2] > page.get_width() - EDGE or box[3] > page.get_height() - EDGE
    ]


def marked_sample(pdf: bytes) -> bool:
    """Whether MẪU lies across every page."""
    return all("MẪU" in page.get_textpage().get_text_range()[:12] for page in pypdfium2.PdfDocument(pdf))

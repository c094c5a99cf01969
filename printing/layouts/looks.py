"""How large everything stands on a roll: the faces for its width, ordinary or in larger letters (chữ to).

All sizes are dots at 203 dpi (8 a millimetre). 80 mm paper has 576 dots (other printers 546 or 512), 58 mm has 384
(others 432).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from printing.fonts import Face, advance, clean, reach, unbroken
from printing.raster import Canvas, Run, wrap

WIDE_FROM = 500
"""A roll of at least this many dots takes two columns."""
LARGER = 1.3
"""Larger letters against ordinary ones."""
MARGIN = 8
"""Dots left white at the edges (1 mm): a roll lies a little to the left or right."""
WIDEST_LABELS = ("Nhận kết quả", "Người uỷ quyền")
WIDEST_ENGLISH = ("Procedure code", "Authorised by", "Handed in by")


@dataclass(frozen=True)
class Sizes:
    """The faces of one roll width, and what else its papers have in common."""

    width: int
    wide: bool
    """Whether two columns stand side by side."""
    larger: bool
    second: bool
    """Whether labels have a second line in English."""
    small: Face
    """The second language."""
    label: Face
    value: Face
    strong: Face
    large: Face
    figure: Face
    title: Face
    appointment: Face
    gap: int
    """Dots between two groups."""
    column: int
    """Where values begin beside their labels, from the text's left edge."""


@lru_cache(32)
def sizes(width: int, *, larger: bool = False, second: bool = False) -> Sizes:
    """The faces for a roll: sizes at which the fonts' hinting gives all stems of a face the same number of dots.

    Larger letters leave no room for two columns: a wide roll is then arranged like a narrow one.
    """
    broad = width >= WIDE_FROM

    def px(on_broad: int, on_narrow: int) -> int:
        return round((on_broad if broad else on_narrow) * (LARGER if larger else 1))

    label, small = Face("Regular", px(22, 21)), Face("Regular", px(20, 20))
    words = [advance(unbroken(text), label) for text in WIDEST_LABELS]
    english = [advance(unbroken(text), small) for text in WIDEST_ENGLISH if second]
    return Sizes(
        width=width,
        wide=broad and not larger,
        larger=larger,
        second=second,
        small=small,
        label=label,
        value=Face("Medium", px(26, 26)) if broad else Face("SemiBold", px(22, 22)),
        strong=Face("SemiBold", px(23, 22)),
        large=Face("SemiBold", px(30, 25)),
        figure=Face("Bold", px(32, 27)),
        title=Face("Bold", px(36, 25)),
        # Capitals of 43 dots: 5.4 mm, readable at arm's length without glasses.
        appointment=Face("Bold", 70 if larger and broad else 58),
        gap=16 if broad else 12,
        column=max(words + english) + 16,
    )


def canvas_for(width: int) -> Canvas:
    """An empty paper of a roll's width."""
    return Canvas(width, MARGIN)


def fitting(text: str, face: Face, width: int, least: int) -> Face:
    """The same face, made smaller until the text stands on one line; never below ``least`` dots.

    A letter's width grows about with its size, so the first guess is nearly right: few sizes are drawn to be measured.
    """
    px, needed = face.px, reach(clean(text), face)
    if needed > width:
        px = max(least, min(px, px * width // needed + 4))
    while px > least and len(wrap([Run(text, Face(face.weight, px))], width)) > 1:
        px -= 2
    return Face(face.weight, max(px, min(least, face.px)))


def one_line(text: str, face: Face, width: int, least: int, look: Sizes) -> Face:
    """The same face, made smaller where that brings the text onto one line; where not even ``least`` does, unchanged.

    Unchanged on a paper in larger letters too: who needs them is not helped by one line.
    """
    return face if look.larger else _on_one(text, face, width, least)


def _on_one(text: str, face: Face, width: int, least: int) -> Face:
    found = fitting(text, face, width, least)
    return face if len(wrap([Run(text, found)], width)) > 1 else found


def heading(text: str, face: Face, width: int, least: int, look: Sizes) -> Face:
    """``fitting`` for a title; on a paper in larger letters never smaller than on an ordinary one: rather two lines."""
    return _on_one(text, face, width, round(face.px / LARGER)) if look.larger else fitting(text, face, width, least)


def alike(text: str, face: Face, width: int, least: int) -> Face:
    """``fitting`` for a number or code: as if all its digits were the widest one, so that all of one form look alike."""
    digit = max("0123456789", key=lambda one: advance(one, face))
    return fitting("".join(digit if sign.isdigit() else sign for sign in text), face, width, least)

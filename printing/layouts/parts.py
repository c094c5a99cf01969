"""The pieces the thermal layouts are made of: sizes for a roll, banners, labelled values, moments and money in words.

All sizes are dots at 203 dpi (8 a millimetre). 80 mm paper has 576 dots (older printers 512), 58 mm has 384.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.moments import WEEKDAYS, local
from printing.fonts import NO_BREAK, Face, advance, clean, reach, unbroken
from printing.raster import PAPER, Canvas, Run, wrap

WIDE_FROM = 500
"""A roll of at least this many dots takes two columns."""


@dataclass(frozen=True)
class Sizes:
    """The faces of one roll width."""

    width: int
    wide: bool
    label: Face
    value: Face
    strong: Face
    large: Face
    title: Face
    gap: int
    """Dots between two groups."""
    column: int
    """Where values begin beside their labels, from the text's left edge."""


WIDEST_LABEL = "Nhận kết quả"
MARGIN = 8
"""Dots left white at the edges (1 mm): a roll lies a little to the left or right."""


def canvas_for(width: int) -> Canvas:
    """An empty paper of a roll's width."""
    return Canvas(width, MARGIN)


def sizes(width: int) -> Sizes:
    """The faces for a roll: sizes at which the fonts' hinting gives all stems of a face the same number of dots."""
    wide = width >= WIDE_FROM
    label = Face("Regular", 22 if wide else 21)
    return Sizes(
        width=width,
        wide=wide,
        label=label,
        value=Face("Medium", 26) if wide else Face("SemiBold", 22),
        strong=Face("SemiBold", 23 if wide else 22),
        large=Face("SemiBold", 30 if wide else 25),
        title=Face("Bold", 36 if wide else 25),
        gap=16 if wide else 12,
        column=advance(unbroken(WIDEST_LABEL), label) + 16,
    )


def fitting(text: str, face: Face, width: int, least: int) -> Face:
    """The same face, made smaller until the text stands on one line; never below ``least`` dots.

    A letter's width grows about with its size, so the first guess is nearly right: few sizes are drawn to be measured.
    """
    px, needed = face.px, reach(clean(text), face)
    if needed > width:
        px = max(least, min(px, px * width // needed + 4))
    while px > least and len(wrap([Run(text, Face(face.weight, px))], width)) > 1:
        px -= 2
    return Face(face.weight, max(px, least))


def banner(canvas: Canvas, text: str, face: Face) -> None:
    """White letters on a black band, for what nobody may overlook."""
    pad = 10
    left, right = canvas.left + pad, canvas.right - pad
    height = sum(line.height for line in wrap([Run(text, face)], right - left)) + pad
    top = canvas.y
    canvas.block(canvas.left, top, canvas.right - canvas.left, height)
    # A line keeps room above for two marks; with less air there the letters stand in the middle of the band.
    canvas.y = top + pad // 4
    canvas.text(text, face, left=left, right=right, align="centre", colour=PAPER)
    canvas.y = top + height


def labelled(canvas: Canvas, rows: list[tuple[str, str]], look: Sizes) -> None:
    """Labels and values: two columns on a wide roll, one after the other on a narrow one. Empty values are left out."""
    shown = [(label, value) for label, value in rows if value]
    if not shown:
        return
    if not look.wide:
        for label, value in shown:
            canvas.text([Run(unbroken(f"{label}:"), look.label), Run(value, look.value)])
        return
    left = canvas.left + look.column
    for label, value in shown:
        top = canvas.y
        canvas.space(drop(look.label, look.value))
        canvas.text(unbroken(label), look.label, right=left)
        below, canvas.y = canvas.y, top
        canvas.text(value, look.value, left=left)
        canvas.y = max(canvas.y, below)


def drop(face: Face, beside: Face) -> int:
    """How much lower a text begins to stand on one baseline with a larger one beside it."""
    return max(0, beside.ascent - face.ascent)


def numbered(canvas: Canvas, sign: str, widest: str, runs: list[Run], *, right: int | None = None) -> None:
    """Text with a number before it (``2.``) and all its lines beside it, as far in as ``widest`` (``12.``) needs."""
    left = canvas.left + max(advance(f"{text}{NO_BREAK}", runs[0].face) for text in (sign, widest))
    top = canvas.y
    canvas.text(sign, runs[0].face, right=left)
    below, canvas.y = canvas.y, top
    canvas.text(runs, left=left, right=right)
    canvas.y = max(canvas.y, below)


def day_text(moment: datetime) -> str:
    """The date as people write it here: 27/11/2026."""
    return f"{local(moment):%d/%m/%Y}"


def weekday_text(moment: datetime) -> str:
    """The day of the week in the hall: Thứ Sáu."""
    return WEEKDAYS[local(moment).weekday()]


def clock_text(moment: datetime) -> str:
    """The time of day in the hall: 16:30."""
    return f"{local(moment):%H:%M}"


def money(amount: int) -> str:
    """An amount of đồng: 50.000 đ."""
    return unbroken(f"{amount:,} đ".replace(",", "."))

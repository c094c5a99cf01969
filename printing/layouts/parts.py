"""The pieces the thermal layouts are made of: banners, labelled values, columns, moments and money in words."""

from __future__ import annotations

from datetime import datetime

from counter_app.moments import WEEKDAYS, local
from counter_app.wording_papers import ENGLISH
from counter_app.wording_queue import WEEKDAYS_EN
from printing.fonts import NO_BREAK, Face, advance, reach, unbroken
from printing.layouts.looks import Sizes
from printing.raster import Canvas, Run, wrap

LEAST = 20
"""Dots: the smallest letters a heading is made to fit with."""


def banner(canvas: Canvas, text: str, face: Face) -> None:
    """White letters on a black band, for what nobody may overlook."""
    pad = 10
    left, right = canvas.left + pad, canvas.right - pad
    height = sum(line.height for line in wrap([Run(text, face)], right - left)) + pad
    top = canvas.y
    canvas.block(canvas.left, top, canvas.right - canvas.left, height)
    # A line keeps room above for two marks; with less air there the letters stand in the middle of the band.
    canvas.y = top + pad // 4
    canvas.text(text, face, left=left, right=right, align="centre", white=True)
    canvas.y = top + height


def english(text: str, look: Sizes) -> str:
    """A label in the paper's second language; empty where it has none."""
    return ENGLISH[text] if look.second else ""


def titled(canvas: Canvas, text: str, face: Face, look: Sizes) -> None:
    """A heading in the middle, its English below it."""
    canvas.text(text, face, align="centre")
    if english(text, look):
        canvas.text(english(text, look), look.small, align="centre")


def labelled(canvas: Canvas, rows: list[tuple[str, str]], look: Sizes) -> None:
    """Labels and values: two columns on a wide roll, one after the other on a narrow one. Empty values are left out."""
    for label, value in rows:
        if not value:
            continue
        if look.wide:
            _beside(canvas, label, value, look)
        else:
            second = english(label, look)
            words = [Run(unbroken(f"{label}:"), look.label)]
            if second:
                words = [Run(f"{unbroken(label)} / {unbroken(f'{second}:')}", look.label)]
            canvas.text([*words, Run(value, look.value)])


def _beside(canvas: Canvas, label: str, value: str, look: Sizes) -> None:
    """A label, its English below it, and the value at the right of both."""
    left = canvas.left + look.column
    top = canvas.y
    canvas.space(drop(look.label, look.value))
    canvas.text(unbroken(label), look.label, right=left - 8)
    if english(label, look):
        canvas.text(unbroken(english(label, look)), look.small, right=left - 8)
    below, canvas.y = canvas.y, top
    canvas.text(value, look.value, left=left)
    canvas.y = max(canvas.y, below + (look.gap // 4 if look.second else 0))


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


def amount(
    canvas: Canvas,
    name: str,
    figure: str,
    faces: tuple[Face, Face],
    look: Sizes,
    *,
    signs: tuple[str, str] | None = None,
) -> None:
    """A name and its figure at the right edge, on the name's last line; a figure too wide stands below the name.

    ``signs``: the name's number in a list, and the list's widest one.
    """
    left, right = faces
    second = ENGLISH.get(name, "") if look.second else ""
    words = [Run(f"{name} / {second}" if second else name, left)]
    beside = canvas.right - reach(figure, right) - 8
    below = beside - canvas.left < (canvas.right - canvas.left) * 2 // 5
    top = canvas.y
    canvas.space(0 if below else drop(left, right))
    edge = canvas.right if below else beside - 8
    if signs is None:
        canvas.text(words, right=edge)
    else:
        numbered(canvas, *signs, words, right=edge)
    end = canvas.y
    if not below:
        canvas.y = max(top, end - left.line_height - drop(left, right))
    canvas.text(figure, right, align="right")
    canvas.y = max(canvas.y, end)


def cells(canvas: Canvas, texts: tuple[str, ...], face: Face, edges: list[int], *, apart: int = 0) -> None:
    """Texts in the middle of columns that begin at ``edges``; leaves ``y`` below the longest."""
    top = bottom = canvas.y
    for text, left, right in zip(texts, edges, (*edges[1:], canvas.right + apart), strict=True):
        canvas.y = top
        canvas.text(text, face, left=left, right=right - apart, align="centre")
        bottom = max(bottom, canvas.y)
    canvas.y = bottom


def day_text(moment: datetime) -> str:
    """The date as people write it here: 27/11/2026."""
    return f"{local(moment):%d/%m/%Y}"


def weekday_text(moment: datetime) -> str:
    """The day of the week in the hall: Thứ Sáu."""
    return WEEKDAYS[local(moment).weekday()]


def clock_text(moment: datetime) -> str:
    """The time of day in the hall: 16:30."""
    return f"{local(moment):%H:%M}"


def moment_text(moment: datetime) -> str:
    """Hour and date as one value that is not broken: 09:12, 20/11/2026."""
    return unbroken(f"{clock_text(moment)}, {day_text(moment)}")


def moment_in_english(moment: datetime) -> str:
    """Weekday, date and hour for a foreign reader, the month in letters: Friday, 27 November 2026, 16:30."""
    there = local(moment)
    return f"{WEEKDAYS_EN[there.weekday()]}, {there.day}{NO_BREAK}{MONTHS_EN[there.month - 1]} {there:%Y, %H:%M}"


MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def counter_text(counter: int | None) -> str:
    """A counter as one value that is not broken: Quầy 7; empty where there is none."""
    return "" if counter is None else unbroken(f"Quầy {counter}")


def money(sum_: int) -> str:
    """An amount of đồng: 50.000 đ."""
    return unbroken(f"{sum_:,} đ".replace(",", "."))

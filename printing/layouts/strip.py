"""The test strip: is the width right, are all letters there, do the codes scan, does the cutter cut?"""

from __future__ import annotations

import unicodedata

from counter_app.papers import TestStrip
from printing.barcodes import code128, qr
from printing.fonts import Face
from printing.layouts.looks import canvas_for, sizes
from printing.layouts.parts import clock_text, day_text
from printing.raster import Canvas

WIDTHS = (384, 432, 512, 546, 576)
"""Widths of printing heads that are met: a mark that is missing on paper says the head is narrower."""
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
PROBE = "TEST-0123"
"""What the codes of a test strip say; scanned back it proves the printer and the scanner together."""


def letters() -> str:
    """All Vietnamese letters with a mark, small and capital, a vowel after another."""
    groups = [
        "".join(unicodedata.normalize("NFC", base + tone) for tone in TONES)
        for vowel in "aăâeêioôơuưy"
        for base in (vowel, vowel.upper())
    ]
    return " ".join([*groups, "đĐ"])


def lay_out(strip: TestStrip, width: int) -> Canvas:
    """The strip for a roll of ``width`` dots."""
    look = sizes(width)
    canvas = canvas_for(width)
    canvas.text("IN THỬ", look.title, align="centre")
    canvas.text(strip.printer, look.value, align="centre")
    canvas.text(f"{clock_text(strip.printed_at)} {day_text(strip.printed_at)}", look.label, align="centre")
    canvas.space(look.gap)
    _ruler(canvas, look.label)
    for face in (look.label, look.value):
        canvas.space(look.gap)
        canvas.text(letters(), face)
    canvas.space(look.gap)
    square = qr(PROBE, 5)
    canvas.picture(square, (width - square.width) // 2, canvas.y)
    canvas.space(square.height)
    bars = code128(PROBE, width, 64)
    if bars is not None:
        canvas.picture(bars, (width - bars.width) // 2, canvas.y)
        canvas.space(bars.height + look.gap)
    canvas.text(PROBE, look.strong, align="centre")
    canvas.text("Thước phải in đủ hai mép; quét hai mã phải ra dòng chữ trên.", look.label, align="centre")
    canvas.space(look.gap)
    return canvas


def _ruler(canvas: Canvas, face: Face) -> None:
    """A comb of centimetres, and a mark where each usual head ends."""
    for x in range(0, canvas.width, 8):
        canvas.block(x, canvas.y, 1, 24 if x % 80 == 0 else 16 if x % 40 == 0 else 8)
    canvas.space(28)
    for end in WIDTHS:
        if end <= canvas.width:
            canvas.block(end - 2, canvas.y, 2, face.line_height)
            canvas.text(str(end), face, left=0, right=end - 8, align="right")

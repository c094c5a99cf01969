"""The queue slip (phiếu số thứ tự): the number first, then how long and where."""

from __future__ import annotations

from itertools import groupby

from PIL import Image

from counter_app.papers import Slip
from printing.barcodes import qr
from printing.fonts import Face, mask, unbroken
from printing.layouts.parts import MARGIN, Sizes, banner, canvas_for, clock_text, day_text, fitting, sizes, weekday_text
from printing.raster import Canvas

QR_DOTS = 4
SPELT_OUT = 3
"""Up to so many counters in a row are named one by one."""


def draw(slip: Slip, width: int) -> Image.Image:
    """The slip for a roll of ``width`` dots."""
    look = sizes(width)
    canvas = canvas_for(width)
    canvas.text(slip.office, look.strong, align="centre")
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap)
    canvas.text("Số thứ tự", look.label, align="centre")
    _number(canvas, slip.number)
    canvas.space(look.gap // 2)
    canvas.text(slip.service, look.large, align="centre")
    if slip.priority:
        canvas.space(look.gap)
        banner(canvas, f"Ưu tiên: {slip.priority}", look.large)
    canvas.space(look.gap)
    _queue(canvas, slip, look)
    canvas.space(look.gap)
    _foot(canvas, slip, look)
    return canvas.image()


def counters_text(counters: tuple[int, ...]) -> str:
    """The counters in short: ``Quầy 1, 2, 3``; longer rows as ``Quầy 1–10``."""
    if not counters:
        return "Xem bảng gọi số"
    numbers = sorted(set(counters))
    rows = [[n for _, n in row] for _, row in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    texts = [
        f"{row[0]}–{row[-1]}" if len(row) > SPELT_OUT else ", ".join(str(number) for number in row) for row in rows
    ]
    return "Quầy " + ", ".join(texts)


def _number(canvas: Canvas, number: str) -> None:
    """The number as large as the roll takes, centred by its ink, without a text line's air around it."""
    face = fitting(number, Face("Bold", 212), canvas.right - canvas.left, 48)
    drawn = mask(number, face)
    if drawn is None or drawn.ink.width > canvas.right - canvas.left:  # a number no unit has: still nothing is cut
        canvas.text(number, face, align="centre")
        return
    canvas.space(face.px // 10)
    canvas.picture(drawn.ink, (canvas.width - drawn.ink.width) // 2, canvas.y)
    canvas.space(drawn.ink.height + face.px // 10)


def _queue(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    """How many are before, and the counters; side by side on a wide roll, one above the other on a narrow one."""
    before = ("Trước bạn", unbroken(f"còn {slip.ahead} người") if slip.ahead else "không còn ai")
    where = ("Mời đến", counters_text(slip.counters))
    canvas.rule(2)
    top = canvas.y
    if not look.wide:
        _cell(canvas, before, look, canvas.left, canvas.right)
        canvas.rule(2, dash=4)
        _cell(canvas, where, look, canvas.left, canvas.right)
    else:
        middle = canvas.width // 2
        _cell(canvas, before, look, canvas.left, middle - 8)
        below, canvas.y = canvas.y, top
        _cell(canvas, where, look, middle + 8, canvas.right)
        canvas.y = max(below, canvas.y)
        canvas.block(middle - 1, top, 2, canvas.y - top)
    canvas.rule(2)


def _cell(canvas: Canvas, said: tuple[str, str], look: Sizes, left: int, right: int) -> None:
    """A label above its value, in the middle of a cell."""
    label, value = said
    canvas.space(look.gap // 4)
    canvas.text(label, look.label, left=left, right=right, align="centre")
    canvas.text(value, Face("Bold", 32 if look.wide else 27), left=left, right=right, align="centre")
    canvas.space(look.gap // 2)


def _foot(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    """When it was issued, and the number as a QR for the counter's scanner."""
    code = qr(slip.number, QR_DOTS)
    quiet = 4 * QR_DOTS
    top = canvas.y
    canvas.picture(code, canvas.right - code.width + quiet, top - quiet)
    room = canvas.right - code.width
    hour = unbroken(f"{clock_text(slip.issued_at)} · {weekday_text(slip.issued_at)}")
    canvas.text(f"{hour} {day_text(slip.issued_at)}", look.strong, right=room)
    canvas.text("Giữ phiếu và theo dõi bảng gọi số.", look.label, right=room)
    canvas.y = max(canvas.y, top + code.height - 2 * quiet)
    canvas.space(MARGIN)

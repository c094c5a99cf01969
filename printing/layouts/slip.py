"""The queue slip (phiếu số thứ tự): the number first, then how long and where; for a later day, that day large."""

from __future__ import annotations

from counter_app.papers import Slip
from counter_app.wording_queue import ahead_text, counters_text, opening_text, priority_text, service_text, wait_text
from printing.barcodes import QR_QUIET, qr
from printing.fonts import NO_BREAK, Face, mask, unbroken
from printing.layouts.looks import (
    LARGER,
    MARGIN,
    WIDE_FROM,
    Sizes,
    alike,
    canvas_for,
    fitting,
    one_line,
    sizes,
)
from printing.layouts.parts import LEAST, banner, moment_text, weekday_text
from printing.raster import Canvas

QR_DOTS, QR_DOTS_NARROW = 5, 4
"""Dots a module on an 80 mm roll, and where text beside it needs the room."""


KEEP = "Giữ phiếu và theo dõi bảng gọi số."
KEEP_EN = "Keep this slip and watch the display."


def lay_out(slip: Slip, width: int) -> Canvas:
    """The slip for a roll of ``width`` dots."""
    look = sizes(width, larger=slip.large)
    canvas = canvas_for(width)
    canvas.text(slip.office, look.strong, align="centre")
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap)
    canvas.text("Số thứ tự · Ticket number" if slip.language == "en" else "Số thứ tự", look.label, align="centre")
    _number(canvas, slip.number)
    canvas.space(look.gap // 2)
    _service(canvas, slip, look)
    if slip.priority:
        canvas.space(look.gap)
        _priority(canvas, slip, look)
    canvas.space(look.gap)
    if slip.opens is None:
        _queue(canvas, slip, look)
    else:
        _later(canvas, slip, look)
    canvas.space(look.gap)
    _foot(canvas, slip, look)
    return canvas


def _service(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    canvas.text(slip.service, look.large, align="centre")
    english = service_text(slip.service_code, "", "en") if slip.language == "en" else ""
    if english:
        canvas.text(english, look.strong, align="centre")


def _priority(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    words = f"Ưu tiên: {slip.priority}"
    banner(canvas, words, one_line(words, look.large, canvas.right - canvas.left - 20, 24, look))
    if slip.language == "en" and slip.priority_class:
        canvas.text(f"Priority: {priority_text(slip.priority_class, 'en')}", look.strong, align="centre")


def _number(canvas: Canvas, number: str) -> None:
    """The number as large as the roll takes, centred by its ink, without a text line's air around it."""
    face = alike(number, Face("Bold", 212), canvas.right - canvas.left, 48)
    drawn = mask(number, face)
    if drawn is None or drawn.ink.width > canvas.right - canvas.left:  # a number no unit has: still nothing is cut
        canvas.text(number, face, align="centre")
        return
    canvas.space(face.px // 10)
    canvas.picture(drawn.ink, (canvas.width - drawn.ink.width) // 2, canvas.y, number)
    canvas.space(drawn.ink.height + face.px // 10)


def _queue(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    """How many are before, and the counters; side by side on a wide roll, one above the other on a narrow one."""
    before, where = _before(slip), _where(slip)
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


Said = tuple[str, list[str], str]
"""A label, the values below it, and the same in English where the citizen reads English."""


def _before(slip: Slip) -> Said:
    facts = (slip.ahead, slip.low, slip.high)
    values = [ahead_text(*facts), wait_text(slip.low, slip.high)]
    english = (ahead_text(*facts, "en"), wait_text(slip.low, slip.high, "en"))
    return "Lượt chờ", [unbroken(value) for value in values if value], _english(slip, *english)


def _where(slip: Slip) -> Said:
    return "Khi được gọi, mời đến", [_counters(slip)], _english(slip, counters_text(slip.counters, "en"))


def _counters(slip: Slip) -> str:
    """The counters, the first number not parted from the word before it."""
    return counters_text(slip.counters).replace(" ", NO_BREAK, 1)


def _english(slip: Slip, *words: str) -> str:
    return ", ".join(word for word in words if word) if slip.language == "en" else ""


def _cell(canvas: Canvas, said: Said, look: Sizes, left: int, right: int) -> None:
    """A label above its values, in the middle of a cell."""
    label, values, english = said
    canvas.space(look.gap // 4)
    canvas.text(label, look.label, left=left, right=right, align="centre")
    for value in values:
        canvas.text(value, look.figure, left=left, right=right, align="centre")
    if english:
        canvas.text(english, look.label, left=left, right=right, align="centre")
    canvas.space(look.gap // 2)


def _later(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    """A number of a later day: nobody may overlook that it is not for today."""
    assert slip.opens is not None
    canvas.text("Số này dành cho ngày", look.strong, align="centre")
    large = Face("Bold", round(44 * LARGER) if look.larger else 44)
    opens = opening_text(slip.opens)
    room = canvas.right - canvas.left - 20
    banner(canvas, opens, large if look.larger else fitting(opens, large, room, 24))
    if slip.language == "en":
        canvas.text(f"For {opening_text(slip.opens, 'en')}", look.strong, align="centre")
    canvas.space(look.gap // 2)
    canvas.text("Hôm đó số này được gọi trước tiên.", look.value, align="centre")
    canvas.text(_counters(slip), look.value, align="centre")


def _foot(canvas: Canvas, slip: Slip, look: Sizes) -> None:
    """When it was issued, and the ticket as a QR for the kiosk's and the counter's scanner."""
    dots = QR_DOTS if look.width >= WIDE_FROM else QR_DOTS_NARROW
    code = qr(slip.code or slip.number, dots)
    quiet = QR_QUIET * dots
    top = canvas.y
    canvas.picture(code, canvas.right - code.width + quiet, top - quiet)
    room = canvas.right - code.width
    moment = moment_text(slip.issued_at)
    face = fitting(moment, look.strong, room - canvas.left, LEAST)
    canvas.text(f"{moment} ({unbroken(weekday_text(slip.issued_at))})", face, right=room)
    advice = [KEEP, KEEP_EN] if slip.language == "en" else [KEEP]
    for text in advice:
        canvas.text(text, one_line(text, look.label, room - canvas.left, LEAST, look), right=room)
    canvas.y = max(canvas.y, top + code.height - 2 * quiet)
    canvas.space(MARGIN)

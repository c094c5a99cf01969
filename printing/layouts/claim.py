"""The claim slip (phiếu giữ bản gốc): which originals stay at the counter, when they are given back, what to bring."""

from __future__ import annotations

from counter_app.papers import ClaimSlip
from printing.fonts import unbroken
from printing.layouts import dossier_head as head
from printing.layouts.looks import Sizes, canvas_for, heading, sizes
from printing.layouts.paper_list import widest_number
from printing.layouts.parts import LEAST, amount, counter_text, english, labelled, moment_text, numbered, titled
from printing.layouts.receipt import closing
from printing.raster import Canvas, Run

TITLE = "PHIẾU GIỮ BẢN GỐC"


def lay_out(slip: ClaimSlip, width: int) -> Canvas:
    """The claim slip for a roll of ``width`` dots."""
    look = sizes(width, larger=slip.large, second=slip.second_language == "en")
    canvas = canvas_for(width)
    head.office_line(canvas, slip.office, look)
    titled(canvas, TITLE, heading(TITLE, look.title, canvas.right - canvas.left, LEAST, look), look)
    head.marks(canvas, slip, look)
    head.code(canvas, slip.code, "Mã hồ sơ", look)
    head.appointment(canvas, head.Appointment("Hẹn trả bản gốc", slip.due, "Sẽ thông báo sau"), look)
    _originals(canvas, slip, look)
    _bring(canvas, slip, look)
    place = counter_text(slip.counter)
    rows = [
        ("Người gửi", slip.owner),
        ("Nhận giữ", moment_text(slip.left_at)),
        ("Cán bộ", f"{slip.clerk} – {place}" if place else slip.clerk),
    ]
    labelled(canvas, rows, look)
    canvas.space(look.gap)
    head.signatures(canvas, (("NGƯỜI GỬI", slip.owner), ("NGƯỜI GIỮ", slip.clerk)), look)
    closing(canvas, "Xin giữ phiếu cẩn thận: trả bản gốc theo phiếu.", look)
    return canvas


def _originals(canvas: Canvas, slip: ClaimSlip, look: Sizes) -> None:
    """Each paper with its count, and how many there are in all."""
    canvas.rule(2)
    canvas.space(look.gap // 2)
    canvas.text("Bản gốc để lại", look.strong)
    if look.second:
        canvas.text(english("Bản gốc để lại", look), look.small)
    for number, one in enumerate(slip.originals, 1):
        signs = (f"{number}.", widest_number(len(slip.originals)))
        amount(canvas, one.name, unbroken(f"{one.count} bản"), (look.label, look.strong), look, signs=signs)
    total = sum(one.count for one in slip.originals)
    amount(canvas, "Tổng số bản gốc", unbroken(f"{total} bản"), (look.strong, look.large), look)
    canvas.space(look.gap // 4)
    canvas.rule(2)
    canvas.space(look.gap // 2)


def _bring(canvas: Canvas, slip: ClaimSlip, look: Sizes) -> None:
    if not slip.bring:
        return
    canvas.text("Khi đến nhận, mang theo", look.strong)
    if look.second:
        canvas.text(english("Khi đến nhận, mang theo", look), look.small)
    for number, thing in enumerate(slip.bring, 1):
        numbered(canvas, f"{number}.", widest_number(len(slip.bring)), [Run(thing, look.value)])
    canvas.space(look.gap)

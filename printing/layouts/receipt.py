"""The receipt with appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả) on a thermal roll.

In the order in which it is looked for later: the code, when to come back, what was handed in, what was paid.
"""

from __future__ import annotations

from PIL import Image

from counter_app.papers import PaperLine, Receipt
from printing.barcodes import code128, qr
from printing.fonts import Face, reach, unbroken
from printing.layouts.parts import (
    MARGIN,
    Sizes,
    banner,
    canvas_for,
    clock_text,
    day_text,
    drop,
    fitting,
    labelled,
    money,
    numbered,
    sizes,
    weekday_text,
)
from printing.raster import Canvas, Run

QR_DOTS = 6
BARS_HEIGHT = 64
APPOINTMENT = Face("Bold", 58)
"""Capitals of 43 dots: 5.4 mm, readable at arm's length without glasses."""


def draw(receipt: Receipt, width: int) -> Image.Image:
    """The receipt for a roll of ``width`` dots."""
    look = sizes(width)
    canvas = canvas_for(width)
    _head(canvas, receipt, look)
    _code(canvas, receipt, look)
    _appointment(canvas, receipt, look)
    _people(canvas, receipt, look)
    _papers(canvas, receipt, look)
    _fees(canvas, receipt, look)
    _foot(canvas, receipt, look)
    return canvas.image()


def _head(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    canvas.text(receipt.office, look.strong, align="centre")
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap // 2)
    canvas.text("GIẤY TIẾP NHẬN HỒ SƠ", look.title, align="centre")
    canvas.text("VÀ HẸN TRẢ KẾT QUẢ", look.title, align="centre")
    warnings = []
    if receipt.sample:
        warnings.append("MẪU – không có giá trị")
    if receipt.copy_no > 1:
        warnings.append(f"BẢN IN LẠI – lần {receipt.copy_no}")
    for text in warnings:
        canvas.space(look.gap // 2)
        banner(canvas, text, look.strong)


def _code(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    """The code three times: as a QR, in letters, and as bars where they fit."""
    square = qr(receipt.code, QR_DOTS)
    canvas.picture(square, (canvas.width - square.width) // 2, canvas.y)
    canvas.space(square.height - QR_DOTS)
    label = "Mã hồ sơ" if receipt.code_kind == "final" else "Mã hồ sơ tạm thời"
    canvas.text(label, look.label, align="centre")
    face = fitting(receipt.code, Face("Bold", 40), canvas.right - canvas.left, 20)
    canvas.text(receipt.code, face, align="centre")
    bars = code128(receipt.code, canvas.width, BARS_HEIGHT)
    canvas.space(look.gap)
    if bars is not None:
        canvas.picture(bars, (canvas.width - bars.width) // 2, canvas.y)
        canvas.space(bars.height + look.gap)


def _appointment(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    """When to come back, in a frame of its own."""
    top, edge = canvas.y, 4
    canvas.space(look.gap // 2)
    inner = {"left": canvas.left + 2 * edge, "right": canvas.right - 2 * edge}
    canvas.text("Hẹn trả kết quả", look.strong, align="centre", **inner)
    if receipt.due is None:
        canvas.text(receipt.days_text or "Sẽ thông báo sau", Face("Bold", 32), align="centre", **inner)
    else:
        hour = unbroken(f"{weekday_text(receipt.due)} {clock_text(receipt.due)}")
        canvas.text(hour, APPOINTMENT, align="centre", **inner)
        canvas.text(day_text(receipt.due), APPOINTMENT, align="centre", **inner)
    if receipt.due is not None and receipt.days_text:
        canvas.text(f"Thời hạn giải quyết: {receipt.days_text}", look.label, align="centre", **inner)
    canvas.space(look.gap)
    canvas.frame(top, canvas.y, edge)
    canvas.space(look.gap)


def _people(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    received = f"{clock_text(receipt.received_at)} ngày {day_text(receipt.received_at)}"
    rows = [
        ("Thủ tục", receipt.procedure),
        ("Mã thủ tục", receipt.procedure_code),
        ("Chủ hồ sơ", receipt.owner),
        ("Số định danh", receipt.owner_number),
        ("Điện thoại", receipt.phone),
        ("Người nộp", receipt.submitter or ""),
        ("Tiếp nhận", received),
    ]
    labelled(canvas, rows, look)
    canvas.space(look.gap)


def _papers(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    """What was handed in: a table on a wide roll, a list on a narrow one."""
    canvas.rule(2)
    canvas.space(look.gap // 2)
    if look.wide:
        _paper_table(canvas, receipt.papers, look)
    else:
        canvas.text("Giấy tờ đã nộp", look.strong)
        for number, paper in enumerate(receipt.papers, 1):
            numbered(
                canvas,
                f"{number}.",
                _widest(receipt.papers),
                [Run(f"{paper.name}:", look.label), Run(_counts(paper), look.strong)],
            )
    canvas.space(look.gap // 2)
    canvas.text([Run("Số lượng hồ sơ:", look.label), Run(unbroken(f"{receipt.sets:02} bộ"), look.strong)])
    canvas.space(look.gap // 2)


def _widest(papers: tuple[PaperLine, ...]) -> str:
    """The number of a list that needs most room."""
    return "0" * len(str(len(papers))) + "."


def _counts(paper: PaperLine) -> str:
    kinds = ((paper.originals, "bản chính"), (paper.certified, "chứng thực"), (paper.copies, "bản sao"))
    return ", ".join(unbroken(f"{count} {kind}") for count, kind in kinds if count) or unbroken("0 bản")


def _paper_table(canvas: Canvas, papers: tuple[PaperLine, ...], look: Sizes) -> None:
    """Names at the left, three columns of counts at the right, a thin line between two papers."""
    top = canvas.y
    edges = [canvas.right - 76 * n for n in (3, 2, 1)]
    _cells(canvas, ("Bản chính", "Chứng thực", "Bản sao"), look.label, edges)
    below, canvas.y = canvas.y, top
    canvas.text("Giấy tờ đã nộp", look.strong, right=edges[0])
    canvas.y = max(below, canvas.y) + look.gap // 4
    for number, paper in enumerate(papers, 1):
        canvas.rule(1, dash=3)
        top = canvas.y
        counts = tuple(str(count) if count else "–" for count in (paper.originals, paper.certified, paper.copies))
        _cells(canvas, counts, look.strong, edges)
        below, canvas.y = canvas.y, top + drop(look.label, look.strong)
        numbered(canvas, f"{number}.", _widest(papers), [Run(paper.name, look.label)], right=edges[0] - 8)
        canvas.y = max(below, canvas.y) + look.gap // 2
    canvas.rule(2)


def _cells(canvas: Canvas, cells: tuple[str, ...], face: Face, edges: list[int]) -> None:
    """Texts in the middle of columns that begin at ``edges``; leaves ``y`` below the longest."""
    top = bottom = canvas.y
    for cell, left, right in zip(cells, edges, (*edges[1:], canvas.right), strict=True):
        canvas.y = top
        canvas.text(cell, face, left=left, right=right, align="centre")
        bottom = max(bottom, canvas.y)
    canvas.y = bottom


def _fees(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    if receipt.exemption:
        labelled(canvas, [("Phí, lệ phí", f"Miễn: {receipt.exemption}")], look)
        return
    if not receipt.fees and not receipt.fee_total:
        _amount(canvas, "Phí, lệ phí", "Không thu", look.label, look.strong)
        return
    for fee in receipt.fees:
        _amount(canvas, fee.name, money(fee.amount), look.label, look.strong)
    if len(receipt.fees) != 1 or receipt.fees[0].amount != receipt.fee_total:
        _amount(canvas, "Tổng cộng", money(receipt.fee_total), look.strong, look.large)


def _amount(canvas: Canvas, name: str, amount: str, left: Face, right: Face) -> None:
    """A name and its amount at the right edge, on the name's last line."""
    start = canvas.right - max(canvas.width // 4, reach(amount, right))
    top = canvas.y
    canvas.space(drop(left, right))
    canvas.text(name, left, right=start - 8)
    below, canvas.y = canvas.y, max(top, canvas.y - left.line_height - drop(left, right))
    canvas.text(amount, right, left=start, align="right")
    canvas.y = max(canvas.y, below)


def _foot(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap // 2)
    place = f" – {unbroken(f'Quầy {receipt.counter}')}" if receipt.counter is not None else ""
    rows = [("Nhận kết quả", receipt.return_way), ("Cán bộ", f"{receipt.clerk}{place}"), ("Ghi chú", receipt.note)]
    labelled(canvas, rows, look)
    canvas.space(look.gap)
    canvas.text("Xin mang theo giấy này khi đến nhận kết quả.", look.label, align="centre")
    canvas.space(MARGIN)

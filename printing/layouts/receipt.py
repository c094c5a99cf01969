"""The receipt with appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả) on a thermal roll, with all fields of form 01.

In the order in which it is looked for later: the code, when to come back, what was handed in, what was paid.
"""

from __future__ import annotations

from dataclasses import replace

from counter_app.papers import Receipt
from counter_app.people.identity import mask
from counter_app.wording_papers import authoriser_text
from printing.fonts import unbroken
from printing.layouts import dossier_head as head
from printing.layouts.looks import MARGIN, Sizes, canvas_for, heading, sizes
from printing.layouts.paper_list import paper_list
from printing.layouts.parts import LEAST, amount, counter_text, english, labelled, moment_text, money
from printing.raster import Canvas

TITLE = ("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ")


def lay_out(receipt: Receipt, width: int) -> Canvas:
    """The receipt for a roll of ``width`` dots."""
    receipt = _hiding_numbers(receipt)
    look = sizes(width, larger=receipt.large, second=receipt.second_language == "en")
    canvas = canvas_for(width)
    head.nation_and_office(canvas, receipt.office, look)
    _title(canvas, look)
    head.marks(canvas, receipt, look)
    final = receipt.code_kind == "final"
    head.code(canvas, receipt.code, "Số, mã hồ sơ" if final else "Mã hồ sơ tạm thời", look)
    head.appointment(canvas, _appointment(receipt), look)
    labelled(canvas, _people(receipt), look)
    canvas.space(look.gap)
    paper_list(canvas, receipt.papers, receipt.sets, look)
    _fees(canvas, receipt, look)
    _foot(canvas, receipt, look)
    return canvas


def _hiding_numbers(receipt: Receipt) -> Receipt:
    """The receipt as a roll may show it."""
    if not receipt.shown_hidden:
        return receipt
    who = receipt.authoriser
    hidden = None if who is None else replace(who, number=mask(who.number))
    return replace(receipt, owner_number=mask(receipt.owner_number), authoriser=hidden)


def _title(canvas: Canvas, look: Sizes) -> None:
    for line in TITLE:
        canvas.text(line, heading(line, look.title, canvas.right - canvas.left, LEAST, look), align="centre")
    if look.second:
        canvas.text(english(" ".join(TITLE), look), look.small, align="centre")


def _appointment(receipt: Receipt) -> head.Appointment:
    days = unbroken(receipt.days_text)
    if receipt.due is None:
        return head.Appointment("Hẹn trả kết quả", None, days or "Sẽ thông báo sau")
    return head.Appointment("Hẹn trả kết quả", receipt.due, "", f"Thời hạn giải quyết: {days}" if days else "")


def _people(receipt: Receipt) -> list[tuple[str, str]]:
    return [
        ("Thủ tục", receipt.procedure),
        ("Mã thủ tục", receipt.procedure_code),
        ("Chủ hồ sơ", receipt.owner),
        ("Số định danh", receipt.owner_number),
        ("Địa chỉ", receipt.owner_address),
        ("Điện thoại", receipt.phone),
        ("Email", receipt.owner_email),
        ("Người nộp", receipt.submitter or ""),
        ("Uỷ quyền theo", receipt.authority),
        ("Người uỷ quyền", "" if receipt.authoriser is None else authoriser_text(receipt.authoriser)),
        ("Tiếp nhận", moment_text(receipt.received_at)),
    ]


def _fees(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    faces = (look.label, look.strong)
    if receipt.exemption:
        labelled(canvas, [("Phí, lệ phí", f"Miễn: {receipt.exemption}")], look)
        return
    if not receipt.fees and not receipt.fee_total:
        amount(canvas, "Phí, lệ phí", unbroken("Không thu"), faces, look)
        return
    for fee in receipt.fees:
        amount(canvas, fee.name, money(fee.amount), faces, look)
    if len(receipt.fees) != 1 or receipt.fees[0].amount != receipt.fee_total:
        amount(canvas, "Tổng cộng", money(receipt.fee_total), (look.strong, look.large), look)


def _foot(canvas: Canvas, receipt: Receipt, look: Sizes) -> None:
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap // 2)
    place = counter_text(receipt.counter)
    rows = [
        ("Nhận kết quả", receipt.return_way),
        ("Cán bộ", f"{receipt.clerk} – {place}" if place else receipt.clerk),
        ("Ghi chú", receipt.note),
        ("Vào sổ", receipt.book),
    ]
    labelled(canvas, rows, look)
    canvas.space(look.gap)
    names = (receipt.submitter or receipt.owner, receipt.clerk)
    head.signatures(canvas, (("NGƯỜI NỘP HỒ SƠ", names[0]), ("NGƯỜI TIẾP NHẬN", names[1])), look)
    closing(canvas, "Xin mang theo giấy này khi đến nhận kết quả.", look)


def closing(canvas: Canvas, sentence: str, look: Sizes) -> None:
    """What to do with the paper, at its end."""
    canvas.space(look.gap)
    canvas.text(sentence, look.label, align="centre")
    if look.second:
        canvas.text(english(sentence, look), look.small, align="centre")
    canvas.space(MARGIN)

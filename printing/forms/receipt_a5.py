"""The receipt with appointment on A5 (giấy tiếp nhận hồ sơ và hẹn trả kết quả): plain, all fields, two signatures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from counter_app.moments import WEEKDAYS, local
from counter_app.papers import Receipt
from counter_app.wording_papers import SAMPLE, authoriser_text, part_text, reprint_text, reprinted_text, version_text
from printing.forms.build import Marks, build
from printing.forms.page import (
    CELL,
    CENTRED,
    SMALL,
    STRONG,
    TITLE,
    UNPADDED,
    WIDTH,
    QrCode,
    national_heading,
    paragraph,
    text,
)

QR_SIDE = 27 * mm
CODE = ParagraphStyle("code", CENTRED, leading=17)
_ALL = ((0, 0), (-1, -1))
GRID = TableStyle(
    [
        ("FONTNAME", *_ALL, "Tinos"),  # a table sets its own font, Helvetica, even around paragraphs
        ("GRID", *_ALL, 0.4, colors.black),
        ("VALIGN", *_ALL, "MIDDLE"),
        ("TOPPADDING", *_ALL, 1),
        ("BOTTOMPADDING", *_ALL, 2.5),
        ("LEFTPADDING", *_ALL, 3),
        ("RIGHTPADDING", *_ALL, 3),
    ]
)


def write_receipt(receipt: Receipt, path: Path) -> None:
    """Write the receipt as a PDF file."""
    path.write_bytes(receipt_pdf(receipt))


def receipt_pdf(receipt: Receipt, sheet: str = "A5") -> bytes:
    """The receipt as PDF for these sheets; a longer one goes on on further pages."""
    marks = Marks(
        title=f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {receipt.code}",
        author=receipt.office,
        foot=f"Mã hồ sơ: {receipt.code}" + (" – MẪU, không có giá trị" if receipt.sample else ""),
        sample=receipt.sample,
        sheet=sheet,
    )
    return build(lambda: _story(receipt), marks)


def _story(receipt: Receipt) -> list[Flowable]:
    received = local(receipt.received_at)
    dated = f"Ngày {received:%d} tháng {received:%m} năm {received.year}"
    return [
        national_heading(receipt.office, f"Số: {receipt.code}", dated),
        Spacer(0, 2 * mm),
        _title(receipt),
        Spacer(0, 1 * mm),
        *_facts_before(receipt),
        _papers(receipt),
        Spacer(0, 1.5 * mm),
        *_facts_after(receipt),
        Spacer(0, 3 * mm),
        _signatures(receipt),
    ]


def _title(receipt: Receipt) -> Table:
    """The QR beside the title and the code."""
    label = "Mã hồ sơ" if receipt.code_kind == "final" else "Mã hồ sơ tạm thời"
    lines = [
        paragraph("GIẤY TIẾP NHẬN HỒ SƠ<br/>VÀ HẸN TRẢ KẾT QUẢ", TITLE),
        paragraph(f'{label}: <font name="Tinos-Bold" size="12">{text(receipt.code)}</font>', CODE),
    ]
    by = reprinted_text(receipt.reprinted_at, receipt.reprinted_by) if receipt.copy_no > 1 else ""
    sample, corrected = SAMPLE if receipt.sample else "", version_text(receipt.version)
    marks = (part_text(receipt.part), sample, corrected, reprint_text(receipt.copy_no), by)
    lines.extend(paragraph(f"<b>{text(mark)}</b>", CENTRED) for mark in marks if mark)
    style = [*UNPADDED, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table([[QrCode(receipt.code, QR_SIDE), lines]], colWidths=(QR_SIDE, WIDTH - QR_SIDE), style=style)


def _fact(label: str, value: str) -> Flowable:
    return paragraph(f"{label}: <b>{text(value)}</b>")


def _facts_before(receipt: Receipt) -> list[Flowable]:
    facts = [
        ("Tiếp nhận hồ sơ của", receipt.owner),
        ("Số định danh", receipt.owner_number),
        ("Số điện thoại", receipt.phone),
        ("Email", receipt.owner_email),
        ("Địa chỉ", receipt.owner_address),
        ("Người nộp hồ sơ", receipt.submitter or ""),
        ("Giấy tờ uỷ quyền", receipt.authority),
        ("Người uỷ quyền", "" if receipt.authoriser is None else authoriser_text(receipt.authoriser)),
    ]
    asked = f"{text(receipt.procedure)}</b> ({text(receipt.procedure_code)})<b>"
    return [
        *(_fact(label, value) for label, value in facts if value),
        paragraph(f"Nội dung yêu cầu giải quyết: <b>{asked}</b>"),
        paragraph("Thành phần hồ sơ nộp gồm:"),
        Spacer(0, 1 * mm),
    ]


def _papers(receipt: Receipt) -> Table:
    """The table of papers; its head stands again on each page."""
    head = [paragraph(f"<b>{name}</b>", SMALL) for name in ("TT", "Tên giấy tờ", "Bản chính", "Chứng thực", "Bản sao")]
    rows = [
        [
            paragraph(str(number), SMALL),
            paragraph(text(paper.name), CELL),
            *(paragraph(str(count or "–"), SMALL) for count in (paper.originals, paper.certified, paper.copies)),
        ]
        for number, paper in enumerate(receipt.papers, 1)
    ]
    counts = 15.5 * mm
    widths = (9 * mm, WIDTH - 9 * mm - 3 * counts, counts, counts, counts)
    return Table([head, *rows], colWidths=widths, repeatRows=1, splitInRow=1, style=GRID)


def _facts_after(receipt: Receipt) -> list[Flowable]:
    due = "Sẽ thông báo sau" if receipt.due is None else _moment(receipt.due)
    place = f", Quầy {receipt.counter}" if receipt.counter is not None else ""
    facts = [
        _fact("Số lượng hồ sơ", f"{receipt.sets:02} bộ"),
        _fact("Thời gian giải quyết hồ sơ theo quy định", receipt.days_text) if receipt.days_text else None,
        _fact("Thời gian nhận hồ sơ", _moment(receipt.received_at) + place),
        paragraph(f'<font name="Tinos" size="10.5">Thời gian trả kết quả:</font> {text(due)}', STRONG),
        _fact("Đăng ký nhận kết quả", receipt.return_way),
        _fact("Phí, lệ phí", _fees(receipt)),
        _fact("Ghi chú", receipt.note) if receipt.note else None,
        _fact("Vào Sổ theo dõi hồ sơ", receipt.book) if receipt.book else None,
    ]
    return [fact for fact in facts if fact is not None]


def _moment(moment: datetime) -> str:
    """A moment in the words of the form: ``16 giờ 30 phút, Thứ Sáu ngày 27/11/2026``."""
    here = local(moment)
    return f"{here:%H} giờ {here:%M} phút, {WEEKDAYS[here.weekday()]} ngày {here:%d/%m/%Y}"


def _fees(receipt: Receipt) -> str:
    """All fees in one sentence."""
    if receipt.exemption:
        return f"Miễn: {receipt.exemption}"
    if not receipt.fees and not receipt.fee_total:
        return "Không thu"
    parts = [f"{fee.name} {_money(fee.amount)}" for fee in receipt.fees]
    return "; ".join(parts) if len(parts) == 1 else "; ".join([*parts, f"tổng cộng {_money(receipt.fee_total)}"])


def _money(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def _signatures(receipt: Receipt) -> KeepTogether:
    """Both signatures, on one page."""
    sign = '<br/><font name="Tinos-Italic" size="9">(Ký, ghi rõ họ tên)</font>'
    table = Table(
        [
            [
                paragraph(f"<b>NGƯỜI NỘP HỒ SƠ</b>{sign}", CENTRED),
                paragraph(f"<b>NGƯỜI TIẾP NHẬN HỒ SƠ</b>{sign}", CENTRED),
            ],
            [
                paragraph(f"<b>{text(receipt.submitter or receipt.owner)}</b>", CENTRED),
                paragraph(f"<b>{text(receipt.clerk)}</b>", CENTRED),
            ],
        ],
        colWidths=(WIDTH / 2, WIDTH / 2),
        style=[*UNPADDED, ("TOPPADDING", (0, 1), (-1, 1), 12 * mm)],
    )
    return KeepTogether([table])

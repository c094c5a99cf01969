"""Form 06: phiếu kiểm soát quá trình giải quyết hồ sơ (TT 03/2025/TT-VPCP Phụ lục I).

A table of blocks, one for each hand-over between units and at least the model's four; those not yet filled are empty.
"""

from __future__ import annotations

from datetime import datetime

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from counter_app.form_documents import ControlSheet, HandOver
from printing.forms.letter import Letter, field, heading, paragraph, title
from printing.forms.page import text
from printing.forms.words import moment_words

TITLE = "PHIẾU KIỂM SOÁT<br/>QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
COLUMNS = (
    "TÊN ĐƠN VỊ",
    "THỜI GIAN<br/>GIAO, NHẬN HỒ SƠ",
    "KẾT QUẢ<br/>GIẢI QUYẾT HỒ SƠ<br/><i>(trước hạn/đúng hạn/ quá hạn)</i>",
    "GHI CHÚ",
)
BLOCKS = 4
"""How many blocks the model has."""
WHOLE = 700
"""Letters: a block with no more stays on one page."""
OUTCOMES = {"": "", "early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}
_GRID: list[tuple[object, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), "Tinos"),
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def story(form: ControlSheet, letter: Letter) -> list[Flowable]:
    """The form's lines and its table, in the order of the model."""
    due = "Sẽ thông báo sau" if form.due is None else moment_words(form.due)
    return [
        heading(form, letter),
        *title(form, letter, TITLE, form.code),
        field(letter, "Mã số hồ sơ", form.code, strong=True),
        field(letter, "Cơ quan (bộ phận) giải quyết hồ sơ", form.agency),
        field(letter, "Cơ quan phối hợp giải quyết hồ sơ", "; ".join(form.cooperating)),
        field(letter, "Ngày nhận hồ sơ", moment_words(form.received_at)),
        field(letter, "Hẹn trả kết quả", due),
        letter.gap(0.3),
        _table(form, letter),
        letter.gap(0.4),
        *_notes(letter),
    ]


def _table(form: ControlSheet, letter: Letter) -> Table:
    """All blocks; the head of the table stands again on each page."""
    head = ParagraphStyle("head", letter.small, alignment=1, fontSize=letter.size * 0.75, leading=letter.size)
    rows: list[list[object]] = [[paragraph(f"<b>{name}</b>", head) for name in COLUMNS]]
    style = list(_GRID)
    steps = [*form.steps, *(HandOver("", "") for _ in range(BLOCKS - len(form.steps)))]
    for step in steps:
        at = len(rows)
        rows += _block(step, letter)
        style += [("SPAN", (0, at + 1), (1, at + 1)), ("SPAN", (2, at + 1), (3, at + 1))]
        style.append(("BOTTOMPADDING", (0, at + 1), (-1, at + 1), 9 * mm if not step.given_by + step.taken_by else 4))
        if len("".join((step.giver, step.taker, step.note, step.given_by, step.taken_by))) <= WHOLE:
            style.append(("NOSPLIT", (0, at), (-1, at + 1)))
    shares = (0.32, 0.28, 0.21, 0.19)
    widths = [letter.width * share for share in shares]
    return Table(rows, colWidths=widths, repeatRows=1, splitInRow=1, style=style)


def _block(step: HandOver, letter: Letter) -> list[list[object]]:
    """Two rows: the units with time, outcome and note; the two signatures."""
    cell = letter.small
    centred = ParagraphStyle("signs", cell, alignment=1)
    units = [paragraph(f"1. Giao: {_said(step.giver)}", cell), paragraph(f"2. Nhận: {_said(step.taker)}", cell)]
    times = [paragraph(f"Giao: {_time(step.given_at)}", cell), paragraph(f"Nhận: {_time(step.taken_at)}", cell)]
    outcome = paragraph(OUTCOMES[step.outcome], centred)
    signs = [
        [paragraph(f"<b>{name}</b>", centred), *([letter.gap(2.2), paragraph(text(who), centred)] if who else [])]
        for name, who in (("Người giao", step.given_by), ("Người nhận", step.taken_by))
    ]
    return [[units, times, outcome, paragraph(text(step.note), cell)], [signs[0], "", signs[1], ""]]


def _said(unit: str) -> str:
    return text(unit).strip() or "." * 24


def _time(at: datetime | None) -> str:
    """A moment, or its gaps."""
    return "…… giờ …… phút, ngày …… tháng …… năm ………" if at is None else moment_words(at)


def _notes(letter: Letter) -> list[Flowable]:
    """The model's notes."""
    said = (
        "<b><i>Ghi chú:</i></b>",
        "- Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ.",
        "- Quá trình giao, nhận hồ sơ điện tử được hệ thống ghi lại tự động.",
    )
    return [paragraph(line, letter.small) for line in said]

"""Form 06: phiếu kiểm soát quá trình giải quyết hồ sơ (TT 03/2025/TT-VPCP Phụ lục I).

A table of blocks, one for each hand-over between units and at least the model's four; those not yet filled are empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from counter_app.form_documents import ControlSheet, HandOver
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.lines import field
from printing.forms.page import paragraph, text
from printing.forms.rows import Group, Plan, Rows, grid
from printing.forms.words import hour_words, moment_words

TITLE = "PHIẾU KIỂM SOÁT<br/>QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
COLUMNS = (
    "TÊN ĐƠN VỊ",
    "THỜI GIAN<br/>GIAO, NHẬN HỒ SƠ",
    "KẾT QUẢ<br/><i>(trước hạn/<br/>đúng hạn/<br/>quá hạn)</i>",
    "GHI CHÚ",
)
BLOCKS = 4
"""How many blocks the model has."""
OUTCOMES = {"": "", "early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}
NOTE = 90
"""Letters: a longer note has a line of its own below."""
SHARES = (0.29, 0.36, 0.19, 0.16)
"""Of the page's width."""


def story(form: ControlSheet, letter: Letter) -> list[Flowable]:
    """The form's lines and its table, in the order of the model."""
    due = "Sẽ thông báo sau" if form.due is None else moment_words(form.due)
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, form.code),
        field(letter, "Mã số hồ sơ", form.code, strong=True),
        field(letter, "Cơ quan (bộ phận) giải quyết hồ sơ", form.agency),
        field(letter, "Cơ quan phối hợp giải quyết hồ sơ", "; ".join(form.cooperating)),
        field(letter, "Ngày nhận hồ sơ", moment_words(form.received_at)),
        field(letter, "Hẹn trả kết quả", due),
        letter.gap(0.3),
        _table(form, letter),
        letter.gap(0.4),
        _notes(letter),
    ]


def _table(form: ControlSheet, letter: Letter) -> Rows:
    """All blocks, none broken between two pages unless it is higher than one."""
    face = ParagraphStyle("head", letter.small, alignment=1, fontSize=letter.size * 0.75, leading=letter.size)
    names = [paragraph(f"<b>{name}</b>", face) for name in COLUMNS]
    steps = [*form.steps, *(HandOver("", "") for _ in range(BLOCKS - len(form.steps)))]
    return Rows(
        Plan(
            head=Group((names,), (("VALIGN", (0, 0), (-1, 0), "MIDDLE"),)),
            groups=[_block(step, letter) for step in steps],
            widths=[letter.width * share for share in SHARES],
            look=grid(3, 2, 4),
            page=letter.area.height,
        )
    )


def _block(step: HandOver, letter: Letter) -> Group:
    """Two rows: the units with time, outcome and note; the two signatures."""
    cell = ParagraphStyle("block", letter.small, fontSize=letter.size * 0.8, leading=letter.size * 1.04)
    centred = ParagraphStyle("signs", cell, alignment=1)
    units = [paragraph(f"1. Giao: {_said(step.giver)}", cell), paragraph(f"2. Nhận: {_said(step.taker)}", cell)]
    times = [paragraph(f"Giao: {_time(step.given_at)}", cell), paragraph(f"Nhận: {_time(step.taken_at)}", cell)]
    outcome = paragraph(OUTCOMES[step.outcome], centred)
    signs = [
        [paragraph(f"<b>{name}</b>", centred), *([letter.gap(1.5), paragraph(text(who), centred)] if who else [])]
        for name, who in (("Người giao", step.given_by), ("Người nhận", step.taken_by))
    ]
    long = len(step.note) > NOTE
    note = paragraph(f"Ghi chú: {text(step.note)}" if long else text(step.note), cell)
    rows: list[list[Any]] = [
        [units, times, outcome, "" if long else note],
        *([[note, "", "", ""]] if long else []),
        [signs[0], "", signs[1], ""],
    ]
    last = len(rows) - 1
    room = 4 if step.given_by + step.taken_by else 7 * mm
    look = (
        ("SPAN", (0, last), (1, last)),
        ("SPAN", (2, last), (3, last)),
        ("BOTTOMPADDING", (0, last), (-1, last), room),
    )
    return Group(tuple(rows), (*look, ("SPAN", (0, 1), (-1, 1))) if long else look)


def _said(unit: str) -> str:
    return text(unit).strip() or "." * 24


def _time(at: datetime | None) -> str:
    """A moment, or its gaps."""
    return "… giờ … phút, …/…/……" if at is None else hour_words(at)


def _notes(letter: Letter) -> KeepTogether:
    """The model's notes."""
    said = (
        "<b><i>Ghi chú:</i></b>",
        "- Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ.",
        "- Quá trình giao, nhận hồ sơ điện tử được hệ thống ghi lại tự động.",
    )
    return KeepTogether([paragraph(line, letter.small) for line in said])

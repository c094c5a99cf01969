"""Form 07: sổ theo dõi hồ sơ (TT 03/2025/TT-VPCP Phụ lục I), on A4 lying on its side, with the period's totals."""

from __future__ import annotations

from typing import Any, Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from counter_app.form_documents import Register, RegisterRow
from counter_app.register_totals import totals
from printing.forms.heading import heading, title
from printing.forms.letter import Letter
from printing.forms.page import paragraph, text
from printing.forms.rows import Group, Plan, Rows, grid
from printing.forms.words import day_words, moment_words, short_words

TITLE = "SỔ THEO DÕI HỒ SƠ"
COLUMNS = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Tên tổ chức, cá nhân",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
)
GROUP = "Nhận và trả kết quả"
GROUPED = ("Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận")
SHARES = (8, 36, 37, 30, 36.5, 25, 18, 18, 18, 19.5, 21)
"""Of the page's width, in millimetres."""


def story(form: Register, letter: Letter) -> list[Flowable]:
    """The heading, the table over its pages, the totals."""
    period = f"Từ {day_words(form.first)} đến {day_words(form.last)}"
    return [
        *heading(form, letter),
        *title(form, letter, TITLE, under=(period,)),
        _table(form, letter),
    ]


def _table(form: Register, letter: Letter) -> Rows:
    """All rows; the totals stay with the last one, for alone on a page they say nothing."""
    rows = [_row(number, row, letter) for number, row in enumerate(form.rows, 1)]
    total = [_totals(form, letter), *([""] * (len(SHARES) - 1))]
    kept = rows[-1:]
    last = Group((*kept, total), (("SPAN", (0, len(kept)), (-1, len(kept))),))
    return Rows(
        Plan(
            head=_head(letter),
            groups=[*(Group((row,)) for row in rows[:-1]), last],
            widths=[letter.width * share / sum(SHARES) for share in SHARES],
            look=grid(2, 1, 3),
            page=letter.area.height,
        )
    )


def _cell(letter: Letter, alignment: Literal[0, 1] = 0) -> ParagraphStyle:
    return ParagraphStyle("register", letter.small, fontSize=9, leading=11.5, alignment=alignment)


def _head(letter: Letter) -> Group:
    """Two rows of names, the second under what they have in common, and a row that numbers the columns."""
    face = _cell(letter, alignment=1)
    names, group, grouped = (
        [paragraph(f"<b>{name}</b>", face) for name in some] for some in (COLUMNS, (GROUP,), GROUPED)
    )
    counted = [paragraph(f"<i>({number})</i>", face) for number in range(1, len(SHARES) + 1)]
    above = [*names, *group, *([""] * (len(GROUPED) - 1))]
    first = len(COLUMNS)
    spans = [("SPAN", (column, 0), (column, 1)) for column in range(first)]
    look = (("VALIGN", (0, 0), (-1, 2), "MIDDLE"), ("SPAN", (first, 0), (-1, 0)), *spans)
    return Group((above, [*([""] * first), *grouped], counted), look)


def _row(number: int, row: RegisterRow, letter: Letter) -> list[Any]:
    left, middle = _cell(letter), _cell(letter, alignment=1)
    times = [short_words(at) if at else "" for at in (row.received_at, row.due, row.returned_at)]
    reached = "<br/>".join(text(one) for one in (row.address, row.phone) if one)
    return [
        paragraph(str(number), middle),
        paragraph(text(row.code), left),
        paragraph(text(row.procedure), left),
        paragraph(text(row.holder), left),
        paragraph(reached, left),
        paragraph(text(row.agency), left),
        *(paragraph(time, middle) for time in times),
        paragraph(text(row.return_way), left),
        paragraph(text(row.signed), left),
    ]


def _totals(form: Register, letter: Letter) -> list[Flowable]:
    """The period in numbers, as of when the register was made."""
    sums = totals(form.rows, form.issued_at)
    returned = f"<b>{sums.returned}</b> (trước hạn {sums.early}, đúng hạn {sums.on_time}, quá hạn {sums.late})"
    waiting = f"<b>{sums.waiting}</b> (trong đó quá hạn {sums.overdue})"
    said = (
        f"<b>Tổng số hồ sơ: {sums.received}</b>. Đã trả kết quả: {returned}. Chưa trả kết quả: {waiting}.",
        f"<i>Số liệu tính đến {moment_words(form.issued_at)}.</i>",
    )
    look = ParagraphStyle("totals", letter.small, fontSize=11, leading=15)
    return [paragraph(line, look) for line in said]

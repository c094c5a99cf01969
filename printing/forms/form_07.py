"""Form 07: sổ theo dõi hồ sơ (TT 03/2025/TT-VPCP Phụ lục I), on A4 lying on its side, with the period's totals."""

from __future__ import annotations

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Table

from counter_app.form_documents import Register, RegisterRow
from counter_app.register_totals import totals
from printing.forms.letter import Letter, heading, paragraph, title
from printing.forms.page import text
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
SHARES = (9, 29, 40, 33, 40, 28, 17.5, 17.5, 17.5, 20, 15.5)
"""Of the page's width, in millimetres."""
_HEAD_ROWS = 3
_GRID: list[tuple[object, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), "Tinos"),
    ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, _HEAD_ROWS - 1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    *(("SPAN", (column, 0), (column, 1)) for column in range(len(COLUMNS))),
    ("SPAN", (len(COLUMNS), 0), (-1, 0)),
]


def story(form: Register, letter: Letter) -> list[Flowable]:
    """The heading, the table over its pages, the totals."""
    period = f"Từ {day_words(form.first)} đến {day_words(form.last)}"
    return [
        heading(form, letter),
        *title(form, letter, TITLE, "", (period,)),
        _table(form, letter),
        letter.gap(0.5),
        KeepTogether(_totals(form, letter)),
    ]


def _table(form: Register, letter: Letter) -> Table:
    """All rows; the head of the table stands again on each page."""
    rows = [*_head(letter), *(_row(number, row, letter) for number, row in enumerate(form.rows, 1))]
    widths = [letter.width * share / sum(SHARES) for share in SHARES]
    return Table(rows, colWidths=widths, repeatRows=_HEAD_ROWS, splitInRow=1, style=_GRID)


def _cell(letter: Letter, alignment: int = 0) -> ParagraphStyle:
    return ParagraphStyle("register", letter.small, fontSize=9, leading=11.5, alignment=alignment)


def _head(letter: Letter) -> list[list[object]]:
    """Two rows of names, the second under what they have in common, and a row that numbers the columns."""
    look = _cell(letter, alignment=1)
    names, group, grouped = (
        [paragraph(f"<b>{name}</b>", look) for name in some] for some in (COLUMNS, (GROUP,), GROUPED)
    )
    counted = [paragraph(f"<i>({number})</i>", look) for number in range(1, len(SHARES) + 1)]
    return [[*names, *group, *([""] * (len(GROUPED) - 1))], [*([""] * len(COLUMNS)), *grouped], counted]


def _row(number: int, row: RegisterRow, letter: Letter) -> list[object]:
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
    said = (
        f"<b>Tổng số hồ sơ: {sums.received}</b>.",
        f"Đã trả kết quả: <b>{sums.returned}</b> (trước hạn {sums.early}, đúng hạn {sums.on_time}, quá hạn {sums.late}).",
        f"Chưa trả kết quả: <b>{sums.waiting}</b> (trong đó quá hạn {sums.overdue}).",
        f"<i>Số liệu tính đến {moment_words(form.issued_at)}.</i>",
    )
    look = ParagraphStyle("totals", letter.small, fontSize=11, leading=15)
    return [paragraph(line, look) for line in said]

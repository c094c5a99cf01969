"""The parts of an official paper by NĐ 30/2020/NĐ-CP Phụ lục I: heading, title, lines, signatures. Lengths are points.

Letters on A4 have the decree's sizes (text 13, national name 12); on A5, the forms' own sheet (TT 01/2018 Đ.9), they
are four fifths of that. Text is justified, its first line indented; the day stands in italics, who signs in bold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from counter_app.form_documents import Form
from counter_app.wording_papers import NATION, SAMPLE, reprint_text, reprinted_text
from printing.forms.build import Area
from printing.forms.page import BODY, UNPADDED, QrCode, drawable, paragraph, text, width_of
from printing.forms.words import issued_words

FULL_SIZE = 13.0
"""The decree's size of text."""
AREAS = {
    "A5": Area(A5, left=15 * mm, right=12 * mm, top=11 * mm, bottom=13 * mm),
    "A4": Area(A4, left=30 * mm, right=15 * mm, top=20 * mm, bottom=20 * mm),
    "register": Area(landscape(A4), left=15 * mm, right=15 * mm, top=18 * mm, bottom=15 * mm),
}


@dataclass(frozen=True)
class Letter:
    """How letters look on a sheet, and how much room there is."""

    area: Area
    size: float

    @property
    def width(self) -> float:
        """How wide the text is."""
        return self.area.width

    @property
    def indent(self) -> float:
        """How far a paragraph's first line is set in: 1 cm on A4."""
        return self._scaled(28.35)

    def gap(self, lines: float = 1.0) -> Spacer:
        """An empty space as high as lines of text."""
        return Spacer(0, self.size * lines)

    @property
    def body(self) -> ParagraphStyle:
        """Running text."""
        after = self._scaled(4)
        return self._style("letter", alignment=TA_JUSTIFY, firstLineIndent=self.indent, spaceAfter=after)

    @property
    def centred(self) -> ParagraphStyle:
        """Text in the middle."""
        return self._style("letter-centred", alignment=TA_CENTER)

    @property
    def heading(self) -> ParagraphStyle:
        """The two columns at the top, one size smaller."""
        return self._style("letter-heading", of=12 / FULL_SIZE, alignment=TA_CENTER)

    @property
    def title(self) -> ParagraphStyle:
        """The name of the paper."""
        return self._style("letter-title", of=14 / FULL_SIZE, alignment=TA_CENTER, fontName="Tinos-Bold")

    @property
    def small(self) -> ParagraphStyle:
        """Cells of tables."""
        return self._style("letter-small", of=11 / FULL_SIZE)

    def _scaled(self, points: float) -> float:
        return points * self.size / FULL_SIZE

    def _style(self, name: str, of: float = 1.0, **look: object) -> ParagraphStyle:
        size = self.size * of
        return ParagraphStyle(name, BODY, fontSize=size, leading=size * 1.3, **look)


@lru_cache(3)
def letter_on(sheet: str) -> Letter:
    """The letters of a sheet: ``A5``, ``A4``, ``register`` (A4 landscape)."""
    return Letter(AREAS[sheet], {"A5": 10.4, "A4": FULL_SIZE, "register": 12.0}[sheet])


class Line(Flowable):
    """A thin line in the middle of its column, of a given length (NĐ 30/2020: nét liền)."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Take the column's whole width and 5 points."""
        self.width, self.height = aW, 5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line; called by the page."""
        self.canv.setLineWidth(0.6)
        start = (self.width - self._length) / 2
        self.canv.line(start, 3, start + self._length, 3)


def heading(form: Form, letter: Letter) -> Table:
    """The two columns at the top: who issues it with the number, the nation with place and day."""
    style = letter.heading
    bold = ParagraphStyle("bold", style, fontName="Tinos-Bold")
    nation = width_of(NATION[0], bold) + 6
    motto = ParagraphStyle("motto", bold, fontSize=style.fontSize * 13 / 12)
    left = [paragraph(text(form.parent.upper()), style)] if form.parent else []
    left += [paragraph(text(form.office.upper()), bold), Line(letter.width * 0.16)]
    right = [paragraph(NATION[0], bold), paragraph(NATION[1], motto), Line(width_of(NATION[1], motto))]
    day = f"<i>{text(issued_words(form.place, form.issued_at))}</i>"
    rows = [[left, right], [paragraph(f"Số: {text(form.number_text)}", style), paragraph(day, style)]]
    room = ("TOPPADDING", (0, 1), (-1, 1), 2)
    return Table(rows, colWidths=(letter.width - nation, nation), splitInRow=1, style=[*UNPADDED, room])


def title(form: Form, letter: Letter, name: str, code: str = "", under: tuple[str, ...] = ()) -> list[Flowable]:
    """The paper's name with what marks it, the QR of the dossier's code at its left; the name stays in the middle."""
    by = reprinted_text(form.reprinted_at, form.reprinted_by) if form.copy_no > 1 else ""
    marks = (*under, SAMPLE if form.sample else "", reprint_text(form.copy_no), by)
    lines: list[Flowable] = [paragraph(name, letter.title)]
    lines += [paragraph(f"<b>{text(mark)}</b>", letter.centred) for mark in marks if mark]
    if not code:
        return [letter.gap(0.6), *lines, letter.gap(0.6)]
    side = letter.size * 5.2
    table = Table(
        [[QrCode(drawable(code), side), lines, ""]],
        colWidths=(side, letter.width - 2 * side, side),
        splitInRow=1,
        style=[*UNPADDED, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    return [letter.gap(0.3), table, letter.gap(0.3)]


def field(letter: Letter, label: str, value: str, *, strong: bool = False, end: str = "") -> Flowable:
    """A line of the form: its label and what it says; where that is empty a dotted line to be written on."""
    if not text(value).strip():
        return paragraph(label + ": " + dots(letter, label + ": ", letter.width - letter.indent), letter.body)
    said = f"<b>{text(value)}</b>" if strong else text(value)
    return paragraph(f"{label}: {said}{end}", letter.body)


def pair(letter: Letter, first: tuple[str, str], second: tuple[str, str]) -> list[Flowable]:
    """Two short fields beside one another; below one another where one is too long for that."""
    half = letter.width / 2
    style = letter.body
    if any(
        width_of(f"{label}: {drawable(value)}", style) > half - letter.indent - 6 for label, value in (first, second)
    ):
        return [field(letter, *one) for one in (first, second)]
    flush = ParagraphStyle("flush", style, firstLineIndent=0)
    cells = [
        paragraph(f"{label}: {text(value).strip() or dots(letter, label + ': ', room)}", look)
        for (label, value), look, room in ((first, style, half - letter.indent - 8), (second, flush, half))
    ]
    after = ("BOTTOMPADDING", (0, 0), (-1, -1), style.spaceAfter)
    return [Table([cells], colWidths=(half, half), style=[*UNPADDED, after])]


def dots(letter: Letter, before: str, room: float) -> str:
    """Dots that fill a line after a few words."""
    left = room - width_of(before, letter.body) - 2
    return "." * max(12, int(left / width_of(".", letter.body)))


def numbered(letter: Letter, items: Iterable[str]) -> list[Flowable]:
    """A list of a form: 1, 2, 3 …; an empty one has three dotted lines."""
    room = letter.width - letter.indent
    given = [text(item) for item in items if text(item).strip()]
    return [
        paragraph(f"{number}. {item}", letter.body)
        for number, item in enumerate(given or [dots(letter, "1. ", room)] * 3, 1)
    ]


def signatures(letter: Letter, last: Flowable, *signers: tuple[str, str]) -> list[Flowable]:
    """Who signs, side by side, one alone at the right; on the page where the text ends (``last``)."""
    both = signers if len(signers) > 1 else (("", ""), *signers)
    hint = f'<br/><font name="Tinos-Italic" size="{letter.size * 0.9}">(Ký, ghi rõ họ tên)</font>'
    titles = [paragraph(f"<b>{name}</b>{hint}" if name else "", letter.centred) for name, _ in both]
    names = [paragraph(f"<b>{text(person)}</b>", letter.centred) for _, person in both]
    room = ("TOPPADDING", (0, 1), (-1, 1), letter.size * 3.6)
    half = letter.width / 2
    table = Table([titles, names], colWidths=(half, half), style=[*UNPADDED, room])
    return [KeepTogether([last, letter.gap(0.6), table])]

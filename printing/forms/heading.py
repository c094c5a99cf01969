"""What stands above the text of an official paper: two columns, then its name (NĐ 30/2020/NĐ-CP Phụ lục I)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable, Table

from counter_app.form_documents import Form
from counter_app.wording_papers import NATION, SAMPLE, reprint_text, reprinted_text
from printing.forms.letter import Letter
from printing.forms.page import UNPADDED, Look, QrCode, drawable, paragraph, text, width_of
from printing.forms.words import issued_words

LONGEST_CODE = 64
"""Letters: what is longer is no code, and no QR of it would scan."""

LONGEST_HEADING = 700
"""Letters: what is longer can't stand in columns, which have to fit on a page."""


class Line(Flowable):
    """A thin line in the middle of its column, of a given length, clear of the words above it (nét liền)."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Take the column's whole width and 6 points."""
        self.width, self.height = aW, 6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line; called by the page."""
        self.canv.setLineWidth(0.6)
        start = (self.width - self._length) / 2
        self.canv.line(start, 3, start + self._length, 3)


def balanced(words: str, style: ParagraphStyle, width: float) -> str:
    """Words for a centred column, as markup: on as few lines as they take, none of them much shorter than the others."""
    said = drawable(words)
    font = (style.fontName, style.fontSize)
    wanted = len(simpleSplit(said, *font, width))
    tried = (simpleSplit(said, *font, width * share / 20) for share in range(8, 21))
    lines: list[str] = next((split for split in tried if len(split) == wanted), [said])
    return "<br/>".join(map(text, lines))


def heading(form: Form, letter: Letter) -> list[Flowable]:
    """The two columns at the top: who issues it with the number, the nation with place and day."""
    said = (
        form.parent.upper(),
        form.office.upper(),
        f"Số: {form.number_text}",
        issued_words(form.place, form.issued_at),
    )
    if sum(map(len, said)) > LONGEST_HEADING:
        return [paragraph(text(line), letter.heading) for line in (*NATION, *said)]
    return [_columns(form, letter)]


def _columns(form: Form, letter: Letter) -> Table:
    style = letter.heading
    bold = ParagraphStyle("bold", style, fontName="Tinos-Bold")
    motto = ParagraphStyle("motto", bold, fontSize=style.fontSize * 13 / 12)
    nation = width_of(NATION[0], bold) + 2
    room = letter.width - nation
    left = [
        paragraph(balanced(name.upper(), face, room - letter.size), face)
        for name, face in ((form.parent, style), (form.office, bold))
        if name
    ]
    right = [paragraph(NATION[0], bold), paragraph(NATION[1], motto), Line(width_of(NATION[1], motto))]
    day = paragraph(f"<i>{text(issued_words(form.place, form.issued_at))}</i>", style)
    number = paragraph(f"Số: {text(form.number_text)}", style)
    look: Look = [*UNPADDED, ("TOPPADDING", (0, 1), (-1, 1), 2), ("RIGHTPADDING", (0, 0), (0, -1), letter.size)]
    rows: list[list[Any]] = [[[*left, Line(letter.width * 0.16)], right], [number, day]]
    return Table(rows, colWidths=(room, nation), splitInRow=1, style=look)


def title(
    form: Form, letter: Letter, name: str, code: str = "", *, about: str = "", under: tuple[str, ...] = ()
) -> list[Flowable]:
    """The paper's name with what marks it, the QR of the dossier's code at its left; the name stays in the middle.

    ``about`` is what the paper is about (trích yếu), in bold over a short line.
    """
    by = reprinted_text(form.reprinted_at, form.reprinted_by) if form.copy_no > 1 else ""
    marks = (*under, SAMPLE if form.sample else "", reprint_text(form.copy_no), by)
    lines: list[Flowable] = [paragraph(name, letter.title)]
    if about:
        lines += [paragraph(f"<b>{about}</b>", letter.centred), Line(letter.width * 0.14)]
    lines += [paragraph(f"<b>{text(mark)}</b>", letter.centred) for mark in marks if mark]
    said = drawable(code).strip()
    if not 0 < len(said) <= LONGEST_CODE or len("".join(marks)) > LONGEST_HEADING:
        return [letter.gap(1.0), *lines, letter.gap(0.8)]
    side = letter.size * 5.2
    table = Table(
        [[QrCode(said, side), lines, ""]],
        colWidths=(side, letter.width - 2 * side, side),
        splitInRow=1,
        style=[*UNPADDED, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    return [letter.gap(0.3), table, letter.gap(0.3)]

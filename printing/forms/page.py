"""What all forms share: sheets, fonts, styles, national heading, QR. Lengths are points."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from printing.fonts import FOLDER, clean

MARGIN = 12 * mm
TOP = 9 * mm
WIDTH = A5[0] - 2 * MARGIN
SHEETS = {"A5": A5, "A4": A4}
Look = list[tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]]
"""Commands of a table's look: name, first cell, last cell, values (reportlab user guide, «TableStyle Commands»)."""
UNPADDED: Look = [
    ("FONTNAME", (0, 0), (-1, -1), "Tinos"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
]
FACES = ("Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")
QR_QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004 §5.3.8)."""

BODY = ParagraphStyle("body", fontName="Tinos", fontSize=10.5, leading=14, bulletFontName="Tinos")
CELL = ParagraphStyle("cell", BODY, fontSize=10, leading=13)
STRONG = ParagraphStyle("strong", BODY, fontName="Tinos-Bold", fontSize=12, leading=17)
CENTRED = ParagraphStyle("centred", BODY, alignment=TA_CENTER)
SMALL = ParagraphStyle("small", CENTRED, fontSize=9, leading=11.5)
HEADING = ParagraphStyle("heading", CENTRED, fontSize=9.5, leading=12.5)
FOOT = ParagraphStyle("foot", BODY, fontSize=8.5)
TITLE = ParagraphStyle("title", CENTRED, fontName="Tinos-Bold", fontSize=14, leading=19)


@lru_cache(1)
def _letters() -> frozenset[int]:
    """Register the fonts; the letters they have."""
    found = []
    for name, file in zip(FACES, ("Regular", "Bold", "Italic", "BoldItalic"), strict=True):
        font = TTFont(name, str(FOLDER / f"Tinos-{file}.ttf"))
        pdfmetrics.registerFont(font)
        found.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily("Tinos", *FACES)
    return frozenset.intersection(*found)


def drawable(value: object) -> str:
    """A value in letters the fonts have: composed, an unknown letter seen as ``?``."""
    known = _letters()
    return "".join(c if ord(c) in known else "?" for c in clean(str(value)))


def text(value: object) -> str:
    """A value as it may stand in a paragraph: in known letters, its signs no mark-up."""
    return html.escape(drawable(value), quote=False)


def width_of(value: str, style: ParagraphStyle) -> float:
    """How long drawable letters are on one line."""
    _letters()
    return float(pdfmetrics.stringWidth(value, style.fontName, style.fontSize))


def paragraph(markup: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of our own mark-up with values that went through ``text``."""
    _letters()
    return Paragraph(markup, style)


class Rule(Flowable):
    """A thin line in the middle of its column, as long as a share of it."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Take the column's whole width and 5 points."""
        self.width, self.height = aW, 5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line; called by the page."""
        canvas: Canvas = self.canv
        canvas.setLineWidth(0.6)
        start = self.width * (1 - self._share) / 2
        canvas.line(start, 3, self.width - start, 3)


class QrCode(Flowable):
    """A QR drawn as rectangles, sharp at any size; white around it but at the left, where the page's margin is."""

    def __init__(self, data: str, side: float) -> None:
        super().__init__()
        import segno

        self._matrix = segno.make(data, error="m", micro=False, boost_error=False).matrix
        self.width = self.height = side

    def draw(self) -> None:
        """Draw each row of dark modules as bars; called by the page."""
        module = self.height / (len(self._matrix) + 2 * QR_QUIET)
        canvas: Canvas = self.canv
        for line, row in enumerate(self._matrix):
            y = self.height - (line + 1 + QR_QUIET) * module
            for start, length in _dark(bytes(row)):
                canvas.rect(start * module, y, length * module, module, stroke=0, fill=1)


def _dark(row: bytes) -> list[tuple[int, int]]:
    """Where runs of dark modules begin and how long they are."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((at, 1))
    return runs


def national_heading(office: str, under: str, dated: str) -> Table:
    """The two columns at the top: who issues it, and the country's name with the date."""
    left = [paragraph(f"<b>{text(office.upper())}</b>", HEADING), Rule(0.35), paragraph(text(under), HEADING)]
    right = [
        paragraph("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", HEADING),
        paragraph('<font size="10.5"><b>Độc lập - Tự do - Hạnh phúc</b></font>', HEADING),
        Rule(0.57),
        paragraph(f"<i>{text(dated)}</i>", HEADING),
    ]
    return Table([[left, right]], colWidths=(WIDTH * 0.42, WIDTH * 0.58), style=UNPADDED)

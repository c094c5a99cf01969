"""How letters of an official paper look on its sheet (NĐ 30/2020/NĐ-CP Phụ lục I). Lengths are points.

Letters on A4 have the decree's sizes (text 13, national name 12); on A5, the forms' own sheet (TT 01/2018 Đ.9), they
are four fifths of that. Text is justified, its first line indented; the day stands in italics, who signs in bold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from printing.forms.build import Area
from printing.forms.page import BODY

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

    def _style(self, name: str, of: float = 1.0, **look: Any) -> ParagraphStyle:
        size = self.size * of
        return ParagraphStyle(name, BODY, fontSize=size, leading=size * 1.3, **look)


@lru_cache(3)
def letter_on(sheet: str) -> Letter:
    """The letters of a sheet: ``A5``, ``A4``, ``register`` (A4 landscape)."""
    return Letter(AREAS[sheet], {"A5": 10.4, "A4": FULL_SIZE, "register": 12.0}[sheet])

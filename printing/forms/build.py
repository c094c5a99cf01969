"""A form laid out on its sheets, pages numbered with their total. Lengths are points.

A form is as wide as A5. On A4 it stands in the middle, as large as on A5, and may be longer; one that fills its sheet
tells its own ``Area``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from printing.forms.page import FOOT, MARGIN, SHEETS, TOP, WIDTH, drawable, width_of


@dataclass(frozen=True)
class Area:
    """A sheet and where on it the content stands."""

    size: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float
    """The margins."""

    @property
    def width(self) -> float:
        """How wide the content is."""
        return self.size[0] - self.left - self.right

    @property
    def height(self) -> float:
        """How high the content of a page is."""
        return self.size[1] - self.top - self.bottom


@dataclass(frozen=True)
class Marks:
    """What stands on every page beside its content."""

    title: str
    author: str
    foot: str
    sample: bool
    sheet: str = "A5"
    own: Area | None = None
    """Where the content stands; None: as wide as on A5, in the middle of the sheet."""

    @property
    def area(self) -> Area:
        """Where the content stands."""
        size = SHEETS[self.sheet]
        side = (size[0] - WIDTH) / 2
        return self.own or Area(size, side, side, TOP, MARGIN)


def build(story: Callable[[], list[Flowable]], marks: Marks) -> bytes:
    """The PDF of a story, its pages numbered with their total (hence laid out twice)."""
    pages = _laid_out(story(), marks, 0)[1]
    return _laid_out(story(), marks, pages)[0]


def _laid_out(story: list[Flowable], marks: Marks, total: int) -> tuple[bytes, int]:
    out, area = BytesIO(), marks.area
    document = BaseDocTemplate(
        out,
        pagesize=area.size,
        title=drawable(marks.title),
        author=drawable(marks.author),
        lang="vi-VN",
        initialFontName="Tinos",
        invariant=1,
    )
    frame = Frame(area.left, area.bottom, area.width, area.height, 0, 0, 0, 0)
    document.addPageTemplates(
        PageTemplate(frames=[frame], onPage=lambda canvas, page: _mark(canvas, page.page, total, marks))
    )
    document.build(story)
    return out.getvalue(), document.page


def _mark(canvas: Canvas, page: int, total: int, marks: Marks) -> None:
    """The foot of a page, and MẪU across a sample."""
    area = marks.area
    width, height = area.size
    canvas.saveState()
    if marks.sample:
        canvas.setFillGray(0.9)
        canvas.setFont("Tinos-Bold", 110)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(50)
        canvas.drawCentredString(0, -35, "MẪU")
        canvas.rotate(-50)
        canvas.translate(-width / 2, -height / 2)
        canvas.setFillGray(0)
    canvas.setFont("Tinos", FOOT.fontSize)
    number = f"Trang {page}/{total}"
    room = area.width - width_of(number, FOOT) - 4 * mm
    canvas.drawString(area.left, area.bottom - 4 * mm, _fitting(drawable(marks.foot), room))
    canvas.drawRightString(width - area.right, area.bottom - 4 * mm, number)
    canvas.restoreState()


LONGEST_FOOT = 200
"""Letters: no sheet has room for more in its foot."""


def _fitting(words: str, room: float) -> str:
    """The beginning of a foot that fits; what it says stands in the form too."""
    if len(words) <= LONGEST_FOOT and width_of(words, FOOT) <= room:
        return words
    kept = next((n for n in range(min(len(words), LONGEST_FOOT), 0, -1) if width_of(words[:n] + "…", FOOT) <= room), 0)
    return words[:kept] + "…"

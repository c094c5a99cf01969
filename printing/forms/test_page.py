"""The test page of an office printer: is the sheet the one that is in the tray, is nothing scaled, are all letters there."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer, Table

from counter_app.papers import TestStrip
from printing.forms.build import Marks, build
from printing.forms.page import BODY, CENTRED, FACES, TITLE, UNPADDED, WIDTH, QrCode, paragraph, text
from printing.layouts.parts import clock_text, day_text
from printing.layouts.strip import PROBE, letters

RULER_MM = 100
QR_SIDE = 30 * mm


class Ruler(Flowable):
    """A ruler of 100 mm: what it measures on the paper says whether the page was scaled."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = RULER_MM * mm, 9 * mm

    def draw(self) -> None:
        """Draw the ruler; called by the page."""
        canvas: Canvas = self.canv
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, RULER_MM * mm, 0)
        canvas.setFont("Tinos", 8)
        for at in range(RULER_MM + 1):
            high = 4 if at % 10 == 0 else 3 if at % 5 == 0 else 1.5
            canvas.line(at * mm, 0, at * mm, high * mm)
            if at % 10 == 0:
                canvas.drawCentredString(at * mm, 5 * mm, str(at))


def test_page_pdf(strip: TestStrip, sheet: str) -> bytes:
    """The page as PDF for these sheets."""
    said = f"In thử {strip.printer}, khổ {sheet}"
    return build(lambda: _story(strip, sheet), Marks(said, "", said, sample=False, sheet=sheet))


def _story(strip: TestStrip, sheet: str) -> list[Flowable]:
    when = f"{clock_text(strip.printed_at)} {day_text(strip.printed_at)}"
    asked = (
        f"Khổ giấy: <b>{sheet}</b>. Giấy ra phải đúng khổ này; thước dưới đây phải dài đúng {RULER_MM} mm. "
        "Nếu không, tắt «co giãn» (scaling) ở hàng đợi của hệ điều hành."
    )
    code = Table(
        [[QrCode(PROBE, QR_SIDE), paragraph(f"Quét mã phải ra:<br/><b>{text(PROBE)}</b>", BODY)]],
        colWidths=(QR_SIDE, WIDTH - QR_SIDE),
        style=[*UNPADDED, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    faces = [paragraph(text(letters()), ParagraphStyle(face, BODY, fontName=face)) for face in FACES]
    return [
        paragraph("IN THỬ", TITLE),
        paragraph(f"<b>{text(strip.printer)}</b>", CENTRED),
        paragraph(when, CENTRED),
        Spacer(0, 5 * mm),
        paragraph(asked),
        Spacer(0, 5 * mm),
        Ruler(),
        Spacer(0, 5 * mm),
        code,
        Spacer(0, 4 * mm),
        *faces,
    ]

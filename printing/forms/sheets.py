"""Any document on the sheets of an office printer: by its form; what has none as the picture that a roll would show."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import inch
from reportlab.platypus import Flowable, Image

from counter_app.form_documents import Form, FormDocument
from counter_app.papers import Document, Receipt, TestStrip
from printing.forms.build import Marks, build
from printing.forms.page import MARGIN, SHEETS, TOP

ROLL_DOTS = 576
ROLL_DPI = 203.2
"""A roll of 80 mm: 8 dots a millimetre."""


def sheet_pdf(document: Document | FormDocument, sheet: str) -> bytes:
    """The PDF of a document for sheets of this size (``A5``, ``A4``)."""
    match document:
        case Receipt():
            from printing.forms.receipt_a5 import receipt_pdf

            return receipt_pdf(document, sheet)
        case TestStrip():
            from printing.forms.test_page import test_page_pdf

            return test_page_pdf(document, sheet)
        case Form():
            from printing.forms.printed import form_pdf

            return form_pdf(document, sheet)
        case _:
            return _as_on_a_roll(document, sheet)


def _as_on_a_roll(document: Document, sheet: str) -> bytes:
    """The roll's picture as large as on the roll, at the top in the middle; a longer one as large as the sheet allows."""
    from printing.layouts import draw

    picture = draw(document, ROLL_DOTS)
    scale = min(inch / ROLL_DPI, (SHEETS[sheet][1] - MARGIN - TOP - 1) / picture.height)

    def story() -> list[Flowable]:
        png = BytesIO()
        picture.save(png, "PNG")
        return [Image(png, picture.width * scale, picture.height * scale)]

    return build(story, Marks("", "", "", sample=False, sheet=sheet))

"""A PDF's pages as pictures."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

POINTS_AN_INCH = 72


def pages_of(pdf: bytes, dpi: float) -> tuple[QImage, ...]:
    """Every page at so many dots an inch, on white. Takes some tens of milliseconds: not for a window's own thread."""
    document, source = QPdfDocument(), QBuffer()
    source.setData(QByteArray(pdf))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(source)
    pages = tuple(_page(document, number, dpi) for number in range(document.pageCount()))
    document.close()
    return pages


def _page(document: QPdfDocument, number: int, dpi: float) -> QImage:
    size = (document.pagePointSize(number) * dpi / POINTS_AN_INCH).toSize()
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    return page

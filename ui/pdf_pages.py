"""A PDF's pages as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

POINTS_AN_INCH = 72


def pages_of(pdf: bytes, dpi: float) -> tuple[QImage, ...]:
    """Every page at so many dots an inch, on white. Takes some tens of milliseconds: not for a window's own thread."""
    with _opened(pdf) as document:
        return tuple(_page(document, number, _size(document, number, dpi)) for number in range(document.pageCount()))


def first_pages(pdf: bytes, dpi: float, most: int, longest: int) -> tuple[tuple[QImage, ...], int]:
    """The first pages of somebody else's PDF, no side longer than so many dots; and how many pages it has."""
    most_dots = QSize(longest, longest)
    with _opened(pdf) as document:
        count, pages = document.pageCount(), []
        for number in range(min(count, most)):
            size = _size(document, number, dpi)
            if max(size.width(), size.height()) > longest:
                size = size.scaled(most_dots, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
            pages.append(_page(document, number, size))
        return tuple(pages), count


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    document, source = QPdfDocument(), QBuffer()
    source.setData(QByteArray(pdf))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(source)
    yield document
    document.close()


def _size(document: QPdfDocument, number: int, dpi: float) -> QSize:
    return (document.pagePointSize(number) * dpi / POINTS_AN_INCH).toSize()


def _page(document: QPdfDocument, number: int, size: QSize) -> QImage:
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    return page

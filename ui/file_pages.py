"""The pages of an attached file as pictures, whatever it is: no more of them, and no larger, than a PC can hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from ui.pdf_pages import first_pages

MOST_PAGES = 60
"""Of a file on the screen; at ``LONGEST_SIDE`` one takes 10 MB."""
LONGEST_SIDE = 1900
"""Dots: an A3 sheet at 110 an inch has as many. A page may be written down as 200 inches wide, in a file of 300 bytes."""


@dataclass(frozen=True)
class FilePages:
    """The first pages of a file, and how many it has."""

    pages: tuple[QImage, ...]
    count: int


def file_pages(content: bytes, mime: str, dpi: float) -> FilePages:
    """What is to be seen of a file; a page that can't be drawn is a null picture. Not for a window's own thread."""
    if mime == "application/pdf":
        return FilePages(*first_pages(content, dpi, MOST_PAGES, LONGEST_SIDE))
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    return _pictures(source)


def _pictures(source: QBuffer) -> FilePages:
    """A reader ends before its source does: one of TIFF looks at it once more then, and a program without it is gone."""
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    count = max(1, reader.imageCount())
    return FilePages(tuple(_picture(reader, number) for number in range(min(count, MOST_PAGES))), count)


def _picture(reader: QImageReader, number: int) -> QImage:
    """One page; a large one is made smaller while it is read, where its kind can do that (JPEG)."""
    if number:
        reader.jumpToImage(number)
    size = reader.size()
    if max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(_fitting(size))
    return reader.read()


def _fitting(size: QSize) -> QSize:
    return size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

"""An office printer of Windows: the pages of a PDF as pictures through Qt, as Windows itself prints no PDF.

Qt is loaded by nothing else in this package, and here only when a page is to be printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.ids import new_id
from printing.transports.escpos_library import trouble_as_os_error
from printing.transports.patience import WARM_UP_SECONDS
from printing.transports.winspool import WindowsQueue, wait_for

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 300
"""Finer pictures of a form are no better to read, and large ones fill the spooler."""


class WindowsSheets(WindowsQueue):
    """The way over a queue of Windows to sheets of this size (``A5``, ``A4``)."""

    def __init__(self, queue: str, sheet: str) -> None:
        super().__init__(queue)
        self._sheet = sheet

    def hand_over(self, paper: bytes, seconds: float) -> str | None:
        """Print the PDF and wait until the spooler is done with it: None, else why not; then it is taken back."""
        name = f"one-stop-counter {new_id()}"
        printer = sheet_printer(self._sheet)
        printer.setPrinterName(self._queue)
        printer.setDocName(name)
        paint(paper, printer, printer.resolution())
        with trouble_as_os_error():
            spooler, handle = self._handle()
            try:
                jobs = {found["pDocument"]: found["JobId"] for found in spooler.EnumJobs(handle, 0, 999, 1)}
                # One that is gone already was printed: jobs are not kept by default.
                return wait_for(spooler, handle, jobs[name], max(seconds, WARM_UP_SECONDS)) if name in jobs else None
            finally:
                spooler.ClosePrinter(handle)


def sheet_printer(sheet: str) -> QPrinter:
    """A printer of Qt's that prints whole sheets of this size."""
    from PySide6.QtGui import QGuiApplication, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    if QGuiApplication.instance() is None:  # on the command line
        QGuiApplication([])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(MOST_DPI)
    printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, sheet)))
    printer.setFullPage(True)
    return printer


def paint(pdf: bytes, device: QPagedPaintDevice, dpi: int) -> int:
    """Paint every page of a PDF on a device of so many dots an inch; how many. ConnectionError where it can't begin."""
    from PySide6.QtCore import QBuffer, QByteArray, QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument

    document, source = QPdfDocument(), QBuffer()
    source.setData(QByteArray(pdf))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(source)
    painter = QPainter()
    if not painter.begin(device):
        raise ConnectionError("the queue can't be painted on")
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        size = (document.pagePointSize(page) * dpi / 72).toSize()
        painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    painter.end()
    count: Any = document.pageCount()
    document.close()
    return int(count)

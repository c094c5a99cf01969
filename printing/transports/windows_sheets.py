"""An office printer of Windows: the pages of a PDF as pictures through Qt, as Windows itself prints no PDF.

Qt is loaded by nothing else in this package, and here only when a page is to be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.ids import new_id
from printing.transports.escpos_library import trouble_as_os_error
from printing.transports.patience import WARM_UP_SECONDS
from printing.transports.winspool import DELETE_JOB, WindowsQueue, wait_for

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 300
"""Finer pictures of a form are no better to read, and large ones fill the spooler."""


class WindowsSheets(WindowsQueue):
    """The way over a queue of Windows to sheets of this size (``A5``, ``A4``)."""

    def __init__(self, queue: str, sheet: str) -> None:
        super().__init__(queue)
        self._sheet = sheet

    def hand_over(self, paper: bytes, seconds: float) -> str | None:
        """Print the PDF and wait until the spooler is done with it: None, else why not; then it is taken back.

        ConnectionError where it can't be read or painted whole.
        """
        name = f"one-stop-counter {new_id()}"
        printer = sheet_printer(self._sheet)
        printer.setPrinterName(self._queue)
        printer.setDocName(name)
        with trouble_as_os_error():
            spooler, handle = self._handle()
            try:
                job = _SpooledJob(spooler, handle, name)
                try:
                    paint(paper, printer, printer.resolution(), job.look)
                except OSError:
                    job.take_back()
                    raise
                job.look()
                # One that was there and is gone was printed: jobs are not kept by default.
                wait = max(seconds, WARM_UP_SECONDS)
                return "stopped" if job.number is None else wait_for(spooler, handle, job.number, wait)
            finally:
                spooler.ClosePrinter(handle)


class _SpooledJob:
    """A job of the spooler, known by its name: from the first moment of painting on it stands in the queue."""

    def __init__(self, spooler: Any, handle: Any, name: str) -> None:
        self._spooler, self._handle, self._name = spooler, handle, name
        self.number: int | None = None
        """Its number; None while it was never seen."""

    def look(self) -> None:
        """Look for it, unless it was seen already."""
        if self.number is None:
            found = self._spooler.EnumJobs(self._handle, 0, 999, 1)
            self.number = next((job["JobId"] for job in found if job["pDocument"] == self._name), None)

    def take_back(self) -> None:
        """Delete it, so that no part of it is printed."""
        self.look()
        if any(job["JobId"] == self.number for job in self._spooler.EnumJobs(self._handle, 0, 999, 1)):
            self._spooler.SetJob(self._handle, self.number, 0, None, DELETE_JOB)


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


def paint(pdf: bytes, printer: QPrinter, dpi: int, begun: Callable[[], None] = lambda: None) -> int:
    """Paint every page of a PDF on a printer of so many dots an inch; how many. ``begun`` is called after the beginning.

    ConnectionError where the PDF can't be read, has no page, or can't be painted whole.
    """
    from PySide6.QtCore import QBuffer, QByteArray, QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument

    document, source = QPdfDocument(), QBuffer()
    source.setData(QByteArray(pdf))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(source)
    pages = int(document.pageCount())
    if document.error() != QPdfDocument.Error.None_ or not pages:
        raise ConnectionError("no PDF, or one without a page")
    painter = QPainter()
    if not painter.begin(printer):
        raise ConnectionError("the queue can't be painted on")
    begun()
    whole = True
    for page in range(pages):
        whole = whole and (page == 0 or printer.newPage())
        size = (document.pagePointSize(page) * dpi / 72).toSize()
        painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    if not whole:
        printer.abort()
    whole = painter.end() and whole
    document.close()
    if not whole:
        raise ConnectionError("the queue did not take every page")
    return pages

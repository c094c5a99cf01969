"""Forms on sheets through the Windows spooler: sent only when the spooler had every page and is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6 import QtGui
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from counter_app.papers import Receipt
from counter_app.printers import PrinterCard
from printing.delivery import Delivered, send_paper
from printing.forms.sheets import sheet_pdf
from printing.transports import transport_for, windows_sheets
from printing.virtual import VirtualPrinter
from tests.faults.printer_ways import WindowsWay
from tests.printing.edges.windows_spooler import QUEUE, SpoolJob, WindowsSpooler
from tests.printing.hurry import UNHURRIED, hasty

CARD = PrinterCard("văn phòng", "winspool", {"queue": QUEUE, "sheet": "A5"}, ack="none", purposes=("receipt",))


class Sheets(QPrinter):
    """A queue whose pages end in a file; the spooler has the job from the moment its name is known."""

    def __init__(self, spooler: WindowsSpooler, file: Path) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(file))
        self._spooler = spooler
        self.job: SpoolJob | None = None
        self.shown = True
        self.prints = True

    def setPrinterName(self, name: str) -> None:  # noqa: N802 - Qt's names
        assert name == QUEUE

    def setDocName(self, name: str) -> None:  # noqa: N802
        super().setDocName(name)
        self.job = self._spooler.spool(name)
        self.job.hidden = not self.shown

    def is_painted(self) -> None:
        """The last page has been painted: the printer takes them, faster than anybody looks."""
        if self.prints and self.job is not None:
            self._spooler.is_printed(self.job)


@pytest.fixture
def sheets(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheets]:
    assert qapp is not None
    with VirtualPrinter() as nowhere, closing(WindowsWay(nowhere, monkeypatch)) as way:
        made = Sheets(way.spooler, tmp_path / "printed.pdf")
        painted = QtGui.QPainter.end

        class Painter(QtGui.QPainter):
            """Tells when it has painted."""

            def end(self) -> bool:
                ended = painted(self)
                made.is_painted()
                return ended

        monkeypatch.setattr(QtGui, "QPainter", Painter)
        monkeypatch.setattr(windows_sheets, "sheet_printer", lambda _sheet: made)
        monkeypatch.setattr(windows_sheets, "WARM_UP_SECONDS", 0.0)
        yield made


def _handed_over(pdf: bytes) -> Delivered:
    with closing(transport_for(CARD)) as way:
        return send_paper(way, pdf, "none", 1, UNHURRIED)


def test_a_form_the_spooler_has_had_and_is_done_with_is_sent(sheets: Sheets, cruel: Receipt) -> None:
    pdf = sheet_pdf(cruel, "A5")

    assert _handed_over(pdf) == Delivered("sent")

    with closing(pdfium.PdfDocument(sheets.outputFileName())) as printed, closing(pdfium.PdfDocument(pdf)) as meant:
        assert len(printed) == len(meant) > 1


@pytest.mark.parametrize("pdf", [b"", b"not a pdf", b"%PDF-1.4\n%%EOF\n"], ids=["nothing", "rubbish", "no page"])
def test_what_is_no_pdf_is_never_sent(sheets: Sheets, pdf: bytes) -> None:
    assert _handed_over(pdf) == Delivered("unconfirmed", "broken")
    assert not Path(sheets.outputFileName()).exists(), "nothing was painted"
    assert sheets.job is not None
    assert sheets.job.deleted.is_set(), "no empty sheet comes later"


def test_a_form_the_spooler_never_showed_is_not_sent(sheets: Sheets, receipt: Receipt) -> None:
    sheets.shown = False

    assert _handed_over(sheet_pdf(receipt, "A5")) == Delivered("unconfirmed", "stopped")


def test_a_form_that_stays_in_the_spooler_is_taken_back(sheets: Sheets, receipt: Receipt) -> None:
    sheets.prints = False
    with closing(transport_for(CARD)) as way:
        done = send_paper(way, sheet_pdf(receipt, "A5"), "none", 1, hasty("stall", "paper"))

    assert done == Delivered("unconfirmed", "stopped")
    assert sheets.job is not None
    assert sheets.job.deleted.is_set()


@pytest.mark.parametrize("fails", ["begin", "end", "newPage"])
def test_a_form_that_can_t_be_painted_whole_is_taken_back(
    sheets: Sheets, cruel: Receipt, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    sheets.prints = False
    where = Sheets if fails == "newPage" else QtGui.QPainter
    monkeypatch.setattr(where, fails, lambda *_given: False)

    assert _handed_over(sheet_pdf(cruel, "A5")) == Delivered("unconfirmed", "broken")
    assert sheets.job is not None
    assert sheets.job.deleted.is_set()

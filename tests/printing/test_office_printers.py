"""Office printers: the receipt on A5 or A4 as a PDF over a queue of the system, the size always named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageChops
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from counter_app import papers, print_jobs
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument
from counter_app.papers import ClaimSlip, Document, Receipt, Slip
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer, printer_for
from printing.delivery import Delivered, send_paper
from printing.forms.sheets import sheet_pdf
from printing.layouts import lay_out
from printing.layouts.strip import PROBE
from printing.printer_work import payload_for
from printing.samples import CLAIM
from printing.spool import print_waiting
from printing.transports import transport_for
from printing.transports.windows_sheets import paint, sheet_printer
from tests.counter_app.test_receipt_copies import with_settings
from tests.documents import document, intake
from tests.printing.edges.cups_server import CUPSD, CupsServer
from tests.printing.edges.office_printer import OfficePrinter
from tests.printing.seen import said_on

POINTS = {"A5": (419.5, 595.3), "A4": (595.3, 841.9)}
NEEDS_CUPS = pytest.mark.skipif(CUPSD is None, reason="needs the package cups, which make installs")


def office(sheet: str = "A5", name: str = "văn phòng") -> PrinterCard:
    return PrinterCard(name, "cups", {"queue": "hp", "sheet": sheet}, ack="none", purposes=("receipt", "strip"))


THERMAL = PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9})


def picture(pdf: bytes, page: int = 0, scale: float = 2.0) -> Image.Image:
    with closing(pdfium.PdfDocument(pdf)) as document:
        image: Image.Image = document[page].render(scale=scale).to_pil().convert("L")
    return image


@pytest.fixture
def documents(receipt: Receipt, strip: papers.TestStrip) -> dict[str, Document]:
    return {"receipt": receipt, "strip": strip, "claim": CLAIM}


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    with CupsServer() as server:
        yield server


@pytest.mark.parametrize("sheet", ["A5", "A4"])
def test_every_document_stands_on_one_sheet_with_its_mark_read(documents: dict[str, Document], sheet: str) -> None:
    for paper in documents.values():
        pdf = payload_for(office(sheet), paper)

        with closing(pdfium.PdfDocument(pdf)) as read:
            assert len(read) == 1
            assert read[0].get_size() == pytest.approx(POINTS[sheet], abs=0.1)
        wanted = paper.code if isinstance(paper, (Receipt, ClaimSlip)) else PROBE
        assert wanted in {mark.text for mark in zxingcpp.read_barcodes(picture(pdf))}


def test_a_receipt_is_as_large_on_a4_as_on_a5(receipt: Receipt) -> None:
    small, large = (picture(sheet_pdf(receipt, sheet), scale=1.0) for sheet in ("A5", "A4"))

    def inked(image: Image.Image) -> tuple[int, int]:
        above_the_foot = image.crop((0, 0, image.width, 500))
        left, top, right, bottom = ImageChops.invert(above_the_foot).point(lambda v: 255 if v > 99 else 0).getbbox() or (
            0, 0, 0, 0,
        )  # fmt: skip
        return right - left, bottom - top

    assert inked(large) == pytest.approx(inked(small), abs=2)


def test_a_long_receipt_goes_on_on_further_sheets_on_a_shorter_stack_of_a4(cruel: Receipt) -> None:
    with (
        closing(pdfium.PdfDocument(sheet_pdf(cruel, "A5"))) as small,
        closing(pdfium.PdfDocument(sheet_pdf(cruel, "A4"))) as large,
    ):
        assert len(small) > len(large) > 1
        text = "".join(large[number].get_textpage().get_text_range() for number in range(len(large)))
    assert all(paper.name.split()[0] in text for paper in cruel.papers)


def test_a_unit_whose_receipts_are_on_a5_prints_them_on_its_office_printer(place: Place) -> None:
    with_settings(place, receipt__paper="a5")
    place.desk.do(add_printer, THERMAL)
    place.desk.do(receive, intake())
    (waiting,) = place.desk.ask(print_jobs.jobs)
    assert waiting.printer is None, "a roll is not what the unit wants"

    place.desk.do(add_printer, office())

    (job,) = place.desk.ask(print_jobs.jobs)
    assert job.printer == "văn phòng"
    assert place.desk.ask(printer_for, "slip") == "quầy"


@pytest.mark.parametrize("hides", [True, False])
def test_a_number_hidden_on_a_roll_that_lies_about_stands_whole_on_the_form(place: Place, hides: bool) -> None:
    with_settings(place, receipt__mask_number=str(hides).lower())
    place.desk.do(add_printer, THERMAL)
    place.desk.do(add_printer, office())
    owner, giver = document()["owner"], {"kind": "citizen", "name": "Lê Văn Cường", "number": "001080054321"}
    giver |= {"number_kind": "cccd"}
    paper = {"paper": "Giấy uỷ quyền", "date": "2026-11-19", "person": giver}
    place.desk.do(receive, intake(submitter={**owner, "number": "001090099999"}, authorised_by=paper))
    (job,) = place.desk.ask(print_jobs.jobs)
    assert job.printer == "quầy"
    place.desk.do(print_jobs.cancel, job.id)

    moved = place.desk.do(print_jobs.reprint, job.id, "văn phòng")

    asked = place.desk.ask(print_jobs.document_of, moved.id)
    assert isinstance(asked, Receipt)
    with closing(pdfium.PdfDocument(sheet_pdf(asked, "A5"))) as form:
        on_the_form = "".join(page.get_textpage().get_text_range() for page in form)
    on_the_roll = said_on(lay_out(asked, 576))
    for whole, hidden in (("001085012345", "********2345"), ("001080054321", "********4321")):
        assert whole in on_the_form
        assert (hidden if hides else whole) in on_the_roll
        assert (whole in on_the_roll) is not hides


@pytest.mark.parametrize("width", [576, 384])
def test_the_copy_that_stays_in_the_file_carries_the_number_whole(place: Place, width: int) -> None:
    """By default: nothing was set but the copies."""
    with_settings(place, receipt__copies="2")
    place.desk.do(add_printer, THERMAL)
    done = place.desk.do(receive, intake())
    jobs = place.desk.ask(print_jobs.jobs, about=f"dossier:{done.id}")
    papers = [place.desk.ask(print_jobs.document_of, one.id) for one in jobs]

    on = {paper.part: said_on(lay_out(paper, width)) for paper in papers if isinstance(paper, Receipt)}

    assert "001085012345" in on["file"]
    assert "********2345" in on["citizen"]
    assert "001085012345" not in on["citizen"]


def test_a_single_receipt_hides_the_number_unless_the_unit_decides_otherwise(place: Place) -> None:
    place.desk.do(add_printer, THERMAL)
    place.desk.do(receive, intake())
    (job,) = place.desk.ask(print_jobs.jobs)
    paper = place.desk.ask(print_jobs.document_of, job.id)
    assert isinstance(paper, Receipt)

    assert "********2345" in said_on(lay_out(paper, 576))
    assert "001085012345" not in said_on(lay_out(paper, 576))


def test_a_thermal_unit_never_sends_receipts_to_the_office_printer_by_itself(place: Place) -> None:
    place.desk.do(add_printer, office())

    place.desk.do(receive, intake())

    assert place.desk.ask(print_jobs.jobs)[0].printer is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(office(), address={"queue": "hp", "sheet": "A3"}), "sheet"),
        (replace(THERMAL, address={"host": "127.0.0.1", "port": 9100, "sheet": "A5"}, purposes=("receipt",)), "sheet"),
        (replace(office(), purposes=("slip", "receipt")), "purposes"),
    ],
    ids=["size", "way", "slips"],
)
def test_a_card_no_office_printer_can_have_is_refused(place: Place, wrong: PrinterCard, field: str) -> None:
    with pytest.raises(BadDocument) as refused:
        place.desk.do(add_printer, wrong)

    assert refused.value.field == field


@NEEDS_CUPS
@pytest.mark.parametrize("sheet", ["A5", "A4"])
def test_cups_is_told_the_sheet_and_given_the_pdf_as_it_is(cups: CupsServer, receipt: Receipt, sheet: str) -> None:
    with OfficePrinter() as printer:
        queue = f"hp-{sheet.lower()}"
        cups.queue(queue, printer.port)
        card = replace(office(sheet), address={"queue": queue, "server": cups.socket, "sheet": sheet})
        pdf = payload_for(card, receipt)

        with closing(transport_for(card)) as way:
            way.open()
            assert send_paper(way, pdf, card.ack, 1) == Delivered("sent")

        assert printer.document() == pdf
    name = {"A5": "iso_a5_148x210mm", "A4": "iso_a4_210x297mm"}[sheet]
    told = [line for line in cups.log().splitlines() if "argv[5]=" in line][-1]
    assert f"media={name}" in told
    assert "print-scaling=none" in told


@NEEDS_CUPS
def test_a_receipt_goes_from_f9_to_the_office_printers_tray(place: Place, cups: CupsServer) -> None:
    with OfficePrinter() as printer:
        cups.queue("phong", printer.port)
        place.desk.do(add_printer, replace(office(), address={"queue": "phong", "server": cups.socket, "sheet": "A5"}))
        with_settings(place, receipt__paper="a5", receipt__copies="2")
        place.desk.do(receive, intake())

        print_waiting(place)

        pages = [picture(printer.document()) for _ in range(2)]
    codes = {mark.text for page in pages for mark in zxingcpp.read_barcodes(page)}
    assert len(codes) == 1
    assert {job.state for job in place.desk.ask(print_jobs.jobs)} == {"sent"}


@pytest.mark.parametrize("sheet", ["A5", "A4"])
def test_windows_pages_are_pictures_of_the_same_pdf_on_the_named_sheet(
    qapp: QApplication, cruel: Receipt, tmp_path: Path, sheet: str
) -> None:
    assert qapp is not None
    pdf, file = sheet_pdf(cruel, sheet), tmp_path / "printed.pdf"
    printer = sheet_printer(sheet)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    size = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    assert size == QSizeF(*(round(side) for side in POINTS[sheet]))

    pages = paint(pdf, printer, printer.resolution())

    with closing(pdfium.PdfDocument(file)) as printed:
        assert len(printed) == pages > 1
    for page in range(pages):
        seen, meant = picture(file.read_bytes(), page, 1.0), picture(pdf, page, 1.0)
        unlike = ImageChops.difference(seen.resize(meant.size), meant).reduce(16)
        assert max(unlike.tobytes()) < 95, f"page {page + 1}"


def test_a_slip_never_stands_on_a_sheet_by_itself_but_could_be_drawn(slip: Slip) -> None:
    assert slip.code in {mark.text for mark in zxingcpp.read_barcodes(picture(sheet_pdf(slip, "A5"), scale=3))}

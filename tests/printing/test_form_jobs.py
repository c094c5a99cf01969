"""Forms 02 to 06 as print jobs: on office printers alone, kept with what they say, marked when printed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pytest

from counter_app import print_jobs
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.documents import read_supplement
from counter_app.dossiers.steps.forms import forms_of, print_form
from counter_app.dossiers.steps.supplement import supplement
from counter_app.errors import BadDocument
from counter_app.form_documents import SupplementRequest
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer, printer_for
from printing.spool import print_waiting
from tests.documents import intake
from tests.printing.edges.cups_server import CUPSD, CupsServer
from tests.printing.edges.office_printer import OfficePrinter

ASKED = {"reason": "Thiếu giấy tờ", "items": ["Giấy báo tử"], "contact": "Nguyễn Thị Lan", "phone": "0243 000 111"}


def sheets(server: str | None = None) -> PrinterCard:
    address = {"queue": "hp", "sheet": "A5"} | ({"server": server} if server else {})
    return PrinterCard("HP phòng", "cups", address, ack="none", purposes=("form", "strip"))


def asked_for_a_supplement(place: Place) -> str:
    code = place.desk.do(receive, intake()).code
    place.desk.do(supplement, place.desk.ask(dossier, code).id, read_supplement(ASKED).value)
    return code


@pytest.fixture
def cups() -> Iterator[CupsServer]:
    with CupsServer() as server:
        yield server


def forms(place: Place) -> list[print_jobs.Job]:
    return [job for job in place.desk.ask(print_jobs.jobs) if job.kind == "form"]


def test_without_an_office_printer_nothing_waits_for_one(place: Place) -> None:
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))

    asked_for_a_supplement(place)

    assert place.desk.ask(printer_for, "form") is None
    assert forms(place) == []


def test_a_step_queues_its_form_and_the_job_says_what_the_form_says(place: Place) -> None:
    place.desk.do(add_printer, sheets())
    code = asked_for_a_supplement(place)

    (job,) = forms(place)

    kept = place.desk.ask(print_jobs.document_of, job.id)
    assert isinstance(kept, SupplementRequest)
    assert (kept.code, kept.items, kept.copy_no) == (code, ("Giấy báo tử",), 1)
    assert job.printer == "HP phòng"


def test_a_form_printed_again_counts_and_says_by_whom(place: Place) -> None:
    place.desk.do(add_printer, sheets())
    asked_for_a_supplement(place)
    (first,) = forms(place)
    place.desk.do(print_jobs.begin, first.id, b"pdf", "HP phòng")
    place.desk.do(print_jobs.settle, first.id, "sent")

    again = place.desk.do(print_jobs.reprint, first.id)

    kept = place.desk.ask(print_jobs.document_of, again.id)
    assert isinstance(kept, SupplementRequest)
    assert (kept.copy_no, kept.reprinted_by) == (2, "lan")


def test_a_form_can_be_printed_later_where_a_printer_came_later(place: Place) -> None:
    code = asked_for_a_supplement(place)
    place.desk.do(add_printer, sheets())
    (given,) = place.desk.ask(forms_of, place.desk.ask(dossier, code).id)

    place.desk.do(print_form, given.id)

    assert [job.state for job in forms(place)] == ["queued"]


def test_a_roll_takes_no_forms(place: Place) -> None:
    with pytest.raises(BadDocument, match="purposes"):
        place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "a", "port": 9}, purposes=("receipt", "form")))


@pytest.mark.skipif(CUPSD is None, reason="needs the package cups, which make installs")
def test_form_02_lies_in_the_office_printers_tray(place: Place, cups: CupsServer) -> None:
    with OfficePrinter() as tray:
        cups.queue("hp", tray.port)
        place.desk.do(add_printer, sheets(cups.socket))
        code = asked_for_a_supplement(place)

        print_waiting(place)

        with closing(pdfium.PdfDocument(tray.document())) as page:
            words = " ".join(page[0].get_textpage().get_text_range().split())
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in words
    assert "Giấy báo tử" in words
    assert code in words

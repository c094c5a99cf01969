"""``kill -9`` of the program that prints, at random bytes: never two papers, never silence."""

from __future__ import annotations

import random

import pytest
import zxingcpp

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from printing.escpos import STATUS_QUERY, acknowledge
from printing.printer_work import payload_for
from printing.samples import RECEIPT
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.faults.counting_wire import CountingWire
from tests.faults.prepared import Prepared
from tests.faults.processes import Child
from tests.printing.hurry import UNHURRIED

TIMES = 30
NAME = "quầy"


def _moments() -> list[int]:
    """Bytes after which the program is killed: some of each part, most of them in the picture."""
    card = PrinterCard(NAME, "tcp", {"host": "127.0.0.1"})
    paper = len(payload_for(card, RECEIPT))
    whole = len(STATUS_QUERY) + paper + len(acknowledge(0))
    chance = random.Random(20261120)
    edges = [1, len(STATUS_QUERY), len(STATUS_QUERY) + 1, len(STATUS_QUERY) + paper, whole]
    return edges + [chance.randrange(1, whole) for _ in range(TIMES - len(edges))]


def _whole_papers(printer: VirtualPrinter, receipt: Receipt) -> int:
    marks = [mark for paper in printer.papers for mark in zxingcpp.read_barcodes(paper.image.convert("L"))]
    return sum(mark.format == zxingcpp.BarcodeFormat.QRCode and mark.text == receipt.code for mark in marks)


@pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
def test_killed_at_any_byte_a_receipt_is_printed_once_or_somebody_is_asked(place: Place) -> None:
    with Prepared("tests.faults.printing_child") as printing:
        seen = [
            (moment, *_killed_at(printing.start(str(place.folder)), place, RECEIPT, moment)) for moment in _moments()
        ]

    assert not [one for one in seen if one[1:] not in {("printed", 1), ("unconfirmed", 0), ("unconfirmed", 1)}]
    # Before the first byte of the paper has left, it is printed by whoever comes next; after that nobody does.
    assert [state for moment, state, _ in seen if moment < len(STATUS_QUERY)] == ["printed"]
    assert {state for moment, state, _ in seen if moment > len(STATUS_QUERY)} == {"unconfirmed"}


def _killed_at(program: Child, place: Place, receipt: Receipt, moment: int) -> tuple[str, int]:
    """Kill the printing program when so many bytes have left, let another one come; the job's state, papers."""
    with VirtualPrinter() as printer:
        with CountingWire(printer.port, moment, program.process.kill) as wire:
            place.desk.do(add_printer, PrinterCard(NAME, "tcp", {"host": "127.0.0.1", "port": wire.port}))
            job_id = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", receipt).id
            assert program.hear() == "ready"
            program.tell("go")
            assert wire.cut.wait(60)
            program.end()
        place.desk.do(add_printer, PrinterCard(NAME, "tcp", {"host": "127.0.0.1", "port": printer.port}))
        for _ in range(2):
            print_waiting(place, UNHURRIED)
        return place.desk.ask(print_jobs.job, job_id).state, _whole_papers(printer, receipt)

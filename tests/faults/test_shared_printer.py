"""Two programs receive at the same time; each has a spool of its own, both print on one printer that mixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import zxingcpp
from pydantic import TypeAdapter
from sqlalchemy import select

from counter_app import print_jobs
from counter_app.papers import Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.printing import PrintJob
from counter_app.store import Asking
from printing.layouts import draw
from printing.virtual import Paper, VirtualPrinter
from tests.faults.crossing import Crossing
from tests.faults.processes import Child, in_step

PROGRAMS, SHARE = 2, 50


def codes_read(papers: Sequence[Paper]) -> list[tuple[str, ...]]:
    """What a scanner reads in the QR marks of each paper."""
    marks = (zxingcpp.read_barcodes(paper.image.convert("L")) for paper in papers)
    return [tuple(mark.text for mark in found if mark.format == zxingcpp.BarcodeFormat.QRCode) for found in marks]


def test_two_programs_print_a_hundred_receipts_on_one_printer_whole_and_once(place: Place) -> None:
    with VirtualPrinter(buffer=4096) as printer, Crossing(printer.port) as crossing:
        place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": crossing.port}))
        programs = [
            Child("tests.faults.spool_child", str(place.folder), str(counter), str(SHARE)) for counter in (3, 4)
        ]
        in_step(programs)
        heard = [program.hear_until("stopped") for program in programs]
        assert [program.end() for program in programs] == [0] * PROGRAMS
        papers = printer.papers

    received = [line.removeprefix("received ") for lines in heard for line in lines if line.startswith("received")]
    assert [lines[-1] for lines in heard] == ["stopped"] * PROGRAMS
    assert len(set(received)) == PROGRAMS * SHARE
    assert not any(paper.garbage for paper in papers)
    assert Counter(codes_read(papers)) == {(code,): 1 for code in received}
    drawn = [draw(place.desk.ask(document, job.id), 576).tobytes() for job in place.desk.ask(print_jobs.jobs)]
    assert sorted(paper.image.tobytes() for paper in papers) == sorted(drawn), "every paper whole, none mixed"
    assert {(job.state, job.attempts) for job in place.desk.ask(print_jobs.jobs)} == {("printed", 1)}


def document(asking: Asking, job_id: UUID) -> Receipt:
    """What a job was asked to print."""
    kept = asking.connection.execute(select(PrintJob.document).where(PrintJob.id == job_id)).scalar_one()
    return TypeAdapter(Receipt).validate_json(kept)

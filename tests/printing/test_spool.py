"""The spool: a paper comes out once, or somebody is asked; never twice by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from counter_app import print_jobs
from counter_app.errors import WrongMoment
from counter_app.ids import new_id
from counter_app.locks import FileLock
from counter_app.papers import Document, Receipt, Slip
from counter_app.place import Place
from counter_app.print_jobs import Job, Work
from counter_app.printers import PrinterCard, Purpose, add_printer
from counter_app.records.desk import PrintJob
from printing.delivery import Patience
from printing.layouts import draw
from printing.printer_work import begin_paper, lock_name
from printing.spool import Spool, print_waiting
from printing.virtual import VirtualPrinter
from tests.clock import SetClock

ROOT = Path(__file__).parents[2]
HASTY = Patience(stall=0.3, status=0.3, paper=0.3, bytes_a_second=10_000_000)


@pytest.fixture
def printer(place: Place) -> Iterator[VirtualPrinter]:
    """A printer on this PC, known as «sảnh»."""
    with VirtualPrinter(buffer=4096) as box:
        place.desk.do(add_printer, _card("sảnh", box))
        yield box


def _card(name: str, box: VirtualPrinter) -> PrinterCard:
    return PrinterCard(name, "tcp", {"host": "127.0.0.1", "port": box.port})


def _queued(place: Place, document: Document, printer: str | None = None) -> UUID:
    kind: Purpose = "receipt" if isinstance(document, Receipt) else "slip"
    return place.desk.do(print_jobs.enqueue, kind, f"ticket:{new_id()}", document, printer).id


def _job(place: Place, job_id: UUID) -> Job:
    return place.desk.ask(print_jobs.job, job_id)


@contextmanager
def _spooling(place: Place) -> Iterator[Spool]:
    spool = Spool(place, HASTY)
    spool.start()
    try:
        yield spool
    finally:
        assert spool.stop(20)


def test_a_queued_slip_comes_out_as_drawn(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    job_id = _queued(place, slip)

    with _spooling(place):
        paper = printer.wait_for(1)

    assert paper.image.tobytes() == draw(slip, 576).tobytes()
    assert (_job(place, job_id).state, _job(place, job_id).attempts) == ("printed", 1)


def test_papers_come_out_in_the_order_in_which_they_were_queued(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt
) -> None:
    documents: list[Document] = [*(replace(slip, number=f"A{n:03}") for n in range(1, 4)), receipt]
    for document in documents:
        _queued(place, document)

    assert print_waiting(place, HASTY) == 4

    assert [paper.image.tobytes() for paper in printer.papers] == [
        draw(document, 576).tobytes() for document in documents
    ]


def test_a_paper_that_can_t_be_read_holds_up_none_behind_it(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt, caplog: pytest.LogCaptureFixture
) -> None:
    spoiled = _queued(place, receipt)
    with place.desk.database.acts.begin() as connection:
        torn = PrintJob.document.concat("và hết")
        connection.execute(update(PrintJob).where(PrintJob.id == spoiled).values(document=torn))
    behind = _queued(place, slip)

    print_waiting(place, HASTY)

    assert (_job(place, spoiled).state, _job(place, spoiled).detail.partition(" ")[0]) == ("failed", "layout")
    assert _job(place, behind).state == "printed"
    assert receipt.owner not in caplog.text
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.reprint, spoiled)


def test_a_paper_queued_while_the_spool_runs_comes_out_when_it_is_woken(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    with _spooling(place) as spool:
        for count in (1, 2, 3):
            _queued(place, slip)
            spool.wake()
            printer.wait_for(count)


def test_what_waits_for_a_printer_goes_to_the_first_one_that_is_added(place: Place, slip: Slip) -> None:
    job_id = _queued(place, slip)
    assert print_waiting(place, HASTY) == 0

    with VirtualPrinter() as box, _spooling(place) as spool:
        place.desk.do(add_printer, _card("mới", box))
        spool.wake()
        box.wait_for(1)

    assert _job(place, job_id).state == "printed"


def test_out_of_paper_the_slip_waits_and_comes_out_once_with_the_new_roll(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    printer.change(paper_rows=0)
    job_id = _queued(place, slip)
    assert print_waiting(place, HASTY) == 0
    assert (_job(place, job_id).state, _job(place, job_id).detail) == ("queued", "paper")
    assert _job(place, job_id).bytes_out == 0

    with _spooling(place):
        printer.change(paper_rows=None)
        printer.wait_for(1)

    assert _job(place, job_id).state == "printed"
    assert len(printer.papers) == 1


def test_a_printer_that_is_off_is_asked_again(place: Place, slip: Slip) -> None:
    with VirtualPrinter() as box:
        port = box.port
        place.desk.do(add_printer, _card("sảnh", box))
    job_id = _queued(place, slip)
    assert print_waiting(place, HASTY) == 0
    assert (_job(place, job_id).state, _job(place, job_id).detail) == ("queued", "silent")

    with VirtualPrinter(port=port) as box, _spooling(place):
        box.wait_for(1)


def test_a_roll_that_ends_in_the_middle_leaves_the_question_to_a_person(
    place: Place, printer: VirtualPrinter, receipt: Receipt, slip: Slip
) -> None:
    printer.change(paper_rows=300)
    half, next_one = _queued(place, receipt), _queued(place, slip)
    with _spooling(place):
        printer.wait_until(lambda: printer.uncut_rows == 300)
    assert _job(place, half).state == "unconfirmed"

    printer.change(paper_rows=None)
    assert print_waiting(place, HASTY) == 1

    assert (_job(place, half).state, _job(place, half).attempts) == ("unconfirmed", 1)
    assert _job(place, next_one).state == "printed"
    assert len(printer.papers) == 1


@pytest.mark.parametrize(("bytes_out", "papers", "state"), [(False, 1, "printed"), (True, 0, "unconfirmed")])
def test_after_a_crash_only_a_paper_of_which_nothing_left_is_printed(
    place: Place, printer: VirtualPrinter, slip: Slip, bytes_out: bool, papers: int, state: str
) -> None:
    job_id = _queued(place, slip)
    place.desk.do(print_jobs.start, job_id, b"bytes")
    if bytes_out:
        place.desk.do(print_jobs.first_byte, job_id)

    assert print_waiting(place, HASTY) == papers

    assert _job(place, job_id).state == state
    assert len(printer.papers) == papers


def test_a_paper_that_can_not_be_drawn_fails_and_holds_up_nobody(
    place: Place, printer: VirtualPrinter, receipt: Receipt, slip: Slip
) -> None:
    endless, good = _queued(place, replace(receipt, code="H26-" * 2000)), _queued(place, slip)

    print_waiting(place, HASTY)

    assert _job(place, endless).state == "failed"
    assert _job(place, endless).detail.startswith("layout ")
    assert _job(place, good).state == "printed"
    assert len(printer.papers) == 1


def test_a_printer_back_after_a_while_does_not_print_old_slips(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt, clock: SetClock
) -> None:
    old_slip, old_receipt = _queued(place, slip), _queued(place, receipt)
    clock.forward(minutes=5)

    assert print_waiting(place, HASTY) == 1

    assert _job(place, old_slip).state == "cancelled"
    assert _job(place, old_receipt).state == "printed"


def test_a_slip_that_becomes_old_while_its_printer_is_asked_is_not_printed(
    place: Place, printer: VirtualPrinter, slip: Slip, clock: SetClock
) -> None:
    young, old = (Work(_job(place, _queued(place, slip)), slip) for _ in range(2))
    assert place.desk.do(begin_paper, young, b"x", "sảnh")

    clock.forward(seconds=121)

    assert not place.desk.do(begin_paper, old, b"x", "sảnh")
    assert (_job(place, old.job.id).state, _job(place, old.job.id).bytes_out) == ("cancelled", 0)


def test_a_slip_for_a_later_day_is_printed_until_that_day_opens(
    place: Place, printer: VirtualPrinter, slip: Slip, clock: SetClock
) -> None:
    opens = clock() + timedelta(hours=15)
    for number in ("A001", "A002"):
        _queued(place, replace(slip, number=number, opens=opens))
    clock.forward(minutes=30)
    assert print_waiting(place, HASTY) == 2, "a hundred slips take longer than two minutes"

    missed = _queued(place, replace(slip, opens=opens))
    clock.forward(hours=15)
    assert print_waiting(place, HASTY) == 0
    assert _job(place, missed).state == "cancelled"


def test_a_clock_set_back_holds_up_no_paper(
    place: Place, printer: VirtualPrinter, receipt: Receipt, clock: SetClock
) -> None:
    printer.change(cover_open=True)
    job_id = _queued(place, receipt)
    print_waiting(place, HASTY)
    clock.forward(days=-1)
    printer.change(cover_open=False)

    assert print_waiting(place, HASTY) == 1
    assert _job(place, job_id).state == "printed"


def test_a_cancelled_paper_does_not_come_out(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    job_id = _queued(place, slip)
    place.desk.do(print_jobs.cancel, job_id)

    assert print_waiting(place, HASTY) == 0
    assert printer.papers == []


def test_a_reprint_is_another_paper_that_says_so(place: Place, printer: VirtualPrinter, receipt: Receipt) -> None:
    job_id = _queued(place, receipt)
    print_waiting(place, HASTY)
    place.desk.do(print_jobs.reprint, job_id)
    print_waiting(place, HASTY)

    first, second = (paper.image.tobytes() for paper in printer.papers)
    assert first == draw(receipt, 576).tobytes()
    assert second == draw(replace(receipt, copy_no=2), 576).tobytes()


def test_two_names_for_one_device_share_it(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    place.desk.do(add_printer, _card("phụ", printer))
    for name in ("sảnh", "phụ") * 3:
        _queued(place, slip, name)

    with _spooling(place):
        printer.wait_for(6)

    assert {paper.image.tobytes() for paper in printer.papers} == {draw(slip, 576).tobytes()}


def test_while_another_program_prints_on_the_device_its_papers_are_left_alone(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    sent, waiting = _queued(place, slip), _queued(place, slip)
    with FileLock(place.lock_path(lock_name(_card("sảnh", printer)))):
        place.desk.do(print_jobs.start, sent, b"bytes")
        place.desk.do(print_jobs.first_byte, sent)

        assert print_waiting(place, HASTY) == 0
        assert (_job(place, sent).state, _job(place, waiting).state) == ("sending", "queued")

    assert print_waiting(place, HASTY) == 1
    assert (_job(place, sent).state, _job(place, waiting).state) == ("unconfirmed", "printed")


PRINTING_PROGRAM = """
import sys
from pathlib import Path
from counter_app.place import open_place
from counter_app.print_jobs import jobs
from printing.spool import print_waiting
place = open_place(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
while any(job.state in ("queued", "sending") for job in place.desk.ask(jobs)):
    print_waiting(place)
place.close()
"""


def _program(place: Place) -> subprocess.Popen[str]:
    """Another program of this PC, ready to print what waits, with the machine's own clock."""
    program = subprocess.Popen(
        [sys.executable, "-c", PRINTING_PROGRAM, str(place.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def _let_go(program: subprocess.Popen[str]) -> None:
    """Let a program that is ready begin to print."""
    assert program.stdin is not None
    program.stdin.write("go\n")
    program.stdin.flush()


def test_two_programs_share_one_printer_without_mixing(place: Place, printer: VirtualPrinter, receipt: Receipt) -> None:
    documents = [replace(receipt, code=f"H26.016.26-261120-{n:04}") for n in range(1, 11)]
    job_ids = [_queued(place, document) for document in documents]

    programs = [_program(place), _program(place)]
    for program in programs:
        _let_go(program)
    for program in programs:
        program.communicate()
        assert program.returncode == 0

    assert sorted(paper.image.tobytes() for paper in printer.papers) == sorted(
        draw(document, 576).tobytes() for document in documents
    )
    assert not any(paper.garbage for paper in printer.papers)
    assert {_job(place, job_id).state for job_id in job_ids} == {"printed"}


def test_a_program_killed_while_it_sends_leaves_one_question_and_no_second_paper(
    place: Place, printer: VirtualPrinter, receipt: Receipt
) -> None:
    printer.change(paper_rows=300)
    job_id = _queued(place, receipt)
    program = _program(place)
    _let_go(program)
    printer.wait_until(lambda: printer.uncut_rows == 300)
    program.kill()
    program.communicate()

    printer.change(paper_rows=None)
    assert print_waiting(place, HASTY) == 0

    assert _job(place, job_id).state == "unconfirmed"
    assert printer.papers == []

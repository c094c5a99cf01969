"""The spool: a paper comes out once, or somebody is asked; never twice by itself."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from counter_app import print_jobs
from counter_app.errors import WrongMoment
from counter_app.papers import Document, Receipt, Slip
from counter_app.place import Place
from counter_app.print_jobs import Work
from counter_app.printers import PrinterCard, add_printer, remove_printer
from counter_app.records.printing import PrintJob
from printing.delivery import Patience
from printing.layouts import draw
from printing.printer_work import PrinterWork, begin_paper
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.clock import SetClock
from tests.printing.hurry import UNHURRIED, hasty
from tests.printing.spooling import card_of, job_of, queued, spooling

ROOT = Path(__file__).parents[2]


def test_a_queued_slip_comes_out_as_drawn(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    job_id = queued(place, slip)

    with spooling(place):
        paper = printer.wait_for(1)

    assert paper.image.tobytes() == draw(slip, 576).tobytes()
    assert (job_of(place, job_id).state, job_of(place, job_id).attempts) == ("printed", 1)


def test_papers_come_out_in_the_order_in_which_they_were_queued(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt
) -> None:
    documents: list[Document] = [*(replace(slip, number=f"A{n:03}") for n in range(1, 4)), receipt]
    for document in documents:
        queued(place, document)

    assert print_waiting(place, UNHURRIED) == 4

    assert [paper.image.tobytes() for paper in printer.papers] == [
        draw(document, 576).tobytes() for document in documents
    ]


def test_a_paper_that_can_t_be_read_holds_up_none_behind_it(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt, caplog: pytest.LogCaptureFixture
) -> None:
    spoiled = queued(place, receipt)
    with place.desk.database.acts.begin() as connection:
        torn = PrintJob.document.concat("và hết")
        connection.execute(update(PrintJob).where(PrintJob.id == spoiled).values(document=torn))
    behind = queued(place, slip)

    print_waiting(place, UNHURRIED)

    assert (job_of(place, spoiled).state, job_of(place, spoiled).detail.partition(" ")[0]) == ("failed", "layout")
    assert job_of(place, behind).state == "printed"
    assert receipt.owner not in caplog.text
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.reprint, spoiled)


def test_a_paper_queued_while_the_spool_runs_comes_out_when_it_is_woken(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    with spooling(place) as spool:
        for count in (1, 2, 3):
            queued(place, slip)
            spool.wake()
            printer.wait_for(count)


def test_what_waits_for_a_printer_goes_to_the_first_one_that_is_added(place: Place, slip: Slip) -> None:
    job_id = queued(place, slip)
    assert print_waiting(place, UNHURRIED) == 0

    with VirtualPrinter() as box, spooling(place) as spool:
        place.desk.do(add_printer, card_of("mới", box))
        spool.wake()
        box.wait_for(1)

    assert job_of(place, job_id).state == "printed"


def test_out_of_paper_the_slip_waits_and_comes_out_once_with_the_new_roll(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    printer.change(paper_rows=0)
    job_id = queued(place, slip)
    assert print_waiting(place, UNHURRIED) == 0
    assert (job_of(place, job_id).state, job_of(place, job_id).detail) == ("queued", "paper")
    assert job_of(place, job_id).bytes_out == 0

    with spooling(place):
        printer.change(paper_rows=None)
        printer.wait_for(1)

    assert job_of(place, job_id).state == "printed"
    assert len(printer.papers) == 1


def test_a_printer_that_is_off_is_asked_again(place: Place, slip: Slip) -> None:
    with VirtualPrinter() as box:
        port = box.port
        place.desk.do(add_printer, card_of("sảnh", box))
    job_id = queued(place, slip)
    assert print_waiting(place, UNHURRIED) == 0
    assert (job_of(place, job_id).state, job_of(place, job_id).detail) == ("queued", "silent")

    with VirtualPrinter(port=port) as box, spooling(place):
        box.wait_for(1)


def test_a_roll_that_ends_in_the_middle_leaves_the_question_to_a_person(
    place: Place, printer: VirtualPrinter, receipt: Receipt, slip: Slip
) -> None:
    printer.change(paper_rows=300)
    half, next_one = queued(place, receipt), queued(place, slip)
    with spooling(place, hasty("stall", "paper")):
        printer.wait_until(lambda: printer.uncut_rows == 300)
    assert job_of(place, half).state == "unconfirmed"

    printer.change(paper_rows=None)
    assert print_waiting(place, UNHURRIED) == 1

    assert (job_of(place, half).state, job_of(place, half).attempts) == ("unconfirmed", 1)
    assert job_of(place, next_one).state == "printed"
    assert len(printer.papers) == 1


@pytest.mark.parametrize(("bytes_out", "papers", "state"), [(False, 1, "printed"), (True, 0, "unconfirmed")])
def test_after_a_crash_only_a_paper_of_which_nothing_left_is_printed(
    place: Place, printer: VirtualPrinter, slip: Slip, bytes_out: bool, papers: int, state: str
) -> None:
    job_id = queued(place, slip)
    if bytes_out:
        place.desk.do(print_jobs.begin, job_id, b"bytes", "sảnh")
    else:
        place.desk.do(print_jobs.start, job_id, b"bytes")

    assert print_waiting(place, UNHURRIED) == papers

    assert job_of(place, job_id).state == state
    assert len(printer.papers) == papers


def test_a_paper_that_can_not_be_drawn_fails_and_holds_up_nobody(
    place: Place, printer: VirtualPrinter, receipt: Receipt, slip: Slip
) -> None:
    endless, good = queued(place, replace(receipt, code="H26-" * 2000)), queued(place, slip)

    print_waiting(place, UNHURRIED)

    assert job_of(place, endless).state == "failed"
    assert job_of(place, endless).detail.startswith("layout ")
    assert job_of(place, good).state == "printed"
    assert len(printer.papers) == 1


def test_a_printer_back_after_a_while_does_not_print_old_slips(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt, clock: SetClock
) -> None:
    old_slip, old_receipt = queued(place, slip), queued(place, receipt)
    clock.forward(minutes=5)

    assert print_waiting(place, UNHURRIED) == 1

    assert job_of(place, old_slip).state == "cancelled"
    assert job_of(place, old_receipt).state == "printed"


def test_a_slip_that_becomes_old_while_its_printer_is_asked_is_not_printed(
    place: Place, printer: VirtualPrinter, slip: Slip, clock: SetClock
) -> None:
    young, old = (Work(job_of(place, queued(place, slip)), slip) for _ in range(2))
    assert place.desk.do(begin_paper, young, b"x", "sảnh")

    clock.forward(seconds=121)

    assert not place.desk.do(begin_paper, old, b"x", "sảnh")
    assert (job_of(place, old.job.id).state, job_of(place, old.job.id).bytes_out) == ("cancelled", 0)


def test_a_slip_for_a_later_day_is_printed_until_that_day_opens(
    place: Place, printer: VirtualPrinter, slip: Slip, clock: SetClock
) -> None:
    opens = clock() + timedelta(hours=15)
    for number in ("A001", "A002"):
        queued(place, replace(slip, number=number, opens=opens))
    clock.forward(minutes=30)
    assert print_waiting(place, UNHURRIED) == 2, "a hundred slips take longer than two minutes"

    missed = queued(place, replace(slip, opens=opens))
    clock.forward(hours=15)
    assert print_waiting(place, UNHURRIED) == 0
    assert job_of(place, missed).state == "cancelled"


def test_a_clock_set_back_holds_up_no_paper(
    place: Place, printer: VirtualPrinter, receipt: Receipt, clock: SetClock
) -> None:
    printer.change(cover_open=True)
    job_id = queued(place, receipt)
    print_waiting(place, UNHURRIED)
    clock.forward(days=-1)
    printer.change(cover_open=False)

    assert print_waiting(place, UNHURRIED) == 1
    assert job_of(place, job_id).state == "printed"


def test_a_cancelled_paper_does_not_come_out(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    job_id = queued(place, slip)
    place.desk.do(print_jobs.cancel, job_id)

    assert print_waiting(place, UNHURRIED) == 0
    assert printer.papers == []


def test_a_reprint_is_another_paper_that_says_so(place: Place, printer: VirtualPrinter, receipt: Receipt) -> None:
    job_id = queued(place, receipt)
    print_waiting(place, UNHURRIED)
    again = place.desk.do(print_jobs.reprint, job_id)
    print_waiting(place, UNHURRIED)

    first, second = (paper.image.tobytes() for paper in printer.papers)
    assert first == draw(receipt, 576).tobytes()
    marked = place.desk.ask(print_jobs.document_of, again.id)
    assert isinstance(marked, Receipt)
    assert marked == replace(receipt, copy_no=2, reprinted_at=marked.reprinted_at, reprinted_by=marked.reprinted_by)
    assert marked.reprinted_at is not None
    assert second == draw(marked, 576).tobytes()


def test_a_program_that_runs_for_weeks_forgets_old_papers_at_each_new_day(
    place: Place, printer: VirtualPrinter, receipt: Receipt, clock: SetClock
) -> None:
    work = PrinterWork(place, "sảnh", UNHURRIED)
    first = queued(place, receipt)
    assert work.print_waiting() == 1
    clock.forward(days=31)
    queued(place, replace(receipt, code="H26.016.26-261221-0002"))
    assert place.desk.ask(print_jobs.document_of, first) is not None

    assert work.print_waiting() == 1

    assert place.desk.ask(print_jobs.document_of, first) is None
    printer.wait_for(2)


def test_old_papers_are_forgotten_without_a_printer_and_with_nothing_to_print(
    place: Place, printer: VirtualPrinter, receipt: Receipt, clock: SetClock
) -> None:
    first = queued(place, receipt)
    print_waiting(place, UNHURRIED)
    printer.wait_for(1)
    place.desk.do(remove_printer, "sảnh")

    with spooling(place) as spool:
        clock.forward(days=31)
        spool.wake()
        for _ in range(600):
            if place.desk.ask(print_jobs.document_of, first) is None:
                break
            threading.Event().wait(0.05)
    assert place.desk.ask(print_jobs.document_of, first) is None


def test_a_printer_that_takes_a_paper_and_says_nothing_holds_up_no_other(
    place: Place, printer: VirtualPrinter, slip: Slip, receipt: Receipt
) -> None:
    """It is waited for as long as this test likes: a spool that did one after the other would never come to the slip."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = {"host": "127.0.0.1", "port": silent.getsockname()[1]}
        place.desk.do(add_printer, PrinterCard("câm", "tcp", address, purposes=("receipt",)))
        held = queued(place, receipt, "câm")
        with spooling(place, Patience(connect=600, stall=600, status=600, paper=600)) as spool:
            line, _ = silent.accept()
            with line:
                slips = [queued(place, slip, "sảnh") for _ in range(2)]
                spool.wake()
                printer.wait_for(2)
                assert job_of(place, held).state == "queued"
                place.desk.do(print_jobs.cancel, held)
    assert {job_of(place, one).state for one in slips} == {"printed"}

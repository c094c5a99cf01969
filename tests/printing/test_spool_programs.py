"""Several programs and one printer: one at a time, nothing mixed, nothing twice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from counter_app import print_jobs
from counter_app.locks import FileLock
from counter_app.papers import Receipt, Slip
from counter_app.place import Place
from counter_app.printers import add_printer
from printing.layouts import draw
from printing.printer_work import lock_name
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import card_of, job_of, queued, spooling

ROOT = Path(__file__).parents[2]

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


def test_two_names_for_one_device_share_it(place: Place, printer: VirtualPrinter, slip: Slip) -> None:
    place.desk.do(add_printer, card_of("phụ", printer))
    for name in ("sảnh", "phụ") * 3:
        queued(place, slip, name)

    with spooling(place):
        printer.wait_for(6)

    assert {paper.image.tobytes() for paper in printer.papers} == {draw(slip, 576).tobytes()}


def test_while_another_program_prints_on_the_device_its_papers_are_left_alone(
    place: Place, printer: VirtualPrinter, slip: Slip
) -> None:
    sent, waiting = queued(place, slip), queued(place, slip)
    with FileLock(place.lock_path(lock_name(card_of("sảnh", printer)))):
        place.desk.do(print_jobs.begin, sent, b"bytes", "sảnh")

        assert print_waiting(place, UNHURRIED) == 0
        assert (job_of(place, sent).state, job_of(place, waiting).state) == ("sending", "queued")

    assert print_waiting(place, UNHURRIED) == 1
    assert (job_of(place, sent).state, job_of(place, waiting).state) == ("unconfirmed", "printed")


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
    job_ids = [queued(place, document) for document in documents]

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
    assert {job_of(place, job_id).state for job_id in job_ids} == {"printed"}


def test_a_program_killed_while_it_sends_leaves_one_question_and_no_second_paper(
    place: Place, printer: VirtualPrinter, receipt: Receipt
) -> None:
    printer.change(paper_rows=300)
    job_id = queued(place, receipt)
    program = _program(place)
    _let_go(program)
    printer.wait_until(lambda: printer.uncut_rows == 300)
    program.kill()
    program.communicate()

    printer.change(paper_rows=None)
    assert print_waiting(place, UNHURRIED) == 0

    assert job_of(place, job_id).state == "unconfirmed"
    assert printer.papers == []

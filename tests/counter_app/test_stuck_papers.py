"""What a person can do about papers that stand still: never a second one that nobody asked for."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.job_rows import read_document
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer, remove_printer
from counter_app.records.printing import PrintJob
from counter_app.stuck_papers import again_as_seen, move_to, stuck
from printing.samples import RECEIPT
from tests.clock import SetClock

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


def queued(place: Place, number: int) -> Job:
    document = replace(RECEIPT, code=f"H26.016.26-261120-{number:04}")
    return place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", document)


def ended(place: Place, job: Job, state: print_jobs.Settled, detail: str = "") -> Job:
    assert job.printer is not None
    place.desk.do(print_jobs.begin, job.id, b"bytes", job.printer)
    return place.desk.do(print_jobs.settle, job.id, state, detail)


@pytest.fixture
def two_printers(place: Place) -> Place:
    for name in ("quầy", "sảnh"):
        place.desk.do(add_printer, PrinterCard(name, "tcp", {"host": "127.0.0.1"}))
    return place


def test_all_that_wait_behind_a_paper_in_trouble_stand_still_with_it(two_printers: Place) -> None:
    first, behind = queued(two_printers, 1), queued(two_printers, 2)
    assert two_printers.desk.ask(stuck) == ()

    two_printers.desk.do(print_jobs.put_back, first.id, "paper")

    standing = two_printers.desk.ask(stuck)
    assert [(one.job.id, one.code[-4:], one.others) for one in standing] == [
        (behind.id, "0002", ("sảnh",)),
        (first.id, "0001", ("sảnh",)),
    ]


def test_another_printer_takes_all_that_were_seen_and_still_wait(two_printers: Place) -> None:
    jobs = [queued(two_printers, number) for number in (1, 2)]
    two_printers.desk.do(print_jobs.put_back, jobs[0].id, "paper")
    seen = tuple(one.job for one in two_printers.desk.ask(stuck))
    ended(two_printers, jobs[0], "printed")
    two_printers.desk.do(print_jobs.put_back, jobs[1].id, "cover")

    moved = two_printers.desk.do(again_as_seen, seen, "sảnh")

    assert [(one.id, one.printer, one.copy_no) for one in moved] == [(jobs[1].id, "sảnh", 1)]
    assert len(two_printers.desk.ask(print_jobs.jobs)) == 2


def test_a_paper_that_came_out_while_somebody_read_the_line_is_not_printed_again(two_printers: Place) -> None:
    job = queued(two_printers, 1)
    two_printers.desk.do(print_jobs.put_back, job.id, "paper")
    seen = tuple(one.job for one in two_printers.desk.ask(stuck))
    ended(two_printers, job, "printed")

    assert two_printers.desk.do(again_as_seen, seen) == ()
    assert len(two_printers.desk.ask(print_jobs.jobs)) == 1


def test_pressed_twice_a_question_leads_to_one_more_paper(two_printers: Place) -> None:
    ended(two_printers, queued(two_printers, 1), "unconfirmed", "stopped")
    seen = tuple(one.job for one in two_printers.desk.ask(stuck))

    for printer in (None, "sảnh"):
        two_printers.desk.do(again_as_seen, seen, printer)

    assert sorted((one.copy_no, one.printer) for one in two_printers.desk.ask(print_jobs.jobs)) == [
        (1, "quầy"),
        (2, "quầy"),
    ]


def test_again_comes_out_where_the_paper_should_have_while_that_printer_is_there(two_printers: Place) -> None:
    for gone in (False, True):
        half = queued(two_printers, 1)
        two_printers.desk.do(move_to, half.id, "sảnh")
        ended(two_printers, replace(half, printer="sảnh"), "unconfirmed", "paper")
        if gone:
            two_printers.desk.do(remove_printer, "sảnh")
        seen = tuple(one.job for one in two_printers.desk.ask(stuck) if one.job.id == half.id)

        (again,) = two_printers.desk.do(again_as_seen, seen)

        assert again.printer == ("quầy" if gone else "sảnh")


def test_a_slip_is_known_by_its_number(place: Place) -> None:
    slip = Slip("Một cửa", "A042", "Chứng thực", None, 7, (1,), place.clock())
    place.desk.do(print_jobs.enqueue, "slip", f"ticket:{new_id()}", slip)

    assert [(one.code, one.others) for one in place.desk.ask(stuck)] == [("A042", ())]


@pytest.mark.parametrize("span", [{"seconds": 61}, {"hours": -1}], ids=["a minute later", "clock set back"])
def test_a_paper_that_nothing_is_said_of_for_a_minute_stands_still(
    two_printers: Place, clock: SetClock, span: dict[str, float]
) -> None:
    sent, waits = queued(two_printers, 1), queued(two_printers, 2)
    two_printers.desk.do(print_jobs.begin, sent.id, b"bytes", "quầy")
    clock.forward(seconds=59)
    assert two_printers.desk.ask(stuck) == ()

    clock.forward(**span)

    standing = tuple(one.job for one in two_printers.desk.ask(stuck))
    assert {one.id: one.state for one in standing} == {waits.id: "queued", sent.id: "sending"}
    moved = two_printers.desk.do(again_as_seen, standing, "sảnh")
    assert [one.id for one in moved] == [waits.id], "one that is being sent is left alone"


def test_a_slip_stands_still_when_nobody_dropped_it_in_time(two_printers: Place, clock: SetClock) -> None:
    slip = Slip("Một cửa", "A042", "Chứng thực", None, 7, (1,), two_printers.clock())
    two_printers.desk.do(print_jobs.enqueue, "slip", f"ticket:{new_id()}", slip)
    clock.forward(seconds=119)
    assert two_printers.desk.ask(stuck) == ()

    clock.forward(seconds=2)
    assert [one.code for one in two_printers.desk.ask(stuck)] == ["A042"]


@pytest.mark.parametrize("document", ['{"torn', "null", "[]", "7", ""])
def test_a_torn_document_hides_no_other_paper(two_printers: Place, document: str) -> None:
    asked = queued(two_printers, 1)
    ended(two_printers, asked, "unconfirmed", "stopped")
    torn = two_printers.desk.do(print_jobs.reprint, asked.id)
    waits = queued(two_printers, 3)
    two_printers.desk.do(print_jobs.put_back, waits.id, "paper")
    with two_printers.desk.database.acts.begin() as connection:
        connection.execute(update(PrintJob).where(PrintJob.id == torn.id).values(document=document))

    assert {one.job.id for one in two_printers.desk.ask(stuck)} >= {waits.id, torn.id}


@pytest.mark.parametrize("document", ["null", "[]", "7", '{"form": [], "says": {}}', '{"form": "FormDocument"}'])
def test_a_form_that_can_t_be_read_is_none(place: Place, document: str) -> None:
    assert read_document(SimpleNamespace(kind="form", document=document)) is None

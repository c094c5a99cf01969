from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app import old_papers, papers, print_jobs
from counter_app.dossiers.receive import receive
from counter_app.errors import NoPrinter, NotFound, WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer, printer_for, printer_named, printers
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from tests.clock import SetClock
from tests.documents import intake

COUNTER = PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9100})


def a_slip(place: Place) -> papers.Slip:
    return papers.Slip("Một cửa", "A001", "Hộ tịch", None, 0, (1, 2), place.clock())


def queued(place: Place) -> Job:
    place.desk.do(add_printer, COUNTER)
    place.desk.do(receive, intake())
    return place.desk.ask(print_jobs.jobs)[0]


def test_one_request_is_one_job(place: Place) -> None:
    press = new_id()
    place.desk.do(add_printer, COUNTER)

    for _ in range(2):
        place.desk.do_once(press, print_jobs.enqueue, "slip", "ticket:1", a_slip(place))

    assert len(place.desk.ask(print_jobs.jobs)) == 1


def test_a_job_goes_from_queued_to_printed_and_the_city_hears_of_it_once(place: Place) -> None:
    job = queued(place)

    place.desk.do(print_jobs.begin, job.id, b"bytes", "quầy")
    done = place.desk.do(print_jobs.settle, job.id, "printed")

    assert (done.state, done.attempts, done.bytes_out) == ("printed", 1, 1)
    assert place.desk.ask(print_jobs.next_work, "quầy") is None
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.settle, job.id, "printed")


def test_once_a_byte_has_left_nothing_prints_it_again_by_itself(place: Place, clock: SetClock) -> None:
    job = queued(place)
    place.desk.do(print_jobs.begin, job.id, b"bytes", "quầy")

    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.put_back, job.id, "hết giấy", clock())
    assert place.desk.do(old_papers.tidy, "quầy") == 1

    assert place.desk.ask(print_jobs.job, job.id).state == "unconfirmed"
    assert place.desk.ask(print_jobs.next_work, "quầy") is None


def test_before_the_first_byte_it_waits_and_comes_again(place: Place, clock: SetClock) -> None:
    job = queued(place)
    place.desk.do(print_jobs.start, job.id, b"bytes")
    place.desk.do(print_jobs.put_back, job.id, "hết giấy", clock() + timedelta(seconds=5))

    assert place.desk.ask(print_jobs.next_work, "quầy") is None
    clock.forward(seconds=5)
    work = place.desk.ask(print_jobs.next_work, "quầy")
    assert work is not None
    assert work.job.id == job.id


def test_a_crash_before_the_first_byte_queues_it_again(place: Place) -> None:
    job = queued(place)
    place.desk.do(print_jobs.start, job.id, b"bytes")

    place.desk.do(old_papers.tidy, "quầy")

    assert place.desk.ask(print_jobs.job, job.id).state == "queued"


def test_a_reprint_is_a_new_job_that_counts_on(place: Place) -> None:
    job = queued(place)
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.reprint, job.id)
    place.desk.do(print_jobs.start, job.id, b"bytes")
    place.desk.do(print_jobs.settle, job.id, "failed", "kẹt dao")

    again = place.desk.do(print_jobs.reprint, job.id)

    assert (again.copy_no, again.about) == (2, job.about)
    assert place.desk.ask(print_jobs.job, job.id).state == "failed"
    work = place.desk.ask(print_jobs.next_work, "quầy")
    assert work is not None
    assert getattr(work.document, "copy_no", None) == 2


def test_a_person_says_whether_the_paper_came_out(place: Place) -> None:
    job = queued(place)
    place.desk.do(print_jobs.start, job.id, b"bytes")
    place.desk.do(print_jobs.settle, job.id, "unconfirmed", "mất liên lạc")

    assert place.desk.do(print_jobs.confirm, job.id).state == "printed"
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.cancel, job.id)


def test_slips_nobody_waits_for_are_not_printed_after_a_night(place: Place, clock: SetClock) -> None:
    place.desk.do(add_printer, COUNTER)
    place.desk.do(print_jobs.enqueue, "slip", "ticket:1", a_slip(place))
    place.desk.do(receive, intake())

    clock.forward(minutes=3)
    assert place.desk.do(old_papers.tidy, "quầy") == 1

    assert {job.kind: job.state for job in place.desk.ask(print_jobs.jobs)} == {
        "slip": "cancelled",
        "receipt": "queued",
    }


def test_a_slip_for_a_later_day_is_still_wanted_after_a_night(place: Place, clock: SetClock) -> None:
    place.desk.do(add_printer, COUNTER)
    tomorrow = replace(a_slip(place), opens=clock() + timedelta(hours=22))
    job = place.desk.do(print_jobs.enqueue, "slip", "ticket:1", tomorrow)

    clock.forward(hours=12)
    assert place.desk.ask(old_papers.needs_tidying, "quầy") is False
    assert place.desk.do(old_papers.tidy, "quầy") == 0

    clock.forward(hours=12)
    assert place.desk.ask(old_papers.needs_tidying, "quầy") is True
    assert place.desk.do(old_papers.tidy, "quầy") == 1
    assert place.desk.ask(print_jobs.job, job.id).state == "cancelled"


def test_papers_come_out_in_the_order_they_were_queued_though_the_clock_was_set_back(
    place: Place, clock: SetClock
) -> None:
    place.desk.do(add_printer, COUNTER)
    first = place.desk.do(print_jobs.queue_strip, "quầy")
    clock.forward(hours=-1)
    place.desk.do(print_jobs.queue_strip, "quầy")

    work = place.desk.ask(print_jobs.next_work, "quầy")

    assert work is not None
    assert work.job.id == first.id


def test_papers_wait_for_a_printer_of_their_kind(place: Place) -> None:
    place.desk.do(receive, intake())
    assert place.desk.ask(print_jobs.jobs)[0].printer is None

    place.desk.do(add_printer, PrinterCard("kiosk", "tcp", {"host": "127.0.0.1", "port": 9}, purposes=("slip",)))
    assert place.desk.ask(print_jobs.jobs)[0].printer is None
    place.desk.do(add_printer, COUNTER)

    assert place.desk.ask(print_jobs.jobs)[0].printer == "quầy"


def test_the_setting_names_the_printer_else_the_first_that_can(place: Place, clock: SetClock) -> None:
    place.desk.do(add_printer, COUNTER)
    clock.forward(minutes=1)
    place.desk.do(add_printer, PrinterCard("khác", "tcp", {"host": "127.0.0.1", "port": 9}))
    assert place.desk.ask(printer_for, "receipt") == "quầy"

    place.office.do(change_setting, "receipt.printer", "khác")
    refresh_desk(place)

    assert place.desk.ask(printer_for, "receipt") == "khác"
    assert [card.name for card in place.desk.ask(printers)] == ["quầy", "khác"]
    with pytest.raises(NoPrinter):
        place.desk.ask(printer_named, "không có")


def test_a_test_strip_goes_to_the_printer_it_is_for(place: Place) -> None:
    place.desk.do(add_printer, COUNTER)

    job = place.desk.do(print_jobs.enqueue, "strip", "printer:quầy", papers.TestStrip("quầy", place.clock()), "quầy")

    assert job.printer == "quầy"
    with pytest.raises(NotFound):
        place.desk.ask(print_jobs.job, new_id())


def test_a_paper_printed_again_needs_no_look_any_more(place: Place) -> None:
    job = queued(place)
    place.desk.do(print_jobs.start, job.id, b"bytes")
    place.desk.do(print_jobs.settle, job.id, "unconfirmed", "broken")
    assert [one.id for one in place.desk.ask(print_jobs.jobs, open_only=True)] == [job.id]

    again = place.desk.do(print_jobs.reprint, job.id)

    assert [one.id for one in place.desk.ask(print_jobs.jobs, open_only=True)] == [again.id]

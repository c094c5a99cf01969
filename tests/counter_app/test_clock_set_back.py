"""A wall clock set back by an hour: the paper queued last stays the newest one, whatever the hour its id was made of."""

from __future__ import annotations

import time

import pytest

from counter_app import print_jobs
from counter_app.ids import derived_id, new_id
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer
from counter_app.reprints import Reprintable, last_receipt, receipt_about
from counter_app.stuck_papers import again, stuck
from printing.samples import RECEIPT
from tests.clock import SetClock

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
ABOUT = f"dossier:{new_id()}"
AN_HOUR_NS = 3_600_000_000_000


def ends(place: Place, job: Job, state: print_jobs.Settled) -> None:
    place.desk.do(print_jobs.begin, job.id, b"bytes", "quầy")
    place.desk.do(print_jobs.settle, job.id, state)


@pytest.fixture
def first(place: Place, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A receipt that may not have come out, queued before the clock was set back."""
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1"}))
    job = place.desk.do(print_jobs.enqueue, "receipt", ABOUT, RECEIPT)
    ends(place, job, "unconfirmed")
    clock.forward(hours=-1)
    before = time.time_ns
    monkeypatch.setattr("counter_app.ids.time.time_ns", lambda: before() - AN_HOUR_NS)
    return job


def newest(place: Place) -> Reprintable:
    found = place.desk.ask(receipt_about, ABOUT)
    assert found is not None
    return found


def test_a_question_is_answered_by_the_paper_printed_after_it(place: Place, first: Job) -> None:
    reprint = place.desk.do(again, first.id)
    assert reprint.id < first.id, "the clock was set back"
    ends(place, reprint, "printed")

    assert place.desk.ask(stuck) == ()


def test_each_press_for_a_reprint_prints_one_more(place: Place, first: Job) -> None:
    for count in (2, 3):
        found = newest(place)
        request = derived_id(found.newest.id, "reprint")
        twice = [place.desk.do_once(request, print_jobs.reprint, found.newest.id) for _ in range(2)]

        assert [one.copy_no for one in twice] == [count, count]
        assert newest(place).newest.id == twice[0].id
        assert newest(place).first_at == first.created_at
        ends(place, twice[0], "printed")


def test_the_counter_s_last_receipt_is_the_one_queued_last(place: Place, first: Job) -> None:
    assert RECEIPT.counter is not None
    later = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT)

    found = place.desk.ask(last_receipt, RECEIPT.counter)

    assert found is not None
    assert found.newest.id == later.id

"""What is left behind by papers is found, and what stood on them is forgotten in time."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from counter_app import old_papers, print_jobs
from counter_app.errors import WrongMoment
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.print_turns import next_turn
from counter_app.printers import PrinterCard, add_printer
from counter_app.records.printing import PrintJob
from counter_app.store import Asking
from counter_app.stuck_papers import stuck
from printing.samples import RECEIPT
from tests.clock import SetClock


@pytest.fixture
def printed(place: Place) -> UUID:
    """A receipt that came out."""
    place.desk.do(add_printer, PrinterCard("sảnh", "tcp", {"host": "127.0.0.1"}))
    job_id = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT).id
    place.desk.do(print_jobs.begin, job_id, b"bytes", "sảnh")
    place.desk.do(print_jobs.settle, job_id, "printed")
    return job_id


def _kept(asking: Asking, job_id: UUID) -> tuple[str, bytes | None, str | None]:
    columns = (PrintJob.document, PrintJob.payload, PrintJob.sha256)
    document, payload, mark = asking.connection.execute(select(*columns).where(PrintJob.id == job_id)).one()
    return document, payload, mark


def test_the_bytes_of_a_paper_are_not_kept_but_their_mark_is(place: Place, printed: UUID) -> None:
    document, payload, mark = place.desk.ask(_kept, printed)

    assert RECEIPT.owner in document
    assert payload is None
    assert mark is not None


def test_what_stood_on_a_paper_is_forgotten_after_thirty_days(place: Place, printed: UUID, clock: SetClock) -> None:
    clock.forward(days=29)
    assert place.desk.do(old_papers.purge) == 0

    clock.forward(days=2)
    assert place.desk.do(old_papers.purge) == 1

    assert place.desk.ask(_kept, printed)[0] == ""
    assert place.desk.ask(print_jobs.job, printed).state == "printed"
    with pytest.raises(WrongMoment):
        place.desk.do(print_jobs.reprint, printed)
    assert place.desk.do(old_papers.purge) == 0


def test_a_question_that_is_still_open_keeps_its_paper(place: Place, clock: SetClock) -> None:
    place.desk.do(add_printer, PrinterCard("sảnh", "tcp", {"host": "127.0.0.1"}))
    open_still = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT).id
    clock.forward(days=90)

    assert place.desk.do(old_papers.purge) == 0
    assert place.desk.ask(_kept, open_still)[0]


def test_only_what_a_crash_left_or_a_slip_grown_old_needs_tidying(place: Place, printed: UUID) -> None:
    assert not place.desk.ask(old_papers.needs_tidying, "sảnh")
    cut_off = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT).id
    assert not place.desk.ask(old_papers.needs_tidying, "sảnh")

    place.desk.do(print_jobs.begin, cut_off, b"bytes", "sảnh")
    assert place.desk.ask(old_papers.needs_tidying, "sảnh")


def test_a_turn_tells_of_what_a_crash_left_beside_the_next_paper(place: Place, printed: UUID) -> None:
    assert place.desk.ask(next_turn, "sảnh") is None
    cut_off, waiting = (
        place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", RECEIPT).id for _ in range(2)
    )
    turn = place.desk.ask(next_turn, "sảnh")
    assert turn is not None
    assert (turn.work is not None and turn.work.job.id, turn.untidy) == (cut_off, False)

    place.desk.do(print_jobs.begin, cut_off, b"bytes", "sảnh")
    turn = place.desk.ask(next_turn, "sảnh")
    assert turn is not None
    assert (turn.work is not None and turn.work.job.id, turn.untidy) == (waiting, True)

    place.desk.do(print_jobs.cancel, waiting)
    turn = place.desk.ask(next_turn, "sảnh")
    assert turn is not None
    assert (turn.work, turn.untidy) == (None, True)


def _ends(place: Place, job_id: UUID, state: print_jobs.Settled) -> None:
    place.desk.do(print_jobs.begin, job_id, b"bytes", "sảnh")
    place.desk.do(print_jobs.settle, job_id, state)


@pytest.fixture
def asked(place: Place) -> UUID:
    """The citizen's copy, of which nobody knows whether it came out."""
    place.desk.do(add_printer, PrinterCard("sảnh", "tcp", {"host": "127.0.0.1"}))
    copy = replace(RECEIPT, part="citizen")
    job_id = place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", copy).id
    _ends(place, job_id, "unconfirmed")
    return job_id


def test_a_question_answered_by_a_reprint_is_forgotten_with_it_and_never_asked_again(
    place: Place, asked: UUID, clock: SetClock
) -> None:
    reprint = place.desk.do(print_jobs.reprint, asked).id
    _ends(place, reprint, "printed")
    clock.forward(days=29)
    assert place.desk.do(old_papers.purge) == 0

    clock.forward(days=2)
    assert place.desk.do(old_papers.purge) == 2

    assert [place.desk.ask(_kept, one)[0] for one in (asked, reprint)] == ["", ""]
    assert place.desk.ask(print_jobs.job, asked).state == "unconfirmed", "that is how it ended"
    assert place.desk.ask(stuck) == ()
    assert place.desk.do(old_papers.purge) == 0


def test_another_paper_of_the_dossier_that_was_forgotten_answers_no_question(
    place: Place, asked: UUID, clock: SetClock
) -> None:
    about = place.desk.ask(print_jobs.job, asked).about
    for part in ("", "file"):
        paper = place.desk.do(print_jobs.enqueue, "receipt", about, replace(RECEIPT, part=part)).id
        _ends(place, paper, "printed" if part else "unconfirmed")
    clock.forward(days=31)

    assert place.desk.do(old_papers.purge) == 1

    assert len(place.desk.ask(stuck)) == 2, "the citizen's copy, and the one that is no copy"

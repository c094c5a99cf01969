"""Certifying copies: what the form says becomes the dossier, its fee, its receipt and the slip for the originals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from counter_app import print_jobs
from counter_app.catalogue.versions import procedure
from counter_app.dossiers.entry import Entry, LineEntry, PersonEntry, missing, papers_wanted
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import Received, receive, register
from counter_app.dossiers.steps.supplement import accept
from counter_app.moments import HANOI, local
from counter_app.papers import ClaimSlip, Original, Receipt
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from tests.clock import SetClock
from tests.documents import TODAY

OWNER = PersonEntry("001085012345", "Nguyễn Văn An")


def entry_of(place: Place, *lines: LineEntry) -> Entry:
    copies = place.desk.ask(procedure, "2.000815")
    return Entry(owner=OWNER, procedure=copies.code, papers=papers_wanted(copies), lines=lines)


def taken(place: Place, *lines: LineEntry) -> Received:
    copies = place.desk.ask(procedure, "2.000815")
    return place.desk.do(receive, read_intake(to_document(entry_of(place, *lines), copies), TODAY))


def papers_of(place: Place, done: Received) -> list[object]:
    jobs = reversed(place.desk.ask(print_jobs.jobs, about=f"dossier:{done.id}"))
    return [place.desk.ask(print_jobs.document_of, job.id) for job in jobs]


def test_the_law_s_own_examples_are_added_up(place: Place) -> None:
    lines = (LineEntry("Căn cước", 2, 3), LineEntry("Học bạ", 12, 2), LineEntry("Đơn", 4, 1), LineEntry("Sổ", 250, 1))

    assert taken(place, *lines).fee == 12_000 + 28_000 + 6_000 + 200_000


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-11-20T14:59", "2026-11-20T17:00"), ("2026-11-20T15:00", "2026-11-23T17:00")],
    ids=["before 15:00 the same day", "from 15:00 on the next working day"],
)
def test_the_slip_for_the_originals_says_hour_and_date(place: Place, clock: SetClock, received: str, due: str) -> None:
    place.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9100}))
    clock.moment = datetime.fromisoformat(received).replace(tzinfo=HANOI)
    done = taken(
        place, LineEntry("Học bạ", 12, 2), LineEntry("", 2, 1, originals=2), LineEntry("Đơn", 1, 1, originals=0)
    )

    assert done.due is not None
    assert f"{local(done.due):%Y-%m-%dT%H:%M}" == due
    receipt, slip = papers_of(place, done)
    assert isinstance(receipt, Receipt)
    assert isinstance(slip, ClaimSlip)
    assert receipt.due == slip.due == done.due
    assert slip.originals == (Original("Học bạ", 1), Original("Giấy tờ 2", 2))


def test_where_no_original_stays_there_is_no_slip(place: Place) -> None:
    done = taken(place, LineEntry("Học bạ", 12, 2, originals=0))

    assert [type(paper) for paper in papers_of(place, done)] == [Receipt]


def test_what_was_written_down_first_has_its_slip_when_it_is_accepted(place: Place) -> None:
    copies = place.desk.ask(procedure, "2.000815")
    document = to_document(entry_of(place, LineEntry("Học bạ", 12, 2)), copies)
    done = place.desk.do(register, read_intake(document, TODAY))
    assert papers_of(place, done) == []

    place.desk.do(accept, done.id)

    assert [type(paper) for paper in papers_of(place, done)] == [Receipt, ClaimSlip]


def test_an_ordinary_dossier_has_no_slip_whatever_originals_it_keeps(place: Place) -> None:
    marriage = place.desk.ask(procedure, "1.000894")
    entry = Entry(owner=OWNER, procedure=marriage.code, papers=papers_wanted(marriage))
    done = place.desk.do(receive, read_intake(to_document(entry, marriage), TODAY))

    assert [type(paper) for paper in papers_of(place, done)] == [Receipt]


def test_the_form_names_the_numbers_that_lack(place: Place) -> None:
    copies = place.desk.ask(procedure, "2.000815")

    assert missing(entry_of(place), copies) == ("giấy tờ cần sao",)
    half = entry_of(place, LineEntry("Học bạ", 12, 2), LineEntry("", 0, 0))
    assert missing(half, copies) == ("số trang dòng 2", "số bản dòng 2")
    assert missing(replace(half, lines=half.lines[:1]), copies) == ()

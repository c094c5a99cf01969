"""Printers come, go and change while papers wait: no paper is lost in silence, and none comes out unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from counter_app import papers, print_jobs, stuck_papers
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument, NoPrinter
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer, find_homes, printer_for, printers, remove_printer
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from tests.documents import intake

ROLL = PrinterCard("A", "tcp", {"host": "127.0.0.1", "port": 9})
OTHER = replace(ROLL, name="B")
SHEETS = PrinterCard("HP", "cups", {"queue": "hp", "sheet": "A5"}, ack="none", purposes=("receipt", "form", "strip"))


def one(place: Place) -> print_jobs.Job:
    return place.desk.ask(print_jobs.jobs)[0]


def queued(place: Place) -> print_jobs.Job:
    place.desk.do(add_printer, ROLL)
    place.desk.do(receive, intake())
    return one(place)


def printed_facts(asking: Asking) -> int:
    facts = select(Outbox.op_id).where(Outbox.kind == "fact.receipt_printed")
    return len(asking.connection.execute(facts).all())


@pytest.mark.parametrize("bytes_left", [True, False])
def test_a_printer_taken_away_in_mid_paper_leaves_a_question_or_the_paper(place: Place, *, bytes_left: bool) -> None:
    job = queued(place)
    if bytes_left:
        place.desk.do(print_jobs.begin, job.id, b"bytes", "A")
    else:
        place.desk.do(print_jobs.start, job.id, b"bytes")

    place.desk.do(remove_printer, "A")

    found = one(place)
    assert (found.state, found.printer) == (("unconfirmed", "A") if bytes_left else ("queued", None))
    assert [paper.job.id for paper in place.desk.ask(stuck_papers.stuck)] == [job.id]


def test_who_sent_it_says_the_end_though_the_printer_was_taken_away_meanwhile(place: Place) -> None:
    job = queued(place)
    place.desk.do(print_jobs.begin, job.id, b"bytes", "A")
    place.desk.do(remove_printer, "A")

    place.desk.do(print_jobs.settle, job.id, "printed")

    assert one(place).state == "printed"


def test_a_reprint_never_goes_to_a_printer_that_is_not_there_or_prints_other_papers(place: Place) -> None:
    job = queued(place)
    place.desk.do(print_jobs.begin, job.id, b"bytes", "A")
    place.desk.do(print_jobs.settle, job.id, "unconfirmed")
    place.desk.do(add_printer, replace(OTHER, purposes=("slip",)))

    for name in ("B", "gõ nhầm"):
        with pytest.raises(NoPrinter):
            place.desk.do(print_jobs.reprint, job.id, name)

    assert [paper.state for paper in place.desk.ask(print_jobs.jobs)] == ["unconfirmed"]


def test_papers_find_a_home_when_the_setting_changes_back(place: Place) -> None:
    place.desk.do(add_printer, ROLL)
    place.office.do(change_setting, "receipt.paper", "a5")
    refresh_desk(place)
    place.desk.do(receive, intake())
    assert one(place).printer is None

    place.office.do(change_setting, "receipt.paper", "thermal")
    refresh_desk(place)
    place.desk.do(find_homes)

    assert one(place).printer == "A"


def test_a_printer_changed_to_other_papers_gives_those_it_had_to_others(place: Place) -> None:
    queued(place)
    place.desk.do(add_printer, OTHER)

    place.desk.do(add_printer, replace(ROLL, purposes=("slip",)))

    assert one(place).printer == "B"


def test_test_strips_of_a_printer_taken_away_come_out_nowhere(place: Place) -> None:
    place.desk.do(add_printer, ROLL)
    place.desk.do(add_printer, OTHER)
    place.desk.do(print_jobs.enqueue, "strip", "printer:A", papers.TestStrip("A", place.clock()), "A")

    place.desk.do(remove_printer, "A")

    assert one(place).state == "cancelled"


def test_only_the_citizens_receipt_is_a_receipt_printed(place: Place) -> None:
    place.desk.do(add_printer, ROLL)
    place.office.do(change_setting, "receipt.copies", "2")
    refresh_desk(place)
    place.desk.do(receive, intake())

    for job in place.desk.ask(print_jobs.jobs):
        place.desk.do(print_jobs.begin, job.id, b"bytes", "A")
        place.desk.do(print_jobs.settle, job.id, "printed")

    assert place.desk.ask(printed_facts) == 1


def test_a_name_is_one_name_however_it_was_typed(place: Place) -> None:
    place.desk.do(add_printer, replace(ROLL, name="Sa\u0309nh "))
    place.desk.do(add_printer, replace(OTHER, name="Sảnh"))

    assert [card.name for card in place.desk.ask(printers)] == ["Sảnh"]
    assert place.desk.ask(printer_for, "slip") == "Sảnh"


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ROLL, address={"host": "192.168.1..50"}),
        replace(ROLL, address={"host": "a" * 64}),
        replace(ROLL, address={"host": "a", "port": "chín"}),
        replace(ROLL, address={"host": "a", "port": 70_000}),
        replace(ROLL, transport="serial", address={"port": "COM3", "baud": "x"}),
    ],
    ids=["gap", "long", "words", "high", "baud"],
)
def test_an_address_no_system_takes_is_refused(place: Place, wrong: PrinterCard) -> None:
    with pytest.raises(BadDocument):
        place.desk.do(add_printer, wrong)

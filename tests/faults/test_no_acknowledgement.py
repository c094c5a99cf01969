"""A printer that never says whether paper came out: nobody is asked after each receipt, and trouble is still seen."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from counter_app import print_jobs, stuck_papers
from counter_app.errors import NoPrinter, WrongMoment
from counter_app.ids import new_id
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer, remove_printer
from counter_app.wording import printer_trouble
from printing.layouts import draw
from printing.samples import RECEIPT
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED, hasty

MANY = 60
pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


def _card(name: str, box: VirtualPrinter, ack: str = "none") -> PrinterCard:
    return PrinterCard(name, "tcp", {"host": "127.0.0.1", "port": box.port}, ack=ack)  # type: ignore[arg-type]


def _queued(place: Place, number: int) -> UUID:
    document = replace(RECEIPT, code=f"H26.016.26-261120-{number:04}")
    return place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", document).id


def test_sixty_receipts_raise_no_question_and_the_sixty_first_stands_with_another_printer_offered(place: Place) -> None:
    with VirtualPrinter(fault="no-ack") as plain, VirtualPrinter() as other:
        place.desk.do(add_printer, _card("quầy", plain))
        place.desk.do(add_printer, _card("sảnh", other, "gs_h"))
        sent = [_queued(place, number) for number in range(1, MANY + 1)]
        assert print_waiting(place, UNHURRIED) == MANY
        plain.wait_for(MANY)
        assert {place.desk.ask(print_jobs.job, one).state for one in sent} == {"sent"}
        assert place.desk.ask(stuck_papers.stuck) == ()

        plain.change(door="full")
        last = _queued(place, MANY + 1)
        assert print_waiting(place, hasty("connect")) == 0

        (standing,) = place.desk.ask(stuck_papers.stuck)
        assert (standing.job.id, standing.job.state, standing.others) == (last, "queued", ("sảnh",))
        assert printer_trouble(standing.job.detail)[0] == "không trả lời"

        moved = place.desk.do(stuck_papers.again, last, "sảnh")
        assert (moved.id, moved.copy_no) == (last, 1), "nothing had left: no reprint, no mark"
        assert print_waiting(place, UNHURRIED) == 1
        assert place.desk.ask(stuck_papers.stuck) == ()
        drawn = draw(replace(RECEIPT, code="H26.016.26-261120-0061"), 576)
        assert other.wait_for(1).image.tobytes() == drawn.tobytes()
        assert len(plain.papers) == MANY


def test_switched_on_again_the_receipt_comes_out_by_itself(place: Place) -> None:
    with VirtualPrinter(fault="no-ack") as plain:
        place.desk.do(add_printer, _card("quầy", plain))
        plain.change(door="full")
        waiting = _queued(place, 1)
        print_waiting(place, hasty("connect"))

        plain.change(door="open")
        assert print_waiting(place, UNHURRIED) == 1
        plain.wait_for(1)
        assert place.desk.ask(print_jobs.job, waiting).state == "sent"


def test_what_a_printer_without_acknowledgement_says_while_it_prints_costs_no_paper(place: Place) -> None:
    """Unread answers at the end of a connection would make the system break it, and cut the paper short."""
    with VirtualPrinter(fault="no-ack") as chatty:
        chatty.change(stray=True, bytes_a_second=400_000)
        place.desk.do(add_printer, _card("quầy", chatty))
        for number in range(5):
            _queued(place, number)
        assert print_waiting(place, UNHURRIED) == 5
        chatty.wait_for(5)
        assert not any(paper.garbage for paper in chatty.papers)


def test_an_unconfirmed_paper_goes_to_another_printer_only_as_a_marked_reprint(place: Place) -> None:
    with VirtualPrinter(fault="paper-out") as empty, VirtualPrinter() as other:
        place.desk.do(add_printer, _card("quầy", empty, "gs_h"))
        place.desk.do(add_printer, _card("sảnh", other, "gs_h"))
        half = _queued(place, 1)
        print_waiting(place, hasty("stall", "paper"))
        with pytest.raises(WrongMoment):
            place.desk.do(stuck_papers.move_to, half, "sảnh")

        again = place.desk.do(stuck_papers.again, half, "sảnh")
        assert (again.copy_no, again.printer) == (2, "sảnh")
        assert [one.job.id for one in place.desk.ask(stuck_papers.stuck)] == []
        print_waiting(place, UNHURRIED)
        assert len(other.papers) == 1


def test_a_paper_moved_while_its_printer_gets_ready_is_printed_by_one_of_them(place: Place) -> None:
    with VirtualPrinter() as one, VirtualPrinter() as other:
        place.desk.do(add_printer, _card("quầy", one, "gs_h"))
        place.desk.do(add_printer, _card("sảnh", other, "gs_h"))
        moved = _queued(place, 1)
        place.desk.do(stuck_papers.move_to, moved, "sảnh")
        with pytest.raises(WrongMoment):
            place.desk.do(print_jobs.begin, moved, b"", "quầy")

        assert print_waiting(place, UNHURRIED) == 1
        assert (len(one.papers), len(other.papers)) == (0, 1)


def test_a_printer_that_prints_no_receipts_is_not_offered(place: Place) -> None:
    with VirtualPrinter() as one, VirtualPrinter() as slips:
        place.desk.do(add_printer, _card("quầy", one, "gs_h"))
        place.desk.do(add_printer, replace(_card("số", slips), purposes=("slip",)))
        one.change(cover_open=True)
        waiting = _queued(place, 1)
        print_waiting(place, UNHURRIED)

        assert [(found.job.id, found.others) for found in place.desk.ask(stuck_papers.stuck)] == [(waiting, ())]
        with pytest.raises(NoPrinter):
            place.desk.do(stuck_papers.move_to, waiting, "số")


def test_what_waited_for_a_printer_that_is_taken_away_goes_to_another(place: Place) -> None:
    with VirtualPrinter() as other:
        place.desk.do(add_printer, _card("quầy", other))
        waiting = _queued(place, 1)
        place.desk.do(add_printer, _card("sảnh", other, "gs_h"))

        assert place.desk.do(remove_printer, "quầy") == 1
        assert place.desk.ask(print_jobs.job, waiting).printer == "sảnh"
        assert place.desk.do(remove_printer, "sảnh") == 1
        assert place.desk.ask(print_jobs.job, waiting).printer is None


def test_a_slip_printed_again_is_no_open_question_any_more(place: Place) -> None:
    slip = Slip("Một cửa", "A042", "Chứng thực", None, 7, (1,), place.clock())
    with VirtualPrinter() as printer:
        place.desk.do(add_printer, _card("sảnh", printer, "gs_h"))
        printer.change(paper_rows=100)
        half = place.desk.do(print_jobs.enqueue, "slip", f"ticket:{new_id()}", slip).id
        print_waiting(place, hasty("stall", "paper"))
        assert [one.job.id for one in place.desk.ask(stuck_papers.stuck)] == [half]

        printer.change(paper_rows=None)
        again = place.desk.do(stuck_papers.again, half)
        print_waiting(place, UNHURRIED)
        assert place.desk.ask(print_jobs.job, again.id).state == "printed"
        assert place.desk.ask(stuck_papers.stuck) == ()

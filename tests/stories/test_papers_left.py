"""Papers that do not come out: one line that stays until somebody has settled it, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.papers import Slip
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, add_printer, remove_printer
from printing.delivery import Patience
from printing.samples import RECEIPT
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from tests.documents import CARD
from tests.faults.printer_ways import WindowsWay
from tests.printing.hurry import UNHURRIED, hasty
from ui.demo.pilot import ClerkPilot, wait_until

MANY = 60


@contextmanager
def spooling(place: Place, patience: Patience = UNHURRIED) -> Iterator[Spool]:
    """The spool beside the window."""
    spool = Spool(place, patience)
    spool.start()
    yield spool
    assert spool.stop(60)


def card_of(name: str, box: VirtualPrinter, **known: object) -> PrinterCard:
    card = PrinterCard(name, "tcp", {"host": "127.0.0.1", "port": box.port})
    return replace(card, **known)  # type: ignore[arg-type]


def receives_one(clerk: ClerkPilot) -> str:
    clerk.scans(CARD)
    clerk.presses(Qt.Key.Key_1, "1")
    return clerk.receives()


def queues(place: Place, number: int) -> Job:
    document = replace(RECEIPT, code=f"H26.016.26-261120-{number:04}")
    return place.desk.do(print_jobs.enqueue, "receipt", f"dossier:{new_id()}", document)


def said(clerk: ClerkPilot) -> str:
    return clerk.work.papers.text


def offered(clerk: ClerkPilot) -> list[str]:
    return [button.text() for button in clerk.work.papers.buttons]


def answers(clerk: ClerkPilot, key: Qt.Key) -> None:
    wait_until(lambda: all(one.isEnabled() for one in clerk.work.papers.buttons), "a line that was read")
    QTest.keyClick(clerk.work, key, Qt.KeyboardModifier.ControlModifier)


def states(place: Place) -> list[str]:
    return [one.state for one in place.desk.ask(print_jobs.jobs)]


one_layout = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
"""Papers are the desk's alone."""


@one_layout
def test_sixty_receipts_raise_no_question_and_the_sixty_first_offers_again_and_another_printer(
    clerk: ClerkPilot, staffed: Place
) -> None:
    with (
        VirtualPrinter(fault="no-ack") as plain,
        VirtualPrinter() as other,
        spooling(staffed, hasty("connect")) as spool,
    ):
        staffed.desk.do(add_printer, card_of("quầy", plain, ack="none"))
        staffed.desk.do(add_printer, card_of("sảnh", other))
        asked: set[str] = set()

        def all_sent() -> bool:
            asked.add(said(clerk))
            return states(staffed).count("sent") == MANY

        for number in range(1, MANY + 1):
            queues(staffed, number)
            spool.wake()
        wait_until(all_sent, "sixty papers", 60_000)
        assert asked == {""}, "nobody was asked anything"

        plain.change(door="full")
        code = receives_one(clerk)
        wait_until(lambda: bool(said(clerk)), "the standing line")
        step = "Kiểm tra nguồn và dây máy in, giấy sẽ tự in."
        assert said(clerk) == f"Máy in quầy: không trả lời. Đang chờ {code}. {step}"
        assert offered(clerk) == ["In lại (Ctrl+2)", "Máy in khác: sảnh (Ctrl+3)"]
        clerk.ends()
        assert said(clerk), "it stays until it is settled"

        answers(clerk, Qt.Key.Key_3)
        wait_until(lambda: not said(clerk), "a settled paper")
        other.wait_for(1)
        wait_until(lambda: states(staffed)[0] == "printed", "the paper's end")
        assert (len(plain.papers), len(other.papers)) == (MANY, 1)
        assert staffed.desk.ask(print_jobs.jobs)[0].copy_no == 1, "nothing of it had left: no reprint"


def test_a_receipt_that_may_not_have_come_out_is_asked_about_once_and_printed_again(
    clerk: ClerkPilot, staffed: Place
) -> None:
    with VirtualPrinter(buffer=1_000_000) as box, spooling(staffed, hasty("paper")):
        staffed.desk.do(add_printer, card_of("quầy", box))
        box.change(paper_rows=300)
        code = receives_one(clerk)
        question = f"Giấy tiếp nhận {code} đã ra đủ chưa? Máy in quầy: hết giấy."
        wait_until(lambda: said(clerk) == question, "the question")
        assert offered(clerk) == ["Đã ra (Ctrl+1)", "In lại (Ctrl+2)"]
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: hết giấy", "what the printer says itself")
        box.change(paper_rows=None)
        box.wait_until(lambda: not box.uncut_rows)

        before = len(box.papers)
        answers(clerk, Qt.Key.Key_2)
        answers(clerk, Qt.Key.Key_2)
        wait_until(lambda: not said(clerk), "an answered question")
        wait_until(lambda: len(box.papers) == before + 1, "the reprint")
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "the status line again")
    assert sorted(one.copy_no for one in staffed.desk.ask(print_jobs.jobs)) == [1, 2]


def test_seen_to_be_out_is_an_end(clerk: ClerkPilot, staffed: Place) -> None:
    with VirtualPrinter(fault="no-ack") as box, spooling(staffed, hasty("paper")):
        staffed.desk.do(add_printer, card_of("quầy", box))
        receives_one(clerk)
        wait_until(lambda: "đã ra đủ chưa" in said(clerk), "the question")

        answers(clerk, Qt.Key.Key_1)

        wait_until(lambda: not said(clerk), "an answered question")
    assert states(staffed) == ["printed"]
    assert len(box.papers) == 1


def test_questions_come_one_after_the_other_and_a_hasty_second_press_answers_none_unread(
    clerk: ClerkPilot, staffed: Place
) -> None:
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    for job in [queues(staffed, number) for number in (1, 2)]:
        staffed.desk.do(print_jobs.begin, job.id, b"bytes", "quầy")
        staffed.desk.do(print_jobs.settle, job.id, "unconfirmed", "stopped")
    wait_until(lambda: "0001 đã ra đủ chưa" in said(clerk) and "1 việc" in clerk.work.papers.more, "the first question")

    answers(clerk, Qt.Key.Key_1)
    wait_until(lambda: "0002 đã ra đủ chưa" in said(clerk), "the second question")
    QTest.keyClick(clerk.work, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    asked_after: list[bool] = []
    clerk.work.flow.look(lambda: asked_after.append(True))
    wait_until(lambda: bool(asked_after), "what the desk was told before")

    assert sorted(states(staffed)) == ["printed", "unconfirmed"]
    answers(clerk, Qt.Key.Key_1)
    wait_until(lambda: not said(clerk), "both answered")


def test_a_slip_of_this_pc_is_named_by_its_number(clerk: ClerkPilot, staffed: Place) -> None:
    slip = Slip("Một cửa", "A042", "Chứng thực", None, 7, (1,), staffed.clock())
    with VirtualPrinter() as box, spooling(staffed):
        box.change(cover_open=True)
        staffed.desk.do(add_printer, card_of("sảnh", box, purposes=("slip",)))
        staffed.desk.do(print_jobs.enqueue, "slip", f"ticket:{new_id()}", slip)
        words = "Máy in sảnh: nắp đang mở. Đang chờ A042. Đóng nắp máy in, giấy sẽ tự in."
        wait_until(lambda: said(clerk) == words, words)
        assert clerk.work.status.printer.text() == "Máy in: chưa có", "none for receipts"

        box.change(cover_open=False)
        wait_until(lambda: not said(clerk), "the slip to come out by itself")
        box.wait_for(1)


@one_layout
def test_the_line_is_read_out_and_can_be_walked_to(clerk: ClerkPilot, staffed: Place) -> None:
    staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": "127.0.0.1", "port": 9}))
    job = queues(staffed, 1)
    staffed.desk.do(print_jobs.put_back, job.id, "paper")
    wait_until(lambda: bool(said(clerk)), "the line")

    read = QAccessible.queryAccessibleInterface(clerk.work.papers)
    assert read.text(QAccessible.Text.Name) == "Giấy chưa ra"
    assert read.text(QAccessible.Text.Description) == said(clerk)
    (button,) = clerk.work.papers.buttons
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus, "a click leaves the keys in the form"

    button.setFocus()
    staffed.desk.do(print_jobs.cancel, job.id)
    wait_until(lambda: not said(clerk), "nothing left")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert clerk.work.form.isAncestorOf(focused), "the keys are in the form again"


@one_layout
def test_a_printer_that_does_not_answer_is_never_called_ready(clerk: ClerkPilot, staffed: Place) -> None:
    with VirtualPrinter(fault="no-status") as dumb:
        staffed.desk.do(add_printer, card_of("quầy", dumb, ack="none", answers_status=False))

        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: không rõ: máy không báo", "the words")


@one_layout
@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ({"cover_open": True}, "nắp đang mở"),
        ({"paper_rows": 0}, "hết giấy"),
        ({"paper_low": True}, "sắp hết giấy"),
        ({"cutter_stuck": True}, "kẹt dao cắt"),
        ({"offline": True}, "đang ngắt"),
        ({"door": "closed"}, "không trả lời"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_idle_printer_is_asked_again_and_again(
    clerk: ClerkPilot, staffed: Place, fact: dict[str, object], words: str
) -> None:
    with VirtualPrinter() as box:
        staffed.desk.do(add_printer, card_of("quầy", box))
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "its first answer")
        box.change(**fact)
        clerk.work.status.watch.look_every(20)

        wait_until(lambda: clerk.work.status.printer.text() == f"Máy in: {words}", words)


UNKNOWN = "Máy in: không rõ: máy không báo"


@one_layout
@pytest.mark.parametrize(
    ("status", "words"),
    [(0x10, "hết giấy"), (0x400000, "nắp đang mở"), (0x80, "không trả lời"), (0x1, "hàng đợi đang dừng")],
)
def test_an_idle_queue_of_the_system_is_asked_again_and_again(
    clerk: ClerkPilot, staffed: Place, monkeypatch: pytest.MonkeyPatch, status: int, words: str
) -> None:
    with VirtualPrinter() as box, closing(WindowsWay(box, monkeypatch)) as way:
        staffed.desk.do(add_printer, way.card)
        wait_until(lambda: clerk.work.status.printer.text() == UNKNOWN, "nothing is known")
        clerk.work.status.watch.look_every(20)

        way.spooler.status = status
        wait_until(lambda: clerk.work.status.printer.text() == f"Máy in: {words}", words)
        way.spooler.status = 0
        wait_until(lambda: clerk.work.status.printer.text() == UNKNOWN, "a new roll")


@one_layout
def test_a_queue_of_the_system_is_looked_at_after_each_of_its_papers(
    clerk: ClerkPilot, staffed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with VirtualPrinter() as box, closing(WindowsWay(box, monkeypatch)) as way:
        staffed.desk.do(add_printer, way.card)
        wait_until(lambda: clerk.work.status.printer.text() == UNKNOWN, "nothing is known")
        clerk.work.status.watch.look_every(3_600_000)

        way.spooler.status = 0x10
        staffed.desk.do(print_jobs.settle, _begun(staffed, 1), "sent")
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: hết giấy", "it is out of paper")
        way.spooler.status = 0
        staffed.desk.do(print_jobs.settle, _begun(staffed, 2), "sent")
        wait_until(lambda: clerk.work.status.printer.text() == UNKNOWN, "a new roll")


def _begun(place: Place, number: int) -> UUID:
    job = queues(place, number)
    place.desk.do(print_jobs.begin, job.id, b"paper", "quầy")
    return job.id


@one_layout
def test_every_printer_of_the_pc_is_watched_and_what_is_wrong_stands_with_its_name(
    clerk: ClerkPilot, staffed: Place
) -> None:
    with VirtualPrinter() as near, VirtualPrinter() as hall:
        staffed.desk.do(add_printer, card_of("máy in sảnh", hall, purposes=("slip",)))
        staffed.desk.do(add_printer, card_of("quầy", near, purposes=("receipt",)))
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "their first answers")
        clerk.work.status.watch.look_every(20)

        hall.change(paper_low=True)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in sảnh: sắp hết giấy", "near its end")
        hall.change(paper_rows=0)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in sảnh: hết giấy", "the other printer")
        near.change(cover_open=True)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in quầy: nắp đang mở", "receipts come first")
        near.change(cover_open=False)
        hall.change(paper_rows=None, paper_low=False)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: sẵn sàng", "all in order")
        staffed.desk.do(remove_printer, "máy in sảnh")
        hall.change(cover_open=True)
        near.change(paper_rows=0)
        wait_until(lambda: clerk.work.status.printer.text() == "Máy in: hết giấy", "the only one needs no name")

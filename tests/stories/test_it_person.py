"""The IT person's path through the admin's window: two printers found, set up, tried; one unplugged; on to the next PC."""

from __future__ import annotations

import ipaddress
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import print_jobs
from counter_app.people.staff import add_staff
from counter_app.place import Place, open_place
from counter_app.printers import printers
from counter_app.reference import refresh_desk
from counter_app.store import By
from printing.discovery import network, rounds
from printing.layouts.strip import PROBE
from printing.learning import learn
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from tests.clock import SetClock
from tests.printing.hurry import LEARNING, UNHURRIED
from tests.ui.admin.pilot import PASSWORD, AdminPilot
from tests.ui.admin.printers_pilot import SLOW, PrintersPilot
from ui import theme
from ui.admin.printers import setup
from ui.admin.window import AdminWindow
from ui.printer_words import abilities
from ui.surfaces import attend
from ui.work import workers_for

OpenPC = Callable[[Path], tuple[PrintersPilot, Place]]


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network of the PC is its loopback: nothing else is knocked at or listened to. A model is known within a second."""
    monkeypatch.setattr(network, "own_network", lambda: ipaddress.IPv4Network("127.0.0.0/28"))
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [])
    monkeypatch.setattr(setup, "learn", partial(learn, patience=LEARNING))


@pytest.fixture
def open_pc(qapp: QApplication, qtbot: QtBot, clock: SetClock) -> Iterator[OpenPC]:
    """Opens the admin's window on a folder of records, for Kỹ of IT, with the spool beside it."""
    theme.dress(qapp)
    with ExitStack() as opened:

        def open_it(folder: Path) -> tuple[PrintersPilot, Place]:
            place = open_place(folder, by=By("ky"), clock=clock)
            opened.callback(place.close)
            place.office.do(add_staff, "Trần Quốc Kỹ", "ky", PASSWORD, "it")
            refresh_desk(place)
            workers, spool = workers_for(place), Spool(place, UNHURRIED)
            opened.callback(workers.close)
            opened.callback(spool.stop, 20)
            window = AdminWindow(workers)
            opened.callback(window.deleteLater)
            opened.callback(window.hide)
            bell = attend(workers, (spool,))
            opened.callback(bell.deleteLater)
            window.show()
            window.activateWindow()
            admin = AdminPilot(window, qtbot)
            admin.signs_in("ky")
            return PrintersPilot(admin), place

        yield open_it


def test_it_sets_up_two_printers_loses_one_and_goes_to_the_next_pc(
    open_pc: OpenPC, unit_folder: Path, tmp_path: Path
) -> None:
    next_pc = Path(shutil.copytree(unit_folder, tmp_path / "next"))
    file = tmp_path / "máy in.json"
    with VirtualPrinter() as hall, VirtualPrinter(width=384, fault="no-ack") as counter:
        it, place = open_pc(unit_folder)
        _found_by_sweep(it, hall)
        _typed_in(it, counter)
        _unplugged(it, place, hall, counter)
        it.picks_file(it.page.overview.take_out, file)
        it.says("Đã xuất 2 máy in")

        there, place_there = open_pc(next_pc)
        _taken_in(there, place_there, file, place)
        assert len(hall.papers) == HALL_PAPERS + 1, "the next PC prints on it too"


HALL_PAPERS = 3
"""Ruler, strip, and the one that was moved."""


def _found_by_sweep(it: PrintersPilot, hall: VirtualPrinter) -> None:
    it.begins()
    it.sweeps(hall.port)
    it.names("Sảnh")
    it.rules()
    assert hall.wait_for(1).image.width == 576
    it.chooses_width(576)
    it.goes_on()
    it.tries()
    assert not hall.wait_for(2).clipped
    assert it.scans("TÉT-0123").startswith("Đọc được «TÉT-0123»")
    assert it.scans(PROBE).startswith("Khớp")
    assert "Máy báo đã in xong." in it.words()
    it.goes_on()
    it.keeps()
    it.waits_for_state("sẵn sàng")


def _typed_in(it: PrintersPilot, counter: VirtualPrinter) -> None:
    step = it.begins()
    it.writes(step.line, f"127.0.0.1:{counter.port}")
    it.names("Quầy 3")
    it.rules()
    assert counter.wait_for(1).clipped, "the ruler is wider than this head: its last whole number is the width"
    it.chooses_width(384)
    it.goes_on()
    it.tries()
    assert not counter.wait_for(2).clipped
    assert any("không báo lại" in words for words in it.words()), "it was found out that it does not acknowledge"
    it.goes_on()
    it.keeps()
    it.waits_for_state("sẵn sàng")


def _unplugged(it: PrintersPilot, place: Place, hall: VirtualPrinter, counter: VirtualPrinter) -> None:
    """A paper for a printer that is away goes to the other one, and comes out once."""
    counter.change(door="closed")
    it.waits_for_state("không trả lời")
    it.presses("In thử")
    it.says("Giấy in thử ở «Quầy 3»: chờ in: không trả lời.")
    it.presses("Sang «Sảnh»", it.page.overview.sheet.papers)
    hall.wait_for(HALL_PAPERS)
    it.qtbot.waitUntil(lambda: place.desk.ask(print_jobs.jobs, open_only=True) == (), timeout=SLOW)

    counter.change(door="open")
    it.waits_for_state("sẵn sàng")
    it.presses("In thử")
    it.says("đã gửi, máy không báo lại")
    counter.wait_for(3)
    assert (len(hall.papers), len(counter.papers)) == (HALL_PAPERS, 3)


def _taken_in(there: PrintersPilot, place: Place, file: Path, before: Place) -> None:
    """What a file would change is shown before it is taken."""
    there.picks_file(there.page.overview.take_in, file)
    there.qtbot.waitUntil(there.page.importing.isVisible)
    shown = there.words(there.page.importing)
    assert sum(words.startswith("thêm mới: Mạng · 127.0.0.1") for words in shown) == 2
    assert place.desk.ask(printers) == ()
    there.admin.clicks(there.page.importing.take)
    there.says("Đã nhập 2 máy in")
    assert place.desk.ask(printers) == before.desk.ask(printers)

    there.looks_at("Sảnh")
    there.waits_for_state("sẵn sàng")
    there.presses("In thử")
    there.says("Giấy in thử ở «Sảnh»: đã in.")


def test_words_of_a_printer_nobody_tried_promise_nothing() -> None:
    assert abilities(None) == (("Trả lời trạng thái", "chưa thử"), ("Báo đã in", "chưa thử"))

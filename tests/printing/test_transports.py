"""Each way to a printer at its own edge: what is taken over from the libraries, and what is not."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.errors import PrinterNotReady, PrinterSilent
from counter_app.printers import PrinterCard
from printing.delivery import Delivered, Patience, make_ready, send_paper
from printing.escpos import encode
from printing.layouts import draw
from printing.samples import RECEIPT
from printing.transports import SystemQueue, Transport, transport_for
from printing.virtual import VirtualPrinter
from tests.faults.printer_ways import SerialWay, UsbWay, Way, WindowsWay
from tests.printing.edges.cups_server import CUPSD, CupsServer
from tests.printing.hurry import UNHURRIED, hasty

NO_PTY = pytest.mark.skipif(sys.platform == "win32", reason="a serial cable is a pseudo-terminal here")


@pytest.fixture(scope="module")
def paper() -> bytes:
    return encode(draw(RECEIPT, 576))


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        yield box


def _through(card: PrinterCard, patience: Patience = UNHURRIED) -> Transport | SystemQueue:
    return transport_for(card, patience.stall, patience.connect)


def _deliver(card: PrinterCard, paper: bytes, patience: Patience = UNHURRIED) -> Delivered:
    with closing(_through(card, patience)) as way:
        make_ready(way, card, patience)
        return send_paper(way, paper, card.ack, 42, patience)


def test_python_escpos_is_loaded_without_its_traces(tmp_path: Path) -> None:
    program = """
import logging
from printing.transports.escpos_library import escpos_printers
assert escpos_printers().Usb and escpos_printers().Serial and escpos_printers().Win32Raw
assert logging.getLogger().handlers == []
"""
    surroundings = {"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", program], check=True, env=surroundings)

    assert list(tmp_path.iterdir()) == []


def test_no_way_loads_a_library_before_it_is_used() -> None:
    program = """
import sys
import printing.cli, printing.spool, printing.printer_work
assert not {"escpos", "usb", "serial", "zeroconf"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])


@NO_PTY
def test_usb_takes_the_endpoints_of_the_device_and_resets_nothing(
    printer: VirtualPrinter, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = UsbWay(printer, monkeypatch)

    for _ in range(3):
        assert _deliver(way.card, paper) == Delivered("printed")

    assert way.backend.resets == 0
    assert [paper.garbage for paper in printer.papers] == [b""] * 3


@NO_PTY
def test_two_usb_printers_of_one_model_are_told_apart_by_their_number(
    printer: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = UsbWay(printer, monkeypatch)
    card = PrinterCard("a", "usb", {**way.card.address, "serial": "X123"})

    with closing(_through(card)) as line, pytest.raises(PrinterSilent):
        make_ready(line, card, UNHURRIED)


@NO_PTY
def test_a_serial_printer_that_is_off_holds_up_neither_writing_nor_closing(
    printer: VirtualPrinter, paper: bytes, tmp_path: Path
) -> None:
    with closing(SerialWay(printer, tmp_path / "tty")) as way:
        printer.change(reads_at_most=0)
        with closing(_through(way.card, hasty("stall"))) as line:
            assert not isinstance(line, SystemQueue)
            line.open()
            with pytest.raises(TimeoutError):
                line.write(paper)
        printer.change(reads_at_most=None)


@NO_PTY
def test_an_adapter_that_is_pulled_out_is_noticed(printer: VirtualPrinter, paper: bytes, tmp_path: Path) -> None:
    with closing(SerialWay(printer, tmp_path / "tty")) as way:
        assert _deliver(way.card, paper) == Delivered("printed")
        way.break_it("closed")
        with pytest.raises(PrinterSilent):
            _deliver(way.card, paper)
        way.mend()
        assert _deliver(way.card, paper) == Delivered("printed")


def test_a_paper_the_windows_spooler_took_only_in_part_is_taken_back(
    printer: VirtualPrinter, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(WindowsWay(printer, monkeypatch)) as way:
        way.spooler.takes_all = False

        assert _deliver(way.card, paper) == Delivered("unconfirmed", "broken")
        assert way.spooler.EnumJobs(None, 0, 9, 1) == []
    assert printer.papers == []


def test_a_queue_windows_does_not_know_is_a_silent_printer(
    printer: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(WindowsWay(printer, monkeypatch)):
        card = PrinterCard("a", "winspool", {"queue": "gone"}, ack="none")
        with closing(_through(card)) as way, pytest.raises(PrinterSilent):
            make_ready(way, card, UNHURRIED)


@pytest.mark.parametrize(("attributes", "status"), [(0x400, 0), (0, 0x1)], ids=["used offline", "paused"])
def test_a_queue_that_windows_has_stopped_says_so(
    printer: VirtualPrinter, paper: bytes, monkeypatch: pytest.MonkeyPatch, attributes: int, status: int
) -> None:
    with closing(WindowsWay(printer, monkeypatch)) as way:
        way.spooler.attributes, way.spooler.status = attributes, status

        with pytest.raises(PrinterNotReady) as refusal:
            _deliver(way.card, paper)
    assert refusal.value.reason == "paused"


@pytest.mark.skipif(CUPSD is None, reason="needs the package cups, which make installs")
def test_a_raw_queue_of_cups_delivers_and_a_stopped_one_says_so(printer: VirtualPrinter, paper: bytes) -> None:
    with CupsServer() as server:
        server.queue("quay", printer.port)
        card = PrinterCard("quầy", "cups", {"queue": "quay", "server": server.socket}, ack="none")

        assert _deliver(card, paper) == Delivered("sent")
        assert printer.wait_for(1).image.tobytes() == draw(RECEIPT, 576).tobytes()

        subprocess.run(["/usr/sbin/cupsdisable", "-h", server.socket, "quay"], check=True)
        with pytest.raises(PrinterNotReady) as refusal:
            _deliver(card, paper)
        assert refusal.value.reason == "paused"
        unknown = PrinterCard("a", "cups", {"queue": "gone", "server": server.socket}, ack="none")
        with pytest.raises(PrinterSilent):
            _deliver(unknown, paper)


def test_without_cups_its_queue_is_a_silent_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    card = PrinterCard("a", "cups", {"queue": "quay"}, ack="none")

    with closing(_through(card)) as way, pytest.raises(PrinterSilent):
        make_ready(way, card, UNHURRIED)


def test_an_answer_known_to_be_given_and_not_given_is_a_busy_printer(printer: VirtualPrinter, paper: bytes) -> None:
    printer.change(answers_status=False, acknowledges=False, answers_paper=False)
    at = Way(printer).card.address

    with pytest.raises(PrinterSilent):
        _deliver(PrinterCard("a", "tcp", at, ack="none", answers_status=True), paper, hasty("status"))
    assert _deliver(PrinterCard("a", "tcp", at, ack="none", answers_status=False), paper) == Delivered("sent")
    printer.change(acknowledges=True)
    assert _deliver(PrinterCard("a", "tcp", at, ack="gs_h", answers_status=False), paper) == Delivered("printed")


def test_nothing_of_a_paper_is_logged(
    printer: VirtualPrinter, paper: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with closing(WindowsWay(printer, monkeypatch)) as way:
        _deliver(way.card, paper)

    assert RECEIPT.owner not in caplog.text

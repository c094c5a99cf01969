"""One paper through one printer, good and bad: what is a refusal, and what is only an outcome."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from PIL import Image

from counter_app.errors import NoPrinter, PrinterNotReady, PrinterSilent
from counter_app.papers import Receipt, Slip
from counter_app.printers import Ack, PrinterCard
from printing.delivery import Delivered, Patience, make_ready, send_paper
from printing.escpos import encode
from printing.layouts import draw
from printing.transports import transport_for
from printing.transports.tcp import TcpTransport
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED, hasty

READY = bytes((0x12,) * 4)


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        yield box


def _way_to(port: int, patience: Patience = UNHURRIED) -> TcpTransport:
    return TcpTransport("127.0.0.1", port, connect_timeout=patience.connect, stall_timeout=patience.stall)


def _card(ack: Ack) -> PrinterCard:
    return PrinterCard("máy in", "tcp", {"host": "127.0.0.1"}, ack=ack)


def _deliver(port: int, payload: bytes, ack: Ack = "gs_h", patience: Patience = UNHURRIED) -> Delivered:
    way = _way_to(port, patience)
    with contextlib.closing(way):
        make_ready(way, _card(ack), patience)
        return send_paper(way, payload, ack, 42, patience)


@pytest.mark.parametrize("ack", ["gs_h", "gs_r", "none"])
@pytest.mark.parametrize("width", [576, 512, 384])
def test_what_was_drawn_is_what_is_printed_dot_by_dot(receipt: Receipt, slip: Slip, ack: Ack, width: int) -> None:
    with VirtualPrinter(width=width) as printer:
        for number, drawn in enumerate((draw(receipt, width), draw(slip, width)), 1):
            delivered = _deliver(printer.port, encode(drawn), ack)

            assert delivered == Delivered("sent" if ack == "none" else "printed")
            paper = printer.wait_for(number)
            assert paper.image.size == drawn.size
            assert paper.image.tobytes() == drawn.tobytes()
            assert not paper.garbage


def test_the_codes_scan_on_what_was_printed(printer: VirtualPrinter, receipt: Receipt) -> None:
    _deliver(printer.port, encode(draw(receipt, 576)))

    paper = printer.wait_for(1).image
    sheet = Image.new("L", (paper.width + 64, paper.height + 64), 255)
    sheet.paste(paper.convert("L"), (32, 32))
    found = zxingcpp.read_barcodes(sheet)
    assert [code.text for code in found] == [receipt.code] * 2
    assert len({code.symbology for code in found}) == 2


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"paper_rows": 0}, "paper"),
        ({"cover_open": True}, "cover"),
        ({"offline": True}, "offline"),
        ({"cutter_stuck": True}, "cutter"),
    ],
)
def test_a_printer_that_can_not_print_gets_not_one_byte_of_the_paper(
    printer: VirtualPrinter, facts: dict[str, object], reason: str
) -> None:
    printer.change(**facts)
    way = _way_to(printer.port)

    with contextlib.closing(way), pytest.raises(PrinterNotReady) as refusal:
        make_ready(way, _card("gs_h"), UNHURRIED)

    assert refusal.value.reason == reason
    printer.change(paper_rows=None, cover_open=False, offline=False, cutter_stuck=False)
    assert printer.papers == []


def test_a_closed_port_is_a_silent_printer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

    with pytest.raises(PrinterSilent):
        _deliver(port, b"")


def test_a_printer_that_knows_no_status_is_silent_only_if_it_should_answer(printer: VirtualPrinter, slip: Slip) -> None:
    printer.change(answers_status=False, acknowledges=False, answers_paper=False)

    with pytest.raises(PrinterSilent):
        _deliver(printer.port, encode(draw(slip, 576)), "gs_h", hasty("status"))
    assert _deliver(printer.port, encode(draw(slip, 576)), "none", hasty("status")) == Delivered("sent")
    assert len(printer.papers) <= 1


@pytest.mark.parametrize(("buffer", "detail"), [(1_000_000, "paper"), (4_096, "stopped")])
def test_out_of_paper_in_the_middle_is_unconfirmed_and_says_why(receipt: Receipt, buffer: int, detail: str) -> None:
    with VirtualPrinter(buffer=buffer) as printer:
        printer.change(paper_rows=400)

        said = _deliver(printer.port, encode(draw(receipt, 576)), patience=hasty("stall", "paper"))
        assert said == Delivered("unconfirmed", detail)
        assert printer.uncut_rows == 400


def test_a_printer_that_prints_and_does_not_say_so_is_unconfirmed(printer: VirtualPrinter, slip: Slip) -> None:
    printer.change(acknowledges=False)

    said = _deliver(printer.port, encode(draw(slip, 576)), patience=hasty("paper"))
    assert said == Delivered("unconfirmed", "silent")


@contextlib.contextmanager
def _box(serve: Callable[[socket.socket, threading.Event], None]) -> Iterator[int]:
    """A faulty printer: answers the first status question well, then does as ``serve`` says until the test is over."""
    over = threading.Event()
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        door.bind(("127.0.0.1", 0))
        door.listen()

        def run() -> None:
            line, _ = door.accept()
            with line:
                line.recv(12, socket.MSG_WAITALL)
                line.sendall(READY)
                serve(line, over)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            over.set()
            thread.join()


def test_a_printer_that_stops_reading_is_noticed(receipt: Receipt) -> None:
    def serve(_: socket.socket, over: threading.Event) -> None:
        over.wait()

    with _box(serve) as port:
        said = _deliver(port, encode(draw(receipt, 576)), patience=hasty("stall"))
        assert said == Delivered("unconfirmed", "stopped")


def test_a_printer_that_breaks_the_connection_is_noticed(receipt: Receipt) -> None:
    def serve(line: socket.socket, _: threading.Event) -> None:
        line.recv(40_000, socket.MSG_WAITALL)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with _box(serve) as port:
        assert _deliver(port, encode(draw(receipt, 576))) == Delivered("unconfirmed", "broken")


def test_stray_status_bytes_while_sending_are_no_acknowledgement(slip: Slip) -> None:
    payload = encode(draw(slip, 576))

    def serve(line: socket.socket, over: threading.Event) -> None:
        line.sendall(b"\x12\x1a\x11\x13\x10\x00\x00\x00")
        line.recv(len(payload) + 11, socket.MSG_WAITALL)
        line.sendall(b"\x37\x220041\x00")
        line.recv(12, socket.MSG_WAITALL)
        over.wait()

    with _box(serve) as port:
        said = _deliver(port, payload, patience=hasty("paper", "status"))
        assert said == Delivered("unconfirmed", "silent")


def test_an_acknowledgement_in_two_pieces_is_understood(slip: Slip) -> None:
    payload = encode(draw(slip, 576))

    def serve(line: socket.socket, over: threading.Event) -> None:
        line.recv(len(payload) + 11, socket.MSG_WAITALL)
        line.sendall(b"\x12\x37\x2200")
        line.sendall(b"42\x00")
        over.wait()

    with _box(serve) as port:
        assert _deliver(port, payload) == Delivered("printed")


def test_a_card_names_the_way_to_its_printer() -> None:
    assert isinstance(transport_for(PrinterCard("a", "tcp", {"host": "127.0.0.1"})), TcpTransport)
    with pytest.raises(NoPrinter):
        transport_for(PrinterCard("b", "telepathy", {}))

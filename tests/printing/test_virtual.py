"""The printer made of software behaves as the command reference says, spoken to by hand-written bytes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from printing.virtual import VirtualPrinter

DOT_ROW = b"\x1dv0\x00\x01\x00\x01\x00\x80"
"""One byte wide, one row high, the leftmost dot black."""
CUT = b"\x1dVB\x00"
READY = bytes((0x12,) * 4)
ASK = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "papers", width=16) as box:
        yield box


@pytest.fixture
def line(printer: VirtualPrinter) -> Iterator[socket.socket]:
    with socket.create_connection((printer.host, printer.port), timeout=60) as connected:
        yield connected


def _hear(line: socket.socket, count: int) -> bytes:
    heard = b""
    while len(heard) < count:
        heard += line.recv(count - len(heard))
    return heard


def test_rows_feeds_and_cuts_become_a_picture_file(printer: VirtualPrinter, line: socket.socket) -> None:
    line.sendall(b"\x1b@" + DOT_ROW + b"\x1bJ\x02" + DOT_ROW + CUT)

    paper = printer.wait_for(1)

    assert paper.image.size == (16, 4)
    assert [paper.image.getpixel((0, y)) for y in range(4)] == [0, 255, 255, 0]
    assert paper.file is not None
    assert paper.file.name == "paper-0001.png"
    with Image.open(paper.file) as kept:
        assert kept.convert("1").tobytes() == paper.image.tobytes()


def test_each_cut_leaves_a_paper_and_files_count_on(
    printer: VirtualPrinter, line: socket.socket, tmp_path: Path
) -> None:
    line.sendall((DOT_ROW + CUT) * 3)

    printer.wait_for(3)

    names = sorted(path.name for path in (tmp_path / "papers").iterdir())
    assert names == ["paper-0001.png", "paper-0002.png", "paper-0003.png"]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, READY),
        ({"paper_rows": 0}, b"\x1a\x32\x12\x7e"),
        ({"cover_open": True}, b"\x1a\x16\x12\x12"),
        ({"offline": True}, b"\x1a\x12\x12\x12"),
        ({"cutter_stuck": True}, b"\x1a\x52\x1a\x12"),
        ({"paper_low": True}, b"\x12\x12\x12\x1e"),
    ],
)
def test_it_says_how_it_is(
    printer: VirtualPrinter, line: socket.socket, facts: dict[str, object], answer: bytes
) -> None:
    printer.change(**facts)

    line.sendall(ASK)

    assert _hear(line, 4) == answer


def test_out_of_paper_it_waits_and_prints_on_when_a_roll_is_put_in(
    printer: VirtualPrinter, line: socket.socket
) -> None:
    printer.change(paper_rows=2)
    line.sendall(DOT_ROW * 5 + CUT + b"\x1d(H\x06\x00000007" + b"\x10\x04\x04")
    _hear(line, 1)  # may be from before the first row
    line.sendall(b"\x10\x04\x04")

    assert _hear(line, 1) == b"\x7e"
    assert printer.papers == []
    assert printer.uncut_rows == 2

    printer.change(paper_rows=100)
    assert printer.wait_for(1).image.height == 5
    assert _hear(line, 7) == b"\x37\x220007\x00"


def test_a_status_question_inside_a_picture_is_answered_and_printed(
    printer: VirtualPrinter, line: socket.socket
) -> None:
    line.sendall(b"\x1dv0\x00\x01\x00\x03\x00\x10\x04\x01" + CUT)

    assert _hear(line, 1) == b"\x12"
    paper = printer.wait_for(1)
    assert [[x for x in range(16) if not paper.image.getpixel((x, y))] for y in range(3)] == [[3], [5], [7]]


def test_it_acknowledges_in_order(printer: VirtualPrinter, line: socket.socket) -> None:
    line.sendall(DOT_ROW + CUT + b"\x1dr\x01" + DOT_ROW + CUT + b"\x1d(H\x06\x00001234")

    assert _hear(line, 8) == b"\x00\x37\x221234\x00"
    assert len(printer.papers) == 2


def test_letters_are_noted_as_garbage(printer: VirtualPrinter, line: socket.socket) -> None:
    line.sendall(b"Gi\xe1y" + DOT_ROW + CUT)

    assert printer.wait_for(1).garbage == b"Gi\xe1y"


def test_a_picture_wider_than_the_head_is_clipped(printer: VirtualPrinter, line: socket.socket) -> None:
    line.sendall(b"\x1dv0\x00\x03\x00\x01\x00\x00\x00\x01" + CUT)

    assert printer.wait_for(1).clipped


def test_half_a_command_is_forgotten_when_the_connection_ends(printer: VirtualPrinter) -> None:
    for rest in (b"\x1dv0\x00\x01\x00\xff\x00\x80", DOT_ROW + CUT):
        with socket.create_connection((printer.host, printer.port), timeout=60) as line:
            line.sendall(rest)
            line.shutdown(socket.SHUT_WR)
            assert line.recv(1) == b""

    paper = printer.wait_for(1)
    assert paper.image.height == 2
    assert not paper.garbage


def test_what_it_has_taken_it_prints_also_after_the_connection_ended(printer: VirtualPrinter) -> None:
    printer.change(cover_open=True)
    with socket.create_connection((printer.host, printer.port), timeout=60) as line:
        line.sendall(DOT_ROW + CUT)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""
    assert printer.papers == []

    printer.change(cover_open=False)

    assert printer.wait_for(1).image.height == 1


def test_it_can_be_stopped_while_somebody_is_connected(tmp_path: Path) -> None:
    box = VirtualPrinter(tmp_path).start()
    with socket.create_connection((box.host, box.port), timeout=60):
        box.stop()


def test_waiting_for_a_paper_that_does_not_come_is_an_error(printer: VirtualPrinter) -> None:
    with pytest.raises(TimeoutError):
        printer.wait_for(1, timeout=0.01)

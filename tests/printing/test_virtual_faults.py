"""Each fault of the printer made of software is what its name says, seen from a bare socket."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path

import pytest

from counter_app.errors import BadDocument, NotFound
from printing.printer_commands import FAULT_NAMES
from printing.virtual import FAULTS, State, VirtualPrinter
from printing.virtual.faults import follow_file, read_state, state_of

ROW = b"\x1dv0\x00\x01\x00\x01\x00\x80"
CUT = b"\x1dVB\x00"
ASK = b"\x10\x04\x01"
ACK = b"\x1d(H\x06\x00000007"
BAND = b"\x1dv0\x00\x48\x00\xff\x00" + bytes(72 * 255)
"""18 KB of white."""


def _call(printer: VirtualPrinter, timeout: float = 20.0) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    line.settimeout(timeout)
    try:
        line.connect((printer.host, printer.port))
    except OSError:
        line.close()
        raise
    return line


def _hear(line: socket.socket, count: int) -> bytes:
    heard = b""
    while len(heard) < count and (data := line.recv(count - len(heard))):
        heard += data
    return heard


def test_paper_out_happens_in_the_middle_and_a_new_roll_mends_it() -> None:
    with VirtualPrinter(fault="paper-out") as printer, _call(printer) as line:
        line.sendall(BAND + BAND + CUT)
        printer.wait_until(lambda: printer.uncut_rows == 400)
        assert printer.papers == []

        printer.become(State())
        assert printer.wait_for(1).image.height == 510


@pytest.mark.parametrize(
    ("fault", "answer"), [("cover", 0x1A), ("offline", 0x1A), ("cutter", 0x1A), ("paper-low", 0x12)]
)
def test_a_state_is_told_when_asked(fault: str, answer: int) -> None:
    with VirtualPrinter(fault=fault) as printer, _call(printer) as line:
        line.sendall(ASK)

        assert _hear(line, 1) == bytes((answer,))


def test_slow_is_forty_kilobytes_a_second() -> None:
    with VirtualPrinter(fault="slow") as printer, _call(printer) as line:
        begun = time.monotonic()
        line.sendall(BAND + BAND + CUT + ACK)
        assert _hear(line, 7) == b"\x37\x220007\x00"

        assert time.monotonic() - begun >= (2 * len(BAND) - 4096) / 40_000


def test_a_pause_that_is_over_before_it_begins_stops_no_printer() -> None:
    """Pauses of about the time the printer needs between two looks at the clock: none of them may last for ever."""
    with VirtualPrinter() as printer, _call(printer) as line:
        for microseconds in range(10, 600):
            printer.change(bytes_a_second=4096_000_000 // microseconds)
            line.sendall(BAND + CUT + ACK)
            assert _hear(line, 7) == b"\x37\x220007\x00"


def test_one_that_never_reads_accepts_and_lets_the_sender_wait() -> None:
    with VirtualPrinter(fault="never-reads") as printer, _call(printer, 0.2) as line:
        with pytest.raises(TimeoutError):
            line.sendall(BAND * 6)
        assert printer.uncut_rows == 0

        printer.change(reads_at_most=None)
        printer.wait_until(lambda: printer.uncut_rows >= 100)


def test_reset_breaks_the_connection_after_forty_kilobytes() -> None:
    with VirtualPrinter(fault="reset") as printer, _call(printer) as line:
        with pytest.raises(ConnectionError):
            line.sendall(BAND * 6)

        assert 0 < printer.uncut_rows < 6 * 255


def test_one_connection_refuses_others_until_it_is_free() -> None:
    with VirtualPrinter(fault="one-connection") as printer:
        with _call(printer) as line:
            line.sendall(ASK)
            assert _hear(line, 1) == b"\x12"
            with pytest.raises(ConnectionError):
                _call(printer)
            line.sendall(ROW + CUT)
        printer.wait_for(1)
        with _call_when_free(printer) as line:
            line.sendall(ASK)
            assert _hear(line, 1) == b"\x12"


def _call_when_free(printer: VirtualPrinter) -> socket.socket:
    for _ in range(1000):
        try:
            return _call(printer)
        except ConnectionError:
            threading.Event().wait(0.005)
    raise TimeoutError


def test_a_late_acknowledgement_comes_after_the_paper_and_the_status_meanwhile() -> None:
    with VirtualPrinter(fault="late-ack") as printer, _call(printer) as line:
        printer.change(late=0.3)
        begun = time.monotonic()
        line.sendall(ROW + CUT + ACK)
        printer.wait_for(1)
        line.sendall(ASK)

        assert _hear(line, 1) == b"\x12"
        assert _hear(line, 7) == b"\x37\x220007\x00"
        assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize(("fault", "asked", "heard"), [("no-ack", ACK + b"\x1dr\x01" + ASK, 1), ("no-status", ASK, 0)])
def test_what_a_model_does_not_know_it_does_not_answer(fault: str, asked: bytes, heard: int) -> None:
    with VirtualPrinter(fault=fault) as printer, _call(printer, 0.2) as line:
        line.sendall(ROW + CUT + asked)
        printer.wait_for(1)

        assert len(line.recv(10)) if heard else True
        with pytest.raises(TimeoutError):
            line.recv(1)


def test_stray_bytes_come_while_a_picture_is_taken() -> None:
    with VirtualPrinter(fault="stray") as printer, _call(printer) as line:
        line.sendall(BAND[: len(BAND) // 2])

        assert b"\x10\x00\x00\x00" in _hear(line, 8)


def test_a_closed_port_refuses() -> None:
    with VirtualPrinter(fault="closed") as printer, pytest.raises(ConnectionRefusedError):
        _call(printer)


def test_a_dropped_syn_is_never_answered_and_mends() -> None:
    with VirtualPrinter(fault="syn-dropped") as printer:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                _call(printer, 0.2)
        printer.become(State())
        with _call_when_free(printer) as line:
            line.sendall(ROW + CUT)
            assert printer.wait_for(1).image.height == 1


def test_every_fault_has_a_name_the_command_line_tells_and_facts_that_exist() -> None:
    assert FAULT_NAMES.split(", ") == list(FAULTS)
    assert State() not in [state_of(name) for name in FAULTS]


def test_a_fault_nobody_knows_is_refused() -> None:
    with pytest.raises(NotFound):
        VirtualPrinter(fault="ghosts")


@pytest.mark.parametrize("said", ["[", "[]", '{"coffee": true}', '{"late": "x"}'])
def test_a_file_of_faults_that_makes_no_sense_is_refused(said: str, tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(said)

    with pytest.raises(BadDocument):
        read_state(file)


def test_a_file_of_faults_is_followed_while_the_printer_runs(tmp_path: Path) -> None:
    file, over = tmp_path / "faults.json", threading.Event()
    file.write_text(json.dumps({"fault": "paper-out", "paper_rows": 7}))
    with VirtualPrinter() as printer:
        follower = threading.Thread(target=follow_file, args=(printer, file, over))
        follower.start()
        printer.wait_until(lambda: printer.state.paper_rows == 7)
        file.write_text("{")
        file.write_text("{}")
        printer.wait_until(lambda: printer.state == State())
        over.set()
        follower.join()

"""What printing costs: from the click to the last byte, against a bare socket that sends the same bytes.

``printing_figures(folder)`` gives the lines of the bench table. The printer is a sink that answers like one and notes
when the last byte came; only the machine and we are measured, not a head.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Self

from counter_app import print_jobs
from counter_app.cli.benches.figures import Figure, figure, resident_mb
from counter_app.cli.benches.floor import durable_row
from counter_app.ids import new_id
from counter_app.papers import Document, Receipt, Slip
from counter_app.place import Place, open_place
from counter_app.printers import PrinterCard, Purpose, add_printer
from counter_app.store import By
from counter_app.unit import make_unit
from printing import escpos
from printing.printer_work import payload_for
from printing.samples import RECEIPT, SLIP
from printing.spool import Spool

NAME = "đo"
ROUNDS = 60
MANY = 10_000
AIM_RATIO = 3.0
AIM_GROWTH_MB = 5.0


def printing_figures(folder: Path, many: int = MANY, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Every figure; ``folder`` is empty and may be thrown away. About two minutes with ``many`` = 10,000."""
    card = PrinterCard(NAME, "tcp", {"host": "127.0.0.1", "port": 0})
    yield figure("print cold slip", cold_render("slip"))
    yield figure("print cold receipt", cold_render("receipt"))
    yield figure("print slip bytes", len(payload_for(card, SLIP)) / 1000, "KB")
    yield figure("print receipt bytes", len(payload_for(card, RECEIPT)) / 1000, "KB")
    make_unit(folder / "print", "Đơn vị đo", "H26.016.26", training=True)
    with (
        closing(open_place(folder / "print", by=By("bench", 1))) as place,
        Sink() as sink,
        _spooling(place, sink) as spool,
    ):
        commit = durable_row(folder)
        for kind, document in (("slip", SLIP), ("receipt", RECEIPT)):
            floor = raw_socket(sink, payload_for(card, document), rounds)
            taken = click_to_last_byte(place, spool, sink, document, rounds)
            # The click is kept, and before the first byte leaves that it does: nobody can promise the paper for less.
            yield figure(f"print {kind} durable floor", floor + 2 * commit)
            yield figure(f"print {kind} click to last byte", taken, floor=floor, aim=round(AIM_RATIO * floor, 3))
        yield figure("print memory after jobs", memory_growth(place, spool, sink, many), "MB", aim=AIM_GROWTH_MB)


def cold_render(kind: str) -> float:
    """Milliseconds of the very first drawing and encoding in a new program, its imports not counted."""
    code = f"from printing.bench import first_render; print(first_render({kind!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
    return float(done.stdout)


def first_render(kind: str) -> float:
    """The same in this program, once."""
    import_module("printing.layouts.slip")
    import_module("printing.layouts.receipt")
    card = PrinterCard(NAME, "tcp", {})
    began = time.perf_counter()
    payload_for(card, SLIP if kind == "slip" else RECEIPT)
    return (time.perf_counter() - began) * 1_000


class Sink:
    """A printer without a head, as a program of its own (``bench_sink``), so that it takes no time of ours."""

    def __enter__(self) -> Self:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "printing.bench_sink"], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )
        self.port = int(self._hear())
        return self

    def __exit__(self, *_exc: object) -> None:
        self._program.terminate()
        self._program.communicate()

    def last_byte(self) -> float:
        """When the last byte of the next paper came, by the clock that all programs of a machine share, in seconds."""
        return float(self._hear())

    def _hear(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline()


def raw_socket(sink: Sink, payload: bytes, rounds: int = ROUNDS) -> float:
    """Milliseconds from a bare connect to the last of the same bytes at the printer: no machine can do it for less."""

    def once() -> float:
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", sink.port)) as line:
            line.sendall(payload + escpos.acknowledge(0))
            line.recv(7)
        return sink.last_byte() - began

    return _median(once, rounds)


def click_to_last_byte(place: Place, spool: Spool, sink: Sink, document: Document, rounds: int = ROUNDS) -> float:
    """Milliseconds from the click to the last byte at the printer: kept durably, drawn, asked, sent."""

    def once() -> float:
        fresh = _another(document)
        began = time.perf_counter()
        _queue(place, spool, fresh)
        came = sink.last_byte() - began
        while place.desk.ask(print_jobs.has_work, NAME):  # its end is written; then the next one presses
            time.sleep(0.001)
        return came

    return _median(once, rounds)


def _another(document: Document) -> Document:
    """The same paper with another code: no two citizens have the same one."""
    number = new_id().int % 10_000
    if isinstance(document, Receipt):
        return replace(document, code=f"H26.016.26-261120-{number:04}")
    return (
        replace(document, number=f"A{number % 1000:03}", code=f"S261120-{number:04}")
        if isinstance(document, Slip)
        else document
    )


def memory_growth(place: Place, spool: Spool, sink: Sink, many: int) -> float:
    """MB by which this program has grown after so many different slips, from the hundredth on."""
    begin = 0.0
    for number in range(many):
        _queue(place, spool, replace(SLIP, number=f"A{number:04}", code=f"S261120-{number:04}A"))
        sink.last_byte()
        if number == min(99, many - 1):
            begin = resident_mb()
    return max(0.0, resident_mb() - begin)


def _queue(place: Place, spool: Spool, document: Document) -> None:
    kind: Purpose = "slip" if isinstance(document, Slip) else "receipt"
    place.desk.do(print_jobs.enqueue, kind, f"ticket:{new_id()}", document)
    spool.wake()


@contextmanager
def _spooling(place: Place, sink: Sink) -> Iterator[Spool]:
    place.desk.do(add_printer, PrinterCard(NAME, "tcp", {"host": "127.0.0.1", "port": sink.port}))
    spool = Spool(place)
    spool.start()
    try:
        yield spool
    finally:
        spool.stop()


def _median(once: Callable[[], float], rounds: int) -> float:
    for _ in range(5):
        once()
    return median(once() for _ in range(rounds)) * 1_000

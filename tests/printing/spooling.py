"""A spool at work in a test: a printer as the desk knows it, papers in its queue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from counter_app import print_jobs
from counter_app.ids import new_id
from counter_app.papers import Document, Receipt
from counter_app.place import Place
from counter_app.print_jobs import Job
from counter_app.printers import PrinterCard, Purpose
from printing.delivery import Patience
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from tests.printing.hurry import UNHURRIED

UNREACHABLE = tuple(
    PrinterCard("quầy", transport, address, ack="none")
    for transport, address in (
        ("tcp", {"host": "192.168.1..50"}),
        ("tcp", {"host": "127.0.0.1", "port": "chín"}),
        ("tcp", {"host": "127.0.0.1", "port": 70_000}),
        ("tcp", {}),
        ("serial", {"port": "/dev/ttyS9", "baud": "x"}),
    )
)
"""Printers whose address was mistyped: no way leads to them, and not every way says so as a refusal."""


def card_of(name: str, box: VirtualPrinter) -> PrinterCard:
    return PrinterCard(name, "tcp", {"host": "127.0.0.1", "port": box.port})


def queued(place: Place, document: Document, printer: str | None = None) -> UUID:
    kind: Purpose = "receipt" if isinstance(document, Receipt) else "slip"
    return place.desk.do(print_jobs.enqueue, kind, f"ticket:{new_id()}", document, printer).id


def job_of(place: Place, job_id: UUID) -> Job:
    return place.desk.ask(print_jobs.job, job_id)


@contextmanager
def spooling(place: Place, patience: Patience = UNHURRIED) -> Iterator[Spool]:
    spool = Spool(place, patience)
    spool.start()
    try:
        yield spool
    finally:
        assert spool.stop(60)

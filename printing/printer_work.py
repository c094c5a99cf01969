"""What one printer has to do: take the papers that wait for it, one after the other, and say how each ended.

Whoever holds the printer's OS file lock prints; the lock is taken for a run of papers and given back. It is made of
the printer's address, so that two names for one device share it. Nothing here waits by the wall clock, which may be
set back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import UUID

from counter_app import old_papers, print_jobs, print_turns
from counter_app.errors import NoPrinter, PaperTrouble, PrinterNotReady, PrinterSilent, WrongMoment
from counter_app.form_documents import Form
from counter_app.ids import new_id
from counter_app.job_rows import Printed
from counter_app.locks import FileLock
from counter_app.place import Place
from counter_app.print_jobs import Work
from counter_app.print_turns import Turn
from counter_app.printers import PrinterCard
from counter_app.store import Act, By
from printing.addresses import RAW_PORT
from printing.delivery import PATIENT, Patience, hail, hear_ready, send_paper
from printing.forgetting import DailyPurge
from printing.transports import transport_for

_LOG = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0)
"""Seconds before a printer that could not print is asked again, longer each time."""
BUSY_PAUSE = 0.2
"""Seconds before a printer that another program prints on is looked at again."""


class PrinterWork:
    """One printer's papers. Used by one thread."""

    def __init__(self, place: Place, name: str, patience: Patience = PATIENT) -> None:
        self._place = place.acting_as(By("spool"))
        self._name = name
        self._patience = patience
        self._failures = 0
        self._not_before = 0.0
        self._stopping = False
        self._purge = DailyPurge(self._place)

    @property
    def pause(self) -> float:
        """Seconds until the printer should be asked again; 0 when it may be asked now."""
        return max(0.0, self._not_before - time.monotonic())

    def stop(self) -> None:
        """Begin no further paper."""
        self._stopping = True

    def print_waiting(self) -> int:
        """Print what waits, until nothing does or the printer is not ready; how many papers were sent whole."""
        found = None if self.pause else self._place.desk.ask(print_turns.next_turn, self._name)
        if found is None:
            return 0
        lock = FileLock(self._place.lock_path(lock_name(found.card)))
        if not lock.take():
            self._wait(BUSY_PAUSE)
            return 0
        try:
            self._tidy(found)
            return self._print_all(found)
        finally:
            lock.release()

    def _tidy(self, found: Turn) -> None:
        """Before a run: settle what a crash left; at the first one of a day also forget old papers."""
        desk = self._place.desk
        if found.untidy and desk.ask(old_papers.needs_tidying, self._name):
            desk.do(old_papers.tidy, self._name)
        self._purge.run()

    def _print_all(self, found: Turn) -> int:
        count, work = 0, None if found.untidy else found.work
        while not self._stopping:
            # What was seen before the lock was taken may be printed by now: ``begin`` looks again.
            work = work or self._place.desk.ask(print_jobs.next_work, self._name)
            if work is None or not self._print(found.card, work):
                break
            count, work = count + 1, None
        return count

    def _print(self, card: PrinterCard, work: Work) -> bool:
        """One paper; False when the printer should be left alone for a while."""
        desk, job = self._place.desk, work.job
        try:
            with self._reaching(card):
                way = transport_for(card, self._patience.stall, self._patience.connect)
            with closing(way) as transport:
                with self._reaching(card):
                    hail(transport, card)
                # Drawn while the printer makes up its answer.
                payload = self._payload(card, work)
                if payload is None:
                    return True
                with self._reaching(card):
                    hear_ready(transport, card, self._patience)
                if not desk.do(begin_paper, work, payload, card.name):
                    return True
                done = send_paper(transport, payload, card.ack, job.id.int % 10_000, self._patience)
        except WrongMoment:  # somebody cancelled it meanwhile, or gave it to another printer
            return True
        except PaperTrouble as trouble:
            self._put_back(work, trouble)
            return False
        desk.do(print_jobs.settle, job.id, done.outcome, done.detail)
        if done.outcome == "unconfirmed":
            self._fail()
            return False
        self._failures = 0
        return True

    @contextmanager
    def _reaching(self, card: PrinterCard) -> Iterator[None]:
        """Whatever keeps a printer from being reached (an address mistyped, a driver) is its silence: nothing has left."""
        try:
            yield
        except PaperTrouble:
            raise
        except Exception as error:
            if not self._failures:  # once for a run of attempts
                _LOG.exception("printer %s can't be reached", card.name)
            raise PrinterSilent(card.name) from error

    def _payload(self, card: PrinterCard, work: Work) -> bytes | None:
        """The paper as bytes; None for one that can't be drawn: it is given up and must not hold up those behind it."""
        try:
            if work.document is None:
                raise ValueError("unreadable")  # noqa: TRY301 - given up like a paper that can't be drawn
            return payload_for(card, work.document)
        except Exception as error:  # noqa: BLE001 - whatever it was; the log has it under its code
            self._give_up(work.job.id, error)
            return None

    def _put_back(self, work: Work, trouble: PaperTrouble) -> None:
        """Leave the paper queued and say why, once; nothing of it has left."""
        reason = trouble.reason if isinstance(trouble, PrinterNotReady) else "silent"
        if work.job.detail != reason:
            with contextlib.suppress(WrongMoment):  # given to another printer meanwhile, or cancelled
                self._place.desk.do(print_jobs.put_back, work.job.id, reason, on=self._name)
        self._fail()

    def _give_up(self, job_id: UUID, error: Exception) -> None:
        """A paper that can't be drawn: the log has it under a short code, without what stands on it."""
        code = str(new_id())[-6:]
        _LOG.error("paper %s can't be drawn: %s, code %s", job_id, type(error).__name__, code)
        self._place.desk.do(_refuse, job_id, code)

    def _fail(self) -> None:
        self._wait(PAUSES[min(self._failures, len(PAUSES) - 1)])
        self._failures += 1

    def _wait(self, seconds: float) -> None:
        self._not_before = time.monotonic() + seconds


def payload_for(card: PrinterCard, document: Printed) -> bytes:
    """A document as the printer's bytes: a PDF for an office printer; on a slow line white is fed and not sent."""
    if card.sheet:
        from printing.forms.sheets import sheet_pdf

        return sheet_pdf(document, card.sheet)
    if isinstance(document, Form):
        raise NoPrinter(card.name)
    from printing.escpos import encode
    from printing.layouts import lay_out

    return encode(
        lay_out(document, card.width).paper(), band_rows=card.band_rows, feed_white=card.transport == "serial"
    )


def lock_name(card: PrinterCard) -> str:
    """The name of the lock whose holder prints on this device, however the printer is called or its address written."""
    address = json.dumps([card.transport, _device(card)], sort_keys=True)
    return f"printer-{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def _device(card: PrinterCard) -> dict[str, object]:
    """What of an address says which device it is: not the speed of a line, nor what lies in a tray."""
    address = card.address
    match card.transport:
        case "tcp":
            host = str(address.get("host", "")).casefold().rstrip(".")
            return {"host": "127.0.0.1" if host == "localhost" else host, "port": address.get("port", RAW_PORT)}
        case "serial":
            return {"port": address.get("port")}
        case "usb":
            return dict(address)
    return {key: value for key, value in address.items() if key != "sheet"}


def begin_paper(act: Act, work: Work, payload: bytes, printer: str) -> bool:
    """In one step: the paper is being sent, and its first byte is about to leave.

    False for a slip that has become too old while the printer was asked how it is: a PC may sleep for a night there.
    """
    job = work.job
    if job.kind == "slip" and act.now > old_papers.wanted_until(job.created_at, work.document):
        old_papers.tidy(act, printer)
        return False
    print_jobs.begin(act, job.id, payload, printer)
    return True


def _refuse(act: Act, job_id: UUID, code: str) -> UUID:
    """A paper that can't be drawn has failed."""
    print_jobs.start(act, job_id, b"")
    return print_jobs.settle(act, job_id, "failed", f"layout {code}").id

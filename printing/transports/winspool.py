"""A queue of the Windows spooler, given raw bytes by python-escpos (``Win32Raw``) and asked what became of them.

Nothing comes back from the printer itself; the spooler tells of the job, and of the printer as far as its driver does
(Win32: GetPrinter, PRINTER_INFO_2; GetJob, JOB_INFO_1). Numbers are those of winspool.h.
"""

from __future__ import annotations

import time
from typing import Any

from printing.transports.escpos_library import escpos_printers, trouble_as_os_error

JOB_NAME = "one-stop-counter"
LOOK_EVERY = 0.2
"""Seconds between two looks at a job."""

_WORK_OFFLINE = 0x400  # PRINTER_ATTRIBUTE_WORK_OFFLINE
_PRINTER_REASONS = (
    (0x8 | 0x10 | 0x40, "paper"),  # PRINTER_STATUS_PAPER_JAM, _PAPER_OUT, _PAPER_PROBLEM
    (0x400000, "cover"),  # PRINTER_STATUS_DOOR_OPEN
    (0x1, "paused"),  # _PAUSED
    (0x2 | 0x80 | 0x1000 | 0x100000, "offline"),  # _ERROR, _OFFLINE, _NOT_AVAILABLE, _USER_INTERVENTION
)
_JOB_REASONS = ((0x40, "paper"), (0x1, "paused"), (0x20 | 0x200 | 0x2 | 0x400, "offline"))
"""JOB_STATUS_PAPEROUT; _PAUSED; _OFFLINE, _BLOCKED_DEVQ, _ERROR, _USER_INTERVENTION."""
_JOB_OVER = 0x80 | 0x1000  # JOB_STATUS_PRINTED, _COMPLETE
DELETE_JOB = 5  # JOB_CONTROL_DELETE


class WindowsQueue:
    """The way over a queue of Windows."""

    def __init__(self, queue: str) -> None:
        self._queue = queue

    def open(self) -> None:
        """See that the queue is there; ConnectionError."""
        self._info()

    def trouble(self) -> str | None:
        """Why it can't print just now, as far as the driver tells."""
        info = self._info()
        if info["Attributes"] & _WORK_OFFLINE:
            return "paused"
        return _reason_in(info["Status"], _PRINTER_REASONS)

    def hand_over(self, paper: bytes, seconds: float) -> str | None:
        """Print it as a raw job and wait until the spooler is done with it: None, else why not; then it is taken back."""
        with trouble_as_os_error():
            job = self._send(paper)
            spooler, handle = self._handle()
            try:
                return wait_for(spooler, handle, job, seconds)
            finally:
                spooler.ClosePrinter(handle)

    def close(self) -> None:
        """Nothing is held between papers."""

    def _send(self, paper: bytes) -> int:
        """The number of the job; ConnectionError where the spooler did not take every byte."""
        import win32print

        printer = escpos_printers().Win32Raw(self._queue)
        printer.open(JOB_NAME)
        job = int(printer.current_job)
        try:
            # Its own write drops the count that tells of a full disk.
            if win32print.WritePrinter(printer.device, paper) != len(paper):
                win32print.SetJob(printer.device, job, 0, None, DELETE_JOB)
                raise ConnectionError("the spooler took only a part")
        finally:
            printer.close()
        return job

    def _info(self) -> dict[str, Any]:
        with trouble_as_os_error():
            spooler, handle = self._handle()
            try:
                info: dict[str, Any] = spooler.GetPrinter(handle, 2)
            finally:
                spooler.ClosePrinter(handle)
        return info

    def _handle(self) -> tuple[Any, Any]:
        import win32print

        return win32print, win32print.OpenPrinter(self._queue)


def wait_for(spooler: Any, handle: Any, job: int, seconds: float) -> str | None:
    """Wait until the spooler is done with a job: None, else why not; then it is taken back."""
    end = time.monotonic() + seconds
    while (status := _status_of(spooler, handle, job)) is not None and not status & _JOB_OVER:
        if time.monotonic() > end:
            spooler.SetJob(handle, job, 0, None, DELETE_JOB)
            return _reason_in(status, _JOB_REASONS) or "stopped"
        time.sleep(LOOK_EVERY)
    return None


def _status_of(spooler: Any, handle: Any, job: int) -> int | None:
    """A job's status bits; None when it is no longer there: it was printed (jobs are not kept by default)."""
    known = {found["JobId"]: found["Status"] for found in spooler.EnumJobs(handle, 0, 999, 1)}
    return known.get(job)


def _reason_in(status: int, reasons: tuple[tuple[int, str], ...]) -> str | None:
    return next((reason for bits, reason in reasons if status & bits), None)

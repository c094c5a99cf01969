"""The part of ``win32print`` that printing uses, with one queue whose port goes to a virtual printer.

As on Windows: writing goes into a file of the spooler, sending begins when the document ends, a port that does not answer
is tried again until somebody deletes the job, and a job that was sent is no longer there.
"""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from printing.virtual import VirtualPrinter

QUEUE = "EPSON TM-T82III Receipt"
PRINTING, BLOCKED, OFFLINE, SPOOLING = 0x10, 0x200, 0x20, 0x8


class error(Exception):  # noqa: N801, N818 - ``pywintypes.error`` is called so and is no OSError
    """What pywin32 raises."""


@dataclass
class SpoolJob:
    number: int
    status: int = 0
    data: bytearray = field(default_factory=bytearray)
    deleted: threading.Event = field(default_factory=threading.Event)
    name: str = ""
    hidden: bool = False
    """Whether nobody is told of it."""


class WindowsSpooler(ModuleType):
    """Stands for the module ``win32print``."""

    PRINTER_ENUM_NAME = 8

    def __init__(self, printer: VirtualPrinter) -> None:
        super().__init__("win32print")
        self._printer = printer
        self._jobs: dict[int, SpoolJob] = {}
        self._sending: list[threading.Thread] = []
        self._count = 0
        self.takes_all = True
        """Whether the spooler's disk has room."""
        self.runs = True
        """Whether the service «Print Spooler» runs."""
        self.port = "ESDPRT001"
        self.attributes = self.status = 0
        """What Windows and the driver say of the queue (PRINTER_INFO_2)."""

    def OpenPrinter(self, name: str) -> dict[str, Any]:  # noqa: N802 - Windows' names, here and below
        if name != QUEUE:
            raise error(1801, "OpenPrinter", "The printer name is invalid.")
        return {"job": None}

    def ClosePrinter(self, _handle: Any) -> None:  # noqa: N802
        pass

    def EnumPrinters(self, _flags: int, _name: str | None, _level: int) -> list[dict[str, Any]]:  # noqa: N802
        if not self.runs:
            raise error(1722, "EnumPrinters", "The RPC server is unavailable.")
        driver = "EPSON TM-T82III Receipt6"
        return [{"pPrinterName": QUEUE, "Attributes": 0, "pDriverName": driver, "pPortName": self.port}]

    def GetPrinter(self, _handle: Any, _level: int) -> dict[str, Any]:  # noqa: N802
        away = self._printer.state.door != "open"
        return {"pPrinterName": QUEUE, "Attributes": self.attributes, "Status": self.status | (0x80 if away else 0)}

    def StartDocPrinter(self, handle: Any, _level: int, about: tuple[str, str, str]) -> int:  # noqa: N802
        assert about[2] == "RAW"
        self._count += 1
        handle["job"] = self._jobs[self._count] = SpoolJob(self._count)
        return self._count

    def StartPagePrinter(self, handle: Any) -> None:  # noqa: N802
        pass

    def WritePrinter(self, handle: Any, data: bytes) -> int:  # noqa: N802
        taken = data if self.takes_all else data[: len(data) // 2]
        handle["job"].data += taken
        return len(taken)

    def EndPagePrinter(self, handle: Any) -> None:  # noqa: N802
        pass

    def EndDocPrinter(self, handle: Any) -> None:  # noqa: N802
        job = handle["job"]
        if not job.deleted.is_set():
            thread = threading.Thread(target=self._send, args=(job,))
            thread.start()
            self._sending.append(thread)

    def EnumJobs(self, _handle: Any, _first: int, _count: int, _level: int) -> list[dict[str, Any]]:  # noqa: N802
        jobs = [job for job in list(self._jobs.values()) if not job.hidden]
        return [{"JobId": job.number, "Status": job.status, "pDocument": job.name} for job in jobs]

    def SetJob(self, _handle: Any, number: int, _level: int, _info: None, command: int) -> None:  # noqa: N802
        assert command == 5
        job = self._jobs.pop(number)
        job.deleted.set()

    def spool(self, name: str) -> SpoolJob:
        """A document that a program has begun to paint (StartDoc)."""
        self._count += 1
        job = self._jobs[self._count] = SpoolJob(self._count, SPOOLING, name=name)
        return job

    def is_printed(self, job: SpoolJob) -> None:
        """A job that was sent is no longer there."""
        self._jobs.pop(job.number, None)

    def end(self) -> None:
        """The PC is switched off."""
        for job in list(self._jobs.values()):
            job.deleted.set()
        for thread in self._sending:
            thread.join()

    def _send(self, job: SpoolJob) -> None:
        """The port monitor: from the beginning again after trouble, until it is through or deleted."""
        while not job.deleted.is_set():
            job.status = PRINTING
            try:
                self._send_once(job)
            except OSError:
                job.status = PRINTING | BLOCKED | OFFLINE
                job.deleted.wait(0.2)
            else:
                self._jobs.pop(job.number, None)
                return

    def _send_once(self, job: SpoolJob) -> None:
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
            line.settimeout(0.2)
            line.connect((self._printer.host, self._printer.port))
            left = bytes(job.data)
            while left and not job.deleted.is_set():
                try:
                    left = left[line.send(left) :]
                except TimeoutError:
                    job.status = PRINTING | BLOCKED
            line.shutdown(socket.SHUT_WR)
            while not job.deleted.is_set():
                try:
                    if not line.recv(4096):
                        return
                except TimeoutError:
                    return

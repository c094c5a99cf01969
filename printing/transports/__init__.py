"""How bytes reach a printer. What the bytes mean is not its business.

A ``Transport`` (network, USB, serial line) speaks with the printer itself and hears it. A ``SystemQueue`` (CUPS, the
Windows spooler) hands a paper to the system, which says only what became of the job. Trouble comes as OSError
(TimeoutError, ConnectionError among them), whatever the library below raises.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from counter_app.errors import NoPrinter
from counter_app.printers import PrinterCard


class Transport(Protocol):
    """One way to one printer."""

    def open(self) -> None:
        """Reach the printer."""

    def write(self, data: bytes) -> None:
        """Hand bytes over; TimeoutError when the printer stops taking them."""

    def read(self, timeout: float) -> bytes:
        """What the printer says within ``timeout`` seconds; empty when it says nothing."""

    def close(self) -> None:
        """Let the printer go, for others; harmless when it is not open."""


@runtime_checkable
class SystemQueue(Protocol):
    """A queue of the operating system, on which a paper is a job of the system's own."""

    def open(self) -> None:
        """See that the queue is there."""

    def trouble(self) -> str | None:
        """Why it can't print just now (paper, cover, cutter, offline, paused), as far as the system knows; else None."""

    def hand_over(self, paper: bytes, seconds: float) -> str | None:
        """Let the system print and wait for it: None when it is done with the job, else why not.

        A job that is not over after ``seconds`` is taken back: it must not come out when nobody expects it any more.
        """

    def close(self) -> None:
        """Let the queue go."""


def transport_for(
    card: PrinterCard, stall_timeout: float = 5.0, connect_timeout: float = 3.0
) -> Transport | SystemQueue:
    """The way to a printer by its card; NoPrinter for one we have no way to.

    Seconds: ``stall_timeout`` for which the printer may take no byte, ``connect_timeout`` for it to be reached. Libraries are loaded here, by whoever prints.
    """
    address = card.address
    match card.transport:
        case "tcp":
            from printing.transports.tcp import TcpTransport

            host, port = str(address["host"]), int(address.get("port", 9100))
            return TcpTransport(host, port, connect_timeout=connect_timeout, stall_timeout=stall_timeout)
        case "usb":
            from printing.transports.usb import UsbTransport

            device = (int(address["vendor"]), int(address["product"]), address.get("serial"))
            return UsbTransport(*device, stall_timeout=stall_timeout)
        case "serial":
            from printing.transports.serial_line import SerialTransport

            line = (str(address["port"]), int(address.get("baud", 9600)), str(address.get("flow", "dtr")))
            return SerialTransport(*line, stall_timeout=stall_timeout)
        case "cups":
            from printing.transports.cups import CupsQueue

            return CupsQueue(str(address["queue"]), address.get("server"), card.sheet)
        case "winspool" if card.sheet:
            from printing.transports.windows_sheets import WindowsSheets

            return WindowsSheets(str(address["queue"]), card.sheet)
        case "winspool":
            from printing.transports.winspool import WindowsQueue

            return WindowsQueue(str(address["queue"]))
    raise NoPrinter(card.name)

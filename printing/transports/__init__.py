"""How bytes reach a printer. A transport opens, writes, reads and closes; what the bytes mean is not its business."""

from __future__ import annotations

from typing import Protocol

from counter_app.errors import NoPrinter
from counter_app.printers import PrinterCard


class Transport(Protocol):
    """One way to one printer. Trouble comes as OSError (TimeoutError, ConnectionError among them)."""

    def open(self) -> None:
        """Reach the printer."""

    def write(self, data: bytes) -> None:
        """Hand bytes over; TimeoutError when the printer stops taking them."""

    def read(self, timeout: float) -> bytes:
        """What the printer says within ``timeout`` seconds; empty when it says nothing."""

    def close(self) -> None:
        """Let the printer go, for others; harmless when it is not open."""


def transport_for(card: PrinterCard, stall_timeout: float = 5.0) -> Transport:
    """The way to a printer by its card; NoPrinter for one we have no way to.

    ``stall_timeout``: seconds for which the printer may take no byte.
    """
    from printing.transports.tcp import TcpTransport

    if card.transport == "tcp":
        host, port = str(card.address["host"]), int(card.address.get("port", 9100))
        return TcpTransport(host, port, stall_timeout=stall_timeout)
    raise NoPrinter(card.name)

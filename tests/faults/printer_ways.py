"""Every way to a printer that can be had here, each ending in a virtual printer, and how a fault shows on it."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from counter_app.printers import PrinterCard
from printing.transports.escpos_library import escpos_printers
from printing.virtual import FAULTS, State, VirtualPrinter
from printing.virtual.faults import state_of
from tests.printing.edges import usb_backend
from tests.printing.edges.cups_server import CupsServer
from tests.printing.edges.serial_cable import SerialCable
from tests.printing.edges.windows_spooler import QUEUE, WindowsSpooler, error

NAME = "quầy"


class Way:
    """A printer on the network; the others differ in what they change here."""

    name = "tcp"

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer
        self._held: socket.socket | None = None

    @property
    def card(self) -> PrinterCard:
        return PrinterCard(NAME, "tcp", {"host": "127.0.0.1", "port": self.printer.port})

    def break_it(self, fault: str) -> None:
        """Let the fault happen; a printer for one connection is just used by somebody else."""
        if fault == "one-connection":
            self.printer.become(state_of(fault))
            self._held = socket.create_connection((self.printer.host, self.printer.port))
        elif fault in ("late-ack", "too-late-ack"):
            self.printer.change(late=0.2 if fault == "late-ack" else 3.0)
        else:
            self.printer.change(**FAULTS[fault])

    def mend(self) -> None:
        """Everything is in order again."""
        if self._held is not None:
            self._held.close()
        self.printer.become(State())

    def close(self) -> None:
        if self._held is not None:
            self._held.close()


class SerialWay(Way):
    """At the end of a serial cable."""

    name = "serial"

    def __init__(self, printer: VirtualPrinter, port: Path) -> None:
        super().__init__(printer)
        self._cable = SerialCable(printer, port)
        self._cable.plug()

    @property
    def card(self) -> PrinterCard:
        return PrinterCard(NAME, "serial", {"port": str(self._cable.port), "baud": 115_200, "flow": "none"})

    def break_it(self, fault: str) -> None:
        if fault == "closed":
            self._cable.unplug()
        else:
            super().break_it(fault)

    def mend(self) -> None:
        super().mend()
        if not self._cable.port.exists():
            self._cable.unplug()
            self._cable.plug()

    def close(self) -> None:
        self._cable.unplug()


class UsbWay(Way):
    """On USB, seen through a backend of pyusb."""

    name = "usb"

    def __init__(self, printer: VirtualPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(printer)
        self.backend = usb_backend.PluggedPrinter(printer)
        monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda find_library=None: self.backend)  # noqa: ARG005

    @property
    def card(self) -> PrinterCard:
        return PrinterCard(NAME, "usb", {"vendor": usb_backend.VENDOR, "product": usb_backend.PRODUCT})

    def break_it(self, fault: str) -> None:
        self.backend.plugged = fault != "closed"
        super().break_it(fault)

    def mend(self) -> None:
        self.backend.plugged = True
        super().mend()


class CupsWay(Way):
    """On a raw queue of CUPS."""

    name = "cups"

    def __init__(self, printer: VirtualPrinter, server: CupsServer) -> None:
        super().__init__(printer)
        self._server = server
        self._queue = f"quay{printer.port}"
        server.queue(self._queue, printer.port)

    @property
    def card(self) -> PrinterCard:
        return PrinterCard(NAME, "cups", {"queue": self._queue, "server": self._server.socket}, ack="none")


class WindowsWay(Way):
    """On a queue of the Windows spooler, seen through pywin32."""

    name = "winspool"

    def __init__(self, printer: VirtualPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(printer)
        self.spooler = WindowsSpooler(printer)
        raised: Any = ModuleType("pywintypes")
        raised.error = error
        library: Any = sys.modules[escpos_printers().Win32Raw.__module__]
        monkeypatch.setitem(sys.modules, "win32print", self.spooler)
        monkeypatch.setitem(sys.modules, "pywintypes", raised)
        monkeypatch.setattr(library, "_DEP_WIN32PRINT", True)
        monkeypatch.setattr(library, "win32print", self.spooler, raising=False)
        monkeypatch.setattr(library, "pywintypes", raised, raising=False)

    @property
    def card(self) -> PrinterCard:
        return PrinterCard(NAME, "winspool", {"queue": QUEUE}, ack="none")

    def close(self) -> None:
        self.spooler.end()
        super().close()


WAYS = ("tcp", "serial", "usb", "cups", "winspool")
NOT_THERE = dict.fromkeys(("serial", "usb"), ("one-connection", "syn-dropped"))
"""Faults a way can't have: a cable has no connections, so nobody else's and no SYN."""


@contextmanager
def way_named(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, cups: CupsServer | None, buffer: int = 4096
) -> Iterator[Way]:
    """One way with a printer of its own at its end."""
    with VirtualPrinter(buffer=buffer) as printer:
        way: Way
        match name:
            case "tcp":
                way = Way(printer)
            case "serial":
                way = SerialWay(printer, folder / "tty")
            case "usb":
                way = UsbWay(printer, monkeypatch)
            case "cups":
                assert cups is not None
                way = CupsWay(printer, cups)
            case _:
                way = WindowsWay(printer, monkeypatch)
        with contextlib.closing(way):
            yield way

"""Queues the system has: of the Windows spooler there, of CUPS elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from printing.addresses import RAW_PORT
from printing.discovery.found import CanNotLook, Found
from printing.transports.escpos_library import trouble_as_os_error

_LOCAL_AND_CONNECTED = 2 | 4  # PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS (winspool.h)
_SECONDS = 10
_IP_PORT = re.compile(r"(?:IP_)?(\d{1,3}(?:\.\d{1,3}){3})(?:_\d+)?")
"""How Windows calls a standard TCP/IP port of its own accord."""


def queues(server: str | None = None) -> list[Found]:
    """Every queue; ``server``: another CUPS than this PC's own. CanNotLook where there is no spooler."""
    return of_windows() if sys.platform == "win32" else of_cups(server)


def of_cups(server: str | None = None) -> list[Found]:
    """The queues of CUPS with the devices behind them (lpstat(1)), each after its printer's own address. CanNotLook."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program
            ["lpstat", *(["-h", server] if server else []), "-r", "-v"],  # noqa: S607 - wherever CUPS put it
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise CanNotLook("máy này không cài CUPS") from error
    except subprocess.TimeoutExpired as error:
        raise CanNotLook("CUPS không trả lời") from error
    told = done.stdout.decode(errors="replace")
    if "scheduler is not running" in told:
        raise CanNotLook("CUPS không chạy; quản trị máy khởi động dịch vụ cups")
    extra = {"server": server} if server else {}
    lines = re.findall(r"^device for (\S+): (.*)$", told, re.MULTILINE)
    queues = [
        Found("cups", "cups", {"queue": queue, **extra}, device, behind=_socket(device)) for queue, device in lines
    ]
    return [one for queue in queues for one in _its_printer_first(queue)]


def of_windows() -> list[Found]:
    """The queues of the Windows spooler with their drivers (Win32: EnumPrinters), as ``of_cups``. CanNotLook."""
    import win32print

    try:
        with trouble_as_os_error():
            known = win32print.EnumPrinters(_LOCAL_AND_CONNECTED, None, 2)
    except OSError as error:
        raise CanNotLook("dịch vụ Print Spooler không chạy; quản trị máy khởi động dịch vụ này") from error
    queues = [
        Found(
            "winspool",
            "winspool",
            {"queue": one["pPrinterName"]},
            one["pDriverName"],
            behind=_ip_port(one.get("pPortName", "")),
        )
        for one in known
    ]
    return [one for queue in queues for one in _its_printer_first(queue)]


def _its_printer_first(queue: Found) -> Iterator[Found]:
    """A queue after the printer at its end: over the queue nobody hears whether paper came out."""
    if queue.behind is not None:
        yield replace(
            queue, how="behind", transport="tcp", address=queue.behind, model=queue.address["queue"], behind=None
        )
    yield queue


def _socket(device: str) -> dict[str, Any] | None:
    """The address in a ``socket://host:port`` of CUPS (its AppSocket backend: raw bytes); None for any other device."""
    try:
        found = urlsplit(device)
        host, port = found.hostname, found.port or RAW_PORT
    except ValueError:
        return None
    return {"host": host, "port": port} if found.scheme == "socket" and host else None


def _ip_port(name: str) -> dict[str, Any] | None:
    """The address in the name of a standard TCP/IP port; None for any other port."""
    found = _IP_PORT.fullmatch(name)
    return {"host": found[1], "port": RAW_PORT} if found else None

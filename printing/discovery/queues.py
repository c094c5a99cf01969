"""Queues the system has: of the Windows spooler there, of CUPS elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from printing.discovery.found import CanNotLook, Found

_LOCAL_AND_CONNECTED = 2 | 4  # PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS (winspool.h)
_SECONDS = 10


def queues(server: str | None = None) -> list[Found]:
    """Every queue; ``server``: another CUPS than this PC's own. CanNotLook where there is no spooler."""
    return of_windows() if sys.platform == "win32" else of_cups(server)


def of_cups(server: str | None = None) -> list[Found]:
    """The queues of CUPS with the devices behind them (lpstat(1)). CanNotLook."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program
            ["lpstat", *(["-h", server] if server else []), "-v"],  # noqa: S607 - wherever CUPS put it
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
    extra = {"server": server} if server else {}
    lines = re.findall(r"^device for (\S+): (.*)$", told, re.MULTILINE)
    return [Found("cups", "cups", {"queue": queue, **extra}, device) for queue, device in lines]


def of_windows() -> list[Found]:
    """The queues of the Windows spooler with their drivers (Win32: EnumPrinters)."""
    import win32print

    known = win32print.EnumPrinters(_LOCAL_AND_CONNECTED, None, 2)
    return [Found("winspool", "winspool", {"queue": one["pPrinterName"]}, one["pDriverName"]) for one in known]

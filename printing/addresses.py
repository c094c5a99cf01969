"""What somebody typed about where a printer is, as a printer's address."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Any

from counter_app.errors import BadDocument

FLOWS = ("dtr", "rts", "xonxoff", "none")
_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Given:
    """The options of ``printer add``; exactly one of host, usb, serial and queue says the way."""

    host: str | None = None
    port: int = 9100
    usb: str | None = None
    usb_serial: str | None = None
    serial: str | None = None
    baud: int = 9600
    flow: str = "dtr"
    queue: str | None = None
    server: str | None = None


def address_of(given: Given) -> tuple[str, dict[str, Any]]:
    """The transport and its address; BadDocument names what is wrong."""
    ways = [way for way in (given.host, given.usb, given.serial, given.queue) if way is not None]
    if len(ways) != 1:
        raise BadDocument("host", "cần đúng một trong --host, --usb, --serial, --queue")
    if given.host is not None:
        return "tcp", {"host": given.host, "port": given.port}
    if given.usb is not None:
        return "usb", _usb(given.usb, given.usb_serial)
    if given.serial is not None:
        if given.flow not in FLOWS:
            raise BadDocument("flow", f"chỉ nhận {', '.join(FLOWS)}")
        return "serial", {"port": given.serial, "baud": given.baud, "flow": given.flow}
    of_server = {"server": given.server} if given.server else {}
    return ("winspool" if sys.platform == "win32" else "cups"), {"queue": given.queue, **of_server}


def _usb(ids: str, serial: str | None) -> dict[str, Any]:
    found = _USB.fullmatch(ids)
    if found is None:
        raise BadDocument("usb", "cần dạng 04b8:0e15")
    vendor, product = (int(part, 16) for part in found.groups())
    return {"vendor": vendor, "product": product} | ({"serial": serial} if serial else {})

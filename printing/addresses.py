"""What somebody typed about where a printer is, as a printer's address."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Any

from counter_app.errors import BadDocument

RAW_PORT = 9100
"""The port of raw printing: what comes there is printed as it is."""
BAUDS = (9600, 19200, 38400, 57600, 115200)
FLOWS = ("dtr", "rts", "xonxoff", "none")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Given:
    """The options of ``printer add``; exactly one of host, usb, serial and queue says the way."""

    host: str | None = None
    port: int = RAW_PORT
    usb: str | None = None
    usb_serial: str | None = None
    serial: str | None = None
    baud: int = 9600
    flow: str = "dtr"
    queue: str | None = None
    server: str | None = None
    sheet: str | None = None


def address_of(given: Given) -> tuple[str, dict[str, Any]]:
    """The transport and its address; BadDocument names what is wrong."""
    ways = [way for way in (given.host, given.usb, given.serial, given.queue) if way is not None]
    if len(ways) != 1:
        raise BadDocument("host", "cần đúng một trong --host, --usb, --serial, --queue")
    if given.sheet is not None and given.queue is None:
        raise BadDocument("sheet", "máy in văn phòng dùng --queue: thêm máy vào hệ điều hành trước")
    if given.host is not None:
        return "tcp", {"host": given.host, "port": given.port}
    if given.usb is not None:
        return "usb", _usb(given.usb, given.usb_serial)
    if given.serial is not None:
        if given.flow not in FLOWS:
            raise BadDocument("flow", f"chỉ nhận {', '.join(FLOWS)}")
        return "serial", {"port": given.serial, "baud": given.baud, "flow": given.flow}
    more = {"server": given.server, "sheet": given.sheet}
    known = {key: value for key, value in more.items() if value}
    return ("winspool" if sys.platform == "win32" else "cups"), {"queue": given.queue, **known}


def typed_address(way: str, text: str) -> tuple[str, dict[str, Any]]:
    """One line as somebody types it, by its way; BadDocument says how it should look.

    ``tcp``: 192.168.1.50 or 192.168.1.50:9100; ``usb``: 04b8:0e15, and the serial number after a blank; ``serial``:
    /dev/ttyUSB0 or COM3, and the speed after a blank; ``queue``: the name of a queue of the system.
    """
    first, _, rest = text.strip().partition(" ")
    if not first:
        raise BadDocument("address", "còn trống")
    match way:
        case "tcp":
            return address_of(_typed_host(text.strip()))
        case "usb":
            return address_of(Given(usb=first, usb_serial=rest.strip() or None))
        case "serial":
            return address_of(Given(serial=first, baud=_number(rest.strip() or "9600", 1_000_000, "9600, 115200…")))
    return address_of(Given(queue=text.strip()))


def address_line(transport: str, address: dict[str, Any]) -> str:
    """An address as ``typed_address`` reads it."""
    match transport:
        case "tcp":
            port = int(address.get("port", RAW_PORT))
            return str(address["host"]) if port == RAW_PORT else f"{address['host']}:{port}"
        case "usb":
            return f"{int(address['vendor']):04x}:{int(address['product']):04x} {address.get('serial') or ''}".strip()
        case "serial":
            return f"{address['port']} {address.get('baud', 9600)}"
    return str(address["queue"])


def _typed_host(text: str) -> Given:
    host, colon, port = text.partition(":")
    if not _HOST.fullmatch(host):
        raise BadDocument("address", "cần dạng 192.168.1.50 hoặc 192.168.1.50:9100")
    return Given(host=host, port=_number(port, 65535, "cổng từ 1 đến 65535") if colon else RAW_PORT)


def _number(text: str, most: int, wanted: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= most:
        raise BadDocument("address", f"cần {wanted}")
    return number


def _usb(ids: str, serial: str | None) -> dict[str, Any]:
    found = _USB.fullmatch(ids)
    if found is None:
        raise BadDocument("usb", "cần dạng 04b8:0e15")
    vendor, product = (int(part, 16) for part in found.groups())
    return {"vendor": vendor, "product": product} | ({"serial": serial} if serial else {})

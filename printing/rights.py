"""Which rights on this PC a printer needs that its account has not, found out from the printer's address (Linux).

USB devices and serial ports are nodes below /dev, which their group may open. Windows knows no such groups: there the
spooler has the USB printers, and a serial port is open to everybody.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Any

from counter_app.errors import PaperTrouble, PrinterNotReady, PrinterSilent
from counter_app.printers import PrinterCard

USUAL_GROUPS = {"usb": "lp", "serial": "dialout"}
"""Who may open printers and serial ports (Debian's udev rules)."""
_REFUSED = (errno.EACCES, errno.EPERM)
_GROUP_MAY = 0o060


def needs(transport: str, address: dict[str, Any]) -> str:
    """What somebody who looks after the PC has to do before this printer can be opened; empty when nothing."""
    node = _node(transport, address)
    return words(transport, node) if node is not None and shut(node) else ""


def words(transport: str, node: Path | None = None) -> str:
    """The rights that a way needs, in words for IT."""
    udev = " (hoặc đặt luật udev)" if transport == "usb" else ""
    return f"quản trị máy thêm tài khoản vào nhóm «{_group(transport, node)}»{udev} rồi đăng nhập lại"


def shut(node: Path) -> bool:
    """Whether a node is there and this account may not open it."""
    return sys.platform != "win32" and node.exists() and not os.access(node, os.R_OK | os.W_OK)


def trouble(card: PrinterCard, error: OSError) -> PaperTrouble:
    """Why a printer can't be reached: missing rights, with the group that has them, else its silence."""
    if card.transport in USUAL_GROUPS and sys.platform != "win32":
        node = _node(card.transport, card.address)
        if error.errno in _REFUSED or (node is not None and shut(node)):
            return PrinterNotReady(card.name, f"rights {_group(card.transport, node)}")
    return PrinterSilent(card.name)


def usb_node(device: Any) -> Path:
    """The node of a device that pyusb has found."""
    return Path(f"/dev/bus/usb/{device.bus or 0:03}/{device.address or 0:03}")


def _node(transport: str, address: dict[str, Any]) -> Path | None:
    if transport == "serial":
        return Path(str(address.get("port", "")))
    return _plugged(address) if transport == "usb" else None


def _plugged(address: dict[str, Any]) -> Path | None:
    """The node of a USB printer that is plugged in. Of two alike the first: their rights are the same."""
    import usb.core

    try:
        found = usb.core.find(idVendor=int(address["vendor"]), idProduct=int(address["product"]))
    except (usb.core.NoBackendError, OSError, KeyError, ValueError):
        return None
    return None if found is None else usb_node(found)


def _group(transport: str, node: Path | None) -> str:
    """The group that may open a node; where the node has none but root's, the usual one."""
    if sys.platform != "win32" and node is not None and node.exists():
        import grp

        about = node.stat()
        with contextlib.suppress(KeyError):
            if about.st_gid and about.st_mode & _GROUP_MAY == _GROUP_MAY:
                return grp.getgrgid(about.st_gid).gr_name
    return USUAL_GROUPS[transport]

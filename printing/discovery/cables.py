"""Printers on a cable: USB devices of the printer class, and serial ports (what hangs on those nobody can know)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from printing.discovery.found import CanNotLook, Found

PRINTER_CLASS = 7
_USB_NEEDS = "quản trị máy thêm tài khoản vào nhóm «lp» (hoặc đặt luật udev) rồi đăng nhập lại"
_SERIAL_NEEDS = "quản trị máy thêm tài khoản vào nhóm «dialout» rồi đăng nhập lại"


def on_usb() -> list[Found]:
    """Printers on USB. CanNotLook on Windows, where the spooler has them, and without libusb."""
    if sys.platform != "win32":
        return _by_libusb()
    raise CanNotLook("trên Windows, máy in USB nằm trong danh sách hàng đợi")


def _by_libusb() -> list[Found]:
    import usb.core

    try:
        devices = list(usb.core.find(find_all=True, custom_match=_is_printer))
    except usb.core.NoBackendError as error:
        raise CanNotLook("thiếu thư viện libusb; quản trị máy cài gói libusb-1.0-0") from error
    return [_device(one) for one in devices]


def on_serial_ports() -> list[Found]:
    """Every serial port; the speed stands on the self-test paper of the printer."""
    from serial.tools import list_ports

    return [_port(one) for one in sorted(list_ports.comports()) if one.description != "n/a" or one.hwid != "n/a"]


def _is_printer(device: Any) -> bool:
    try:
        return any(interface.bInterfaceClass == PRINTER_CLASS for setup in device for interface in setup)
    except (OSError, NotImplementedError):  # one that may not even be looked at
        return False


def _device(device: Any) -> Found:
    told = [_text(lambda: device.manufacturer), _text(lambda: device.product)]
    serial = _text(lambda: device.serial_number)
    address = {"vendor": device.idVendor, "product": device.idProduct} | ({"serial": serial} if serial else {})
    model = " ".join(part for part in told if part) or f"{device.idVendor:04x}:{device.idProduct:04x}"
    node = Path(f"/dev/bus/usb/{device.bus or 0:03}/{device.address or 0:03}")
    return Found("usb", "usb", address, model, _USB_NEEDS if _shut(node) else "")


def _text(read: Callable[[], Any]) -> str:
    """A text of a device; empty where it has none or may not be asked."""
    try:
        return str(read() or "").strip()
    except (OSError, ValueError, NotImplementedError):
        return ""


def _port(port: Any) -> Found:
    shut = sys.platform != "win32" and _shut(Path(port.device))
    return Found("serial", "serial", {"port": port.device}, port.description, _SERIAL_NEEDS if shut else "")


def _shut(node: Path) -> bool:
    return node.exists() and not os.access(node, os.R_OK | os.W_OK)

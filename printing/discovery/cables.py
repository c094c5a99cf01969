"""Printers on a cable: USB devices of the printer class, and serial ports (what hangs on those nobody can know)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from printing.discovery.found import CanNotLook, Found
from printing.rights import needs, shut, usb_node, words

PRINTER_CLASS = 7


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
    node = usb_node(device)
    return Found("usb", "usb", address, model, words("usb", node) if shut(node) else "")


def _text(read: Callable[[], Any]) -> str:
    """A text of a device; empty where it has none or may not be asked."""
    try:
        return str(read() or "").strip()
    except (OSError, ValueError, NotImplementedError):
        return ""


def _port(port: Any) -> Found:
    address = {"port": port.device}
    return Found("serial", "serial", address, port.description, needs("serial", address))

"""A printer on USB (device class 7), by python-escpos and libusb. For Linux: on Windows printing goes by the spooler.

python-escpos' own ways that are not taken: it resets the device at each opening, assumes endpoints, and waits for ever.
"""

from __future__ import annotations

import errno
import time
from typing import Any

from printing.transports.escpos_library import escpos_printers, trouble_as_os_error

PRINTER_CLASS = 7
"""bInterfaceClass of printers (USB Device Class Definition for Printing Devices 1.1)."""
CHUNK = 4096
_IN = 0x80
"""The direction bit of an endpoint's address."""
_QUIET = 0.01
"""Seconds between two questions to a printer that answers nothing at once instead of waiting."""


class UsbTransport:
    """The way to a printer on USB; ``serial`` tells two of one model apart."""

    def __init__(self, vendor: int, product: int, serial: str | None = None, *, stall_timeout: float = 5.0) -> None:
        self._ids = {"idVendor": vendor, "idProduct": product}
        self._serial = serial
        self._stall_ms = max(1, int(stall_timeout * 1000))
        self._printer: Any = None
        self._out: Any = None
        self._in: Any = None

    def open(self) -> None:
        """Claim the printer; OSError when it is not plugged in or another program has it."""
        self.close()
        library = escpos_printers()
        wanted: dict[str, Any] = {} if self._serial is None else {"custom_match": self._is_this_one}
        printer = library.Usb(usb_args={**self._ids, **wanted}, timeout=self._stall_ms)
        # No reset: it would throw away what the printer still holds of the paper before.
        printer._configure_usb = lambda: None  # noqa: SLF001 - the hook by which its own way is left out
        with trouble_as_os_error():
            printer.open()
        self._printer = printer
        self._find_endpoints(printer.device)
        while self.read(_QUIET):  # late answers to the paper before
            pass

    def write(self, data: bytes) -> None:
        """Send; TimeoutError when the printer takes nothing for the stall timeout (seconds)."""
        at = 0
        while at < len(data):
            try:
                at += self._device().write(self._out, data[at : at + CHUNK], self._stall_ms)
            except OSError as error:
                raise (TimeoutError("USB") if _is_timeout(error) else error) from error

    def read(self, timeout: float) -> bytes:
        """What the printer says within ``timeout`` seconds; nothing from one that has no way back."""
        end = time.monotonic() + timeout
        while self._in is not None and (left := end - time.monotonic()) > 0:
            try:
                said = bytes(self._device().read(self._in, self._in.wMaxPacketSize, max(1, int(left * 1000))))
            except OSError as error:
                if _is_timeout(error):
                    return b""
                raise
            if said:
                return said
            time.sleep(min(_QUIET, left))
        time.sleep(max(0.0, end - time.monotonic()))
        return b""

    def close(self) -> None:
        """Let the printer go."""
        if self._printer is not None:
            printer, self._printer = self._printer, None
            printer.close()

    def _device(self) -> Any:
        if self._printer is None:
            raise ConnectionError("not open")
        return self._printer.device

    def _is_this_one(self, device: Any) -> bool:
        try:
            return bool(device.serial_number == self._serial)
        except (OSError, ValueError, NotImplementedError):  # not ours to read
            return False

    def _find_endpoints(self, device: Any) -> None:
        """The bulk endpoints of the printer interface; ConnectionError where there is none."""
        import usb.core
        import usb.util

        try:
            configuration = device.get_active_configuration()
        except usb.core.USBError:
            device.set_configuration()
            configuration = device.get_active_configuration()
        interface = usb.util.find_descriptor(configuration, bInterfaceClass=PRINTER_CLASS)
        ends = (
            [] if interface is None else [end for end in interface if usb.util.endpoint_type(end.bmAttributes) == _BULK]
        )
        self._out = next((end for end in ends if not end.bEndpointAddress & _IN), None)
        self._in = next((end for end in ends if end.bEndpointAddress & _IN), None)
        if self._out is None:
            raise ConnectionError("no printer interface")


_BULK = 2
"""Transfer type of bulk endpoints (USB 2.0, table 9-13)."""


def _is_timeout(error: OSError) -> bool:
    return (
        isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT or type(error).__name__ == "USBTimeoutError"
    )

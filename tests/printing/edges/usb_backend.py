"""A backend of pyusb with one printer of class 7 plugged in; what is written to its endpoints goes to a virtual printer."""

# ruff: noqa: ARG002 - pyusb asks by position, and one printer is all there is
from __future__ import annotations

import errno
import socket
from array import array
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from printing.virtual import VirtualPrinter

VENDOR, PRODUCT = 0x0FE6, 0x811E
OUT, IN = 0x03, 0x84
"""Not the endpoints python-escpos assumes."""


class PluggedPrinter(IBackend):  # type: ignore[misc]
    """Stands for libusb: ``plugged`` says whether the cable is in."""

    def __init__(self, printer: VirtualPrinter) -> None:
        super().__init__()
        self._printer = printer
        self.plugged = True
        self.resets = 0

    def enumerate_devices(self) -> Iterator[Any]:
        yield from ["printer"] if self.plugged else []

    def get_parent(self, dev: Any) -> None:
        return None

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, address=5, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        address = (OUT, IN)[ep]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=2, wMaxPacketSize=64, bInterval=0,
            bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: Any) -> socket.socket:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
        try:
            line.connect((self._printer.host, self._printer.port))
        except OSError as error:
            line.close()
            raise USBError("gone", -4, errno.ENODEV) from error
        return line

    def close_device(self, dev_handle: socket.socket) -> None:
        dev_handle.close()

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def set_configuration(self, dev_handle: Any, config_value: int) -> None:
        pass

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        pass

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        pass

    def reset_device(self, dev_handle: Any) -> None:
        self.resets += 1

    def bulk_write(self, dev_handle: socket.socket, ep: int, intf: int, data: array[int], timeout: int) -> int:
        assert ep == OUT
        dev_handle.settimeout(timeout / 1000)
        try:
            return dev_handle.send(data.tobytes())
        except TimeoutError as error:
            raise USBTimeoutError("timed out", -7, errno.ETIMEDOUT) from error
        except OSError as error:
            raise USBError("gone", -4, errno.ENODEV) from error

    def bulk_read(self, dev_handle: socket.socket, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        assert ep == IN
        dev_handle.settimeout(timeout / 1000)
        try:
            said = dev_handle.recv(len(buff))
        except TimeoutError as error:
            raise USBTimeoutError("timed out", -7, errno.ETIMEDOUT) from error
        except OSError as error:
            raise USBError("gone", -4, errno.ENODEV) from error
        if not said:
            raise USBError("gone", -4, errno.ENODEV)
        buff[: len(said)] = array("B", said)
        return len(said)

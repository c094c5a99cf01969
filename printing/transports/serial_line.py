"""A printer on a serial line (RS-232 or a USB adapter), by python-escpos and pyserial.

python-escpos sets no time limit for writing and drains without one when it closes: both are done here.
"""

from __future__ import annotations

import contextlib
import time
from typing import Any

from printing.transports.escpos_library import escpos_printers, trouble_as_os_error

CHUNK = 256
"""Bytes at once: a quarter of a second at 9600 baud, so that a stall is noticed by its own limit."""
_LOOK = 0.02
"""Seconds between two looks at what the system still holds."""


class SerialTransport:
    """The way to a printer at a serial port; ``flow`` is dtr, rts, xonxoff or none, as its self-test paper says."""

    def __init__(self, port: str, baud: int = 9600, flow: str = "dtr", *, stall_timeout: float = 5.0) -> None:
        self._settings = {"devfile": port, "baudrate": baud, "xonxoff": flow == "xonxoff", "dsrdtr": flow == "dtr"}
        self._rts = flow == "rts"
        self._stall_timeout = stall_timeout
        self._printer: Any = None

    def open(self) -> None:
        """Open the port and forget what came before; OSError when it is not there."""
        self.close()
        printer = escpos_printers().Serial(**self._settings)
        with trouble_as_os_error():
            printer.open()
            self._printer = printer
            printer.device.write_timeout = self._stall_timeout
            printer.device.rtscts = self._rts
            printer.device.reset_input_buffer()

    def write(self, data: bytes) -> None:
        """Send and wait until it has left; TimeoutError when nothing leaves for the stall timeout (seconds)."""
        from serial import SerialTimeoutException

        line = self._line()
        try:
            for start in range(0, len(data), CHUNK):
                line.write(data[start : start + CHUNK])
        except SerialTimeoutException as error:
            raise TimeoutError("serial line") from error
        self._drain(line)

    def read(self, timeout: float) -> bytes:
        """What the printer says, at least one byte unless ``timeout`` seconds pass."""
        line = self._line()
        line.timeout = max(timeout, 0.001)
        first: bytes = line.read(1)
        return first + bytes(line.read(line.in_waiting)) if first else b""

    def close(self) -> None:
        """Let the line go; what has not left by now is dropped, else closing would wait for it."""
        if self._printer is not None:
            # Not its own close, which drains for as long as the printer likes.
            line, self._printer = self._printer.device, None
            for step in (line.reset_output_buffer, line.close):
                with contextlib.suppress(OSError), trouble_as_os_error():  # an adapter that was pulled out
                    step()

    def _line(self) -> Any:
        if self._printer is None:
            raise ConnectionError("not open")
        return self._printer.device

    def _drain(self, line: Any) -> None:
        held, since = line.out_waiting, time.monotonic()
        while held:
            time.sleep(_LOOK)
            left = line.out_waiting
            if left < held:
                held, since = left, time.monotonic()
            elif time.monotonic() - since > self._stall_timeout:
                raise TimeoutError("serial line")

"""One device prints one paper at a time, whatever it is called and however its address is written."""

from __future__ import annotations

from typing import Any

import pytest

from counter_app.printers import PrinterCard
from printing.printer_work import lock_name


def lock_of(transport: str, **address: Any) -> str:
    return lock_name(PrinterCard("quầy", transport, address))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lock_of("tcp", host="127.0.0.1", port=9100), lock_of("tcp", host="localhost")),
        (lock_of("tcp", host="MayIn.phuong", port=9100), lock_of("tcp", host="mayin.phuong.", port=9100)),
        (lock_of("serial", port="/dev/ttyS0", baud=9600), lock_of("serial", port="/dev/ttyS0", baud=19200)),
        (lock_of("cups", queue="tang1", sheet="A4"), lock_of("cups", queue="tang1", sheet="A5")),
    ],
    ids=["loopback", "spelling", "speed of the line", "sheets in the tray"],
)
def test_two_ways_to_write_one_device_are_one_lock(one: str, other: str) -> None:
    assert one == other


def test_two_devices_are_two_locks() -> None:
    locks = [
        lock_of("tcp", host="10.0.0.5", port=9100),
        lock_of("tcp", host="10.0.0.5", port=9101),
        lock_of("tcp", host="10.0.0.6", port=9100),
        lock_of("serial", port="/dev/ttyS0"),
        lock_of("serial", port="/dev/ttyS1"),
        lock_of("cups", queue="tang1"),
    ]

    assert len(set(locks)) == len(locks)

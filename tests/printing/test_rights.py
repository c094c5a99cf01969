"""A device this account may not open: said so, with the group that may, and never taken for a printer switched off."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import serial
from usb.core import USBError

from counter_app.errors import PrinterNotReady
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from counter_app.wording import printer_trouble, sentence
from printing import rights
from printing.condition import Condition, condition_of
from printing.learning import learn
from printing.samples import RECEIPT
from printing.spool import print_waiting
from printing.virtual import VirtualPrinter
from tests.faults.printer_ways import UsbWay
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import job_of, queued
from ui.printer_words import summary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="groups of device nodes are Linux's")
one_layout = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
SERIAL = PrinterCard("quầy", "serial", {"port": "/dev/ttyUSB97", "baud": 9600})


def _no(*_given: object, **_named: object) -> Any:
    raise serial.SerialException(errno.EACCES, "could not open port /dev/ttyUSB97: Permission denied")


@pytest.fixture
def usb(monkeypatch: pytest.MonkeyPatch) -> PrinterCard:
    """A printer on USB whose device may be seen and not opened, as without a udev rule."""

    def shut(_device: object) -> Any:
        raise USBError("Access denied (insufficient permissions)", -3, errno.EACCES)

    with VirtualPrinter() as box:
        way = UsbWay(box, monkeypatch)
        monkeypatch.setattr(way.backend, "open_device", shut)
        return way.card


@one_layout
def test_a_serial_port_that_may_not_be_opened_is_no_silent_printer(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial.Serial, "open", _no)
    _is_shut(place, SERIAL, "dialout")


@one_layout
def test_a_usb_printer_that_may_not_be_opened_is_no_silent_printer(place: Place, usb: PrinterCard) -> None:
    _is_shut(place, usb, "lp")


def _is_shut(place: Place, card: PrinterCard, group: str) -> None:
    """The paper waits with that reason, the status and the trial of the set-up say it too."""
    place.desk.do(add_printer, card)
    waiting = queued(place, RECEIPT)

    assert print_waiting(place, UNHURRIED) == 0

    job = job_of(place, waiting)
    assert (job.state, job.detail) == ("queued", f"rights {group}")
    what, step = printer_trouble(job.detail)
    assert what == "không được phép mở"
    assert f"nhóm «{group}»" in step
    said = condition_of(place, card, UNHURRIED)
    assert said == Condition("quầy", online=False, rights=group)
    assert summary(said).words == "không được phép mở"
    with pytest.raises(PrinterNotReady) as refusal:
        learn(place, card, UNHURRIED)
    assert refusal.value.reason == f"rights {group}"
    assert f"nhóm «{group}»" in sentence(refusal.value)
    assert f"in the group «{group}»" in sentence(refusal.value, "en")


def test_what_a_printer_needs_is_told_from_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "ttyUSB0"
    assert rights.needs("serial", {"port": str(node)}) == "", "it is not plugged in"
    node.touch()
    assert rights.needs("serial", {"port": str(node)}) == "", "it may be opened"

    monkeypatch.setattr(os, "access", lambda *_asked: False)

    assert rights.needs("serial", {"port": str(node)}).startswith("quản trị máy thêm tài khoản vào nhóm «")
    assert rights.needs("tcp", {"host": "192.168.1.50"}) == ""
    assert rights.needs("usb", {"vendor": 0xFFFE, "product": 0xFFFE}) == ""


def test_the_group_is_the_node_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "ttyUSB0"
    node.touch()
    if sys.platform != "win32":
        if os.geteuid():
            pytest.skip("only root may give a file to a group")
        os.chown(node, -1, 5)  # tty
    node.chmod(0o660)
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    assert "«tty»" in rights.needs("serial", {"port": str(node)})

    node.chmod(0o600)
    assert "«dialout»" in rights.needs("serial", {"port": str(node)}), "its group may not open it either"

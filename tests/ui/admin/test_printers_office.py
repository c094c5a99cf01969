"""Setting an office printer up: its queue, the sheets in its tray, a test page instead of ruler and strip."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.place import Place
from counter_app.printers import printers
from printing.discovery import network, rounds
from tests.printing.edges.cups_server import CUPSD, CupsServer
from tests.printing.edges.office_printer import OfficePrinter
from tests.ui.admin.pilot import AdminPilot
from tests.ui.admin.printers_pilot import PrintersPilot
from ui.admin.printers.step_find import FindStep
from ui.admin.printers.step_name import NameStep
from ui.admin.printers.step_width import WidthStep

pytestmark = [
    pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True),
    pytest.mark.skipif(CUPSD is None, reason="needs the package cups, which make installs"),
]


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Iterator[OfficePrinter]:
    """An office printer behind the queue «hp» of this PC's own CUPS."""
    monkeypatch.setattr(network, "own_network", lambda: ipaddress.IPv4Network("127.0.0.0/29"))
    for name in ("on_usb", "on_serial_ports", "queues"):
        monkeypatch.setattr(rounds, name, list)
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [])
    with OfficePrinter() as printer, CupsServer() as cups:
        cups.queue("hp", printer.port)
        monkeypatch.setenv("CUPS_SERVER", cups.socket)
        yield printer


def test_an_office_printer_is_set_up_with_its_sheets(admin: AdminPilot, staffed: Place, tray: OfficePrinter) -> None:
    it = PrintersPilot(admin)
    step = it.begins()
    step.way.setFocus()
    while step.way.value != "queue":
        QTest.keyClick(step.way, Qt.Key.Key_Right)
    it.writes(step.line, "hp")
    it.goes_on()
    named = it.step(NameStep)
    it.writes(named.name, "HP phòng một cửa")
    assert named.paper.isVisible()

    named.paper.setFocus()
    QTest.keyClick(named.paper, Qt.Key.Key_Right)

    assert named.paper.value == "A5"
    assert (named.kinds["slip"].isEnabled(), named.kinds["slip"].isChecked()) == (False, False)
    it.goes_on()
    assert not it.step(WidthStep).measured.isVisible()
    assert it.step(WidthStep).none.isVisible()
    it.goes_on()
    it.tries()
    with closing(pdfium.PdfDocument(tray.document())) as page:
        words = page[0].get_textpage().get_text_range()
    assert "HP phòng một cửa" in words
    assert "Khổ giấy: A5" in words
    it.goes_on()
    it.keeps()

    (card,) = staffed.desk.ask(printers)
    assert (card.sheet, card.purposes, card.address) == (
        "A5",
        ("receipt", "form", "strip"),
        {"queue": "hp", "sheet": "A5"},
    )


def test_what_lies_in_the_tray_is_asked_of_queues_alone_and_can_be_changed_back(
    admin: AdminPilot, tray: OfficePrinter
) -> None:
    assert tray.port
    it = PrintersPilot(admin)
    it.writes(it.begins().line, "127.0.0.1:9100")
    it.goes_on()
    assert not it.step(NameStep).paper.isVisible()

    admin.clicks(it.wizard.back)
    step = it.step(FindStep)
    step.way.setFocus()
    while step.way.value != "queue":
        QTest.keyClick(step.way, Qt.Key.Key_Right)
    it.writes(step.line, "hp")
    it.goes_on()
    paper = it.step(NameStep).paper
    paper.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(paper, key)

    assert it.wizard.setup.draft.sheet == ""
    assert it.step(NameStep).kinds["slip"].isEnabled()

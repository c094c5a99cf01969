"""F5 over a dossier found by F3: its receipt on the screen, dot for dot what came out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from counter_app.place import Place
from counter_app.print_jobs import jobs
from counter_app.printers import PrinterCard, add_printer
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from printing.spool import Spool
from printing.virtual import VirtualPrinter
from tests.stories.counter_steps import filled
from tests.stories.queue_steps import says
from ui.demo.pilot import ClerkPilot, wait_until
from ui.widgets.paper_picture import picture_of


@pytest.fixture
def printer(staffed: Place) -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        staffed.desk.do(add_printer, PrinterCard("quầy", "tcp", {"host": box.host, "port": box.port}))
        yield box


@pytest.fixture
def spool(staffed: Place) -> Iterator[Spool]:
    running = Spool(staffed)
    running.start()
    yield running
    running.stop()


def looks_at_the_receipt(clerk: ClerkPilot) -> list[QLabel]:
    clerk.presses(Qt.Key.Key_F3)
    clerk.types("nguyen van an")
    wait_until(lambda: clerk.work.search.marked is not None, "the dossier")
    clerk.presses(Qt.Key.Key_F5)
    wait_until(clerk.work.search.preview.isVisible, "the paper on the screen")
    return clerk.work.search.preview.pages


def test_what_is_seen_is_what_came_out(clerk: ClerkPilot, printer: VirtualPrinter, spool: Spool) -> None:
    filled(clerk)
    code = clerk.receives()
    spool.wake()
    came_out = printer.wait_for(1).image

    (page,) = looks_at_the_receipt(clerk)

    shown = page.pixmap().toImage()
    assert shown.width() <= came_out.width
    whole = picture_of(came_out).scaledToWidth(shown.width(), Qt.TransformationMode.SmoothTransformation)
    assert came_out.getextrema() == (0, 255), "there is ink on it"
    assert shown.convertToFormat(QImage.Format.Format_RGB32) == whole.convertToFormat(QImage.Format.Format_RGB32)
    assert clerk.work.search.preview.title.text().startswith(f"Giấy tiếp nhận {code} · giấy cuộn, «quầy»")


def test_a_form_on_a5_is_seen_as_its_pages(clerk: ClerkPilot, staffed: Place) -> None:
    address = {"queue": "hp", "sheet": "A5"}
    staffed.desk.do(add_printer, PrinterCard("hp", "cups", address, ack="none", purposes=("receipt",)))
    staffed.office.do(change_setting, "receipt.paper", "a5")
    refresh_desk(staffed)
    filled(clerk)
    clerk.receives()

    pages = looks_at_the_receipt(clerk)

    assert len(pages) == 1
    size = pages[0].pixmap().size()
    assert size.height() / size.width() == pytest.approx(210 / 148, abs=0.01)
    assert "giấy A5, «hp»" in clerk.work.search.preview.title.text()


def test_esc_puts_the_paper_away_and_then_leaves(clerk: ClerkPilot, printer: VirtualPrinter) -> None:
    assert printer.port
    filled(clerk)
    clerk.receives()
    looks_at_the_receipt(clerk)

    clerk.presses(Qt.Key.Key_Escape)
    assert clerk.work.search.preview.pages == []
    assert clerk.work.search.line.hasFocus()
    clerk.presses(Qt.Key.Key_Escape)

    assert clerk.work.search.isHidden()


def test_f6_over_the_paper_prints_it_again(
    clerk: ClerkPilot, staffed: Place, printer: VirtualPrinter, spool: Spool
) -> None:
    filled(clerk)
    code = clerk.receives()
    spool.wake()
    printer.wait_for(1)
    looks_at_the_receipt(clerk)
    wait_until(lambda: staffed.desk.ask(jobs)[0].state == "printed", "the paper printed")
    clerk.presses(Qt.Key.Key_F6)
    says(clerk, f"Đang in lại giấy tiếp nhận {code}, lần 2.")
    spool.wake()

    assert printer.wait_for(2)


def test_without_a_printer_the_paper_can_be_seen_all_the_same(clerk: ClerkPilot, staffed: Place) -> None:
    assert staffed
    filled(clerk)
    clerk.receives()

    looks_at_the_receipt(clerk)

    assert "chưa có máy in" in clerk.work.search.preview.title.text()

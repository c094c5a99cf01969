"""The window in which the papers of the printer made of software come out."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from counter_app.papers import Document
from printing.printer_work import payload_for
from printing.samples import RECEIPT, SLIP
from printing.virtual import FAULTS, State, VirtualPrinter
from printing.virtual.faults import state_of
from tests.printing.spooling import card_of
from ui import theme
from ui.training.printer_window import PrinterWindow
from ui.training.words import FAULTS_VI, state_words


def send(box: VirtualPrinter, document: Document) -> None:
    with socket.create_connection((box.host, box.port)) as line:
        line.sendall(payload_for(card_of("Sảnh", box), document))


def clicks(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_papers_come_out_newest_first(window: PrinterWindow, box: VirtualPrinter, qtbot: QtBot) -> None:
    send(box, RECEIPT)
    box.wait_for(1)
    send(box, SLIP)
    box.wait_for(2)

    qtbot.waitUntil(lambda: [one.number for one in window.desk.papers] == [2, 1])
    newest = window.desk.papers[0]
    assert newest.picture.width() == 576 + 2, "a dot for a pixel, and its edge"
    qtbot.waitUntil(lambda: newest.height() >= newest.picture.height())

    clicks(window.take)
    assert window.desk.papers == []
    send(box, SLIP)
    qtbot.waitUntil(lambda: [one.number for one in window.desk.papers] == [3])


def test_on_paper_and_on_the_screen_it_is_as_wide(window: PrinterWindow, box: VirtualPrinter, qtbot: QtBot) -> None:
    send(box, SLIP)
    qtbot.waitUntil(lambda: bool(window.desk.papers))

    window.scale.setFocus()
    QTest.keyClick(window.scale, Qt.Key.Key_Right)

    millimetres = window.desk.paper_width / window.screen().physicalDotsPerInch() * 25.4
    assert millimetres == pytest.approx(72, abs=0.5)
    assert window.desk.papers[0].picture.width() == window.desk.paper_width + 2


def test_paper_runs_out_in_the_middle_and_goes_on_on_a_new_roll(
    window: PrinterWindow, box: VirtualPrinter, qtbot: QtBot
) -> None:
    clicks(window.panel.buttons["paper-out"])
    send(box, RECEIPT)
    qtbot.waitUntil(lambda: window.state.text() == "Không in được: hết giấy")
    assert window.under_way.text() == "Một tờ dở dang, 50 mm đã ra, chưa cắt."
    assert window.desk.papers == []

    clicks(window.panel.roll)

    qtbot.waitUntil(lambda: len(window.desk.papers) == 1)
    assert window.state.text() == "In được"
    assert window.panel.buttons[""].isChecked()


def test_every_fault_has_a_button_that_breaks_and_one_that_mends(window: PrinterWindow, box: VirtualPrinter) -> None:
    assert FAULTS_VI.keys() == FAULTS.keys()
    for fault in FAULTS:
        clicks(window.panel.buttons[fault])
        assert box.state == state_of(fault)
        assert window.panel.about.text() == FAULTS_VI[fault][1]
        assert state_words(box.state) != state_words(State()), fault
        clicks(window.panel.buttons[""])
        assert box.state == State()


def marked(window: PrinterWindow) -> list[str]:
    return [fault for fault, button in window.panel.buttons.items() if button.isChecked()]


def test_the_button_that_is_marked_is_how_the_printer_is_whoever_broke_it(
    window: PrinterWindow, box: VirtualPrinter, qtbot: QtBot
) -> None:
    assert marked(window) == [""]
    for fault in FAULTS:
        box.become(state_of(fault))
        qtbot.waitUntil(lambda fault=fault: marked(window) == [fault])  # type: ignore[misc]
        assert window.panel.about.text() == FAULTS_VI[fault][1]

    box.become(State(cover_open=True, paper_low=True))
    qtbot.waitUntil(lambda: marked(window) == [])
    assert "đặt từ tệp" in window.panel.about.text()
    clicks(window.panel.buttons["cover"])
    assert marked(window) == ["cover"]
    box.become(State())
    qtbot.waitUntil(lambda: marked(window) == [""])


def test_a_printer_that_begins_with_a_fault_is_shown_with_it(qtbot: QtBot) -> None:
    with VirtualPrinter(fault="cover") as box:
        window = PrinterWindow(box, 576)
        qtbot.addWidget(window)

        assert marked(window) == ["cover"]


def test_a_roll_that_is_running_out_is_one_fault_to_its_end(
    window: PrinterWindow, box: VirtualPrinter, qtbot: QtBot
) -> None:
    clicks(window.panel.buttons["paper-out"])
    send(box, RECEIPT)
    qtbot.waitUntil(lambda: window.state.text() == "Không in được: hết giấy")

    assert marked(window) == ["paper-out"]


@pytest.mark.parametrize("look", [theme.USUAL, theme.Look(larger=True)], ids=["usual", "larger"])
def test_no_button_is_cut_on_a_small_screen(window: PrinterWindow, qapp: object, look: theme.Look) -> None:
    theme.dress(qapp, look)  # type: ignore[arg-type]
    try:
        window.resize(1366, 728)
        window.grab()
        cut = [
            one.text()
            for one in window.findChildren(QPushButton)
            if one.isVisible() and one.width() < one.minimumSizeHint().width()
        ]
        assert cut == []
        assert window.minimumSizeHint().height() <= 728
    finally:
        theme.dress(qapp)  # type: ignore[arg-type]

"""No word of the printers' pages is cut, on the smallest window and in larger letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from counter_app import print_jobs
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer
from printing.discovery import Found, rounds
from printing.samples import RECEIPT
from tests.ui.admin.cut import cut_words, scrolled_aside
from tests.ui.admin.pilot import AdminPilot
from tests.ui.admin.printers_pilot import SLOW, PrintersPilot
from ui import theme
from ui.admin.printers.draft import Draft
from ui.admin.printers.step_name import NameStep
from ui.admin.printers.wizard import STEPS

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
NEEDS = "quản trị máy thêm tài khoản vào nhóm «lp» (hoặc đặt luật udev) rồi đăng nhập lại"
USB = {"vendor": 0x04B8, "product": 0x0E15}


@pytest.fixture(
    params=[theme.USUAL, theme.Look(larger=True), theme.Look(contrast=True)], ids=["usual", "larger", "black"]
)
def look(qapp: QApplication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("on_usb", "on_serial_ports", "queues"):
        monkeypatch.setattr(rounds, name, list)
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [Found("usb", "usb", USB, "EPSON TM-T88VI", NEEDS)])
    theme.dress(qapp, request.param)
    yield
    theme.dress(qapp)


def still_cut(it: PrintersPilot) -> list[str]:
    """What is cut once the page has found its places."""
    with suppress(it.qtbot.TimeoutError):
        it.qtbot.waitUntil(lambda: not cut_words(it.page), timeout=5_000)
    return cut_words(it.page)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("size", [(1180, 680), (1366, 768)], ids=str)
def test_nothing_is_cut(admin: AdminPilot, staffed: Place, size: tuple[int, int]) -> None:
    for name in ("Quầy tiếp nhận số 3, tầng 2", "Sảnh"):
        staffed.desk.do(add_printer, PrinterCard(name, "cups", {"queue": "q"}, ack="none"))
    for number in range(3):
        staffed.desk.do(print_jobs.enqueue, "receipt", f"dossier:{number}", RECEIPT, "Sảnh")
    admin.window.resize(*size)
    it = PrintersPilot(admin)
    it.looks_at("Sảnh")
    it.qtbot.waitUntil(lambda: it.button("Bỏ") is not None)
    it.qtbot.waitUntil(lambda: it.page.errands.idle, timeout=SLOW)
    assert still_cut(it) == []
    assert not scrolled_aside(it.page)

    it.begins()
    it.wizard.setup.become(Draft("usb", USB, "EPSON TM-T88VI", NEEDS, "Quầy tiếp nhận số 3, tầng 2, cạnh cửa sổ"))
    for number in range(len(STEPS)):
        it.wizard.go(number)
        assert still_cut(it) == [], STEPS[number].__name__
    behind = {"host": "192.168.100.250", "port": 9101}
    it.wizard.setup.become(Draft("cups", {"queue": "q"}, "socket://192.168.100.250:9101", behind=behind, name="Sảnh"))
    it.wizard.go(STEPS.index(NameStep))
    assert it.step(NameStep).straight.isVisible()
    assert still_cut(it) == []


def test_the_check_for_cut_words_bites(admin: AdminPilot) -> None:
    it = PrintersPilot(admin)
    it.page.overview.add.setFixedWidth(20)

    assert it.page.overview.add.text() in still_cut(it)


def test_no_letter_is_missing(admin: AdminPilot) -> None:
    it = PrintersPilot(admin)
    font = QRawFont(str(theme.RESOURCES / "fonts" / "BeVietnamPro-Regular.ttf"), 16)
    it.page.overview.add.click()
    words: list[QLabel | QPushButton] = [*it.page.findChildren(QLabel), *it.page.findChildren(QPushButton)]
    texts = "".join(one.text() for one in words)

    assert {letter for letter in texts if letter != "\n" and not font.supportsCharacter(ord(letter))} == set()

"""Setting a printer up: every step can go wrong, each in one sentence with a way on, and nothing typed is lost."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from counter_app.place import Place
from counter_app.printers import add_printer, printers
from printing import rights
from printing.discovery import Found, network, rounds
from printing.discovery.found import CanNotLook
from printing.learning import learn
from printing.virtual import VirtualPrinter
from printing.virtual.faults import state_of
from tests.faults.ui_pulse import HELD_UP, Pulse
from tests.printing.hurry import LEARNING
from tests.printing.spooling import card_of
from tests.ui.admin.pilot import AdminPilot
from tests.ui.admin.printers_pilot import PrintersPilot
from ui.admin.printers import setup
from ui.admin.printers.step_find import FindStep
from ui.admin.printers.step_name import NameStep
from ui.admin.printers.step_trial import TrialStep
from ui.admin.printers.step_width import WidthStep

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
GROUP = "quản trị máy thêm tài khoản vào nhóm «lp»"


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "own_network", lambda: ipaddress.IPv4Network("127.0.0.0/29"))
    for name in ("on_usb", "on_serial_ports", "queues"):
        monkeypatch.setattr(rounds, name, list)
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [])
    monkeypatch.setattr(setup, "learn", partial(learn, patience=LEARNING))


@pytest.fixture
def box() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


@pytest.fixture
def it(admin: AdminPilot) -> PrintersPilot:
    return PrintersPilot(admin)


def at_the_ruler(it: PrintersPilot, box: VirtualPrinter, name: str = "Sảnh") -> None:
    step = it.begins()
    it.writes(step.line, f"127.0.0.1:{box.port}")
    it.names(name)


def test_what_is_found_says_how_what_it_needs_and_where_nobody_could_look(
    it: PrintersPilot, staffed: Place, box: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_usb() -> list[Found]:
        raise CanNotLook("thiếu thư viện libusb")

    at = {"host": "127.0.0.1", "port": box.port}
    staffed.desk.do(add_printer, card_of("Cửa", box))
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [Found("mdns", "tcp", at, "EPSON TM-T82III")])
    monkeypatch.setattr(rounds, "queues", lambda: [Found("cups", "cups", {"queue": "q"}, "usb://EPSON", GROUP)])
    monkeypatch.setattr(rounds, "on_usb", no_usb)
    it.qtbot.waitUntil(lambda: it.page.overview.list.count() == 1)

    step = it.begins()

    rows = [(step.list.item(row).text(), step.list.item(row).data(257)) for row in range(2)]
    assert rows[0][0] == "EPSON TM-T82III"
    assert "đã là máy in «Cửa»" in rows[0][1]
    assert "cần quyền quản trị máy" in rows[1][1]
    assert "USB (thiếu thư viện libusb)" in step.state.text()
    it.admin.clicks_row(step.list.viewport(), step.list.visualItemRect(step.list.item(1)).center())
    assert GROUP in step.needs.text()
    it.goes_on()
    assert it.step(NameStep).name.text() == "usb://EPSON"
    assert GROUP in it.step(NameStep).needs.text()


def test_a_typed_port_that_may_not_be_opened_says_what_it_needs(
    it: PrintersPilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = tmp_path / "ttyUSB0"
    port.touch()
    monkeypatch.setattr(rights, "shut", lambda node: node == port)
    step = it.begins()
    step.way.choose("serial")

    it.writes(step.line, str(port))

    assert step.needs.text().startswith("Cần quyền quản trị máy: quản trị máy thêm tài khoản vào nhóm «")
    it.goes_on()
    assert "rồi đăng nhập lại" in it.step(NameStep).needs.text()


def test_over_a_queue_nobody_hears_of_paper_and_its_printer_is_offered_directly(
    it: PrintersPilot, box: VirtualPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = {"host": "127.0.0.1", "port": box.port}
    straight = Found("behind", "tcp", behind, "quay")
    queue = Found("cups", "cups", {"queue": "quay"}, f"socket://127.0.0.1:{box.port}", behind=behind)
    monkeypatch.setattr(rounds, "queues", lambda: [straight, queue])
    step = it.begins()
    assert "đi thẳng, biết giấy đã ra" in step.list.item(0).data(257)
    assert "chỉ biết đã gửi" in step.list.item(1).data(257)

    it.admin.clicks_row(step.list.viewport(), step.list.visualItemRect(step.list.item(1)).center())
    it.goes_on()
    name = it.step(NameStep)
    assert "không biết giấy đã ra hay mất" in name.unheard.text()
    name.paper.choose("A5")
    name.paper.changed.emit("A5")
    assert not name.unheard.isVisible(), "an office printer is reached by a queue alone"
    name.paper.changed.emit("")
    it.presses(f"Đi thẳng 127.0.0.1:{box.port}, biết giấy đã ra", name)

    assert not name.unheard.isVisible()
    it.writes(name.name, "Quầy")
    it.goes_on()
    it.rules()
    assert "Máy báo đã in xong." in it.words(it.step(WidthStep))


def test_a_queue_whose_printer_is_unknown_is_warned_of(it: PrintersPilot) -> None:
    step = it.begins()
    step.way.choose("queue")
    it.writes(step.line, "EPSON")
    it.goes_on()

    assert "gõ thẳng địa chỉ" in it.step(NameStep).unheard.text()
    assert not it.step(NameStep).straight.isVisible()


def test_the_search_knocks_once_and_what_was_found_before_stays(it: PrintersPilot, box: VirtualPrinter) -> None:
    it.begins()

    it.sweeps(box.port)
    it.sweeps(box.port)

    step = it.step(FindStep)
    assert [one.address["port"] for one in step.found] == [box.port]
    assert box.papers == []
    assert box.uncut_rows == 0, "not one byte was sent"


@pytest.mark.parametrize(("typed", "wrong"), [("192.168.1.5:x", "cổng từ 1 đến 65535"), ("máy in", "192.168.1.50")])
def test_a_wrong_address_is_said_at_once_and_stays_to_be_mended(it: PrintersPilot, typed: str, wrong: str) -> None:
    step = it.begins()

    it.writes(step.line, typed)

    assert wrong in step.wrong.text()
    assert not it.wizard.next.isEnabled()
    it.writes(step.line, "192.168.1.50")
    assert step.wrong.text() == ""
    assert it.wizard.next.isEnabled()


def test_a_name_is_given_once(it: PrintersPilot, staffed: Place, box: VirtualPrinter) -> None:
    staffed.desk.do(add_printer, card_of("Sảnh", box))
    it.qtbot.waitUntil(lambda: it.page.overview.list.count() == 1)
    step = it.begins()
    it.writes(step.line, "192.168.1.50")
    it.goes_on()
    name = it.step(NameStep)

    it.writes(name.name, " SANH ")
    assert "Đã có máy in" in it.wizard.missing.text()
    assert not it.wizard.next.isEnabled()

    it.writes(name.name, "Cửa")
    for kind in name.kinds.values():
        kind.click()
    assert "ít nhất một loại" in it.wizard.missing.text()


def test_going_back_loses_nothing(it: PrintersPilot, box: VirtualPrinter) -> None:
    at_the_ruler(it, box)
    it.step(WidthStep)
    it.rules()
    it.chooses_width(512)
    it.goes_on()
    it.tries()
    for _ in range(3):
        it.admin.clicks(it.wizard.back)

    assert it.step(FindStep).line.text() == f"127.0.0.1:{box.port}"
    it.goes_on()
    assert it.step(NameStep).name.text() == "Sảnh"
    it.goes_on()
    assert it.step(WidthStep).widths.value == "512"
    assert "Máy báo đã in xong." in it.words(it.step(WidthStep))
    it.goes_on()
    assert "Máy báo đã in xong." in it.words(it.step(TrialStep))
    assert len(box.papers) == 2


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("closed", "không trả lời"),
        ("cover", "nắp đang mở. Đóng nắp máy in, rồi bấm in lần nữa."),
        ("offline", "đang ngắt"),
    ],
)
def test_a_printer_in_trouble_can_be_kept_and_tried_later(
    it: PrintersPilot, staffed: Place, box: VirtualPrinter, fault: str, words: str
) -> None:
    box.become(state_of(fault))
    at_the_ruler(it, box)

    it.rules()
    assert words in it.page.notice.text
    it.presses("Lưu, thử sau", it.page.notice)

    it.says("Đã lưu máy in «Sảnh».")
    (card,) = staffed.desk.ask(printers)
    assert (card.name, box.papers) == ("Sảnh", [])


def test_giving_up_leaves_nothing_behind(it: PrintersPilot, staffed: Place, box: VirtualPrinter) -> None:
    at_the_ruler(it, box)
    it.rules()

    it.presses("Thôi")
    assert it.wizard.isVisible()
    it.presses("Bỏ", it.page.notice)

    assert it.page.wizard is None
    assert staffed.desk.ask(printers) == ()


def test_an_answer_of_a_device_that_was_left_meanwhile_is_not_taken_for_this_one(
    it: PrintersPilot, box: VirtualPrinter
) -> None:
    at_the_ruler(it, box)
    it.admin.clicks(it.step(WidthStep).print)
    it.wizard.setup.become(it.wizard.setup.draft.at("tcp", {"host": "127.0.0.1", "port": 9}))
    it.qtbot.waitUntil(lambda: not it.wizard.setup.busy)

    assert it.wizard.setup.draft.learned is None
    assert it.wizard.setup.draft.ruled is None


def test_the_window_goes_on_while_a_printer_is_silent(it: PrintersPilot, staffed: Place, box: VirtualPrinter) -> None:
    """Nobody answers the connection: the errand waits, the window beats."""
    box.change(door="full")
    at_the_ruler(it, box)
    pulse = Pulse()

    it.admin.clicks(it.step(WidthStep).print)
    pulse.beat_until(lambda: not it.wizard.setup.busy)

    assert pulse.longest < HELD_UP
    assert "không trả lời" in it.page.notice.text


def test_everything_is_reached_by_keys(it: PrintersPilot, box: VirtualPrinter) -> None:
    at_the_ruler(it, box)

    for step in it.wizard.steps:
        fields = [one for one in step.findChildren(QWidget) if one.accessibleName()]
        assert all(one.focusPolicy() for one in fields), type(step).__name__
    assert it.step(WidthStep).print.hasFocus()

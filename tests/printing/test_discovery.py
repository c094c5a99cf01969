"""Finding printers: announced, on this PC's network, on a cable, as a queue. Nothing is sent to what is found."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from zeroconf import ServiceInfo, Zeroconf

from counter_app.printers import PrinterCard
from printing.discovery import Found, Looking, discover, rounds
from printing.discovery.announced import RAW, announced
from printing.discovery.cables import on_serial_ports, on_usb
from printing.discovery.found import CanNotLook
from printing.discovery.network import knocked, own_network
from printing.discovery.queues import _socket, of_cups, of_windows
from printing.virtual import VirtualPrinter
from tests.faults.printer_ways import WindowsWay
from tests.printing.edges.cups_server import CUPSD, CupsServer
from tests.printing.edges.usb_backend import PRODUCT, VENDOR, PluggedPrinter
from tests.printing.edges.windows_spooler import QUEUE, WindowsSpooler


@contextmanager
def _announcing(port: int, model: str) -> Iterator[None]:
    """A printer that tells its name on this PC's loopback network."""
    voice = Zeroconf(interfaces=["127.0.0.1"])
    said = ServiceInfo(RAW, f"{model}.{RAW}", port, addresses=[socket.inet_aton("127.0.0.1")], properties={"ty": model})
    voice.register_service(said)
    try:
        yield
    finally:
        voice.unregister_service(said)
        voice.close()


def test_a_printer_that_announces_itself_is_found_with_its_model() -> None:
    with VirtualPrinter() as printer, _announcing(printer.port, "EPSON TM-T82III"):
        found = announced(2.5, ["127.0.0.1"])

    assert found == [Found("mdns", "tcp", {"host": "127.0.0.1", "port": printer.port}, "EPSON TM-T82III")]


def test_knocking_finds_what_listens_and_sends_not_one_byte() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

        def listen() -> None:
            line, _ = door.accept()
            with line:
                heard.append(line.recv(100))

        listening = threading.Thread(target=listen)
        listening.start()
        found = knocked(port, [f"127.0.0.{last}" for last in range(1, 15)])
        listening.join()

    assert [one.address for one in found] == [{"host": "127.0.0.1", "port": port}]
    assert heard == [b""]


def test_only_the_pc_s_own_private_network_is_knocked_at() -> None:
    try:
        network = own_network()
    except CanNotLook as why:
        assert "mạng nội bộ" in str(why)  # noqa: PT017 - a PC without a network is in order
        return
    assert network.prefixlen == 24
    assert network.is_private
    assert ipaddress.ip_address("127.0.0.1") not in network


@pytest.mark.skipif(sys.platform == "win32", reason="there the spooler has them")
def test_printers_on_usb_are_found_by_their_class(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualPrinter() as printer:
        backend = PluggedPrinter(printer)
        monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda find_library=None: backend)  # noqa: ARG005

        found = on_usb()
        assert [(one.transport, one.address, one.model) for one in found] == [
            ("usb", {"vendor": VENDOR, "product": PRODUCT}, f"{VENDOR:04x}:{PRODUCT:04x}")
        ]

        backend.plugged = False
        assert on_usb() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there the spooler has them")
def test_without_libusb_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libusb1", "libusb0", "openusb"):
        monkeypatch.setattr(f"usb.backend.{name}.get_backend", lambda find_library=None: None)  # noqa: ARG005

    with pytest.raises(CanNotLook, match="libusb"):
        on_usb()


def test_serial_ports_are_told_by_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = SimpleNamespace(device="/dev/ttyUSB7", description="USB-Serial CH340", hwid="USB VID:PID=1A86:7523")
    empty = SimpleNamespace(device="/dev/ttyS9", description="n/a", hwid="n/a")
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: Ports([adapter, empty]))

    assert on_serial_ports() == [Found("serial", "serial", {"port": "/dev/ttyUSB7"}, "USB-Serial CH340")]


class Ports(list[SimpleNamespace]):
    """pyserial's own ports can be put in order; these stand as they are."""

    def __iter__(self) -> Iterator[SimpleNamespace]:
        return (Ordered(**vars(port)) for port in super().__iter__())


class Ordered(SimpleNamespace):
    def __lt__(self, other: Ordered) -> bool:
        return bool(self.device < other.device)


@pytest.mark.skipif(CUPSD is None, reason="needs the package cups, which make installs")
def test_queues_of_cups_are_found() -> None:
    with CupsServer() as server:
        server.queue("quay", 9)
        found = of_cups(server.socket)

    behind = {"host": "127.0.0.1", "port": 9}
    device, at = "socket://127.0.0.1:9", {"queue": "quay", "server": server.socket}
    assert found == [
        Found("behind", "tcp", behind, "quay"),
        Found("cups", "cups", at, device, behind=behind),
    ]


@pytest.mark.skipif(shutil.which("lpstat") is None, reason="needs the package cups, which make installs")
def test_a_cups_that_does_not_run_is_told_from_one_without_queues(tmp_path: Path) -> None:
    with pytest.raises(CanNotLook, match="CUPS không chạy"):
        of_cups(str(tmp_path / "sock"))


@pytest.mark.parametrize(
    ("device", "behind"),
    [
        ("socket://192.168.1.50", {"host": "192.168.1.50", "port": 9100}),
        ("socket://may-in.local:9101/?waiteof=false", {"host": "may-in.local", "port": 9101}),
        ("socket://192.168.1.50:x", None),
        ("ipp://192.168.1.50/ipp/print", None),
        ("usb://EPSON/TM-T82III", None),
        ("///dev/null", None),
    ],
)
def test_only_a_device_that_takes_raw_bytes_is_offered_directly(device: str, behind: object) -> None:
    assert _socket(device) == behind


def test_without_cups_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert shutil.which("lpstat") is None

    with pytest.raises(CanNotLook, match="CUPS"):
        of_cups()


def test_queues_of_windows_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualPrinter() as printer:
        monkeypatch.setitem(sys.modules, "win32print", WindowsSpooler(printer))

        assert of_windows() == [Found("winspool", "winspool", {"queue": QUEUE}, "EPSON TM-T82III Receipt6")]


def test_the_printer_at_the_end_of_a_windows_port_is_offered_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualPrinter() as printer:
        spooler = WindowsSpooler(printer)
        monkeypatch.setitem(sys.modules, "win32print", spooler)

        for port, host in (("192.168.1.50", "192.168.1.50"), ("IP_10.0.0.7_1", "10.0.0.7")):
            spooler.port = port
            assert of_windows()[0] == Found("behind", "tcp", {"host": host, "port": 9100}, QUEUE)
        spooler.port = "USB001"
        assert len(of_windows()) == 1


def test_a_windows_spooler_that_does_not_run_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with VirtualPrinter() as printer, closing(WindowsWay(printer, monkeypatch)) as way:
        way.spooler.runs = False

        with pytest.raises(CanNotLook, match="Print Spooler không chạy"):
            of_windows()


def test_one_way_of_looking_that_breaks_takes_nothing_from_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> list[Found]:
        raise RuntimeError("no sysfs")

    one = Found("mdns", "tcp", {"host": "192.168.1.50", "port": 9100}, "TM-T82III")
    monkeypatch.setattr(rounds, "announced", lambda _seconds: [one])
    monkeypatch.setattr(rounds, "on_usb", list)
    monkeypatch.setattr(rounds, "on_serial_ports", broken)
    monkeypatch.setattr(rounds, "queues", list)

    found = discover((), Looking())

    assert found.found == (one,)
    assert [way for way, _why in found.not_looked] == ["serial"]
    assert "no sysfs" in caplog.text


def test_one_search_tells_which_are_known_and_where_it_could_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    at = {"host": "192.168.1.50", "port": 9100}
    other = {"host": "192.168.1.51", "port": 9100}

    def no_usb() -> list[Found]:
        raise CanNotLook("thiếu thư viện libusb")

    monkeypatch.setattr(rounds, "announced", lambda _seconds: [Found("mdns", "tcp", at, "TM-T82III")])
    monkeypatch.setattr(rounds, "knocked", lambda _port: [Found("sweep", "tcp", one, "") for one in (at, other)])
    monkeypatch.setattr(rounds, "on_usb", no_usb)
    monkeypatch.setattr(rounds, "on_serial_ports", list)
    monkeypatch.setattr(rounds, "queues", list)

    found = discover((PrinterCard("Sảnh", "tcp", {"host": "192.168.1.50"}),), Looking(sweep=True))

    assert [(one.how, one.known_as) for one in found.found] == [("mdns", "Sảnh"), ("sweep", None)]
    assert found.not_looked == (("usb", "thiếu thư viện libusb"),)

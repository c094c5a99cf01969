"""Papers of a printer that is being set up: printed here and now, by nobody's print job; the ruler tells its width."""

from __future__ import annotations

import pytest

from counter_app import print_jobs
from counter_app.errors import BadDocument, PrinterNotReady, PrinterSilent
from counter_app.place import Place
from counter_app.printers import PrinterCard, add_printer, printers
from printing.addresses import address_line, typed_address
from printing.delivery import Delivered
from printing.ruler import WIDTHS, draw_ruler
from printing.trial import print_ruler, print_strip
from printing.virtual import VirtualPrinter
from tests.clock import SetClock
from tests.printing.hurry import UNHURRIED
from tests.printing.spooling import card_of

one_file = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


@one_file
def test_ruler_and_strip_come_out_and_leave_no_job(place: Place) -> None:
    with VirtualPrinter() as box:
        assert print_ruler(place, card_of("Sảnh", box), UNHURRIED) == Delivered("printed")
        assert print_strip(place, card_of("Sảnh", box), UNHURRIED) == Delivered("printed")
        ruler, strip = box.papers

    assert not ruler.clipped
    assert not ruler.garbage
    assert not strip.clipped
    assert place.desk.ask(print_jobs.jobs) == ()
    assert place.desk.ask(printers) == ()


@one_file
@pytest.mark.parametrize("head", [384, 512, 576])
def test_on_a_narrow_head_the_lines_up_to_its_width_stay_whole(place: Place, head: int) -> None:
    drawn = draw_ruler("Sảnh")
    with VirtualPrinter(width=head) as box:
        print_ruler(place, card_of("Sảnh", box), UNHURRIED)
        paper = box.wait_for(1)

    whole = [end for end in WIDTHS if _at(paper.image, end) == _at(drawn, end)]
    assert whole[-1] == head
    assert paper.clipped == (head < max(WIDTHS))


def _at(image: object, end: int) -> bytes:
    """The dots at the end of the line of a width: its last forty, over all rows that have ink there."""
    crop = image.crop((end - 40, 0, end, image.height))  # type: ignore[attr-defined]
    return bytes(crop.tobytes())


@one_file
@pytest.mark.parametrize(
    ("fault", "reason"), [("cover", "cover"), ("offline", "offline"), ("cutter", "cutter"), ("closed", None)]
)
def test_a_printer_in_trouble_gets_not_one_byte_of_a_paper(place: Place, fault: str, reason: str | None) -> None:
    with VirtualPrinter(fault=fault) as box:
        with pytest.raises(PrinterNotReady if reason else PrinterSilent) as refusal:
            print_ruler(place, card_of("Sảnh", box), UNHURRIED)
        assert box.papers == []
        assert box.uncut_rows == 0

    assert getattr(refusal.value, "reason", None) == reason


@pytest.mark.parametrize(
    ("way", "typed", "address"),
    [
        ("tcp", " 192.168.1.50 ", {"host": "192.168.1.50", "port": 9100}),
        ("tcp", "may-in.phuong.vn:9101", {"host": "may-in.phuong.vn", "port": 9101}),
        ("usb", "04b8:0e15", {"vendor": 0x04B8, "product": 0x0E15}),
        ("usb", "04B8:0E15 X1", {"vendor": 0x04B8, "product": 0x0E15, "serial": "X1"}),
        ("serial", "COM3 115200", {"port": "COM3", "baud": 115200, "flow": "dtr"}),
        ("queue", "EPSON TM-T82III Receipt", {"queue": "EPSON TM-T82III Receipt"}),
    ],
)
def test_a_typed_address_is_read_and_written_back(way: str, typed: str, address: dict[str, object]) -> None:
    transport, read = typed_address(way, typed)

    assert read == address
    assert typed_address(way, address_line(transport, read)) == (transport, read)


@pytest.mark.parametrize(
    ("way", "typed"),
    [
        *(("tcp", text) for text in ("", "máy in", "a b", "10.0.0.1:", "10.0.0.1:0", "10.0.0.1:70000", "::1")),
        *(("usb", "epson"), ("serial", "COM3 nhanh"), ("queue", "  ")),
    ],
)
def test_what_is_no_address_is_refused(way: str, typed: str) -> None:
    with pytest.raises(BadDocument):
        typed_address(way, typed)


@one_file
def test_a_printer_that_is_changed_keeps_its_place(place: Place, clock: SetClock) -> None:
    for name in ("Sảnh", "Quầy"):
        place.desk.do(add_printer, PrinterCard(name, "tcp", {"host": "192.0.2.1"}))
        clock.forward(minutes=1)

    place.desk.do(add_printer, PrinterCard("Sảnh", "tcp", {"host": "192.0.2.2"}))

    assert [card.name for card in place.desk.ask(printers)] == ["Sảnh", "Quầy"]

"""The printers of one PC as a file for the next."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from counter_app.errors import BadDocument
from counter_app.printers import PrinterCard
from printing.addresses import Given, address_of
from printing.printer_file import as_file, from_file

CARDS = (
    PrinterCard("Sảnh", "tcp", {"host": "192.168.1.50", "port": 9100}, 576, "gs_h", ("slip",), True, 255, None),
    PrinterCard(
        "Quầy 3", "usb", {"vendor": 1208, "product": 3605}, ack="gs_r", learned_at=datetime(2026, 11, 20, 2, tzinfo=UTC)
    ),
    PrinterCard("Quầy 4", "cups", {"queue": "quay4"}, 384, "none"),
)


def test_what_was_exported_is_what_is_imported() -> None:
    assert from_file(as_file(CARDS).decode()) == CARDS


def test_the_file_can_be_read_by_people() -> None:
    assert "Quầy 3" in as_file(CARDS).decode()
    assert json.loads(as_file(CARDS))["format"] == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"width": "wide"}, "printers.0.width"),
        ({"transport": "telepathy"}, "transport"),
        ({"ack": "maybe"}, "printers.0.ack"),
        ({"purposes": ["coffee"]}, "printers.0.purposes.0"),
    ],
)
def test_a_file_somebody_spoiled_is_refused_at_its_place(change: dict[str, object], field: str) -> None:
    said = json.loads(as_file(CARDS))
    said["printers"][0] |= change

    with pytest.raises(BadDocument) as refusal:
        from_file(json.dumps(said))
    assert refusal.value.field == field


@pytest.mark.parametrize("text", ["", "{}", '{"format": 2, "printers": []}', "[1]"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(BadDocument):
        from_file(text)


@pytest.mark.parametrize(
    ("given", "transport", "address"),
    [
        (Given(host="h", port=9101), "tcp", {"host": "h", "port": 9101}),
        (Given(usb="04b8:0E15"), "usb", {"vendor": 0x04B8, "product": 0x0E15}),
        (Given(usb="04b8:0e15", usb_serial="X1"), "usb", {"vendor": 0x04B8, "product": 0x0E15, "serial": "X1"}),
        (Given(serial="COM3", baud=115200, flow="rts"), "serial", {"port": "COM3", "baud": 115200, "flow": "rts"}),
    ],
)
def test_what_was_typed_becomes_an_address(given: Given, transport: str, address: dict[str, object]) -> None:
    assert address_of(given) == (transport, address)


@pytest.mark.parametrize(
    "given", [Given(), Given(host="h", usb="04b8:0e15"), Given(usb="epson"), Given(serial="COM3", flow="psychic")]
)
def test_an_address_that_is_none_is_refused(given: Given) -> None:
    with pytest.raises(BadDocument):
        address_of(given)

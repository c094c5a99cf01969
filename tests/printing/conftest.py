"""Made-up documents that the tests of paper share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counter_app.papers import Receipt, Slip, TestStrip
from counter_app.place import Place
from counter_app.printers import add_printer
from printing.samples import RECEIPT, SLIP
from printing.virtual import VirtualPrinter
from tests.printing.spooling import card_of
from tests.printing.variants import ENDLESS


@pytest.fixture
def slip() -> Slip:
    return SLIP


@pytest.fixture
def receipt() -> Receipt:
    return RECEIPT


@pytest.fixture
def cruel() -> Receipt:
    """More than any real dossier: endless names, thirty papers, every optional part."""
    return ENDLESS


@pytest.fixture
def strip() -> TestStrip:
    return TestStrip("Máy in phiếu ở sảnh", SLIP.issued_at)


@pytest.fixture
def printer(place: Place) -> Iterator[VirtualPrinter]:
    """A printer on this PC, known as «sảnh»."""
    with VirtualPrinter(buffer=4096) as box:
        place.desk.do(add_printer, card_of("sảnh", box))
        yield box

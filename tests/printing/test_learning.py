"""What a printer can do is found out by trying, and kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counter_app.errors import BadDocument, PrinterNotReady, PrinterSilent
from counter_app.place import Place
from counter_app.printers import Learned, PrinterCard, add_printer, keep_learned, printer_named
from printing.learning import learn
from printing.virtual import VirtualPrinter
from tests.printing.hurry import LEARNING

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as box:
        yield box


def _card(box: VirtualPrinter) -> PrinterCard:
    return PrinterCard("sảnh", "tcp", {"host": "127.0.0.1", "port": box.port})


@pytest.mark.parametrize(
    ("facts", "learned"),
    [
        ({}, Learned(answers_status=True, ack="gs_h")),
        ({"acknowledges": False}, Learned(answers_status=True, ack="gs_r")),
        ({"answers_status": False}, Learned(answers_status=False, ack="gs_h")),
        ({"acknowledges": False, "answers_paper": False}, Learned(answers_status=True, ack="none")),
        (
            {"acknowledges": False, "answers_paper": False, "answers_status": False},
            Learned(answers_status=False, ack="none"),
        ),
        ({"late": 0.1}, Learned(answers_status=True, ack="gs_h")),
    ],
)
def test_how_a_model_answers_is_found_without_any_paper(
    place: Place, printer: VirtualPrinter, facts: dict[str, object], learned: Learned
) -> None:
    printer.change(**facts)

    assert learn(place, _card(printer), LEARNING) == learned
    assert printer.papers == []
    assert printer.uncut_rows == 0


def test_a_printer_that_could_not_print_is_not_judged(place: Place, printer: VirtualPrinter) -> None:
    printer.change(cover_open=True)
    with pytest.raises(PrinterNotReady):
        learn(place, _card(printer), LEARNING)

    printer.change(door="closed", cover_open=False)
    with pytest.raises(PrinterSilent):
        learn(place, _card(printer), LEARNING)


def test_what_was_learned_is_kept_with_the_width_somebody_read(place: Place, printer: VirtualPrinter) -> None:
    place.desk.do(add_printer, _card(printer))
    learned = Learned(answers_status=False, ack="gs_r")

    kept = place.desk.do(keep_learned, "sảnh", learned, 512)

    assert (kept.answers_status, kept.ack, kept.width) == (False, "gs_r", 512)
    assert kept.learned_at is not None
    assert place.desk.ask(printer_named, "sảnh") == kept


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (PrinterCard("a", "telepathy", {}), "transport"),
        (PrinterCard("a", "tcp", {}), "address.host"),
        (PrinterCard("a", "usb", {"vendor": "04b8", "product": 1}), "address.vendor"),
        (PrinterCard("a", "serial", {"port": ""}), "address.port"),
        (PrinterCard("a", "cups", {"queue": "q"}), "ack"),
        (PrinterCard("a", "tcp", {"host": "h"}, width=5000), "width"),
        (PrinterCard("a", "tcp", {"host": "h"}, band_rows=0), "band_rows"),
        (PrinterCard(" ", "tcp", {"host": "h"}), "name"),
    ],
)
def test_a_card_no_printer_could_be_used_by_is_refused(place: Place, card: PrinterCard, field: str) -> None:
    with pytest.raises(BadDocument) as refusal:
        place.desk.do(add_printer, card)

    assert refusal.value.field == field

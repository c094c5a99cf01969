"""Papers of a printer that is only being set up: the ruler and the test strip, before it is one of this PC's printers.

They are sent here and now and belong to no print job: nothing waits, nothing is sent again by itself, and nothing is
left behind when somebody gives the setting up up. The printer's lock keeps them apart from everybody's papers.
"""

from __future__ import annotations

from contextlib import closing

from counter_app.ids import new_id
from counter_app.locks import FileLock
from counter_app.papers import TestStrip
from counter_app.place import Place
from counter_app.printers import PrinterCard
from printing.delivery import PATIENT, Delivered, Patience, make_ready, send_paper
from printing.escpos import encode
from printing.printer_work import lock_name, payload_for
from printing.ruler import draw_ruler
from printing.transports import transport_for


def print_ruler(place: Place, card: PrinterCard, patience: Patience = PATIENT) -> Delivered:
    """Print the width ruler and tell how it ended. PrinterSilent, PrinterNotReady: nothing has left."""
    return _print(place, card, encode(draw_ruler(card.name), band_rows=card.band_rows, feed_white=True), patience)


def print_strip(place: Place, card: PrinterCard, patience: Patience = PATIENT) -> Delivered:
    """Print the test strip at the card's width and tell how it ended. PrinterSilent, PrinterNotReady: nothing has left."""
    return _print(place, card, payload_for(card, TestStrip(card.name, place.clock())), patience)


def _print(place: Place, card: PrinterCard, payload: bytes, patience: Patience) -> Delivered:
    """Some seconds: not for a window's own thread."""
    with (
        FileLock(place.lock_path(lock_name(card))),
        closing(transport_for(card, patience.stall, patience.connect)) as way,
    ):
        make_ready(way, card, patience)
        return send_paper(way, payload, card.ack, new_id().int % 10_000, patience)

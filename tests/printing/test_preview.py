"""What is seen before it is printed is what is drawn, dot for dot, on every width and way."""

from __future__ import annotations

import socket

import pytest
from PIL import Image

from counter_app.printers import PrinterCard
from printing.layouts import draw
from printing.preview import roll_picture
from printing.printer_work import payload_for
from printing.ruler import WIDTHS
from printing.virtual import VirtualPrinter
from tests.printing.variants import PAPERS


def _same(seen: Image.Image, drawn: Image.Image) -> bool:
    """Dot for dot.

    But where two bytes of a row would be an order that a printer obeys inside a picture (DLE before ENQ or DC4): there
    the encoder makes one dot more, which turns the first byte from 10h to 18h. Once or twice on a paper, if at all.
    """
    ink, meant = (one.tobytes("raw", "1;I") for one in (seen, drawn))
    other = [(ours, theirs) for ours, theirs in zip(ink, meant, strict=True) if ours != theirs]
    return len(other) <= 2 and all(pair == (0x18, 0x10) for pair in other)


@pytest.mark.parametrize("transport", ["tcp", "serial"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_dot_of_every_paper_is_seen_as_it_is_drawn(width: int, transport: str) -> None:
    card = PrinterCard("quầy", transport, {}, width)
    for name, document in PAPERS.items():
        drawn, seen = draw(document, width), roll_picture(payload_for(card, document), width)
        assert drawn.getextrema() == (0, 255), "there is ink on it"
        assert (seen.mode, seen.size) == ("1", drawn.size), name
        assert _same(seen, drawn), name


@pytest.mark.parametrize("width", WIDTHS)
def test_a_printer_of_each_width_takes_its_papers_whole(width: int) -> None:
    card = PrinterCard("quầy", "tcp", {}, width)
    with VirtualPrinter(width=width) as box, socket.create_connection((box.host, box.port)) as line:
        line.sendall(payload_for(card, PAPERS["strip"]))
        paper = box.wait_for(1)

    assert _same(paper.image, draw(PAPERS["strip"], width))
    assert not paper.clipped


def test_one_dot_beyond_the_head_is_told() -> None:
    """A head of 546 dots and a row of 552: the first and the last of the six bits that are too many."""
    for bits, clipped in ((b"\x3f", True), (b"\x20", True), (b"\x01", True), (b"\xc0", False)):
        with VirtualPrinter(width=546) as box, socket.create_connection((box.host, box.port)) as line:
            line.sendall(b"\x1dv0\x00\x45\x00\x01\x00" + bytes(68) + bits + b"\x1dVB\x00")
            paper = box.wait_for(1)
        assert paper.clipped == clipped
        assert paper.image.width == 546

"""How each document looks on a thermal roll: ``draw`` gives the picture of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from counter_app.papers import ClaimSlip, Document, Receipt, Slip, TestStrip

if TYPE_CHECKING:
    from PIL import Image

    from printing.raster import Canvas


def draw(document: Document, width: int) -> Image.Image:
    """The picture of a document for a roll of ``width`` dots: mode "1", 0 is ink."""
    return lay_out(document, width).image()


def lay_out(document: Document, width: int) -> Canvas:
    """The same before it is a picture: every word and line at its place."""
    from printing.layouts import claim, receipt, slip, strip

    match document:
        case Slip():
            return slip.lay_out(document, width)
        case Receipt():
            return receipt.lay_out(document, width)
        case ClaimSlip():
            return claim.lay_out(document, width)
        case TestStrip():
            return strip.lay_out(document, width)
        case _:
            assert_never(document)

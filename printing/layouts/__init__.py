"""How each document looks on a thermal roll: ``draw`` gives the picture of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from counter_app.papers import Document, Receipt, Slip, TestStrip

if TYPE_CHECKING:
    from PIL import Image


def draw(document: Document, width: int) -> Image.Image:
    """The picture of a document for a roll of ``width`` dots: mode "1", 0 is ink."""
    from printing.layouts import receipt, slip, strip

    match document:
        case Slip():
            return slip.draw(document, width)
        case Receipt():
            return receipt.draw(document, width)
        case TestStrip():
            return strip.draw(document, width)
        case _:
            assert_never(document)

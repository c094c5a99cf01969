"""What comes out of a printer, seen before it does: the same bytes, read back as the printer reads them."""

from __future__ import annotations

from PIL import Image

from printing.virtual.paper import Roll
from printing.virtual.stream import Feed, Row, Stream


def roll_picture(payload: bytes, width: int) -> Image.Image:
    """The paper that these bytes make on a roll of ``width`` dots: mode "1", 0 is ink."""
    stream, roll = Stream(), Roll(width)
    stream.add(payload)
    while (command := stream.take()) is not None:
        match command:
            case Row(dots):
                roll.print_row(dots)
            case Feed(dots):
                roll.feed(dots)
            case _:  # the cut ends it, and nothing else moves paper
                pass
    return roll.cut(1, None).image

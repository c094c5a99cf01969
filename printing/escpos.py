"""ESC/POS as far as a careful product needs it: a picture as bytes, status asked for and read, paper acknowledged.

Written after the Epson ESC/POS command reference (commands named by their letters there): ESC @, ESC J, GS v 0,
GS V, DLE EOT, GS r, GS ( H function 48. Vietnamese never travels as text: no code page is common to all printers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.ink import Ink

if TYPE_CHECKING:
    from PIL import Image

BAND_ROWS = 255
"""Rows of one GS v 0: what is taller than a printer's buffer comes out as random characters."""
LONGEST_FEED = 255
"""Dots of one ESC J."""
WORTH_FEEDING = 8
"""From so many white rows on a feed is shorter than a picture of nothing."""

INITIALISE = b"\x1b@"
CUT = b"\x1dVB\x00"
"""GS V B 0: feed to the cutter, then a partial cut."""
STATUS_QUERY = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
"""DLE EOT 1 to 4: printer, cause of offline, error, paper. Answered at once, one byte each."""
PAPER_QUERY = b"\x1dr\x01"
"""GS r 1: paper status, answered in its turn, when what came before it has been worked off."""

# DLE DC4 (drawer, power off, clear buffer) and DLE ENQ (recover) are obeyed even inside a picture.
_DANGEROUS = re.compile(rb"\x10(?=[\x05\x14])")


def encode(paper: Ink | Image.Image, *, band_rows: int = BAND_ROWS, feed_white: bool = False) -> bytes:
    """A paper, or a picture of one (mode "1", 0 is ink), as bytes: initialise, bands of at most ``band_rows`` rows, cut.

    ``feed_white`` sends white stretches as ESC J and leaves out what is white at the right: 15 % fewer bytes, for
    slow serial lines; cheap heads may stop and start at each feed.
    """
    width = (paper.width + 7) // 8
    dots = paper.packed() if isinstance(paper, Ink) else _dots(paper, width)
    if not feed_white:
        return b"".join([INITIALISE, *_whole_bands(dots, width, band_rows), CUT])
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    out = [INITIALISE]
    for white, stretch in _stretches(rows):
        out.extend(_feeds(len(stretch)) if white else _trimmed_bands(stretch, band_rows))
    return b"".join([*out, CUT])


def _dots(image: Image.Image, width: int) -> bytes:
    """The rows one after the other, ``width`` bytes each, 1 is ink, white up to the full byte."""
    assert image.mode == "1", "only a picture in black and white has exact dots"
    raw = image.tobytes("raw", "1;I")
    spare = width * 8 - image.width
    if not spare:
        return raw
    kept, keep = bytearray(raw), 0xFF << spare & 0xFF
    for last in range(width - 1, len(kept), width):
        kept[last] &= keep
    return bytes(kept)


def _stretches(rows: list[bytes]) -> Iterator[tuple[bool, list[bytes]]]:
    """The rows in turns of (white, rows); short white stretches stay within the picture."""
    begin = at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and not any(rows[end]):
            end += 1
        if end - at >= WORTH_FEEDING or (end == len(rows) and end > at):
            if at > begin:
                yield False, rows[begin:at]
            yield True, rows[at:end]
            begin = end
        at = max(end, at + 1)
    if begin < len(rows):
        yield False, rows[begin:]


def _feeds(dots: int) -> Iterator[bytes]:
    """ESC J n, as often as needed."""
    for start in range(0, dots, LONGEST_FEED):
        yield b"\x1bJ" + bytes((min(LONGEST_FEED, dots - start),))


def _whole_bands(dots: bytes, width: int, band_rows: int) -> Iterator[bytes]:
    """Bands as wide as the paper: no row is looked at by itself, a receipt has 1,600."""
    step = band_rows * width
    for start in range(0, len(dots), step):
        band = dots[start : start + step]
        yield _band(width, len(band) // width)
        yield _harmless(band)


def _trimmed_bands(rows: list[bytes], band_rows: int) -> Iterator[bytes]:
    """Bands without what is white at their right."""
    for start in range(0, len(rows), band_rows):
        band = rows[start : start + band_rows]
        width = max(1, *(len(row.rstrip(b"\0")) for row in band))
        yield _band(width, len(band))
        yield _harmless(b"".join(row[:width] for row in band))


def _band(width: int, rows: int) -> bytes:
    """GS v 0 m xL xH yL yH, before so many bytes a row and rows; one after the other they leave no gap."""
    return b"\x1dv0\x00" + width.to_bytes(2, "little") + rows.to_bytes(2, "little")


def _harmless(data: bytes) -> bytes:
    """Picture data that a printer can't take for an order: one dot more beside each such place (once in 300 papers)."""
    return _DANGEROUS.sub(b"\x18", data)


def acknowledge(number: int) -> bytes:
    """GS ( H function 48: the printer says this number back when all before it has been printed (0 to 9999)."""
    return b"\x1d(H\x06\x0000" + _digits(number)


def _digits(number: int) -> bytes:
    return b"%04d" % (number % 10_000)


@dataclass(frozen=True)
class Status:
    """What a printer says of itself (DLE EOT 1 to 4)."""

    offline: bool
    cover_open: bool
    paper_out: bool
    paper_low: bool
    cutter_stuck: bool
    failed: bool
    """An error that only switching off and on, or a technician, mends."""

    @property
    def reason(self) -> str | None:
        """Why it can't print (paper, cover, cutter, offline), or None when it can."""
        facts = (
            (self.paper_out, "paper"),
            (self.cover_open, "cover"),
            (self.cutter_stuck, "cutter"),
            (self.offline or self.failed, "offline"),
        )
        return next((name for fact, name in facts if fact), None)


def status(replies: bytes) -> Status | None:
    """The status from the four replies to ``STATUS_QUERY``; None while fewer than four have come."""
    answers = [part[0] for part in replies_in(replies) if _is_status(part)]
    if len(answers) < 4:  # noqa: PLR2004 - DLE EOT 1 to 4
        return None
    printer, offline, error, paper = answers[:4]
    return Status(
        offline=bool(printer & 0x08),
        cover_open=bool(offline & 0x04),
        paper_out=bool(offline & 0x20 or paper & 0x60),
        paper_low=bool(paper & 0x0C),
        cutter_stuck=bool(error & 0x08),
        failed=bool(error & 0x20),
    )


def acknowledged(replies: bytes, number: int) -> bool:
    """Whether the frame that answers ``acknowledge(number)`` is among the replies: 37h 22h, four digits, 00h."""
    return b"\x37\x22" + _digits(number) + b"\x00" in list(replies_in(replies))


def paper_answered(replies: bytes) -> bool:
    """Whether an answer to ``PAPER_QUERY`` is among the replies."""
    return any(len(part) == 1 and part[0] & 0x90 == 0 for part in replies_in(replies))


def _is_status(part: bytes) -> bool:
    return len(part) == 1 and part[0] & 0x93 == 0x12  # noqa: PLR2004 - 0xx1xx10


def replies_in(received: bytes) -> Iterator[bytes]:
    """What a printer said, piece by piece, told apart by their fixed bits and never by counting.

    ``0xx1xx10`` answers DLE EOT, ``0xx1xx00`` begins the four bytes of an automatic status, ``0xx0xxxx`` answers
    GS r, 37h 22h begins an acknowledgement of seven bytes, 11h and 13h are XON and XOFF. A piece of which a part is
    still to come is left out.
    """
    at = 0
    while at < len(received):
        length = _length(received[at : at + 2])
        if at + length > len(received):
            return
        yield received[at : at + length]
        at += length


def _length(head: bytes) -> int:
    if head[0] == 0x37:  # noqa: PLR2004 - header of a block; only acknowledgements are asked for
        return 7
    return 4 if head[0] & 0x93 == 0x10 else 1  # noqa: PLR2004 - 0xx1xx00

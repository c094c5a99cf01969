"""Codes on whole dots: QR (ISO/IEC 18004) and Code 128 (ISO/IEC 15417), as ink.

Each module is a whole number of dots, so nothing is resampled. Code 128 is drawn at 2 or 3 dots a module or not at
all: at 1 dot it fails under any blur.
"""

from __future__ import annotations

from functools import lru_cache

from printing.ink import Ink, magnified

QR_QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004 §5.3.8)."""
BARS_QUIET = 10
"""Modules of white before and after a Code 128 (ISO/IEC 15417 §4.5)."""
QR_MASK = 4
"""The pattern laid over every QR (ISO/IEC 18004 §7.8), the one that most of our codes would choose. To try all eight
costs four times as much, and readers take any."""
MISTAKEN = "99"
"""python-barcode 0.16.1 takes a leading 99 in set C for the sign that begins set C and builds another number."""
_SIGNS = bytes.maketrans(b"\x00\x01", b"01")
PAPER_MARGIN = 32
"""Dots of paper that no head reaches, on each side of a roll (4 mm): part of the quiet zone."""


@lru_cache(32)
def qr(data: str, dots: int) -> Ink:
    """A QR of error level M with its quiet zone; ``dots`` a module, 4 to 6."""
    import segno

    assert 4 <= dots <= 6, f"a QR module of {dots} dots"  # noqa: PLR2004 - named in the docstring
    matrix = segno.make(data, error="m", micro=False, boost_error=False, mask=QR_MASK).matrix
    rows = [bytes(row).translate(_SIGNS).decode() for row in matrix]
    beside, empty = "0" * QR_QUIET, "0" * (len(rows) + 2 * QR_QUIET)
    framed = [*[empty] * QR_QUIET, *(beside + row + beside for row in rows), *[empty] * QR_QUIET]
    return magnified(framed, dots)


@lru_cache(32)
def code128(data: str, width: int, height: int) -> Ink | None:
    """The bars of a Code 128 in the shortest mix of sets B and C; None when it can't stand on the paper.

    3 dots a module where that leaves the quiet zone below the head; else 2 dots, where half of the quiet zone may lie
    in the paper's margin; else None: bars as wide as the head have no white of their own, and a roll never lies quite
    straight. No quiet zone is drawn: stand it alone on its line, in the middle.
    """
    if not data or not all(" " <= c <= "~" for c in data) or data.startswith(MISTAKEN):
        return None
    from barcode.codex import Code128

    modules = str(Code128(data).build()[0])
    dots = _dots_a_module(len(modules), width)
    if dots is None:
        return None
    return magnified([modules], dots, times=height)


def _dots_a_module(modules: int, width: int) -> int | None:
    if (modules + 2 * BARS_QUIET) * 3 <= width:
        return 3
    if (modules + BARS_QUIET) * 2 <= width and (modules + 2 * BARS_QUIET) * 2 <= width + 2 * PAPER_MARGIN:
        return 2
    return None

"""The codes of every paper are still read when the head prints fat, the paper lies askew, the scanner sees no sharp edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from printing.barcodes import BARS_QUIET, QR_MASK, code128, qr
from printing.layouts import draw
from printing.ruler import WIDTHS
from tests.printing.variants import PAPERS

FINER = 4
"""Dots of the scanner to one of the head, where less than a dot matters."""


def _finer(sheet: Image.Image) -> Image.Image:
    return sheet.resize((sheet.width * FINER, sheet.height * FINER), Image.Resampling.NEAREST)


def _turned(sheet: Image.Image, degrees: float) -> Image.Image:
    return sheet.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


WORN: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "as it came": lambda sheet: sheet,
    "blurred by a dot": lambda sheet: sheet.filter(ImageFilter.GaussianBlur(1)),
    "4 degrees askew": lambda sheet: _turned(sheet, 4),
    "4 degrees the other way": lambda sheet: _turned(sheet, -4),
    "a quarter of a dot fatter": lambda sheet: _finer(sheet).filter(ImageFilter.MinFilter(3)),
    "half a dot fatter": lambda sheet: _finer(sheet).filter(ImageFilter.MinFilter(5)),
    "a quarter of a dot thinner": lambda sheet: _finer(sheet).filter(ImageFilter.MaxFilter(3)),
}
"""Fatter and thinner on each side of a module. A head that is too hot prints fat; thin is a worn one."""
WORSE: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "half a dot thinner": lambda sheet: _finer(sheet).filter(ImageFilter.MaxFilter(5)),
    "a dot fatter": lambda sheet: sheet.filter(ImageFilter.MinFilter(3)),
    "all at once": lambda sheet: _turned(_finer(sheet).filter(ImageFilter.MinFilter(5)), 4).filter(
        ImageFilter.GaussianBlur(FINER)
    ),
}
"""What only a QR survives: its modules are twice as wide as those of the bars, and it can repair itself."""
MARGINS = (32, 37)
"""Dots of paper beside the head: where the scanner's lines fall must not be what decides."""


def _scanned(sheet: Image.Image) -> dict[str, str]:
    """What a scanner reads, by kind of code."""
    return {str(found.symbology): found.text for found in zxingcpp.read_barcodes(sheet)}


def _on_its_roll(ink: Image.Image, margin: int) -> Image.Image:
    """A paper with the margins no head reaches, from a little above its codes to a little below them."""
    sheet = Image.new("L", (ink.width + 2 * margin, ink.height + 2 * margin), 255)
    sheet.paste(ink.convert("L"), (margin, margin))
    places = [found.position for found in zxingcpp.read_barcodes(sheet)]
    rows = [corner.y for place in places for corner in (place.top_left, place.bottom_right)]
    return sheet.crop((0, max(0, min(rows) - 40), sheet.width, min(sheet.height, max(rows) + 40)))


@pytest.mark.parametrize("how", WORN)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["slip", "receipt", "claim", "strip"])
def test_all_codes_of_a_worn_paper_are_read(name: str, width: int, how: str) -> None:
    paper = draw(PAPERS[name], width)
    for margin in MARGINS:
        sheet = _on_its_roll(paper, margin)
        assert _scanned(WORN[how](sheet)) == _scanned(sheet) != {}, margin


@pytest.mark.parametrize("how", WORSE)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["slip", "receipt", "claim"])
def test_the_qr_of_a_badly_worn_paper_is_read(name: str, width: int, how: str) -> None:
    paper = draw(PAPERS[name], width)
    for margin in MARGINS:
        sheet = _on_its_roll(paper, margin)
        assert _scanned(WORSE[how](sheet))["QR Code"] == _scanned(sheet)["QR Code"], margin


@pytest.mark.parametrize(("width", "bars"), [(576, True), (546, True), (512, False), (432, False), (384, False)])
def test_bars_stand_only_where_white_of_their_own_is_beside_them(width: int, bars: bool) -> None:
    found = code128("H26.016.26-261120-0001", width, 64)

    assert (found is not None) == bars
    if found is not None:
        assert width - found.width >= BARS_QUIET * 2, "half a quiet zone on each side, of two dots a module"


@settings(deadline=None)
@given(
    unit=st.sampled_from(["H26.016.26", "000.00.16.H26", "H29.178"]),
    day=st.dates().map(lambda day: f"{day:%y%m%d}"),
    number=st.integers(0, 9999),
    dots=st.sampled_from([4, 5, 6]),
)
def test_any_code_is_read_though_all_have_one_pattern(unit: str, day: str, number: int, dots: int) -> None:
    code = f"{unit}-{day}-{number:04}"
    paper = Image.new("L", (300, 300), 255)
    paper.paste(qr(code, dots).image().convert("L"), (20, 20))

    assert _scanned(paper.filter(ImageFilter.GaussianBlur(1)))["QR Code"] == code
    assert 0 <= QR_MASK <= 7


def test_bars_of_one_dot_would_not_be_read_so_there_are_none() -> None:
    bars = code128("H26.016.26-261120-0001", 576, 64)
    assert bars is not None
    wide = bars.image().convert("L")
    thin = wide.resize((bars.width // 2, bars.height), Image.Resampling.NEAREST)

    for ink, read in ((wide, True), (thin, False)):
        paper = Image.new("L", (ink.width + 64, ink.height + 64), 255)
        paper.paste(ink, (32, 32))
        assert bool(_scanned(paper.filter(ImageFilter.GaussianBlur(1)))) == read

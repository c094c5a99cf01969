"""Codes on whole dots, or none at all."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printing.barcodes import PAPER_MARGIN, code128, qr
from printing.ink import Ink

CODES = ("H26.016.26-261120-0001", "000.00.16.H26-261121-0001", "A042")


def _scanned(ink: Ink) -> str:
    """What a scanner reads from ink on paper with its margins."""
    paper = Image.new("L", (ink.width + 2 * PAPER_MARGIN, ink.height + 2 * PAPER_MARGIN), 255)
    paper.paste(ink.image().convert("L"), (PAPER_MARGIN, PAPER_MARGIN))
    (found,) = zxingcpp.read_barcodes(paper)
    return found.text


def _runs(ink: Ink) -> set[int]:
    """The widths of all bars and gaps of the first line."""
    line = f"{ink.rows[0]:0{ink.width}b}".replace("1", "#").replace("0", " ")
    return {
        len(piece)
        for sign in "# "
        for piece in line.replace("# ", "#\n ").replace(" #", " \n#").split("\n")
        if sign in piece
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("dots", [4, 5, 6])
def test_a_qr_is_read_back(code: str, dots: int) -> None:
    assert _scanned(qr(code, dots)) == code


def test_a_qr_of_a_dossier_code_is_version_2_with_four_white_modules_around() -> None:
    square = qr("000.00.16.H26-261121-0001", 6)

    assert square.size == ((25 + 8) * 6,) * 2
    assert square.box == (24, 24, 24 + 150, 24 + 150)


@pytest.mark.parametrize(
    ("code", "width", "bars"),
    [
        ("H26.016.26-261120-0001", 576, 510),
        ("H26.016.26-261120-0001", 546, 510),
        ("A042", 384, 237),
    ],
)
def test_bars_have_exactly_two_or_three_dots_a_module(code: str, width: int, bars: int) -> None:
    ink = code128(code, width, 64)

    assert ink is not None
    assert ink.width == bars
    assert _scanned(ink) == code
    module = min(_runs(ink))
    assert module in {2, 3}
    assert all(run % module == 0 for run in _runs(ink))


@pytest.mark.parametrize(
    ("code", "width"),
    [
        ("000.00.16.H26-261121-0001", 384),
        ("H26.016.26-261120-0001", 384),
        ("000.00.16.H26-261121-0001", 576),  # 576 dots
        ("H26.016.26-261120-0001", 512),  # 510 dots
    ],
)
def test_bars_as_wide_as_the_head_or_wider_are_left_out(code: str, width: int) -> None:
    assert code128(code, width, 64) is None


@pytest.mark.parametrize("code", ["", "Số 1", "A\t1"])
def test_what_code_128_can_not_say_gets_no_bars(code: str) -> None:
    assert code128(code, 576, 64) is None


@given(st.text(alphabet="ABH.-0123456789", min_size=1, max_size=18))
def test_any_number_that_gets_bars_is_read_back(code: str) -> None:
    ink = code128(code, 576, 40)

    assert ink is None or _scanned(ink) == code

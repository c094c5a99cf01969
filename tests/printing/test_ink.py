"""Ink as rows of bits says the same as a picture of it, wherever it is put."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printing.ink import Ink, Sheet, ink_of, magnified

DOTS = st.integers(1, 70).flatmap(
    lambda width: st.builds(Ink, st.just(width), st.lists(st.integers(0, 2**width - 1), min_size=1).map(tuple))
)


def picture_of(ink: Ink) -> Image.Image:
    """Dot by dot: 255 is ink."""
    picture = Image.new("1", ink.size, 0)
    for y, row in enumerate(ink.rows):
        for x in range(ink.width):
            if row >> (ink.width - 1 - x) & 1:
                picture.putpixel((x, y), 255)
    return picture


@settings(deadline=None)
@given(ink=DOTS)
def test_a_picture_of_ink_and_ink_of_a_picture_are_the_same(ink: Ink) -> None:
    picture = picture_of(ink)

    assert ink_of(picture) == ink
    assert ink.dots == picture.histogram()[255]
    assert ink.box == picture.getbbox()
    assert ink.image().tobytes() == Image.eval(picture.convert("L"), lambda v: 255 - v).convert("1").tobytes()


@settings(deadline=None)
@given(first=DOTS, second=DOTS, x=st.integers(0, 30), y=st.integers(0, 9))
def test_what_is_put_stands_there_as_in_a_picture(first: Ink, second: Ink, x: int, y: int) -> None:
    width, height = 120, max(first.height, second.height) + 12
    sheet, picture = Sheet(width, height), Image.new("1", (width, height), 0)

    sheet.put(first, 0, 0)
    picture.paste(255, (0, 0), picture_of(first))
    sheet.fill(x + 2, y, 40, 3)
    picture.paste(255, (x + 2, y, x + 42, y + 3))
    sheet.clear(second, x, y)
    picture.paste(0, (x, y), picture_of(second))

    assert sheet.ink() == ink_of(picture)


@pytest.mark.parametrize(("x", "row"), [(7, 0b110), (-2, 0b0001000000), (-6, 0), (-9, 0), (12, 0)])
def test_what_hangs_over_an_edge_is_lost_and_nothing_else(x: int, row: int) -> None:
    sheet = Sheet(10, 1)
    sheet.put(Ink(6, (0b110001,)), x, 0)

    assert sheet.ink().rows == (row,)
    assert len(sheet.ink().packed()) == 2


@pytest.mark.parametrize(("width", "packed"), [(8, b"\x81"), (9, b"\x80\x80"), (12, b"\x80\x10")])
def test_a_row_is_white_up_to_its_full_byte(width: int, packed: bytes) -> None:
    assert Ink(width, ((1 << (width - 1)) | 1,)).packed() == packed


def test_modules_become_squares() -> None:
    assert magnified(["10", "01"], 2) == Ink(4, (0b1100, 0b1100, 0b0011, 0b0011))
    assert magnified(["101"], 3, times=2) == Ink(9, (0b111000111,) * 2)

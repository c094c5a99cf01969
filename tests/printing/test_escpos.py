"""A picture as bytes, and what a printer says back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from counter_app.papers import Receipt
from printing import escpos
from printing.layouts import draw
from printing.virtual.paper import Paper, Roll
from printing.virtual.stream import Cut, Feed, Garbage, Initialise, Row, Stream

OBEYED_AT_ONCE = re.compile(rb"\x10[\x05\x14]")


def _printed(payload: bytes, width: int, pieces: int) -> list[Paper]:
    """What the printer made of software makes of the bytes when they come in pieces of this size."""
    stream, roll = Stream(), Roll(width)
    papers: list[Paper] = []
    for start in range(0, len(payload), pieces):
        stream.add(payload[start : start + pieces])
        while (command := stream.take()) is not None:
            match command:
                case Row(dots):
                    roll.print_row(dots)
                case Feed(dots):
                    roll.feed(dots)
                case Cut():
                    papers.append(roll.cut(len(papers) + 1, None))
                case Garbage(letters):
                    roll.print_letters(letters)
                case Initialise():
                    assert len(roll) == 0
    assert len(stream) == 0
    return papers


@st.composite
def pictures(draw_: st.DrawFn) -> Image.Image:
    """Pictures of a few rows and dots, with white stretches among them."""
    width = draw_(st.integers(min_value=1, max_value=80))
    row = st.one_of(st.just(bytes((width + 7) // 8)), st.binary(min_size=(width + 7) // 8, max_size=(width + 7) // 8))
    stretches = draw_(st.lists(st.tuples(row, st.sampled_from([1, 2, 8, 9, 260])), min_size=1, max_size=6))
    data = b"".join(dots * times for dots, times in stretches)
    inked = Image.frombytes("1", (width, sum(times for _, times in stretches)), data)
    return inked.point(lambda value: 0 if value else 255, "1")


@given(picture=pictures(), band=st.integers(1, 255), feed=st.booleans(), pieces=st.integers(1, 5000))
def test_the_printer_gets_the_very_picture(picture: Image.Image, band: int, feed: bool, pieces: int) -> None:
    payload = escpos.encode(picture, band_rows=band, feed_white=feed)

    (paper,) = _printed(payload, (picture.width + 7) // 8 * 8, pieces)

    assert not paper.garbage
    assert not paper.clipped
    assert not OBEYED_AT_ONCE.search(payload)
    printed = paper.image.crop((0, 0, *picture.size))
    assert printed.size == picture.size
    assert paper.image.height == picture.height
    differing = sum(a != b for a, b in zip(_dots(picture), _dots(printed), strict=True))
    assert differing <= len(OBEYED_AT_ONCE.findall(_inked(picture)))


def _dots(picture: Image.Image) -> list[int]:
    return [1 if value else 0 for value in picture.convert("L").get_flattened_data()]


def _inked(picture: Image.Image) -> bytes:
    """The rows as bytes with 1 for ink, white stretches at the right left out and in."""
    rows = picture.convert("L").point(lambda value: 0 if value else 255).convert("1").tobytes()
    step = (picture.width + 7) // 8
    short = b"".join(rows[i : i + step].rstrip(b"\0") for i in range(0, len(rows), step))
    return rows + b" " + short


@pytest.mark.parametrize("order", [b"\x10\x14\x01\x00\x01", b"\x10\x05\x02"])
def test_a_picture_that_spells_an_order_is_changed_by_one_dot(order: bytes) -> None:
    data = (b"\0" + order).ljust(16, b"\0")
    picture = Image.frombytes("1", (128, 1), bytes(value ^ 0xFF for value in data))

    payload = escpos.encode(picture)

    assert order not in payload
    (paper,) = _printed(payload, 128, 7)
    assert sum(a != b for a, b in zip(_dots(picture), _dots(paper.image), strict=True)) == 1


def test_bands_have_at_most_255_rows_and_nothing_opens_a_drawer(receipt: Receipt) -> None:
    payload = escpos.encode(draw(receipt, 576))
    heads = [m.start() for m in re.finditer(re.escape(b"\x1dv0\x00\x48\x00"), payload)]

    assert payload.startswith(escpos.INITIALISE)
    assert payload.endswith(escpos.CUT)
    assert max(int.from_bytes(payload[at + 6 : at + 8], "little") for at in heads) == 255
    assert not OBEYED_AT_ONCE.search(payload)


def test_feeding_white_saves_bytes_and_prints_the_same(receipt: Receipt) -> None:
    picture = draw(receipt, 576)
    plain, short = escpos.encode(picture), escpos.encode(picture, feed_white=True)

    (one,), (other,) = _printed(plain, 576, 4096), _printed(short, 576, 4096)

    assert len(short) < 0.9 * len(plain)
    assert one.image.tobytes() == other.image.tobytes() == picture.tobytes()


READY = bytes((0x12, 0x12, 0x12, 0x12))


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        (READY, None),
        (b"\x1a\x32\x12\x7e", "paper"),
        (b"\x1a\x16\x12\x12", "cover"),
        (b"\x1a\x52\x1a\x12", "cutter"),
        (b"\x1a\x12\x12\x12", "offline"),
        (b"\x12\x12\x32\x12", "offline"),
        (b"\x12\x12\x12\x1e", None),
        (b"\x11\x13" + READY, None),  # XON and XOFF
        (b"\x10\x00\x60\x0f" + READY, None),  # an automatic status before
    ],
)
def test_the_four_replies_say_why_a_printer_can_not_print(replies: bytes, reason: str | None) -> None:
    found = escpos.status(replies)

    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize("replies", [b"", READY[:3], b"\x00\x00\x00\x00", b"hello", b"\x10\x12\x12\x12\x12"])
def test_fewer_than_four_replies_say_nothing(replies: bytes) -> None:
    assert escpos.status(replies) is None


@given(before=st.lists(st.sampled_from([b"\x12", b"\x1a", b"\x11", b"\x13", b"\x03", b"\x10\x7e\x60\x0f"])))
def test_the_acknowledgement_is_found_among_stray_replies(before: list[bytes]) -> None:
    frame = b"\x37\x220042\x00"

    assert escpos.acknowledged(b"".join(before) + frame, 42)
    assert not escpos.acknowledged(b"".join(before) + frame[:-1], 42)
    assert not escpos.acknowledged(b"".join(before) + frame, 43)


def test_status_bytes_in_a_picture_are_not_taken_for_an_answer_to_gs_r() -> None:
    assert not escpos.paper_answered(b"\x12\x1a\x7e\x11\x10\x00\x00\x00\x37\x220042\x00")
    assert escpos.paper_answered(b"\x12\x00")
    assert escpos.paper_answered(b"\x12\x0c")

"""The papers as they come out on every roll: codes that scan, words that stand there, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageChops

from counter_app.moments import HANOI
from counter_app.papers import Receipt, Slip
from counter_app.wording_queue import counters_text
from printing.layouts import draw
from printing.layouts.looks import MARGIN

WIDTHS = (576, 546, 512, 432, 384)


def _scanned(paper: Image.Image) -> dict[str, str]:
    """What a scanner reads from a paper with the margins no head reaches, by kind of code."""
    sheet = Image.new("L", (paper.width + 64, paper.height + 64), 255)
    sheet.paste(paper.convert("L"), (32, 32))
    return {str(found.symbology): found.text for found in zxingcpp.read_barcodes(sheet)}


def _black_share(paper: Image.Image) -> float:
    return paper.histogram()[0] / (paper.width * paper.height)


def _ink(paper: Image.Image) -> Image.Image:
    """Ink as light on dark, so that a box around it can be asked for."""
    return ImageChops.invert(paper.convert("L"))


def test_english_is_a_second_line_and_replaces_nothing(slip: Slip) -> None:
    assert draw(replace(slip, language="en"), 576).height > draw(slip, 576).height


@pytest.mark.parametrize("width", WIDTHS)
def test_a_waived_fee_stands_there_with_its_ground(receipt: Receipt, width: int) -> None:
    waived = replace(receipt, fees=(), fee_total=0, exemption="Hộ nghèo, theo danh sách của phường năm 2026")

    paper = draw(waived, width)

    assert paper.tobytes() != draw(replace(waived, exemption=""), width).tobytes()
    assert paper.tobytes() == draw(replace(waived, fees=receipt.fees), width).tobytes()


@pytest.mark.parametrize(("width", "codes"), [(576, 2), (546, 2), (512, 1), (432, 1), (384, 1)])
def test_the_receipt_carries_its_code_as_qr_and_as_bars_where_they_fit(
    receipt: Receipt, width: int, codes: int
) -> None:
    found = _scanned(draw(receipt, width))

    assert len(found) == codes
    assert set(found.values()) == {receipt.code}


def _bands(column: Sequence[bool]) -> list[tuple[int, int]]:
    """Where runs of True begin and end."""
    edges = [i for i, (a, b) in enumerate(zip([False, *column], [*column, False], strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _first_letter_heights(paper: Image.Image) -> list[int]:
    """The height in dots of the first letter of each line of text that stands alone in its rows."""
    ink = _ink(paper)
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
    heights = []
    for top, bottom in _bands(rows):
        line = ink.crop((0, top, ink.width, bottom))
        columns = [line.crop((x, 0, x + 1, line.height)).getbbox() is not None for x in range(line.width)]
        left, right = _bands(columns)[0]
        box = line.crop((left, 0, right, line.height)).getbbox()
        heights.append(box[3] - box[1] if box else 0)
    return heights


@pytest.mark.parametrize(("width", "lines"), [(576, 2), (546, 2), (512, 2), (432, 2), (384, 3)])
def test_weekday_hour_and_day_of_the_appointment_are_at_least_5_mm_high(
    receipt: Receipt, width: int, lines: int
) -> None:
    with_due, without = draw(receipt, width), draw(replace(receipt, due=None, days_text=""), width)
    ink = _ink(with_due)
    first = next(y for y in range(without.height) if _row(with_due, y) != _row(without, y))
    frame = ink.crop((MARGIN + 4, first - 40, width - MARGIN - 4, first + 90 * lines))

    tall = [height for height in _first_letter_heights(ImageChops.invert(frame)) if height >= 40]

    assert len(tall) == lines
    assert max(tall) < 60


def _row(paper: Image.Image, y: int) -> bytes:
    return paper.crop((0, y, paper.width, y + 1)).tobytes()


@pytest.mark.parametrize("width", WIDTHS)
def test_endless_names_and_thirty_papers_stay_on_the_paper(cruel: Receipt, width: int) -> None:
    paper = draw(cruel, width)

    assert paper.height > 4000
    assert set(_scanned(paper).values()) == {cruel.code}
    # Only the bars of a long code may reach into the margin.
    assert _margins_are_white(draw(replace(cruel, code="H26-1"), width))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_endless_slip_stays_on_the_paper(slip: Slip, width: int) -> None:
    endless = replace(
        slip, office="ỂẪỖỜ" * 40, number="A1234567890123456789", service="Hộtịch" * 30, priority="Ngườicócông" * 9,
        ahead=123456789, counters=tuple(range(1, 99, 2)),
    )  # fmt: skip

    assert _margins_are_white(draw(endless, width))
    later = replace(endless, language="en", opens=datetime(2026, 11, 23, 7, 30, tzinfo=HANOI))
    assert _margins_are_white(draw(later, width))


def _margins_are_white(paper: Image.Image) -> bool:
    box = _ink(paper).getbbox()
    assert box is not None
    return box[0] >= MARGIN and box[2] <= paper.width - MARGIN and box[1] >= MARGIN and box[3] <= paper.height - 4


@pytest.mark.parametrize(
    "field",
    [
        "owner",
        "submitter",
        "phone",
        "note",
        "return_way",
        "clerk",
        "procedure",
        "owner_address",
        "owner_email",
        "authority",
        "book",
    ],
)
def test_every_word_of_a_receipt_changes_the_paper(receipt: Receipt, field: str) -> None:
    changed: dict[str, Any] = {field: f"{getattr(receipt, field)} Ễ"}

    assert draw(replace(receipt, **changed), 576).tobytes() != draw(receipt, 576).tobytes()


def test_a_copy_and_a_sample_say_so(receipt: Receipt) -> None:
    plain, copy = draw(receipt, 576), draw(replace(receipt, copy_no=2), 576)
    sample = draw(replace(receipt, sample=True), 576)

    assert copy.height > plain.height
    assert sample.height > plain.height
    assert copy.tobytes() != sample.tobytes()


@pytest.mark.parametrize(
    ("counters", "text"),
    [
        ((), "Xem bảng gọi số"),
        ((3,), "Quầy 3"),
        ((2, 1, 3), "Quầy 1, 2, 3"),
        (tuple(range(1, 11)), "Quầy 1–10"),
        ((1, 2, 4, 5, 6, 7, 9), "Quầy 1, 2, 4–7, 9"),
    ],
)
def test_counters_are_named_in_short(counters: tuple[int, ...], text: str) -> None:
    assert counters_text(counters) == text

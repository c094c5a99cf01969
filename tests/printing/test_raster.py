"""The canvas cuts nothing: whatever text and width, every letter stands on the paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printing.fonts import NO_BREAK, Face, clean, unbroken
from printing.raster import Canvas, Run, balanced, wrap

BODY = Face("Medium", 24)
VIETNAMESE = st.text(alphabet="aăâđêôơưạảấầẩẫậắằẵặéèẻẽẹếềểễệỂẪỖỜ0123456789-/., \u00a0\u0301", max_size=120)


@given(text=VIETNAMESE, width=st.integers(min_value=40, max_value=576))
def test_wrapping_loses_no_letter_and_stays_within_the_width(text: str, width: int) -> None:
    lines = wrap([Run(text, BODY)], width)

    letters = "".join(word.text for line in lines for word in line.words)
    assert letters.replace(NO_BREAK, "") == clean(text).replace(" ", "").replace(NO_BREAK, "")
    assert all(line.width <= width for line in lines)


@given(text=VIETNAMESE, width=st.integers(min_value=40, max_value=576))
def test_balancing_takes_no_more_lines_and_breaks_no_more_words(text: str, width: int) -> None:
    plain, even = wrap([Run(text, BODY)], width), balanced([Run(text, BODY)], width)

    assert len(even) <= len(plain)
    assert sum(len(line.words) for line in even) == sum(len(line.words) for line in plain)


@given(text=VIETNAMESE.filter(lambda text: text.strip() != ""), margin=st.integers(min_value=0, max_value=16))
def test_no_ink_stands_in_the_margin(text: str, margin: int) -> None:
    canvas = Canvas(384, margin)
    canvas.text(text, BODY)
    ink = canvas.image().convert("L").point(lambda value: 255 - value).getbbox()

    assert ink is None or (ink[0] >= margin - 1 and ink[2] <= 384 - margin)


def test_a_value_stays_in_one_piece_when_it_can() -> None:
    lines = wrap([Run(f"Mời ông bà đến {unbroken('Quầy số 7')}", BODY)], 260)

    assert [" ".join(word.text for word in line.words) for line in lines] == [
        "Mời ông bà đến",
        f"Quầy{NO_BREAK}số{NO_BREAK}7",
    ]


def test_a_code_that_is_too_wide_breaks_after_a_hyphen() -> None:
    lines = wrap([Run("H26.016.26-261120-0001", BODY)], 290)

    assert [word.text for line in lines for word in line.words] == ["H26.016.26-261120-", "0001"]


def test_a_word_wider_than_the_paper_is_broken_between_letters() -> None:
    lines = wrap([Run("Ngữ" * 40, BODY)], 200)

    assert len(lines) > 5
    assert "".join(word.text for line in lines for word in line.words) == "Ngữ" * 40


def test_right_aligned_text_ends_at_the_right_edge() -> None:
    canvas = Canvas(384, 8)
    canvas.text("50.000 đ", BODY, align="right")
    ink = canvas.image().convert("L").point(lambda value: 255 - value).getbbox()

    assert ink is not None
    assert 384 - 8 - 3 <= ink[2] <= 384 - 8


@pytest.mark.parametrize("face", [BODY, Face("Bold", 36), Face("Regular", 21)])
def test_capitals_with_two_marks_do_not_touch_the_line_above(face: Face) -> None:
    canvas = Canvas(576, 0)
    canvas.text("gjpqy", face)
    below = canvas.y
    canvas.text("ỂẪỖỜẾ", face)
    ink = canvas.image().convert("L").point(lambda value: 255 - value)

    upper = ink.crop((0, 0, 576, below)).getbbox()
    lower = ink.crop((0, below, 576, canvas.y)).getbbox()
    assert upper is not None
    assert lower is not None
    assert face.line_height >= 1.30 * face.px
    assert upper[3] <= below + lower[1], "the marks stand lower than the tails above them end"
    assert _whole(ink.crop((0, below, 576, canvas.y)), "ỂẪỖỜẾ", face)


def _whole(line: Image.Image, text: str, face: Face) -> bool:
    """Whether a line of a drawn paper has as much ink as the text has when drawn alone on a large paper."""
    alone = Canvas(1000, 200)
    alone.text(text, face)
    return line.histogram()[255] == alone.paper().dots


def test_the_picture_has_only_black_and_white() -> None:
    canvas = Canvas(384)
    canvas.text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", BODY)
    paper = canvas.image()

    assert paper.mode == "1"
    assert set(paper.get_flattened_data()) == {0, 255}


@given(text=VIETNAMESE, width=st.integers(min_value=-20, max_value=39))
def test_where_there_is_hardly_any_room_each_letter_has_its_line_and_none_is_lost(text: str, width: int) -> None:
    letters = "".join(word.text for line in wrap([Run(text, BODY)], width) for word in line.words)

    assert letters.replace(NO_BREAK, "") == clean(text).replace(" ", "").replace(NO_BREAK, "")

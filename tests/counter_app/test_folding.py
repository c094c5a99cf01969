"""Searching without marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.people.folding import fold


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Đỗ Thị Ngữ", "do thi ngu"),
        ("  NGUYỄN   VĂN\tAn ", "nguyen van an"),
        ("Ðinh Ɖức Ðạt", "dinh duc dat"),
        ("Y Êban", "y eban"),
        ("Trần Hữu Ước", "tran huu uoc"),
        ("", ""),
    ],
)
def test_a_name_is_found_without_its_marks(typed: str, found: str) -> None:
    assert fold(typed) == found


def test_composed_and_decomposed_letters_are_the_same_name() -> None:
    assert fold(unicodedata.normalize("NFD", "Nguyễn Thị Thuỳ")) == fold("Nguyễn Thị Thuỳ")


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ "))
def test_every_vietnamese_letter_becomes_a_plain_one(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.people.folding import fold
from ui.admin.finding import Spot, matching, spots
from ui.admin.pages import all_pages

EVERYTHING = spots((one.section, one.head.title, one.head.help, one.head.fields) for one in all_pages())


def test_words_without_marks_find_words_with_them() -> None:
    assert matching(EVERYTHING, "lay so")[0].title == "Máy lấy số và đánh giá"
    assert matching(EVERYTHING, "den do")[0].key == "queue.light_red_minutes"
    assert matching(EVERYTHING, "ĐÈN ĐỎ") == matching(EVERYTHING, "den do")
    assert matching(EVERYTHING, "xyz") == ()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("so ve moi ngay", "daily_limit"),
        ("gio cap so", "windows"),
        ("co o may lay so", "at_kiosk"),
        ("ma nhom", "service_code"),
        ("so quay", "counter"),
        ("vai tro", "role"),
        ("so van ban", "special_decision"),
    ],
)
def test_a_field_of_a_record_is_found_whether_it_is_asked_of_new_ones_or_of_old(typed: str, key: str) -> None:
    assert matching(EVERYTHING, typed)[0].key == key


def test_nothing_typed_finds_everything() -> None:
    assert matching(EVERYTHING, "  ") == EVERYTHING


@given(st.sampled_from(EVERYTHING), st.booleans())
def test_every_page_and_field_is_found_by_its_own_title(spot: Spot, marks: bool) -> None:
    assert spot in matching(EVERYTHING, spot.title if marks else fold(spot.title))


@given(st.text(max_size=12))
def test_whatever_is_typed_finds_only_what_holds_every_word(text: str) -> None:
    for spot in matching(EVERYTHING, text):
        assert all(word in fold(f"{spot.title} {spot.inside} {spot.words}") for word in fold(text).split())

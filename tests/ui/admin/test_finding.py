from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counter_app.people.folding import fold
from counter_app.settings import GROUPS
from ui.admin.finding import Findable, matching, spots

EVERYTHING = spots(
    [
        ("Thiết lập", group.title, group.help, tuple(Findable(one.key, one.label, one.help) for one in group.settings))
        for group in GROUPS
    ]
)


def test_words_without_marks_find_words_with_them() -> None:
    assert matching(EVERYTHING, "lay so")[0].title == "Máy lấy số và đánh giá"
    assert matching(EVERYTHING, "den do")[0].key == "queue.light_red_minutes"
    assert matching(EVERYTHING, "ĐÈN ĐỎ") == matching(EVERYTHING, "den do")
    assert matching(EVERYTHING, "xyz") == ()


def test_nothing_typed_finds_everything() -> None:
    assert matching(EVERYTHING, "  ") == EVERYTHING


@given(st.sampled_from(EVERYTHING), st.booleans())
def test_every_page_and_setting_is_found_by_its_own_title(spot: object, marks: bool) -> None:
    title = spot.title  # type: ignore[attr-defined]

    assert spot in matching(EVERYTHING, title if marks else fold(title))


@given(st.text(max_size=12))
def test_whatever_is_typed_finds_only_what_holds_every_word(text: str) -> None:
    for spot in matching(EVERYTHING, text):
        assert all(word in fold(f"{spot.title} {spot.inside} {spot.words}") for word in fold(text).split())

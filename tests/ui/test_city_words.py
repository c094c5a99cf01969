"""What waits for a person, in words: values as people read them, lines of what belongs to no dossier."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.attention import Refusal, Stranger
from counter_app.dossiers.from_upstream import Collision
from counter_app.ids import new_id
from counter_app.parked import ParkedOp
from ui.city.said import NOTHING, line_words, sentence_of, value, versions_of

AT = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def rating(**facts: Any) -> Refusal:
    lane = f"visit:{new_id()}"
    told: dict[str, Any] = {"problem": None, "status": 418, "ours": {}, "theirs": {}} | facts
    op = ParkedOp(
        new_id(),
        "rating.given",
        lane,
        AT,
        1,
        told["status"],
        told["problem"],
        None,
        0,
        False,
        told["ours"],
        told["theirs"],
    )
    return Refusal(op, None, "", "")


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (None, NOTHING),
        ("", NOTHING),
        ([], NOTHING),
        ("1985-03-15", "15/03/1985"),
        ("0912345678", "0912345678"),
        ("post", "Bưu chính"),
        (3, "3"),
        (
            [{"name": "Tờ khai", "originals": 1, "copies": 2}, {"name": "Hộ chiếu"}],
            "Tờ khai (1 chính, 2 sao); Hộ chiếu",
        ),
    ],
)
def test_values_are_said_as_people_read_them(kept: Any, words: str) -> None:
    assert value(kept) == words


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=20,
)


@given(st.dictionaries(st.text(min_size=1), JSON, max_size=5), JSON)
def test_whatever_the_city_says_can_be_shown(theirs: dict[str, Any], pointers: Any) -> None:
    item = rating(theirs=theirs, problem={"type": "urn:motcua:invalid-body", "pointers": pointers})

    assert len(versions_of(item)) == len(theirs)
    assert sentence_of(item)
    assert line_words(item).startswith("Không gắn hồ sơ   Đánh giá · từ T6 20/11 08:30")


def test_what_can_not_be_read_is_for_it() -> None:
    item = Stranger(Collision(new_id(), "", AT), None, None, None)

    assert line_words(item).startswith("không rõ mã")
    assert "Báo kỹ thuật" in sentence_of(item)
    assert versions_of(item) == ()

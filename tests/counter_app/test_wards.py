"""What an address on a card is called since the wards were made anew; where somebody has to be asked."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.people.wards import TABLE, proposals

NGOC_LAM = "Phường Bồ Đề, Thành phố Hà Nội"


@pytest.mark.parametrize(
    "card",
    [
        "Tổ 5, Ngọc Lâm, Long Biên, Hà Nội",
        "Tổ 5, phường Ngọc Lâm, quận Long Biên, thành phố Hà Nội",
        "Tổ 5, P. Ngọc Lâm, Q. Long Biên, TP. Hà Nội",
        "Tổ 5, P.NGỌC LÂM, Q.LONG BIÊN, HÀ NỘI, VIỆT NAM",
        "Tổ 5, ngoc lam, long bien, ha noi",
    ],
)
def test_an_old_address_is_read_however_the_card_writes_it(card: str) -> None:
    assert proposals(card) == (f"Tổ 5, {NGOC_LAM}",)


def test_a_ward_that_was_divided_gives_every_part_the_largest_first() -> None:
    found = proposals("Số 1 ngõ 2, Bồ Đề, Long Biên, Hà Nội")

    assert found == tuple(f"Số 1 ngõ 2, Phường {name}, Thành phố Hà Nội" for name in ("Bồ Đề", "Hồng Hà", "Long Biên"))


def test_a_card_of_today_needs_no_other_address() -> None:
    assert proposals("Số 1 ngõ 2, phường Long Biên, Hà Nội") == ()
    assert proposals("Số 1 ngõ 2, Bồ Đề, phường Long Biên, Hà Nội") == ()


def test_a_name_two_units_had_is_told_by_its_kind_or_asked() -> None:
    town = proposals("Thị trấn Văn Điển, Thanh Trì, Hà Nội")

    assert town
    assert proposals("Xã Văn Điển, Thanh Trì, Hà Nội") == ()
    assert proposals("Mỹ Tân, Cao Lãnh, Đồng Tháp") == ("Phường Mỹ Ngãi, Tỉnh Đồng Tháp",)


def test_marks_tell_two_wards_of_one_district_apart_and_without_them_both_are_asked() -> None:
    first = proposals("Nghi Văn, Nghi Lộc, Nghệ An")
    second = proposals("Nghi Vạn, Nghi Lộc, Nghệ An")

    assert (first, second) == (("Xã Văn Kiều, Tỉnh Nghệ An",), ("Xã Nghi Lộc, Tỉnh Nghệ An",))
    assert set(proposals("Nghi Van, Nghi Loc, Nghe An")) == {*first, *second}


def test_numbered_wards_and_islands_without_wards_are_found() -> None:
    assert proposals("12, Phường 03, Quận 3, TP.HCM") == ("12, Phường Bàn Cờ, Thành phố Hồ Chí Minh",)
    assert proposals("Tổ 2, Huyện Côn Đảo, Bà Rịa - Vũng Tàu") == ("Tổ 2, Đặc khu Côn Đảo, Thành phố Hồ Chí Minh",)


@pytest.mark.parametrize("text", ["", "Hà Nội", "a, b, c", "Sài Đồng, Long Biên, Hà Nội", ", , ,"])
def test_what_is_not_understood_proposes_nothing(text: str) -> None:
    assert proposals(text) == ()


@given(st.text(max_size=60))
def test_no_text_at_all_upsets_it(text: str) -> None:
    assert all(isinstance(one, str) for one in proposals(f"{text}, Long Biên, Hà Nội"))


def test_every_old_ward_of_the_country_is_found_under_its_own_name() -> None:
    wrong = [old for old, now in old_wards() if proposals(old) != now]
    bare = [old for old, now in old_wards() if not set(now) <= set(proposals(without_kinds(old)))]

    assert len(list(old_wards())) == 10_035  # 10,040 units with the five islands that had no wards
    assert wrong == bare == []
    assert len(set(chain.from_iterable(now for _, now in old_wards()))) == 3316  # and five islands


def old_wards() -> list[tuple[str, tuple[str, ...]]]:
    """Every old address of the table, and what it is called now."""
    found, province, now, district = [], "", "", ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            province, now = line[1:].split("\t")
        elif line.startswith("+"):
            district = line[1:]
        elif line[0] not in "#\t":
            old, *wards = line.split("\t")
            found.append((f"{old}, {district}, {province}", tuple(f"{ward}, {now}" for ward in wards)))
    return found


def without_kinds(address: str) -> str:
    """The address as most cards write it: names alone."""
    kind = re.compile(r"^(thành phố|thị xã|thị trấn|phường|quận|huyện|tỉnh|xã) (?!\d)", re.IGNORECASE)
    return ", ".join(kind.sub("", part) for part in address.split(", "))

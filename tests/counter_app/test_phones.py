"""Telephone numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.errors import BadDocument
from counter_app.people.phones import normalise_phone


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0912345678", "0912345678"),
        ("091 234 56 78", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("+84 (0)912-345-678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("0321234567", "0321234567"),
        ("0551234567", "0551234567"),
        ("0871234567", "0871234567"),
        ("024 3825 1234", "02438251234"),
        ("+84 24 3825 1234", "02438251234"),
        ("02033123456", "02033123456"),
    ],
)
def test_a_number_is_kept_as_ten_digits_or_a_landline(written: str, kept: str) -> None:
    assert normalise_phone(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "091234567",
        "09123456789",
        "0112345678",
        "0301234567",
        "0541234567",
        "0801234567",
        "abc",
        "０９12345678",
    ],
)
def test_a_number_nobody_has_is_refused(written: str) -> None:
    with pytest.raises(BadDocument) as refused:
        normalise_phone(written)
    assert refused.value.field == "phone"


def test_a_foreign_number_is_taken_only_where_it_may_stand() -> None:
    assert normalise_phone("+1 415 555 0100", abroad=True) == "+14155550100"
    with pytest.raises(BadDocument):
        normalise_phone("+1 415 555 0100")
    with pytest.raises(BadDocument):
        normalise_phone("+84 12 3", abroad=True)


@settings(deadline=None)
@given(st.from_regex(r"\A(0|\+84|84)(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}\Z"))
def test_normalising_twice_changes_nothing_more(number: str) -> None:
    kept = normalise_phone(number)
    assert normalise_phone(kept) == kept
    assert len(kept) == 10
    assert kept[-9:] == number[-9:]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        kept = normalise_phone(text, abroad=True)
    except BadDocument:
        return
    assert kept.lstrip("+").isdecimal()

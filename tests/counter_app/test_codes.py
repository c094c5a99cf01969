"""Dossier codes: issued by one rule, read as they occur."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.dossiers.codes import (
    DossierCode,
    format_code,
    format_temporary,
    next_in_slice,
    parse_code,
    slice_range,
)
from counter_app.errors import BadDocument

DAY = date(2026, 11, 20)


def test_a_code_is_unit_date_and_sequence() -> None:
    assert format_code("H26.016.26", DAY, 1) == "H26.016.26-261120-0001"
    assert format_code("h26.016.26", DAY, 12345) == "H26.016.26-261120-12345"


@pytest.mark.parametrize(
    ("typed", "unit", "day", "sequence"),
    [
        ("H26.016.26-261120-0001", "H26.016.26", DAY, 1),
        (" h26.016.26-261120-0001\r\n", "H26.016.26", DAY, 1),
        ("H26.016.26–261120–0001", "H26.016.26", DAY, 1),
        ("000.00.16.H26-191226-0001", "000.00.16.H26", date(2019, 12, 26), 1),
        ("000.A0.01.H26-210212-9090", "000.A0.01.H26", date(2021, 2, 12), 9090),
        ("G03.001.01-260601-0612345", "G03.001.01", date(2026, 6, 1), 612345),
        ("H26-261399-0001", "H26", None, 1),
    ],
)
def test_codes_of_every_regime_are_read(typed: str, unit: str, day: date | None, sequence: int) -> None:
    code = parse_code(typed)
    assert (code.kind, code.unit, code.day, code.sequence) == ("final", unit, day, sequence)
    assert parse_code(code.text) == code


def test_a_temporary_code_is_told_from_a_final_one() -> None:
    assert format_temporary(DAY, 7) == "T261120-0007"
    assert parse_code("t261120-0007") == DossierCode("T261120-0007", "temporary", None, DAY, 7)
    assert parse_code("T26.016-261120-0007").kind == "final"


@pytest.mark.parametrize(
    "typed", ["", "A042", "001085012345", "H26.016.26", "H26.016.26-261120-001", "H26.016.26.1.2.3-261120-0001", "H26—"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(BadDocument) as refused:
        parse_code(typed)
    assert refused.value.field == "code"


def test_a_unit_without_a_proper_identifier_gets_no_code() -> None:
    with pytest.raises(BadDocument):
        format_code("Phường Long Biên", DAY, 1)
    with pytest.raises(ValueError, match="start at 1"):
        format_code("H26.016.26", DAY, 0)


def test_one_pc_owns_the_whole_day() -> None:
    assert slice_range(0, 1) == range(1, 10_000)


def test_a_slice_that_does_not_exist_is_refused() -> None:
    for index, count in ((1, 1), (-1, 3), (0, 0), (0, 10_000)):
        with pytest.raises(ValueError, match="does not exist"):
            slice_range(index, count)


def test_numbers_run_through_the_slice_and_end_there() -> None:
    numbers = slice_range(1, 4)
    assert next_in_slice(numbers, None) == numbers[0] == 2500
    assert next_in_slice(numbers, 2500) == 2501
    assert next_in_slice(numbers, numbers[-1]) is None


@settings(deadline=None)
@given(count=st.integers(1, 200), one=st.integers(0, 199), other=st.integers(0, 199))
def test_slices_of_two_pcs_never_meet(count: int, one: int, other: int) -> None:
    first, second = slice_range(one % count, count), slice_range(other % count, count)
    assert first == second or not set(first) & set(second)
    assert set(first) <= set(range(1, 10_000))


@settings(deadline=None)
@given(
    unit=st.from_regex(r"\A[A-Z0-9]{1,4}(\.[A-Z0-9]{1,4}){0,4}\Z").filter(
        lambda unit: not unit.replace(".", "").isdigit()
    ),
    day=st.dates(date(2000, 1, 1), date(2068, 12, 31)),
    sequence=st.integers(1, 10**11),
)
def test_every_issued_code_is_read_back(unit: str, day: date, sequence: int) -> None:
    final = parse_code(format_code(unit, day, sequence))
    assert (final.kind, final.unit, final.day, final.sequence) == ("final", unit, day, sequence)
    temporary = parse_code(format_temporary(day, sequence))
    assert (temporary.kind, temporary.unit, temporary.day, temporary.sequence) == ("temporary", None, day, sequence)


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = parse_code(text)
    except BadDocument:
        return
    assert code.text.isascii()

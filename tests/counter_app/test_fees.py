"""What a dossier costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.procedures import FeeRule
from counter_app.dossiers.intake import CopyLine
from counter_app.fees import cost_of_copy, fees_for, reaches_cap, total
from counter_app.papers import FeeLine

PROCEDURES = {one.code: one for one in read_catalogue(SAMPLE).procedures}
COPIES, SIGNATURES, EXTRACT = PROCEDURES["2.000815"], PROCEDURES["2.000884"], PROCEDURES["2.000635"]


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(2, 3, 12_000), (12, 2, 28_000), (4, 1, 6_000), (250, 1, 200_000), (250, 2, 400_000), (1, 1, 2_000)],
)
def test_certified_copies_cost_by_the_page_up_to_the_cap(pages: int, copies: int, amount: int) -> None:
    assert total(fees_for(COPIES, [CopyLine("Bằng tốt nghiệp", pages, copies)], 1)) == amount


def test_each_paper_has_its_own_line() -> None:
    lines = [CopyLine("Bằng tốt nghiệp", 2, 3), CopyLine("Học bạ", 12, 2)]
    assert fees_for(COPIES, lines, 1) == (
        FeeLine("Phí chứng thực bản sao: Bằng tốt nghiệp, 2 trang × 3 bản", 12_000),
        FeeLine("Phí chứng thực bản sao: Học bạ, 12 trang × 2 bản", 28_000),
    )


def test_without_papers_there_is_nothing_to_pay_by_the_page() -> None:
    assert fees_for(COPIES, [], 1) == ()


def test_a_signature_costs_by_the_case() -> None:
    assert fees_for(SIGNATURES, [], 1) == (FeeLine("Phí chứng thực chữ ký", 10_000),)
    two_papers = [CopyLine("Giấy ủy quyền", 2, 3), CopyLine("Đơn", 1, 1)]
    assert total(fees_for(SIGNATURES, two_papers, 1)) == 20_000


def test_an_extract_costs_by_the_copy() -> None:
    assert total(fees_for(EXTRACT, [], 2)) == 16_000
    assert total(fees_for(EXTRACT, [CopyLine("Trích lục khai sinh", 1, 5)], 1)) == 40_000


def test_a_fixed_fee_is_paid_once_for_all_sets() -> None:
    procedure = replace(EXTRACT, fees=(FeeRule("fixed", "Lệ phí", 5_000),))
    assert fees_for(procedure, [CopyLine("Đơn", 1, 4)], 3) == (FeeLine("Lệ phí", 5_000),)


def test_what_is_free_or_unknown_gives_no_line() -> None:
    assert fees_for(PROCEDURES["1.001193"], [], 1) == ()
    assert fees_for(PROCEDURES["1.004194"], [], 1) == ()


@settings(deadline=None)
@given(pages=st.integers(1, 2000), more=st.integers(0, 100))
def test_a_longer_paper_never_costs_less_and_never_above_the_cap(pages: int, more: int) -> None:
    rule = COPIES.fees[0]
    assert 2_000 <= cost_of_copy(rule, pages) <= cost_of_copy(rule, pages + more) <= 200_000


def test_a_copy_that_reaches_the_cap_says_so() -> None:
    (fee,) = fees_for(COPIES, [CopyLine("Sổ tay", 250, 1)], 1)

    assert fee.name.endswith("(mức tối đa)")
    assert not reaches_cap(COPIES.fees[0], 198)
    assert reaches_cap(COPIES.fees[0], 199)

"""Whatever a dossier says, all of it is on the paper: no word left out, none beyond the edge, none over another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.moments import HANOI
from counter_app.papers import Authoriser, ClaimSlip, FeeLine, Original, PaperLine, Receipt, Slip
from printing.fonts import Face
from printing.layouts import lay_out
from printing.raster import Canvas
from printing.samples import CLAIM, RECEIPT, SLIP
from tests.printing.seen import beyond_the_edge, dots_of_words, dots_seen, letters, said_on, unbroken_on
from tests.printing.variants import ENDLESS, PAPERS

WIDTHS = st.sampled_from([576, 546, 512, 432, 384])
LETTERS = "aăâđêôơưạảấầẩẫậắằẵặéèẻẽẹếềểễệỂẪỖỜWMgjpq0123456789-/.,@"
WORDS = st.text(alphabet=LETTERS + " " * 12, min_size=1, max_size=200).filter(lambda text: text.strip() != "")
NO_SPACE = st.text(alphabet=LETTERS, min_size=1, max_size=160)
SAID = WORDS | NO_SPACE
NUMBERS = st.text(alphabet="0123456789*", min_size=12, max_size=12)
PHONES = st.text(alphabet="0123456789", min_size=10, max_size=11)
MONEY = st.integers(min_value=0, max_value=999_999_999_999)
COUNT = st.integers(min_value=0, max_value=999)
MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)).map(  # noqa: DTZ001 - placed in the hall right here
    lambda at: at.replace(tzinfo=HANOI)
)
AUTHORISERS = st.builds(Authoriser, name=SAID, number=NUMBERS, address=SAID, phone=PHONES, email=NO_SPACE)
RECEIPTS = st.builds(
    Receipt,
    office=SAID, unit_code=st.just("H26.016.26"), code=st.just("H26.016.26-261120-0001"),
    code_kind=st.sampled_from(["final", "temporary"]), procedure=SAID, procedure_code=st.just("1.001193"),
    owner=SAID, owner_number=NUMBERS, owner_address=SAID, phone=PHONES, submitter=st.none() | SAID,
    papers=st.lists(st.builds(PaperLine, SAID, COUNT, COUNT, COUNT), min_size=1, max_size=30).map(tuple),
    sets=COUNT, received_at=MOMENTS, due=st.none() | MOMENTS, days_text=st.sampled_from(["", "05 ngày làm việc"]),
    return_way=SAID, fees=st.lists(st.builds(FeeLine, SAID, MONEY), max_size=6).map(tuple), fee_total=MONEY,
    clerk=SAID, counter=st.none() | st.integers(1, 99), note=SAID, sample=st.booleans(),
    copy_no=st.integers(1, 3), exemption=st.just("") | SAID, owner_email=NO_SPACE, authority=SAID,
    authoriser=st.none() | AUTHORISERS, book=SAID, part=st.sampled_from(["", "citizen", "file"]),
    reprinted_at=MOMENTS, reprinted_by=SAID, large=st.booleans(), second_language=st.sampled_from(["", "en"]),
)  # fmt: skip
CLAIMS = st.builds(
    ClaimSlip,
    office=SAID, code=st.just("H26.016.26-261120-0001"), owner=SAID,
    originals=st.lists(st.builds(Original, SAID, COUNT), min_size=1, max_size=12).map(tuple),
    bring=st.lists(SAID, max_size=3).map(tuple), due=st.none() | MOMENTS, left_at=MOMENTS, clerk=SAID,
    counter=st.none() | st.integers(1, 99), sample=st.booleans(), copy_no=st.integers(1, 3), reprinted_at=MOMENTS,
    reprinted_by=SAID, large=st.booleans(), second_language=st.sampled_from(["", "en"]),
)  # fmt: skip


def whole(canvas: Canvas) -> bool:
    """Whether all ink is on the paper and no word is covered."""
    return not beyond_the_edge(canvas) and dots_seen(canvas) == dots_of_words(canvas)


def _texts(receipt: Receipt) -> list[str]:
    """Every text of a receipt that must be read on it."""
    who = receipt.authoriser
    fees = () if receipt.exemption else receipt.fees
    return [
        receipt.office, receipt.code, receipt.procedure, receipt.procedure_code, receipt.owner, receipt.owner_number,
        receipt.owner_address, receipt.phone, receipt.submitter or "", *(paper.name for paper in receipt.papers),
        receipt.return_way, *(fee.name for fee in fees), receipt.clerk, receipt.note, receipt.exemption,
        receipt.owner_email, receipt.authority, receipt.book, receipt.days_text,
        *((who.name, who.number, who.address, who.phone, who.email) if who else ()),
        *((receipt.reprinted_by,) if receipt.copy_no > 1 else ()),
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(receipt=RECEIPTS, width=WIDTHS)
def test_every_word_of_any_receipt_is_on_the_paper_and_none_is_covered(receipt: Receipt, width: int) -> None:
    canvas = lay_out(receipt, width)

    said = said_on(canvas)
    assert [text for text in _texts(receipt) if letters(text) not in said] == []
    assert whole(canvas)


@settings(deadline=None, max_examples=40)
@given(slip=CLAIMS, width=WIDTHS)
def test_every_word_of_any_claim_slip_is_on_the_paper_and_none_is_covered(slip: ClaimSlip, width: int) -> None:
    canvas = lay_out(slip, width)

    said = said_on(canvas)
    texts = [slip.office, slip.code, slip.owner, slip.clerk, *(one.name for one in slip.originals), *slip.bring]
    assert [text for text in texts if letters(text) not in said] == []
    assert whole(canvas)


@settings(deadline=None, max_examples=60)
@given(
    slip=st.builds(
        Slip,
        office=SAID, number=st.text(alphabet="ABC0123456789", min_size=1, max_size=8), service=SAID,
        priority=st.none() | SAID, ahead=st.integers(0, 9999), counters=st.sets(st.integers(1, 99)).map(tuple),
        issued_at=MOMENTS, low=st.none() | st.integers(0, 600), high=st.integers(601, 900),
        opens=st.none() | MOMENTS, language=st.sampled_from(["vi", "en"]), large=st.booleans(),
    ),
    width=WIDTHS,
)  # fmt: skip
def test_every_word_of_any_slip_is_on_the_paper_and_none_is_covered(slip: Slip, width: int) -> None:
    canvas = lay_out(slip, width)

    said = said_on(canvas)
    assert letters(slip.office) in said
    assert slip.number in said
    assert letters(slip.service) in said
    assert letters(slip.priority or "") in said
    assert whole(canvas)


@settings(deadline=None, max_examples=60)
@given(
    at=MOMENTS, number=NUMBERS, phone=PHONES, total=MONEY, counter=st.integers(1, 99), width=WIDTHS,
    large=st.booleans(),
)  # fmt: skip
def test_a_number_a_date_money_and_a_counter_are_never_broken(
    at: datetime, number: str, phone: str, total: int, counter: int, width: int, *, large: bool
) -> None:
    fees = (FeeLine("Lệ phí", total), FeeLine("Phí", 0))
    receipt = replace(
        RECEIPT, hide_numbers=False, received_at=at, owner_number=number, phone=phone, fees=fees, fee_total=total
    )
    canvas = lay_out(replace(receipt, counter=counter, large=large), width)

    values = [f"{at:%H:%M}, {at:%d/%m/%Y}", f"Quầy {counter}", f"{total:,} đ".replace(",", "."), number, phone]
    assert [value for value in (*values, receipt.code, "01 bộ") if not unbroken_on(canvas, value)] == []


@settings(deadline=None, max_examples=60)
@given(
    at=MOMENTS, number=st.integers(0, 999), ahead=st.integers(1, 99), counters=st.sets(st.integers(1, 30), min_size=1),
    width=WIDTHS, large=st.booleans(), language=st.sampled_from(["vi", "en"]),
)  # fmt: skip
def test_what_a_slip_tells_is_never_broken(
    at: datetime, number: int, ahead: int, counters: set[int], width: int, *, large: bool, language: Literal["vi", "en"]
) -> None:
    label = f"A{number:03}"
    told = replace(SLIP, issued_at=at, number=label, ahead=ahead, counters=tuple(counters), large=large)
    canvas = lay_out(replace(told, language=language), width)

    values = [f"{at:%H:%M}, {at:%d/%m/%Y}", label, f"Còn {ahead} người", "15–25 phút", f"Quầy {min(counters)}"]
    assert [value for value in values if not unbroken_on(canvas, value)] == []


@pytest.mark.parametrize("width", [576, 546, 512, 432, 384])
@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_lost_of_the_papers_that_were_looked_at(name: str, width: int) -> None:
    assert whole(lay_out(PAPERS[name], width))


def test_a_word_that_is_left_out_covered_or_cut_is_noticed() -> None:
    """The checks of this file, each shown what it must not let through."""
    canvas = lay_out(ENDLESS, 384)
    assert letters(ENDLESS.owner) in said_on(canvas)
    assert letters("Nguyễn Không Có") not in said_on(canvas)
    canvas.y = 200
    canvas.text("chồng lên", Face("Medium", 24))
    assert dots_seen(canvas) < dots_of_words(canvas)

    cut = lay_out(SLIP, 384)
    cut.block(380, 10, 5, 5)
    assert beyond_the_edge(cut)
    assert not unbroken_on(lay_out(CLAIM, 384), "Thứ Sáu 16:30")
    narrow = Canvas(60)
    narrow.text("Quầy 7", Face("Regular", 20))
    assert not unbroken_on(narrow, "Quầy 7")
    assert letters("Quầy 7") in said_on(narrow)

"""Made-up documents that the tests of paper share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter_app.papers import FeeLine, PaperLine, Receipt, Slip, TestStrip
from counter_app.place import Place
from counter_app.printers import add_printer
from printing.samples import RECEIPT, SLIP
from printing.virtual import VirtualPrinter
from tests.printing.spooling import card_of


@pytest.fixture
def slip() -> Slip:
    return SLIP


@pytest.fixture
def receipt() -> Receipt:
    return RECEIPT


@pytest.fixture
def cruel(receipt: Receipt) -> Receipt:
    """More than any real dossier: endless names, thirty papers, every optional part."""
    return replace(
        receipt,
        office="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG " * 3,
        owner="ỂẪỖỜNGUYỄN" * 8,
        submitter="Nguyễn Phước Tôn Nữ Thị Huyền Trân Công Chúa " * 2,
        phone="+84 912 345 678 / +84 24 3827 1234 / 0987 654 321",
        procedure="Thủ tục liên thông khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế " * 3,
        papers=tuple(
            PaperLine(f"Giấy tờ {n} " + "dài" * n + " do cơ quan cấp" * (n % 4), n, n, n) for n in range(1, 31)
        ),
        sets=100,
        fees=tuple(FeeLine(f"Khoản phí thứ {n} " + "rất" * 30, 10**n) for n in range(1, 11)),
        fee_total=11_111_111_110,
        return_way="https://dichvucong.gov.vn/" + "p" * 90,
        note="xin_chào@" * 20,
        sample=True,
        copy_no=12,
        code_kind="temporary",
    )


@pytest.fixture
def strip() -> TestStrip:
    return TestStrip("Máy in phiếu ở sảnh", SLIP.issued_at)


@pytest.fixture
def printer(place: Place) -> Iterator[VirtualPrinter]:
    """A printer on this PC, known as «sảnh»."""
    with VirtualPrinter(buffer=4096) as box:
        place.desk.do(add_printer, card_of("sảnh", box))
        yield box

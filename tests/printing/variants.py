"""The papers that are looked at: every layout, ordinary and in all that can happen to it. Made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from counter_app.moments import HANOI
from counter_app.papers import Document, FeeLine, Original, PaperLine, Receipt, TestStrip
from printing.samples import AUTHORISED, CLAIM, RECEIPT, SLIP

LATER = datetime(2026, 11, 21, 9, 15, tzinfo=HANOI)
"""When something is printed again."""
OPENS = datetime(2026, 11, 23, 7, 30, tzinfo=HANOI)
"""When a later day's numbers are called first."""

ENDLESS = replace(
    AUTHORISED,
    office="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG " * 3,
    owner="ỂẪỖỜNGUYỄN" * 8,
    submitter="Nguyễn Phước Tôn Nữ Thị Huyền Trân Công Chúa " * 2,
    phone="+84 912 345 678 / +84 24 3827 1234 / 0987 654 321",
    procedure="Thủ tục liên thông khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế " * 3,
    papers=tuple(PaperLine(f"Giấy tờ {n} " + "dài" * n + " do cơ quan cấp" * (n % 4), n, n, n) for n in range(1, 31)),
    sets=100,
    fees=tuple(FeeLine(f"Khoản phí thứ {n} " + "rất" * 30, 10**n) for n in range(1, 11)),
    fee_total=11_111_111_110,
    return_way="https://dichvucong.gov.vn/" + "p" * 90,
    note="xin_chào@" * 20,
    sample=True,
    copy_no=12,
    reprinted_at=LATER,
    reprinted_by="Nguyễn Phước Tôn Nữ Thị Huyền Trân Công Chúa",
    code_kind="temporary",
    part="citizen",
)
"""More than any real dossier: endless names, thirty papers, every optional part."""


def _again(receipt: Receipt) -> Receipt:
    return replace(receipt, copy_no=2, reprinted_at=LATER, reprinted_by="Trần Thị Ế")


PAPERS: Mapping[str, Document] = {
    "slip": SLIP,
    "slip-later": replace(SLIP, language="en", opens=OPENS),
    "slip-large": replace(SLIP, large=True, language="en"),
    "receipt": RECEIPT,
    "receipt-large": replace(RECEIPT, large=True),
    "receipt-english": replace(RECEIPT, second_language="en"),
    "receipt-full": AUTHORISED,
    "receipt-file": replace(RECEIPT, part="file", submitter=None, sample=True),
    "receipt-again": _again(replace(RECEIPT, part="citizen")),
    "receipt-endless": ENDLESS,
    "claim": CLAIM,
    "claim-large": replace(
        CLAIM,
        large=True,
        second_language="en",
        originals=(*CLAIM.originals, Original("Giấy chứng nhận quyền sử dụng đất số AB 123456", 12)),
    ),
    "claim-unknown": replace(CLAIM, due=None, counter=None, sample=True),
    "strip": TestStrip("Máy in phiếu ở sảnh", SLIP.issued_at),
}

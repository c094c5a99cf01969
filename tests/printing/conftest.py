"""Made-up documents that the tests of paper share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from counter_app.moments import HANOI
from counter_app.papers import FeeLine, PaperLine, Receipt, Slip, TestStrip

AT = datetime(2026, 11, 20, 9, 12, tzinfo=HANOI)
OFFICE = "UBND phường Long Biên – Điểm phục vụ hành chính công"


@pytest.fixture
def slip() -> Slip:
    return Slip(
        office=OFFICE,
        number="A042",
        service="Chứng thực bản sao, chữ ký",
        priority="Người khuyết tật",
        ahead=7,
        counters=(1, 2, 3),
        issued_at=AT,
        code="S261120-042A",
        low=15,
        high=25,
        priority_class="disabled",
        service_code="CT",
    )


@pytest.fixture
def receipt() -> Receipt:
    return Receipt(
        office=OFFICE,
        unit_code="H26.016.26",
        code="H26.016.26-261120-0001",
        code_kind="final",
        procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
        procedure_code="2.000815",
        owner="Nguyễn Thị Ngữ",
        owner_number="001085••••45",
        owner_address="Số 1 ngõ 2, phường Long Biên, Hà Nội",
        phone="0912345678",
        submitter="Đỗ Văn Ưng",
        papers=(PaperLine("Bản chính giấy tờ, văn bản làm cơ sở", 1, 0, 0), PaperLine("Bản sao", 0, 0, 3)),
        sets=1,
        received_at=AT,
        due=datetime(2026, 11, 27, 16, 30, tzinfo=HANOI),
        days_text="05 ngày làm việc",
        return_way="Nhận trực tiếp tại quầy",
        fees=(FeeLine("Lệ phí chứng thực", 12_000), FeeLine("Phí bản sao", 6_000)),
        fee_total=18_000,
        clerk="Trần Thị Ế",
        counter=3,
        note="Bổ sung bản sao căn cước trước ngày hẹn",
    )


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
    return TestStrip("Máy in phiếu ở sảnh", AT)

"""One of each paper, to measure and to test with. Made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counter_app.moments import HANOI
from counter_app.papers import Authoriser, ClaimSlip, FeeLine, Original, PaperLine, Receipt, Slip

_AT = datetime(2026, 11, 20, 9, 12, tzinfo=HANOI)
_OFFICE = "UBND phường Long Biên – Điểm phục vụ hành chính công"

SLIP = Slip(
    office=_OFFICE,
    number="A042",
    service="Chứng thực bản sao, chữ ký",
    priority="Người khuyết tật",
    ahead=7,
    counters=(1, 2, 3),
    issued_at=_AT,
    code="S261120-042A",
    low=15,
    high=25,
    priority_class="disabled",
    service_code="CT",
)
RECEIPT = Receipt(
    office=_OFFICE,
    unit_code="H26.016.26",
    code="H26.016.26-261120-0001",
    code_kind="final",
    procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
    procedure_code="2.000815",
    owner="Nguyễn Thị Ngữ",
    owner_number="001085012345",
    owner_address="Số 1 ngõ 2, phường Long Biên, Hà Nội",
    phone="0912345678",
    submitter="Đỗ Văn Ưng",
    papers=(PaperLine("Bản chính giấy tờ, văn bản làm cơ sở", 1, 0, 0), PaperLine("Bản sao", 0, 0, 3)),
    sets=1,
    received_at=_AT,
    due=datetime(2026, 11, 27, 16, 30, tzinfo=HANOI),
    days_text="05 ngày làm việc",
    return_way="Nhận trực tiếp tại quầy",
    fees=(FeeLine("Lệ phí chứng thực", 12_000), FeeLine("Phí bản sao", 6_000)),
    fee_total=18_000,
    clerk="Trần Thị Ế",
    counter=3,
    note="Bổ sung bản sao căn cước trước ngày hẹn",
    hide_numbers=True,
)
AUTHORISED = replace(
    RECEIPT,
    owner_email="ngu.nguyen@example.vn",
    authority="Giấy uỷ quyền ngày 18/11/2026",
    authoriser=Authoriser("Phạm Văn Quyết", "001080056789", "Số 5 phố Ái Mộ, phường Bồ Đề, Hà Nội", "0987654321"),
    book="Quyển số 03, số thứ tự 1234",
)
"""With everything that form 01 may hold."""
CLAIM = ClaimSlip(
    office=_OFFICE,
    code="H26.016.26-261120-0001",
    owner="Đỗ Văn Ưng",
    originals=(Original("Bằng tốt nghiệp đại học", 1), Original("Sổ hộ khẩu, giấy khai sinh của các con", 3)),
    bring=("Phiếu này", "Căn cước của người nhận"),
    due=datetime(2026, 11, 20, 16, 30, tzinfo=HANOI),
    left_at=_AT,
    clerk="Trần Thị Ế",
    counter=3,
)

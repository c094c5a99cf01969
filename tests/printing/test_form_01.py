"""Form 01 field by field: the thermal receipt that stands in for it carries all that the form on A5 does."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from counter_app.papers import Receipt
from printing.forms.receipt_a5 import receipt_pdf
from printing.layouts import lay_out
from printing.samples import AUTHORISED
from tests.printing.seen import letters, said_on

FULL = replace(AUTHORISED, hide_numbers=False)
_AUTHORISER = FULL.authoriser
assert _AUTHORISER is not None

FIELDS = {
    "Quốc hiệu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Tiêu ngữ": "Độc lập - Tự do - Hạnh phúc",
    "Tên giấy": "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Số, mã hồ sơ": FULL.code,
    "Tiếp nhận hồ sơ của": FULL.owner,
    "Số định danh": FULL.owner_number,
    "Địa chỉ": FULL.owner_address,
    "Số điện thoại": FULL.phone,
    "Email": FULL.owner_email,
    "Người uỷ quyền: họ tên": _AUTHORISER.name,
    "Người uỷ quyền: địa chỉ": _AUTHORISER.address,
    "Người uỷ quyền: số định danh": _AUTHORISER.number,
    "Người uỷ quyền: số điện thoại": _AUTHORISER.phone,
    "Giấy tờ uỷ quyền": FULL.authority,
    "Nội dung yêu cầu giải quyết": FULL.procedure,
    "Thành phần hồ sơ 1": FULL.papers[0].name,
    "Thành phần hồ sơ 2": FULL.papers[1].name,
    "Số lượng hồ sơ": "01 bộ",
    "Thời gian giải quyết": FULL.days_text,
    "Ngày nhận": "20/11/2026",
    "Ngày hẹn trả": "27/11/2026",
    "Đăng ký nhận kết quả tại": FULL.return_way,
    "Vào Sổ theo dõi": FULL.book,
    "Người nộp hồ sơ": FULL.submitter or "",
    "Người nộp: chỗ ký": "NGƯỜI NỘP HỒ SƠ",
    "Người tiếp nhận: chỗ ký": "NGƯỜI TIẾP NHẬN",
    "Người tiếp nhận": FULL.clerk,
}


def _on_a5(receipt: Receipt) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(receipt_pdf(receipt))]
    return re.sub(r"[\s\ufffe]", "", "".join(pages))


@pytest.mark.parametrize("width", [576, 546, 512, 432, 384])
@pytest.mark.parametrize("large", [False, True])
def test_the_thermal_receipt_carries_every_field_of_form_01(width: int, *, large: bool) -> None:
    said = said_on(lay_out(replace(FULL, large=large), width))

    assert [name for name, value in {**FIELDS, "Cơ quan": FULL.office}.items() if letters(value) not in said] == []
    assert "09:12" in said
    assert "16:30" in said


def test_the_form_on_a5_carries_every_field_of_form_01() -> None:
    said = _on_a5(FULL)

    fields = {**FIELDS, "Cơ quan": FULL.office.upper()}
    assert [name for name, value in fields.items() if letters(value) not in said] == []
    assert "09giờ12phút" in said
    assert "16giờ30phút" in said


def test_a_field_that_is_missing_is_noticed() -> None:
    bare = said_on(lay_out(replace(FULL, owner_email="", owner_address="", book=""), 576))

    missing = [name for name, value in FIELDS.items() if letters(value) not in bare]
    assert missing == ["Địa chỉ", "Email", "Vào Sổ theo dõi"]

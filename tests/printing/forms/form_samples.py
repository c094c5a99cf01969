"""Forms 02 to 07 in the shortest, ordinary and cruelly long data. Made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from counter_app.form_documents import (
    Apology,
    ControlSheet,
    FormDocument,
    HandOver,
    Holder,
    Outcome,
    Refusal,
    Register,
    RegisterRow,
    StopNotice,
    SupplementRequest,
)
from counter_app.moments import HANOI

AT = datetime(2026, 11, 20, 9, 12, tzinfo=HANOI)
DUE = datetime(2026, 11, 27, 16, 30, tzinfo=HANOI)
NEW_DUE = datetime(2026, 12, 4, 16, 30, tzinfo=HANOI)
CODE = "H26.016.26-261120-0001"
PARENT = "UBND phường Long Biên"
OFFICE = "Bộ phận Tiếp nhận và Trả kết quả"
PLACE = "Long Biên"
PROCEDURE = "Đăng ký lại khai sinh"
HOLDER = Holder(
    "Nguyễn Thị Ngữ", "********2345", "Số 1 ngõ 2, phường Long Biên, Hà Nội", "0912345678", "ngu@example.vn"
)
CLERK = "Trần Thị Ế"
HEAD = "Phạm Văn Quyết"

LONG_NAME = "NGUYỄNẪỂỖỜ" * 8
"""One word of 80 letters."""
LONG_OFFICE = "Trung tâm Phục vụ hành chính công " * 3
LONG_HOLDER = Holder(
    LONG_NAME,
    "********2345",
    "Căn hộ 1234 toà nhà S2.05 khu đô thị " * 4 + "phường Long Biên, Hà Nội",
    "+84 912 345 678 / +84 24 3827 1234 / 0987 654 321",
    "huyen_tran." * 7 + "@example.vn",
    organisation=True,
)
LONG_PROCEDURE = "Thủ tục liên thông khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế " * 3
LONG_REASON = (
    "Giấy chứng nhận đã hết hiệu lực theo quy định tại khoản 2 Điều 17 của Nghị định <118>/2025 & văn bản kèm. " * 9
)
THIRTY = tuple(f"Giấy tờ {n} " + "dài" * n + " do cơ quan cấp" * (n % 4) for n in range(1, 31))

SUPPLEMENT = SupplementRequest(
    parent=PARENT, office=OFFICE, place=PLACE, issued_at=AT, number=7, holder=HOLDER, procedure=PROCEDURE,
    items=("Bản sao trích lục kết hôn của cha mẹ", "Giấy tờ chứng minh nơi cư trú còn giá trị sử dụng"),
    reason="Thành phần hồ sơ còn thiếu theo quy định của thủ tục.", contact=f"bà {CLERK}", contact_phone="024 3827 1234",
    officer=CLERK, code=CODE, complete_by=date(2026, 12, 5),
)  # fmt: skip
REFUSAL = Refusal(
    parent=PARENT, office=OFFICE, place=PLACE, issued_at=AT, number=12, holder=HOLDER, procedure=PROCEDURE,
    reasons=("Yêu cầu không thuộc thẩm quyền giải quyết của Uỷ ban nhân dân phường.", "Hồ sơ đã được giải quyết."),
    officer=CLERK, submitter="Đỗ Văn Ưng", code=CODE,
)  # fmt: skip
APOLOGY = Apology(
    parent="", office=PARENT, place=PLACE, issued_at=AT + timedelta(days=5), number=3, holder=HOLDER,
    procedure=PROCEDURE, code=CODE, agency="Uỷ ban nhân dân phường Long Biên", received_at=AT, due=DUE, new_due=NEW_DUE,
    reason="Cần xác minh tại nơi đăng ký trước đây.", head=HEAD,
)  # fmt: skip
STOP = StopNotice(
    parent="", office=PARENT, place=PLACE, issued_at=AT + timedelta(days=5), number=103, holder=HOLDER,
    procedure=PROCEDURE, code=CODE, agency="Uỷ ban nhân dân phường Long Biên", received_at=AT,
    stopped_at=AT + timedelta(days=5), reason="Người nộp đề nghị dừng (Điều 21 Nghị định số 118/2025/NĐ-CP).",
    head=HEAD, given_back=("Giấy chứng sinh (bản chính)",), contact=OFFICE, contact_phone="024 3827 1234",
)  # fmt: skip
STEPS = (
    HandOver(OFFICE, "Tư pháp – Hộ tịch", AT, AT + timedelta(minutes=33), "on_time", "", CLERK, "Lý Văn Ạ"),
    HandOver(
        "Tư pháp – Hộ tịch", "Lãnh đạo phường", DUE, DUE + timedelta(hours=20), "late", "Chờ xác minh", "Lý Văn Ạ"
    ),
)
CONTROL = ControlSheet(
    parent=PARENT, office=OFFICE, place=PLACE, issued_at=AT, number=45, code=CODE, agency="Công chức Tư pháp – Hộ tịch",
    cooperating=("Công an phường Long Biên", "Phòng Văn hoá – Xã hội"), received_at=AT, due=DUE, steps=STEPS,
)  # fmt: skip


def register_row(n: int) -> RegisterRow:
    """One of many dossiers: some returned early, some late, some not yet."""
    came = AT + timedelta(minutes=7 * n)
    back = (None, came + timedelta(days=2), came + timedelta(days=5), came + timedelta(days=9))[n % 4]
    way = ("Trực tiếp", "Bưu chính công ích", "Trực tuyến")[n % 3] if back else ""
    due = came + timedelta(days=5)
    code = f"H26.016.26-261120-{n:04}"
    return RegisterRow(
        code, PROCEDURE, f"Nguyễn Thị Ngữ {n}", HOLDER.address, f"09{n:08}", "UBND phường", came, due, back, way
    )


REGISTER = Register(
    parent=PARENT, office=OFFICE, place=PLACE, issued_at=DUE, number=1, first=date(2026, 11, 1), last=date(2026, 11, 30),
    rows=tuple(map(register_row, range(1, 9))), made_by=CLERK,
)  # fmt: skip

_NOBODY = Holder("An")
_BARE: dict[str, Any] = {"parent": "", "office": "UBND", "place": "", "number": None}
_CRUEL: dict[str, Any] = {
    "parent": LONG_OFFICE,
    "office": LONG_OFFICE,
    "place": "thành phố " * 6,
    "number": 123456,
    "sample": True,
}
_CRUEL |= {"copy_no": 12, "reprinted_at": AT, "reprinted_by": LONG_NAME}
_OUTCOMES: tuple[Outcome, ...] = ("", "early", "on_time", "late")


def _long_step(n: int) -> HandOver:
    note = LONG_REASON if n == 7 else "Ghi chú " * (n % 9)
    at = AT + timedelta(hours=n)
    return HandOver(
        f"Đơn vị {n} " + "rất" * n, f"Đơn vị {n + 1} " + "rất" * n, at, at, _OUTCOMES[n % 4], note, LONG_NAME
    )


def _long_row(n: int) -> RegisterRow:
    if n % 50:
        return register_row(n)
    address, phone = LONG_HOLDER.address, LONG_HOLDER.phone
    return replace(
        register_row(n), procedure=LONG_PROCEDURE, holder=LONG_NAME, address=address, phone=phone,
        agency=LONG_OFFICE, return_way="https://dichvucong.gov.vn/" + "p" * 90, signed=LONG_NAME,
    )  # fmt: skip


def _variants(ordinary: FormDocument, short: Mapping[str, Any], cruel: Mapping[str, Any]) -> dict[str, FormDocument]:
    return {
        "short": replace(ordinary, **{**_BARE, **short}),
        "ordinary": ordinary,
        "cruel": replace(ordinary, **{**_CRUEL, **cruel}),
    }


_SUPPLEMENT = _variants(
    SUPPLEMENT,
    {"holder": _NOBODY, "procedure": "", "items": (), "reason": "", "contact": "", "contact_phone": "", "officer": "",
     "code": "", "complete_by": None},
    {"holder": LONG_HOLDER, "procedure": LONG_PROCEDURE, "items": THIRTY, "reason": LONG_REASON, "contact": LONG_NAME,
     "contact_phone": LONG_HOLDER.phone, "officer": LONG_NAME},
)  # fmt: skip
_REFUSAL = _variants(
    REFUSAL,
    {"holder": _NOBODY, "procedure": "", "reasons": (), "officer": "", "submitter": "", "code": ""},
    {
        "holder": LONG_HOLDER,
        "procedure": LONG_PROCEDURE,
        "reasons": THIRTY,
        "officer": LONG_NAME,
        "submitter": LONG_NAME,
    },
)
_APOLOGY = _variants(
    APOLOGY,
    {"holder": _NOBODY, "procedure": "", "agency": "UBND", "reason": "", "head": ""},
    {
        "holder": LONG_HOLDER,
        "procedure": LONG_PROCEDURE,
        "agency": LONG_OFFICE.strip(),
        "reason": LONG_REASON,
        "head": LONG_NAME,
    },
)
_STOP = _variants(
    STOP,
    {"holder": _NOBODY, "procedure": "", "agency": "UBND", "reason": "", "head": "", "given_back": (), "contact": "",
     "contact_phone": ""},
    {"holder": LONG_HOLDER, "procedure": LONG_PROCEDURE, "agency": LONG_OFFICE.strip(), "reason": LONG_REASON,
     "head": LONG_NAME, "given_back": THIRTY, "contact": LONG_NAME},
)  # fmt: skip
_CONTROL = _variants(
    CONTROL,
    {"agency": "", "cooperating": (), "due": None, "steps": ()},
    {"agency": LONG_OFFICE, "cooperating": THIRTY, "steps": tuple(map(_long_step, range(1, 41)))},
)
_REGISTER = _variants(
    REGISTER, {"rows": (), "made_by": ""}, {"rows": tuple(map(_long_row, range(1, 401))), "made_by": LONG_NAME}
)
FORMS: Mapping[str, FormDocument] = {
    f"{number}-{kind}": form
    for number, kinds in {
        "02": _SUPPLEMENT, "03": _REFUSAL, "04": _APOLOGY, "05": _STOP, "06": _CONTROL, "07": _REGISTER,
    }.items()
    for kind, form in kinds.items()
}  # fmt: skip
"""Every form, by its number: shortest, ordinary, cruelly long."""

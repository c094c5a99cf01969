"""What must be read on forms 02 to 07, field by field: label and value as they stand beside one another."""

from __future__ import annotations

import re
import unicodedata

import pypdfium2

from counter_app.form_documents import (
    Apology,
    ControlSheet,
    Form,
    FormDocument,
    Holder,
    Refusal,
    Register,
    RegisterRow,
    StopNotice,
    SupplementRequest,
)
from counter_app.moments import local
from counter_app.wording_papers import NATION
from printing.fonts import clean

BLANK = "." * 12
_REGISTER_HEAD = (
    "STT|Mã hồ sơ|Tên thủ tục hành chính|Tên tổ chức, cá nhân|Địa chỉ, số điện thoại|Cơ quan chủ trì giải quyết|"
    "Nhận và trả kết quả|Nhận hồ sơ|Hẹn trả kết quả|Trả kết quả|Phương thức nhận kết quả|Ký nhận|"
    "(1)(2)(3)(4)(5)(6)(7)(8)(9)(10)(11)"
)
_CONTROL_HEAD = "TÊN ĐƠN VỊ|THỜI GIAN GIAO, NHẬN HỒ SƠ|KẾT QUẢ (trước hạn/đúng hạn/quá hạn)|GHI CHÚ"
_HEADS = tuple(re.sub(r"[\s|]", "", head) for head in (_CONTROL_HEAD, _REGISTER_HEAD))


def packed(text: str) -> str:
    """A text without spaces: on paper it may be broken anywhere."""
    return re.sub(r"[\s\ufffe]", "", clean(text))


def pages(pdf: bytes) -> list[str]:
    """The text of each page as another library reads it, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    return [packed(page.get_textpage().get_text_range()) for page in document]


def body(pdf: bytes) -> str:
    """The text of all pages as one, without feet and the heads of tables that stand again."""
    every = pages(pdf)
    found = "".join(_without_foot(page, f"Trang{n}/{len(every)}") for n, page in enumerate(every, 1))
    for head in _HEADS:
        first, *rest = found.split(head)
        found = first + head + "".join(rest) if rest else found
    return found


def _without_foot(page: str, number: str) -> str:
    foot, stands, content = page.partition(number)
    assert stands
    assert re.match(r"(MẪU)?Mẫusố0\d,TT03/2025/TT-VPCP", foot)
    return content


def missing(form: FormDocument, pdf: bytes) -> list[str]:
    """The fields of a form that can't be read on its paper."""
    said = body(pdf)
    return [field for field in (*_heading(form), *_fields(form)) if packed(field) not in said]


def _day(day: object) -> str:
    match = re.match(r"(\d+)-(\d+)-(\d+)", str(day))
    assert match is not None
    year, month, number = match.groups()
    return f"ngày {number} tháng {month if int(month) < 3 else int(month)} năm {year}"


def _moment(moment: object) -> str:
    return f"{str(moment)[11:13]} giờ {str(moment)[14:16]} phút, {_day(moment)}"


def _heading(form: Form) -> list[str]:
    number = "……" if form.number is None else f"{form.number:02}"
    place = f"{form.place or '……'}, {_day(local(form.issued_at))}"
    marks = ["MẪU – không có giá trị"] if form.sample else []
    marks += [f"BẢN IN LẠI – lần {form.copy_no}", form.reprinted_by] if form.copy_no > 1 else []
    return [form.parent.upper() + form.office.upper(), *NATION, f"Số: {number}/", place, *marks]


def _signed(*signers: tuple[str, str]) -> list[str]:
    hint = "(Ký, ghi rõ họ tên)"
    titles, names = zip(*signers, strict=True)
    return ["".join(title + hint for title in titles) + "".join(names)]


def _reached(holder: Holder) -> list[str]:
    return [
        f"Địa chỉ: {holder.address or BLANK}",
        f"Số điện thoại: {holder.phone or BLANK}",
        f"Email: {holder.email or BLANK}",
    ]


def _numbered(items: tuple[str, ...]) -> str:
    return "".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _addressed(holder: Holder) -> tuple[str, str]:
    you = "Tổ chức" if holder.organisation else "Ông/Bà"
    number = f"; số định danh: {holder.number}" if holder.number else ""
    return you, f"{you} {holder.name}{number}"


def _fields(form: FormDocument) -> list[str]:
    match form:
        case SupplementRequest():
            return _supplement(form)
        case Refusal():
            return _refusal(form)
        case Apology():
            return _apology(form)
        case StopNotice():
            return _stop(form)
        case ControlSheet():
            return _control(form)
        case Register():
            return _register(form)


def _supplement(form: SupplementRequest) -> list[str]:
    by = [f"Thời hạn hoàn thiện: đến hết {_day(form.complete_by)}"] if form.complete_by else []
    return [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" + (f"Mã hồ sơ: {form.code}" if form.code else ""),
        f"Hồ sơ của: {form.holder.name}",
        f"Nội dung yêu cầu giải quyết: {form.procedure or BLANK}",
        *_reached(form.holder),
        f"Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:{_numbered(form.items) or '1. ' + BLANK}",
        f"Lý do: {form.reason or BLANK}",
        *by,
        f"nếu có vướng mắc, Ông/Bà liên hệ với {form.contact or BLANK}",
        f"số điện thoại {form.contact_phone or BLANK}",
        "để được hướng dẫn./.",
        *_signed(("NGƯỜI HƯỚNG DẪN", form.officer)),
    ]


def _refusal(form: Refusal) -> list[str]:
    why = f"Qua xem xét, {form.office} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:"
    return [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        f"Trung tâm/Bộ phận: {form.office}",
        f"Tiếp nhận hồ sơ của: {form.holder.name}",
        f"Số định danh: {form.holder.number or BLANK}",
        *_reached(form.holder),
        *([f"Mã hồ sơ: {form.code}"] if form.code else []),
        f"Nội dung yêu cầu giải quyết: {form.procedure or BLANK}",
        why + ("".join(f"- {reason}" for reason in form.reasons) or BLANK),
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
        *_signed(("NGƯỜI NỘP HỒ SƠ", form.submitter or form.holder.name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", form.officer)),
    ]


def _apology(form: Apology) -> list[str]:
    you, whole = _addressed(form.holder)
    procedure = form.procedure or "…" * 12
    return [
        "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        f"Kính gửi: {you} {form.holder.name}",
        f"N{_day(form.received_at)[1:]}, {form.agency} tiếp nhận hồ sơ đề nghị giải quyết thủ tục “{procedure}",
        f"” của {whole}; mã số hồ sơ: {form.code}.",
        f"Thời gian hẹn trả kết quả: {_moment(form.due)}.",
        f"Đến nay, {form.agency} chưa trả được kết quả giải quyết hồ sơ của {you} đúng thời hạn đã hẹn.",
        f"Lý do: {form.reason or BLANK}",
        f"{form.agency} xin lỗi {you} về sự chậm trễ này và sẽ trả kết quả vào {_moment(form.new_due)}.",
        f"Mong nhận được sự thông cảm của {you}./.",
        *_signed(("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", form.head)),
    ]


def _stop(form: StopNotice) -> list[str]:
    you, whole = _addressed(form.holder)
    back = [f"Giấy tờ trả lại {you}:{_numbered(form.given_back)}"] if form.given_back else []
    ask = [f"Nếu có vướng mắc, {you} liên hệ với {form.contact}", form.contact_phone] if form.contact else []
    return [
        "THÔNG BÁO Dừng giải quyết hồ sơ",
        f"Kính gửi: {you} {form.holder.name}",
        f"{form.agency} đã tiếp nhận hồ sơ đề nghị giải quyết thủ tục “{form.procedure or '…' * 12}",
        f"” của {whole}; mã số hồ sơ: {form.code}; thời gian nhận hồ sơ: {_moment(form.received_at)}.",
        f"{form.agency} thông báo dừng giải quyết hồ sơ nêu trên từ {_moment(form.stopped_at)}.",
        f"Lý do: {form.reason or BLANK}",
        *back,
        *ask,
        f"Xin thông báo để {you} được biết./.",
        "Nơi nhận:- Như trên;- Lưu: hồ sơ.",
        *_signed(("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", form.head)),
    ]


def _control(form: ControlSheet) -> list[str]:
    outcomes = {"": "", "early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}
    steps = []
    for step in form.steps:
        times = [
            f"{name}: {local(at):%H giờ %M phút, %d/%m/%Y}" if at else f"{name}: … giờ … phút, …/…/……"
            for name, at in (("Giao", step.given_at), ("Nhận", step.taken_at))
        ]
        note = f"Ghi chú: {step.note}" if len(step.note) > 90 else step.note
        signs = f"Người giao{step.given_by}Người nhận{step.taken_by}"
        units = f"1. Giao: {step.giver}2. Nhận: {step.taker}"
        steps.append(units + "".join(times) + outcomes[step.outcome] + note + signs)
    empty = "Người giaoNgười nhận" * (len(form.steps) < 4)
    return [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        f"Mã số hồ sơ: {form.code}",
        f"Cơ quan (bộ phận) giải quyết hồ sơ: {form.agency or BLANK}",
        f"Cơ quan phối hợp giải quyết hồ sơ: {'; '.join(form.cooperating) or BLANK}",
        f"Ngày nhận hồ sơ: {_moment(form.received_at)}",
        f"Hẹn trả kết quả: {_moment(form.due) if form.due else 'Sẽ thông báo sau'}",
        _HEADS[0],
        *steps,
        empty,
        "Ghi chú:- Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ.",
        "- Quá trình giao, nhận hồ sơ điện tử được hệ thống ghi lại tự động.",
    ]


def _row(number: int, row: RegisterRow) -> str:
    times = [f"{local(at):%H:%M %d/%m/%Y}" if at else "" for at in (row.received_at, row.due, row.returned_at)]
    who = (row.code, row.procedure, row.holder, row.address, row.phone, row.agency)
    return "".join((str(number), *who, *times, row.return_way, row.signed))


def _register(form: Register) -> list[str]:
    return [
        f"SỔ THEO DÕI HỒ SƠ Từ {_day(form.first)} đến {_day(form.last)}",
        _HEADS[1],
        "".join(_row(number, row) for number, row in enumerate(form.rows, 1)) + f"Tổng số hồ sơ: {len(form.rows)}.",
        f"Đã trả kết quả: {sum(row.returned_at is not None for row in form.rows)}",
        f"Chưa trả kết quả: {sum(row.returned_at is None for row in form.rows)}",
        f"Số liệu tính đến {_moment(local(form.issued_at))}.",
    ]


def letters_seen(text: str) -> set[str]:
    """Letters that are read from left to right, by what they are and not by how a font joins them."""
    usual = unicodedata.normalize("NFKC", text)
    return {c for c in usual if not c.isspace() and unicodedata.bidirectional(c) in {"L", "EN", "ES", "CS", "ON"}}

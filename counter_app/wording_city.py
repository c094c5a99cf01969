"""What the city said of an op, and what can be done: a sentence for every problem type (RFC 9457) of the contract.

The type decides, never the problem's own text, which may hold anything; only where all a city gives are its own words
they are shown, as its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counter_app.wording_fields import FIELDS_VI

OPS_VI: Mapping[str, str] = {
    "dossier.receive": "Tiếp nhận",
    "dossier.register": "Ghi nhận, chưa tiếp nhận",
    "dossier.accept": "Tiếp nhận",
    "dossier.supplement": "Yêu cầu bổ sung",
    "dossier.complete": "Nhận bổ sung",
    "dossier.close": "Đóng hồ sơ",
    "dossier.refuse": "Từ chối",
    "dossier.forward": "Chuyển xử lý",
    "dossier.leg_noted": "Ghi giao nhận",
    "dossier.extend": "Xin lỗi và hẹn lại",
    "dossier.withdraw": "Rút hồ sơ",
    "dossier.stop": "Dừng giải quyết",
    "dossier.return_result": "Có kết quả",
    "dossier.correct": "Đính chính",
    "dossier.void": "Huỷ hồ sơ",
    "dossier.attach": "Đính kèm tệp",
    "dossier.detach": "Gỡ tệp đính kèm",
    "rating.given": "Đánh giá",
    "fact.receipt_printed": "In giấy tiếp nhận",
    "fact.money_taken": "Thu phí",
    "fact.money_refunded": "Hoàn phí",
    "fact.money_cancelled": "Huỷ thu",
    "fact.receipt_cancelled": "Huỷ biên lai",
    "fact.result_handed_over": "Trả kết quả",
    "fact.papers_returned": "Trả lại giấy tờ",
    "noop": "Bỏ một việc",
}
"""The ops as people say them."""

SYNC_STATES_VI: Mapping[str, str] = {
    "local": "chưa gửi lên thành phố",
    "office": "đã ở máy chung của bộ phận, chưa lên thành phố",
    "city": "đã có trên hệ thống thành phố",
    "attention": "thành phố trả lại, cần xử lý",
}
"""How far a dossier has reached on its way to the city."""

_PREFIX = "urn:motcua:"
_PROBLEMS = {
    "code-taken": "Mã hồ sơ này thành phố đã cấp cho hồ sơ khác. Gọi thành phố đổi mã bên đó rồi gửi lại; mã đã in giữ nguyên.",
    "dossier-exists": "Thành phố báo đã có hồ sơ này. Xem trên hệ thống TP: đúng là hồ sơ này thì bỏ việc gửi.",
    "not-found": "Thành phố không tìm thấy hồ sơ này. Hỏi thành phố; bên đó có lại hồ sơ thì gửi lại.",
    "schema-unsupported": "Thành phố chưa đọc được dữ liệu của bản chương trình này. Báo kỹ thuật, xong thì gửi lại.",
    "unknown-kind": "Thành phố chưa nhận loại việc này. Báo kỹ thuật, xong thì gửi lại.",
    "conflict": "Hai nơi cùng sửa một mục. Xem hai cách ghi rồi chọn một.",
    "damaged-body": "Dữ liệu tới thành phố bị hỏng trên đường. Gửi lại.",
    "key-reuse": "Thành phố đã nhận việc này với nội dung khác. Báo kỹ thuật trước khi làm tiếp.",
    "too-large": "Dữ liệu của việc này quá lớn với thành phố. Báo kỹ thuật.",
    "out-of-order": "Thành phố thiếu bước trước của hồ sơ này (đã nhập tay, hoặc mất bên đó). Cập nhật tay rồi bỏ việc gửi.",
    "city-said": "Thành phố trả lời không nhận, lý do: «{said}». Hỏi thành phố; mở được thì gửi lại.",
    "blocked": "Bước trước của hồ sơ này chưa được nhận. Xử lý bước trước, việc này sẽ đi tiếp.",
    "bad-request": "Thành phố không đọc được việc này. Báo kỹ thuật.",
}
_SPELLING = 200
"""Letters shown of what a city said in words of its own."""
_WRONG_FIELDS = "Thành phố báo thiếu hoặc sai: {fields}. Đính chính mục đó rồi gửi lại."
_UNKNOWN = "Thành phố không nhận (mã {status}). Báo kỹ thuật."
_OUTER = ("people", "dossier", "body")
"""Parts of a path that people don't say."""
_MORE = {
    "owner": "chủ hồ sơ",
    "submitter": "người nộp",
    "number": "số giấy tờ",
    "procedure_code": "mã thủ tục",
    "procedure_name": "tên thủ tục",
    "return_way": "cách trả kết quả",
    "return_address": "nơi gửi kết quả",
    "fees": "phí",
    "level": "mức đánh giá",
    "state": "trạng thái",
    "at": "thời điểm",
    "authorised_by": "người uỷ quyền",
}


def op_words(kind: str) -> str:
    """An op as people say it; one without words by its kind."""
    return OPS_VI.get(kind, kind)


def problem_words(problem: Mapping[str, Any] | None, status: int | None) -> str:
    """What the city said of an op, and what to do."""
    said = problem or {}
    name = str(said.get("type", "")).removeprefix(_PREFIX)
    if name == "invalid-body":
        return _WRONG_FIELDS.format(fields=_wrong_fields(said.get("pointers")))
    if name == "city-said":
        return _PROBLEMS[name].format(said=" ".join(str(said.get("said", "")).split())[:_SPELLING] or "không nói rõ")
    if name in _PROBLEMS:
        return _PROBLEMS[name]
    code = status if status is not None else name or "không rõ"
    return _UNKNOWN.format(status=code)


def field_words(path: str) -> str:
    """A field by its path (``owner.name``) as people say it: ``chủ hồ sơ – họ tên``."""
    return " – ".join(_part(part) for part in path.split(".") if part not in _OUTER)


def _wrong_fields(pointers: Any) -> str:
    """The fields at which JSON pointers (RFC 6901) point; each once."""
    faults = pointers if isinstance(pointers, list) else []
    paths = (str(one.get("pointer", "")) for one in faults if isinstance(one, dict))
    words = dict.fromkeys(field_words(path.strip("/").replace("/", ".")) for path in paths)
    return "; ".join(one for one in words if one) or "một mục (thành phố không nói rõ)"


def _part(part: str) -> str:
    if part.isdecimal():
        return f"dòng {int(part) + 1}"
    return _MORE.get(part) or FIELDS_VI.get(part, part)

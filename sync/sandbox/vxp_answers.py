"""What a city like the real one answers: HTTP 200 whatever happened, a code and words in Vietnamese, everything text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Document = dict[str, Any]

SESSION_OVER, BUSY, NOT_DONE = "3", "-3", "-1"
"""The codes seen in the field; what they mean stands in the words beside them."""

SAID_OF_FAULTS = {
    "away": (BUSY, "Hệ thống đang bảo trì, vui lòng quay lại sau"),
    "slow-down": (BUSY, "Hệ thống đang quá tải, vui lòng thử lại sau"),
    "no-token": (NOT_DONE, "Tài khoản hoặc mật khẩu không đúng"),
}
"""The trouble ordered on the fault panel, as such a city says it."""


class VxpRefusal(Exception):  # noqa: N818 - the city's answer, not an error of the program
    """Such a city does not do what is asked; ``words`` say why."""

    def __init__(self, words: str, code: str = NOT_DONE) -> None:
        super().__init__(words)
        self.answer: Document = {"error_code": code, "message": words, "result": []}


def done(words: str, result: Sequence[Mapping[str, Any]] = (), **more: str) -> Document:
    """An answer of success: the code 0 and words with «thành công» in them."""
    return {"error_code": "0", "message": f"{words} thành công", "result": list(result), **more}


def only_text(part: Any, where: str = "") -> None:
    """Raise ``VxpRefusal`` where a value is not text: a number, a truth value, nothing."""
    if isinstance(part, Mapping):
        for key, one in part.items():
            only_text(one, str(key))
    elif isinstance(part, list):
        for one in part:
            only_text(one, where)
    elif not isinstance(part, str):
        raise VxpRefusal(f"Sai kiểu dữ liệu: {where} phải là chuỗi")


def demand_fields(part: Mapping[str, Any], fields: Sequence[str]) -> None:
    """Raise ``VxpRefusal`` where a field that must be there is missing or empty."""
    for field in fields:
        if not part.get(field):
            raise VxpRefusal(f"Thiếu trường bắt buộc: {field}")

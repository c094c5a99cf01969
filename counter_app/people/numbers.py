"""The numbers people and organisations are known by: căn cước, CMND, passport, tax code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

NumberKind = Literal["cccd", "cmnd", "passport", "tax"]

_SHAPES: Mapping[NumberKind, tuple[re.Pattern[str], str]] = {
    "cccd": (re.compile(r"^\d{12}$", re.ASCII), "số định danh cần 12 số (hoặc CMND 9 số)"),
    "cmnd": (re.compile(r"^\d{9}$", re.ASCII), "số CMND cần đúng 9 chữ số"),
    "passport": (re.compile(r"^[A-Z0-9]{5,20}$", re.ASCII), "số hộ chiếu cần 5 đến 20 chữ in hoa hoặc chữ số"),
    "tax": (re.compile(r"^\d{10}(-\d{3})?$|^\d{12}$", re.ASCII), "mã số thuế cần 10 số, 10-3 số hoặc 12 số"),
}
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def problem_with(kind: NumberKind, number: str) -> str | None:
    """What is wrong with a number of this kind, in Vietnamese; None if nothing is."""
    shape, problem = _SHAPES[kind]
    if not shape.match(number):
        return problem
    if kind == "tax" and not _tax_code_checks(number):
        return "mã số thuế sai số kiểm tra"
    return None


def _tax_code_checks(number: str) -> bool:
    """Whether the tenth digit is 10 minus the weighted sum modulo 11 of the first nine, and the branch is not 000.

    A 12-digit code is a person's identity number (Circular 86/2024/TT-BTC) and has no check digit.
    """
    if re.match(r"^\d{12}$", number):
        return True
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, number, strict=False))
    return 10 - total % 11 == int(number[9]) and not number.endswith("-000")

"""The unit's settings: each declared once with its type, default, label and help.

Forms, the command line and the stored rows all come from ``SETTINGS``; a row is kept only where the unit differs from
the default. Facts that are not confirmed (office hours, who is served first) live here with their default written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update

from counter_app.errors import BadDocument, NotFound
from counter_app.records.shared import Setting, Unit
from counter_app.special_days import parse_spans
from counter_app.store import Act, Asking

Value = bool | int | str


@dataclass(frozen=True)
class Declared:
    """A setting: its key, default (which gives the type), label and help; ``choices`` where only some values fit."""

    key: str
    default: Value
    label: str
    help: str
    choices: tuple[str, ...] = ()
    check: Callable[[str], object] | None = None
    """Refuses text that can't be meant, with BadDocument; its field becomes this setting's key."""


def _web_address(text: str) -> None:
    """Empty, or ``http(s)://host…`` (RFC 3986) without a user's name in it."""
    try:
        parts = urlsplit(text)
        right = not text or (parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc)
        _ = parts.port  # ValueError where it is no number
    except ValueError:
        right = False
    if not right or any(letter.isspace() for letter in text):
        raise BadDocument("url", "cần dạng https://tên.máy.chủ, hoặc để trống")


# When you add a setting: declare it here; nothing else needs to know.
SETTINGS: Mapping[str, Declared] = {
    one.key: one
    for one in (
        Declared(
            "city.url",
            "",
            "Địa chỉ hệ thống thành phố",
            "Để trống khi chưa kết nối; hồ sơ vẫn nhận bình thường.",
            check=_web_address,
        ),
        Declared("city.token", "", "Mã cấp quyền của máy", "Do hệ thống thành phố cấp khi đăng ký máy."),
        Declared("calendar.hall_saturday", False, "Nhận hồ sơ sáng thứ Bảy", "Ngày nhận không tính vào thời hạn."),
        Declared("calendar.morning", "07:30-11:30", "Giờ làm việc buổi sáng", "Giờ:phút-giờ:phút.", check=parse_spans),
        Declared(
            "calendar.afternoon", "13:00-17:00", "Giờ làm việc buổi chiều", "Giờ:phút-giờ:phút.", check=parse_spans
        ),
        Declared("receipt.paper", "thermal", "Giấy tiếp nhận in trên", "Máy in nhiệt hay A5.", ("thermal", "a5")),
        Declared("receipt.mask_number", True, "Che số định danh trên phiếu nhiệt", "Chỉ hiện 4 số cuối."),
        Declared("slip.printer", "", "Máy in phiếu số", "Tên máy in; trống thì lấy máy đầu tiên in được phiếu."),
        Declared("receipt.printer", "", "Máy in giấy tiếp nhận", "Tên máy in; trống thì lấy máy đầu tiên in được."),
        Declared(
            "queue.ordinary_guard_minutes",
            45,
            "Vé thường chờ tối đa (phút)",
            "Quá mức này vé thường được gọi trước vé ưu tiên, để không ai bị bỏ quên.",
        ),
        Declared("rating.faces", 3, "Số mức đánh giá", "3 hoặc 5 mặt.", ("3", "5")),
        Declared("rating.seconds", 60, "Thời gian chờ đánh giá (giây)", "Hết thời gian màn hình tự về."),
    )
}


SECRETS = frozenset({"city.token"})
"""Settings whose values are never shown."""


@dataclass(frozen=True)
class Chosen:
    """A setting and its present value."""

    key: str
    value: Value
    default: Value
    label: str
    help: str


def value_of(asking: Asking, key: str) -> Value:
    """The present value of a setting."""
    declared = _declared(key)
    kept = asking.connection.execute(select(Setting.value).where(Setting.key == key)).scalar_one_or_none()
    return declared.default if kept is None else _as_declared(declared, kept["value"])


def all_settings(asking: Asking) -> tuple[Chosen, ...]:
    """Every setting with its value, in the order of declaration."""
    kept = {row.key: row.value["value"] for row in asking.connection.execute(select(Setting.key, Setting.value))}
    return tuple(Chosen(d.key, kept.get(d.key, d.default), d.default, d.label, d.help) for d in SETTINGS.values())


def without_secret(chosen: Chosen) -> Chosen:
    """The setting as it may be shown: a secret that is set shows as dots."""
    return replace(chosen, value="••••") if chosen.key in SECRETS and chosen.value else chosen


def change_setting(act: Act, key: str, text: str) -> Chosen:
    """Change a setting from its text; the default again removes the row."""
    declared = _declared(key)
    value = _parsed(declared, text)
    act.connection.execute(delete(Setting).where(Setting.key == key))
    if value != declared.default:
        act.connection.execute(insert(Setting).values(key=key, value={"value": value}))
    raise_reference(act)
    act.record("setting.changed", f"setting:{key}")
    return Chosen(key, value, declared.default, declared.label, declared.help)


def raise_reference(act: Act) -> None:
    """Tell the desks that the reference data has changed."""
    act.connection.execute(update(Unit).values(reference_rev=Unit.reference_rev + 1, reference_at=act.now))


def _declared(key: str) -> Declared:
    if key not in SETTINGS:
        raise NotFound("setting", key)
    return SETTINGS[key]


def _parsed(declared: Declared, text: str) -> Value:
    if declared.choices and text not in declared.choices:
        raise BadDocument(declared.key, f"chỉ nhận {', '.join(declared.choices)}")
    if isinstance(declared.default, bool):
        if text.lower() not in ("true", "false"):
            raise BadDocument(declared.key, "chỉ nhận true hoặc false")
        return text.lower() == "true"
    if isinstance(declared.default, int):
        if not text.isdecimal():
            raise BadDocument(declared.key, "cần một số nguyên không âm")
        return int(text)
    if declared.check is not None:
        try:
            declared.check(text)
        except BadDocument as refused:
            raise BadDocument(declared.key, refused.problem) from None
    return text


def _as_declared(declared: Declared, value: Any) -> Value:
    if type(value) is not type(declared.default):
        raise BadDocument(declared.key, "giá trị đã lưu không đúng kiểu")
    return value

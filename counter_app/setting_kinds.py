"""What a setting is: its type, its limits, its words; and how a text becomes its value. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from counter_app.errors import BadDocument

Value = bool | int | str
Shape = Literal["line", "long", "list"]
LIST_BREAK = "; "
"""Stands between the entries of a list."""
_LONGEST_ENTRY = 60


@dataclass(frozen=True)
class Choice:
    """One of the values a setting may take: as it is kept, and in words."""

    value: str
    words: str


@dataclass(frozen=True)
class Declared:
    """A setting. Its default gives the type; ``unit`` is the word after the number (phút, giây)."""

    key: str
    default: Value
    label: str
    help: str
    unit: str = ""
    at_least: int = 0
    at_most: int = 1_000_000
    choices: tuple[Choice, ...] = ()
    shape: Shape = "line"
    """How it is written: on one line, on several, or as a list of entries."""
    longest: int = 300
    """Letters a text may have."""
    secret: bool = False
    """Its value is never shown."""
    check: Callable[[str], object] | None = None
    """Refuses text that can't be meant, with BadDocument; its field becomes this setting's key."""


@dataclass(frozen=True)
class Group:
    """Settings that belong together: one page of the admin's window."""

    key: str
    title: str
    help: str
    settings: tuple[Declared, ...]
    check: Callable[[Mapping[str, Value]], object] | None = None
    """Refuses values that don't go together, with BadDocument naming the setting; is given all of the group."""


def read_value(declared: Declared, text: str) -> Value:
    """The value a text means; BadDocument names the setting and says what it takes."""
    if declared.choices and text not in {one.value for one in declared.choices}:
        raise BadDocument(declared.key, f"chỉ nhận {', '.join(one.value for one in declared.choices)}")
    if isinstance(declared.default, bool):
        return _read_switch(declared, text)
    if isinstance(declared.default, int):
        return _read_number(declared, text)
    return _read_text(declared, text)


def written(value: Value) -> str:
    """A value as the text that means it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_declared(declared: Declared, value: Any) -> Value:
    """A kept value, if it has the declared type; BadDocument."""
    if type(value) is not type(declared.default):
        raise BadDocument(declared.key, "giá trị đã lưu không đúng kiểu")
    kept: Value = value
    return kept


def entries(text: str) -> tuple[str, ...]:
    """The entries of a list setting: parted by semicolons or lines, blank ones left out."""
    return tuple(one.strip() for one in text.replace("\n", ";").split(";") if one.strip())


def is_list(text: str) -> None:
    """At least one entry, none twice, each short enough for a button; BadDocument."""
    found = entries(text)
    if not found:
        raise BadDocument("list", "cần ít nhất một mục")
    if len(set(found)) < len(found):
        raise BadDocument("list", "có mục bị trùng")
    if any(len(one) > _LONGEST_ENTRY for one in found):
        raise BadDocument("list", f"mỗi mục nhiều nhất {_LONGEST_ENTRY} chữ")


def is_web_address(text: str) -> None:
    """Empty, or ``http(s)://host…`` (RFC 3986) without a user's name in it; BadDocument."""
    try:
        parts = urlsplit(text)
        right = not text or (parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc)
        _ = parts.port  # ValueError where it is no number
    except ValueError:
        right = False
    if not right or any(letter.isspace() for letter in text):
        raise BadDocument("url", "cần dạng https://tên.máy.chủ, hoặc để trống")


def is_bearer(text: str) -> None:
    """What a header may carry as a token (RFC 9110, 11.2): letters, digits and signs without marks or blanks; BadDocument."""
    if not all("!" <= letter <= "~" for letter in text):
        raise BadDocument("token", "chỉ gồm chữ không dấu, chữ số và dấu câu, không có khoảng trắng; chép lại đúng mã")


def _read_switch(declared: Declared, text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise BadDocument(declared.key, "chỉ nhận true hoặc false")
    return text.lower() == "true"


def _read_number(declared: Declared, text: str) -> int:
    # Seven digits at most: int() of an endless row of digits would take long.
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(declared.at_most))):
        raise BadDocument(declared.key, f"cần một số từ {declared.at_least} đến {declared.at_most}")
    number = int(text)
    if not declared.at_least <= number <= declared.at_most:
        raise BadDocument(declared.key, f"cần một số từ {declared.at_least} đến {declared.at_most}")
    return number


def _read_text(declared: Declared, text: str) -> str:
    if declared.shape == "list":
        text = LIST_BREAK.join(entries(text))
    if len(text) > declared.longest:
        raise BadDocument(declared.key, f"nhiều nhất {declared.longest} chữ")
    if declared.check is not None:
        try:
            declared.check(text)
        except BadDocument as refused:
            raise BadDocument(declared.key, refused.problem) from None
    return text


def in_minutes(key: str, default: int, label: str, help_: str, at_least: int = 1, at_most: int = 240) -> Declared:
    """A setting that counts minutes."""
    return Declared(key, default, label, help_, "phút", at_least, at_most)


def in_seconds(key: str, default: int, label: str, help_: str, at_least: int = 0, at_most: int = 900) -> Declared:
    """A setting that counts seconds."""
    return Declared(key, default, label, help_, "giây", at_least, at_most)

"""Documents from outside (JSON), held to their models strictly; the first fault becomes a path and a few words.

Models forbid unknown keys and never turn one type into another, so that a misspelt or mistyped field is named instead
of lost. Text is NFC without format characters; control characters are refused.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from counter_app.errors import BadDocument

Location = tuple[str | int, ...]
"""Where a value stands in a document: keys and positions from the top."""


class Strict(BaseModel):
    """A part of a document: unknown keys and wrong types are faults."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


Model = TypeVar("Model", bound=Strict)


def fault(problem: str) -> PydanticCustomError:
    """A fault in a document, said in Vietnamese; raise it inside a validator."""
    return PydanticCustomError("said", "{problem}", {"problem": problem})


def clean_line(text: str) -> str:
    """One line: composed letters, single spaces, none at the ends."""
    return " ".join(_letters(text, allowed="\t").split())


def clean_text(text: str) -> str:
    """Several lines: composed letters, one kind of line end."""
    return _letters(text.replace("\r\n", "\n").replace("\r", "\n"), allowed="\t\n").strip()


def _letters(text: str, allowed: str) -> str:
    kept = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in allowed for letter in kept):
        raise fault("có ký tự điều khiển")
    return unicodedata.normalize("NFC", kept)


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if re.match(r"^\d{4}-\d{2}-\d{2}$", value) else value
    except ValueError:
        return value


Line = Annotated[str, AfterValidator(clean_line), Field(min_length=1)]
"""One line that may not be empty."""
OptionalLine = Annotated[str, AfterValidator(clean_line)]
"""One line that may be empty."""
Note = Annotated[str, AfterValidator(clean_text), Field(max_length=2000)]
"""A few lines that may be empty."""
Day = Annotated[date, BeforeValidator(_day)]
"""A day written ``2026-11-20``."""


def read_document(model: type[Model], document: Any) -> Model:
    """The document as its model; BadDocument names the first fault."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadDocument(path(first["loc"]), in_words(first)) from None


def parse_json(text: str) -> Any:
    """The JSON in a text; BadDocument with the line when it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadDocument(f"dòng {error.lineno}", "không phải JSON") from None
    except (ValueError, RecursionError):
        raise BadDocument("tài liệu", "không phải JSON đọc được") from None


def path(location: Location) -> str:
    """A place in a document as people write it: ``owner.number``, ``papers.0.name``."""
    return ".".join(map(str, location)) or "tài liệu"


# Keys are pydantic's names for faults (docs.pydantic.dev, «Validation Errors»); braces are filled from its context.
_WORDS: Mapping[str, str] = {
    "said": "{problem}",
    "missing": "thiếu mục này",
    "extra_forbidden": "mẫu không có mục này",
    "string_type": "cần chữ",
    "string_unicode": "có ký tự hỏng",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_pattern_mismatch": "không đúng dạng",
    "too_short": "không được để trống",
    "too_long": "dài quá {max_length} {unit}",
    "int_type": "cần số nguyên",
    "int_from_float": "cần số nguyên",
    "float_type": "cần số",
    "finite_number": "cần số",
    "bool_type": "cần true hoặc false",
    "list_type": "cần danh sách trong [ ]",
    "model_type": "cần một nhóm mục trong {{ }}",
    "literal_error": "chỉ nhận {expected}",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "ít nhất là {ge}",
    "less_than_equal": "nhiều nhất là {le}",
    "date_type": "cần ngày dạng 2026-11-20",
    "datetime_type": "cần thời điểm dạng 2026-11-20T09:00:00+07:00",
}


def in_words(details: ErrorDetails) -> str:
    """A fault in a few Vietnamese words."""
    context = {key: _said(value) for key, value in details.get("ctx", {}).items()}
    context["unit"] = "ký tự" if isinstance(details["input"], str) else "phần"
    return _WORDS.get(details["type"], "giá trị không đúng").format_map(context)


def _said(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).replace(" or ", " hoặc ")

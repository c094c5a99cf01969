"""What is said of a command line that can't be understood: one sentence, its commonest words in Vietnamese."""

from __future__ import annotations

_THEIR_WORDS = {
    "Missing parameter": "thiếu mục",
    "Missing argument": "thiếu mục",
    "Missing option": "thiếu tuỳ chọn",
    "No such command": "không có lệnh",
    "No such option": "không có tuỳ chọn",
    "Invalid value for": "giá trị không dùng được ở",
    "is not in the range": "ngoài khoảng",
    "is not a valid integer": "không phải số nguyên",
}
"""Typer's words and ours; what is not here stays in English."""


def in_one_sentence(wrong: Exception) -> str:
    """Typer's complaint as one line."""
    said = " ".join(str(wrong).split()).rstrip(".")
    for theirs, ours in _THEIR_WORDS.items():
        said = said.replace(theirs, ours)
    return f"Dòng lệnh chưa đúng: {said}. Xem cách dùng bằng --help."

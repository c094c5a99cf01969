"""Names as people search for them: without marks, case or doubled spaces."""

from __future__ import annotations

import unicodedata

_STROKED_D = str.maketrans(dict.fromkeys("đĐÐðƉɖ", "d"))
"""Letters that look like đ but have no decomposition in Unicode; keyboards and scanners mix them up."""


def fold(text: str) -> str:
    """The text in small letters without marks (``Đỗ Thị Ngữ`` gives ``do thi ngu``), for search columns and queries.

    Marks go by NFD (Unicode UAX #15); folding twice changes nothing more.
    """
    bare = _without_marks(_without_marks(text).casefold())
    return " ".join(bare.translate(_STROKED_D).split())


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

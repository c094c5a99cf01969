"""Dossier codes (mã số hồ sơ): unit, date, sequence of the day. Issued by one rule, accepted as they occur.

Circular 03/2025/TT-VPCP puts the level-1 code first (``H26.016.26-261120-0001``); codes of 2019 to 2025 put it last,
the ministries' central systems put two digits of their own before the sequence: all are read. Each enrolled PC owns a fixed slice of every day's sequence, so that
one cut off from the others still prints final codes. A temporary code (``T261120-0001``) is printed where the city
issues the final one; its shape is none a final code can have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counter_app.dossiers.code_reading import find_code
from counter_app.errors import BadDocument

CodeKind = Literal["final", "temporary"]
Regime = Literal["2019", "2025", "central"]
"""Circulars 01/2018 (article 19) and 03/2025 (article 13); central: article 13.3, added by Circular 4/2025/TT-VPCP."""

SEQUENCES = 9999
"""How many codes of four digits a unit has on one day."""

_FINAL = re.compile(r"^([A-Z0-9]{1,4}(?:\.[A-Z0-9]{1,4}){0,4})-(\d{6})-(\d{4,12})$", re.ASCII)
_TEMPORARY = re.compile(r"^T(\d{6})-(\d{4,12})$", re.ASCII)
_UNIT = re.compile(r"^(?=.*[A-Z])[A-Z0-9]{1,4}(\.[A-Z0-9]{1,4}){0,4}$", re.ASCII)
_SHAPES: dict[Regime, re.Pattern[str]] = {
    "2019": re.compile(r"^[A-Z0-9]{3}\.[A-Z0-9]{2}\.[A-Z0-9]{2}\.[A-Y]\d\d-\d{6}-\d{4}$", re.ASCII),
    "2025": re.compile(r"^[A-Y]\d\d\.[A-Z0-9]{3}\.[A-Z0-9]{2}-\d{6}-\d{4}$", re.ASCII),
    "central": re.compile(r"^[A-Y]\d\d\.[A-Z0-9]{3}\.[A-Z0-9]{2}-\d{6}-\d{6,}$", re.ASCII),
}


@dataclass(frozen=True)
class DossierCode:
    """A dossier code taken apart."""

    text: str
    """As it is kept and searched: upper case."""
    kind: CodeKind
    unit: str | None
    """The unit's identifier; None for a temporary code."""
    day: date | None
    """None where the six digits are no date, which older codes allow."""
    sequence: int
    """All digits after the date; a central system's two are among them."""

    @property
    def regime(self) -> Regime | None:
        """The rule a code is shaped by; None for shapes of no circular, which occur."""
        return next((regime for regime, shape in _SHAPES.items() if shape.match(self.text)), None)


def format_code(unit: str, day: date, sequence: int) -> str:
    """The final code of a unit's dossier; the sequence has at least four digits."""
    return f"{checked_unit(unit)}-{day:%y%m%d}-{_positive(sequence):04d}"


def format_temporary(day: date, sequence: int) -> str:
    """The code a slip carries until the city issues the final one."""
    return f"T{day:%y%m%d}-{_positive(sequence):04d}"


def checked_unit(unit: str) -> str:
    """A unit's identifier (Decision 20/2020/QĐ-TTg, article 4) in upper case; BadDocument when it is none.

    It has a letter, that of level 1, so that no code is a telephone number.
    """
    code = unit.strip().upper()
    if not _UNIT.match(code):
        raise BadDocument("unit_code", "mã đơn vị cần dạng H26.016.26")
    return code


def parse_code(text: str) -> DossierCode:
    """The code in what was typed, scanned or pasted, taken apart; BadDocument where there is none, or several.

    Cards, ticket slips, telephone and identity numbers are no codes, whatever stands between their digits.
    """
    code = find_code(text) or ""
    if final := _FINAL.match(code):
        unit, day, sequence = final.groups()
        return DossierCode(code, "final", unit, _day(day), int(sequence))
    if temporary := _TEMPORARY.match(code):
        day, sequence = temporary.groups()
        return DossierCode(code, "temporary", None, _day(day), int(sequence))
    raise BadDocument("code", "mã hồ sơ cần dạng H26.016.26-261120-0001")


def slice_range(index: int, count: int, sequences: int = SEQUENCES) -> range:
    """The sequence numbers of slice ``index`` (from 0) of a day cut into ``count`` equal slices.

    Slices never meet; what the division leaves over stays unused. One slice is the whole day, 1 to 9999.
    """
    if not 0 <= index < count <= sequences:
        raise ValueError(f"slice {index} of {count} does not exist")
    size = sequences // count
    return range(1 + index * size, 1 + (index + 1) * size)


def next_in_slice(numbers: range, last: int | None) -> int | None:
    """The number after the last one given from a slice; None when the slice is used up."""
    following = numbers.start if last is None else last + 1
    return following if following in numbers else None


def _positive(sequence: int) -> int:
    if sequence < 1:
        raise ValueError("sequences start at 1")
    return sequence


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None

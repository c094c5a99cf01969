"""What a damaged card string looks like: letters lost, rewritten by an input method, or against the number.

Every finding is a key for ``identity.describe_warning``. These are doubts for a person to look at, never refusals.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

_TELEX = re.compile(r"[fjwz]|aa|ee|dd", re.IGNORECASE)
"""Letters and pairs no Vietnamese name has: what UniKey's Telex leaves, or would have rewritten."""
_TELEX_TONE = re.compile(r"[aeiouy][rsx]\b", re.IGNORECASE)
"""A tone key at the end of a syllable; told from a name like Ksor only where the whole name has no marks."""
_NOT_IN_NAMES = re.compile(r"[\d_^~`]")
"""Digits and signs in a name: what VNI and VIQR leave."""
_MARKED = re.compile(r"[^\x00-\x7f]")
_WRONGLY_DECODED = re.compile(r"[ÄÆ»º]|Ã[ -¿]")
"""UTF-8 read as Windows-1252 on the way (``Nguyá»…n``); none of these stand in Vietnamese."""

_PROVINCES = frozenset(
    [
        "001",
        "002",
        "004",
        "006",
        "008",
        "010",
        "011",
        "012",
        "014",
        "015",
        "017",
        "019",
        "020",
        "022",
        "024",
        "025",
        "026",
        "027",
        "030",
        "031",
        "033",
        "034",
        "035",
        "036",
        "037",
        "038",
        "040",
        "042",
        "044",
        "045",
        "046",
        "048",
        "049",
        "051",
        "052",
        "054",
        "056",
        "058",
        "060",
        "062",
        "064",
        "066",
        "067",
        "068",
        "070",
        "072",
        "074",
        "075",
        "077",
        "079",
        "080",
        "082",
        "083",
        "084",
        "086",
        "087",
        "089",
        "091",
        "092",
        "093",
        "094",
        "095",
        "096",
    ]
)
"""The 63 provinces of birth registration; the merger of 2025 did not change the codes on cards."""


def cleaned(part: str) -> str:
    """A part in composed letters (NFC), without control and format characters, spaces single."""
    kept = (" " if letter in "\t\r\n" else letter for letter in part if letter in "\t\r\n" or _prints(letter))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def name_damage(name: str) -> list[str]:
    """Doubts about a name alone: ``name`` (missing), ``typing`` (an input method went over it)."""
    if not name:
        return ["name"]
    unmarked = _MARKED.search(name) is None
    rewritten = _TELEX.search(name) or _NOT_IN_NAMES.search(name) or (unmarked and _TELEX_TONE.search(name))
    return ["typing"] if rewritten else []


def text_damage(name: str, address: str) -> list[str]:
    """Doubts about name and address together: ``letters`` (broken ones), ``unmarked`` (no Vietnamese letter at all)."""
    both = f"{name} {address}"
    found = ["letters"] if "\ufffd" in both or "?" in both or _WRONGLY_DECODED.search(both) else []
    return found + (["unmarked"] if both.strip() and not _MARKED.search(both) else [])


def number_doubts(number: str, born: date | None, sex: Literal["nam", "nữ"] | None) -> list[str]:
    """Where 12 digits disagree with the card: digits 1-3 province, 4 century and sex, 5-6 year of birth."""
    century_and_sex, year = int(number[3]), int(number[4:6])
    found = [] if number[:3] in _PROVINCES else ["province"]
    if sex is not None and (century_and_sex % 2 == 0) != (sex == "nam"):
        found.append("number_sex")
    if born is not None and 1900 + 100 * (century_and_sex // 2) + year != born.year:
        found.append("number_year")
    return found


def _prints(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs")

"""Finds the letters of a dossier code in what was scanned, typed or pasted. Pure.

Codes come alone, in the address behind a QR, after a label, with spaces, with the hyphens of a word processor, in
full-width letters. A scanner that types also sends its keys through the Vietnamese input method: VNI turns a digit
after a vowel into a mark (``A6`` into ``Â``). What can only mean one code is put right; anything else is refused, for
a code that is wrong by one sign is another citizen's dossier.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import permutations, product
from urllib.parse import unquote

LONGEST = 2000
"""Letters looked at: the addresses in QR codes are shorter."""

_GROUP = r"[A-Z0-9]{1,4}"
_FINAL = rf"{_GROUP}(?:\.{_GROUP}){{0,4}}-\d{{6}}-\d{{4,12}}"
_TEMPORARY = r"T\d{6}-\d{4,12}"
_CODE = re.compile(rf"{_FINAL}|{_TEMPORARY}", re.ASCII)
_APART = r"(?<![\w.-])(?:{})(?![\w-]|\.\w)"
_INSIDE = re.compile(_APART.format(_CODE.pattern))
_DAMAGED = re.compile(_APART.format(r"(?P<unit>[\w.]{1,24})(?P<rest>-\d{6}-\d{4,12})"))
_UNIT_OF_LAW = re.compile(
    r"^(?:[A-Y]\d\d(?:\.[A-Z\d]\d{2}\.[A-Z\d]\d)?|\d{3}\.[A-Z\d]\d\.[A-Z\d]\d\.[A-Y]\d\d)$", re.ASCII
)
"""Units as the circulars shape them: only these tell which of several readings was meant."""

_HYPHENS = dict.fromkeys(map(ord, "\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58"), "-")
_AROUND_SIGNS = re.compile(r"\s*([.-])\s*")
_VNI = {
    "\u0301": "1",
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0302": "6",
    "\u031b": "7",
    "\u0306": "8",
}
"""The digit that puts each mark on a letter by the VNI method; đ is D9."""


def find_code(text: str) -> str | None:
    """The code in a text, in upper case with plain hyphens; None for none, for several, and for what may be another."""
    if len(text) > LONGEST or "|" in text:  # fields parted by bars: an identity card
        return None
    plain = _plain(text)
    tight = "".join(plain.split())
    if _CODE.fullmatch(tight):
        return None if _is_number(tight) else tight
    spaced = _AROUND_SIGNS.sub(r"\1", plain)
    found = {code for code in _INSIDE.findall(spaced) if not _is_number(code)}
    if not found:
        found = {code for match in _DAMAGED.finditer(spaced) for code in _meant(match)}
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    """Upper case, composed, full-width letters made ordinary, without signs that show nothing."""
    hyphens = unicodedata.normalize("NFKC", unquote(text).translate(_HYPHENS)).translate(_HYPHENS)
    shown = "".join(sign for sign in hyphens if unicodedata.category(sign) not in ("Cf", "Cc") or sign.isspace())
    return re.sub("-+", "-", shown.upper())


def _is_number(code: str) -> bool:
    """Whether it is a telephone or identity number with hyphens: every code has the letter of its level-1 unit."""
    return not any(sign.isalpha() for sign in code)


def _meant(match: re.Match[str]) -> Iterator[str]:
    """The codes that VNI could have turned into this one."""
    unit = match["unit"]
    if unit.isascii():
        return
    for typed in product(*map(_keys, unit)):
        if _UNIT_OF_LAW.match("".join(typed)):
            yield "".join(typed) + match["rest"]


def _keys(letter: str) -> tuple[str, ...]:
    """The keys that may have made a letter, marks in any order."""
    if letter == "Đ":
        return ("D9",)
    base, *marks = tuple(unicodedata.normalize("NFD", letter))
    if any(mark not in _VNI for mark in marks):
        return (letter,)
    return tuple(base + "".join(order) for order in permutations(_VNI[mark] for mark in marks))

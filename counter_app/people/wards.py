"""Which ward of today an address on a card belongs to (xã, phường mới từ 01/7/2025): proposals, never a decision.

A card keeps the address it was made with: ward, district, province of before, or ward and province of today. The text
stays as it is; what this gives is a second line. An old ward that was divided gives every part: somebody has to ask.
Names are compared without marks; a kind of unit (``phường``, ``huyện``) counts where the address names it. Facts: the
table in ``resources/wards``, see ``docs/decisions/wards.md``. Pure but for reading that file once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from counter_app.people.folding import fold

TABLE = Path(__file__).resolve().parents[2] / "resources" / "wards" / "vn-2025.tsv"

_SHORT = {"p": "phuong", "q": "quan", "h": "huien", "x": "xa", "tp": "thanh pho", "tx": "thi xa", "tt": "thi tran"}
_KINDS = ("thanh pho", "thi xa", "thi tran", "dac khu", "phuong", "quan", "huien", "tinh", "xa")
"""Folded as ``_key`` folds: y is i."""
_KIND = re.compile(rf"^({'|'.join((*_KINDS, *_SHORT))})(?: |(?=[0-9]))(.+)$")
_WARD_KINDS = ("phuong", "xa", "thi tran", "dac khu")
_OLD_PARTS, _NEW_PARTS = 3, 2
"""Ward, district and province; ward and province."""
_PROVINCES = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "hn": "ha noi"}


@dataclass(frozen=True)
class _Unit:
    """A ward, district or province as its name is compared."""

    kind: str
    name: str
    whole: str
    written: str
    """The whole of it with its marks, in small letters."""

    def is_called(self, text: str) -> bool:
        """Whether a part of an address names it; its kind counts where the text says one."""
        said = _unit(text)
        return said.whole in (self.whole, self.name) or (said.name == self.name and said.kind in ("", self.kind))

    def is_written(self, text: str) -> bool:
        """Whether a text that calls it so has its marks too: it tells Xã Nghi Văn from Xã Nghi Vạn."""
        words = len(self.name.split())
        return _unit(text).written.split()[-words:] == self.written.split()[-words:]


@dataclass(frozen=True)
class _Province:
    """A province of before with its districts and their wards, and the province of today it is part of."""

    unit: _Unit
    now: str
    districts: tuple[tuple[_Unit, tuple[tuple[_Unit, tuple[str, ...]], ...]], ...]


def open_table() -> None:
    """Read the file now, so that nobody waits for it later (some 20 ms)."""
    _sections()


def proposals(address: str) -> tuple[str, ...]:
    """The address as it is said today, likeliest first.

    Several where the old ward was divided; none where the address is of today already, or not understood.
    """
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if len(parts) > _NEW_PARTS and _key(parts[-1]) == "viet nam":
        parts.pop()
    if len(parts) < _OLD_PARTS or _unit(parts[-2]).kind in _WARD_KINDS:
        return _island(parts)
    street = parts[:-_OLD_PARTS]
    found = dict.fromkeys(", ".join((*street, one)) for one in _wards_now(*parts[-_OLD_PARTS:]))
    return tuple(found) or _island(parts)


def _wards_now(ward: str, district: str, province: str) -> Iterator[str]:
    """The wards of today, each with its province."""
    for found in _called(province):
        for unit, wards in found.districts:
            if unit.is_called(district):
                called = [(old, now) for old, now in wards if old.is_called(ward)]
                by_marks = [one for one in called if one[0].is_written(ward)]
                yield from (f"{new}, {found.now}" for _, now in by_marks or called for new in now)


def _island(parts: list[str]) -> tuple[str, ...]:
    """An island district that never had wards (Huyện Côn Đảo): its name and its province are all of the address."""
    if len(parts) < _NEW_PARTS or _unit(parts[-2]).kind != "huien":
        return ()
    return tuple(", ".join((*parts[:-2], one)) for one in _wards_now("", parts[-2], parts[-1]))


def _called(province: str) -> tuple[_Province, ...]:
    said = _unit(province)
    names = {said.whole, said.name, _PROVINCES.get(said.name, "")}
    return tuple(_read(body) for unit, body in _sections() if unit.name in names)


def _key(text: str) -> str:
    """A name without marks, punctuation and leading noughts; i and y are one letter."""
    bare = re.sub(r"[^0-9a-z]+", " ", re.sub(r"['’`]", "", fold(text))).strip().replace("y", "i")
    return re.sub(r"\b0+(?=\d)", "", bare)


@lru_cache(maxsize=4096)
def _unit(text: str) -> _Unit:
    whole, written = _key(text), unicodedata.normalize("NFC", text).casefold()
    found = _KIND.match(whole)
    if found is None:
        return _Unit("", whole, whole, written)
    return _Unit(_SHORT.get(found[1], found[1]), found[2], whole, written)


@lru_cache(maxsize=1)
def _sections() -> tuple[tuple[_Unit, str], ...]:
    """The provinces of the table, each with its unread part."""
    text = TABLE.read_text(encoding="utf-8")
    return tuple((_unit(part.partition("\t")[0]), part) for part in text.split("\n=")[1:])


@lru_cache(maxsize=63)
def _read(section: str) -> _Province:
    """A province's part of the table."""
    head, *districts = section.strip("\n").split("\n+")
    name, _, now = head.partition("\t")
    return _Province(_unit(name), now, tuple(_district(one) for one in districts))


def _district(block: str) -> tuple[_Unit, tuple[tuple[_Unit, tuple[str, ...]], ...]]:
    name, *rows = block.split("\n")
    wards = (row.split("\t") for row in rows)
    return _unit(name), tuple((_unit(old), tuple(now)) for old, *now in wards)

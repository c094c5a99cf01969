# ruff: noqa: INP001 - a script beside what it makes, not a package
"""Makes ``vn-2025.tsv`` of the open data of vietnamadminunits 1.0.4 (MIT): which new wards each old one went to.

The package itself is no dependency (see ``docs/decisions/wards.md``); its wheel is downloaded and unpacked by hand.
Run: ``python resources/wards/make_wards.py FOLDER_OF_THE_UNPACKED_WHEEL [FILE]``.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

HEAD = (
    "# Old wards of 63 provinces and the wards of 34 provinces they belong to since 1 July 2025.",
    "# From the data of vietnamadminunits 1.0.4, Copyright (c) 2025 Tran Ngoc Minh Hieu, MIT: LICENSE.txt beside this.",
    "# =old province, its new one · +old district · old ward, its new wards (the one that took most of it first)",
)
Old = tuple[str, str, str]


def rows(data: Path) -> Iterator[tuple[Old, str, list[str]]]:
    """Old province, district and ward; the new province; the new wards."""
    units = sqlite3.connect(data / "dataset.db")
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    names = {(p, w): (province, ward) for p, w, province, ward in units.execute(_NEW)}
    went = dict(_went(converter))
    for province, district, ward, key in units.execute(_OLD):
        found = [names[one] for one in went[key]]
        yield (province, district, ward or ""), found[0][0], [one for _, one in found]
    units.close()


def _went(converter: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The key of an old ward, and the keys of the new ones, the main part first."""
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            yield from ((old, [(province, ward)]) for old in olds)
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            main_first = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            yield old, [(province, part["newWardKey"]) for part in main_first]


def lines(data: Path) -> Iterator[str]:
    """The table: provinces, their districts, their wards."""
    yield from HEAD
    ordered = sorted(rows(data))
    for (old, new), of_province in groupby(ordered, key=lambda row: (row[0][0], row[1])):
        yield f"={old}\t{new}"
        for district, of_district in groupby(of_province, key=lambda row: row[0][1]):
            yield f"+{district}"
            yield from ("\t".join((row[0][2], *row[2])) for row in of_district)


_NEW = "SELECT provinceKey, wardKey, province, ward FROM admin_units"
_OLD = (
    "SELECT province, district, ward, provinceKey || '_' || districtKey || '_' || coalesce(wardKey, '')"
    " FROM admin_units_legacy"
)

if __name__ == "__main__":
    made = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("vn-2025.tsv")  # noqa: PLR2004 - an argument
    made.write_text("\n".join(lines(Path(sys.argv[1]) / "vietnamadminunits" / "data")) + "\n", encoding="utf-8")

"""Vietnamese telephone numbers, and foreign ones for foreigners."""

from __future__ import annotations

import re
from typing import Literal

from counter_app.errors import BadDocument

PhoneOf = Literal["own", "submitter", "relative"]
"""Whose phone a person gave: their own, that of who brings the dossier, or a relative's."""

_SEPARATORS = re.compile(r"[\s.\-()]+")
_COUNTRY_CODE = re.compile(r"^(?:\+84|0084|84(?=\d{9,10}$))0?")
_MOBILE = re.compile(r"^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$", re.ASCII)
"""Prefixes given to the operators; numbers have 10 digits since 2018."""
_LANDLINE = re.compile(r"^02\d{8,9}$", re.ASCII)
"""Area code 02x and 7 or 8 digits (Hà Nội: 024 and 8)."""
_ABROAD = re.compile(r"^\+(?!84)[1-9]\d{7,14}$", re.ASCII)
"""ITU-T E.164: at most 15 digits with the country code."""


def normalise_phone(text: str, *, abroad: bool = False) -> str:
    """The number as ``0…`` without spaces, dots and dashes; with ``abroad`` also a foreign number as ``+…``.

    BadDocument for anything that is no telephone number.
    """
    bare = _SEPARATORS.sub("", text)
    national = _COUNTRY_CODE.sub("0", bare)
    if _MOBILE.match(national) or _LANDLINE.match(national):
        return national
    if abroad and _ABROAD.match(bare):
        return bare
    raise BadDocument("phone", "số điện thoại cần 10 số, bắt đầu bằng 0 hoặc +84")

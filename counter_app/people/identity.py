"""The QR of a Vietnamese identity card (thẻ căn cước công dân, thẻ căn cước 2024), read with all its damage.

The string is ``number|old number|name|ddMMyyyy|sex|address|ddMMyyyy``, UTF-8. Cards issued from 2024 carry up to four
more parts, which are left alone. A scanner that types instead of sending bytes drops or rewrites letters; what looks
damaged is flagged for the clerk, never blocked. A foreigner's document is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counter_app.errors import BadIdentity
from counter_app.people.damage import cleaned, name_damage, number_doubts, text_damage
from counter_app.wording_fields import IDENTITY_WARNINGS_VI

Sex = Literal["nam", "nữ"]

FIELDS = 7
"""Parts every card has; more are accepted and left alone."""

_NUMBER = re.compile(r"^\d{12}$", re.ASCII)
_OLD_NUMBER = re.compile(r"^\d{9}$", re.ASCII)
_DATE = re.compile(r"^\d{8}$", re.ASCII)
_SEXES: dict[str, Sex] = {"nam": "nam", "nữ": "nữ", "nu": "nữ"}


@dataclass(frozen=True)
class Identity:
    """What a card says; whatever could not be read is empty or None, and ``warnings`` says so."""

    number: str
    """12 digits, or empty when the card's number was damaged."""
    old_number: str | None
    """The 9 digits of the older card (CMND), if the QR names one."""
    name: str
    birth_date: date | None
    sex: Sex | None
    address: str
    issue_date: date | None
    warnings: tuple[str, ...] = ()
    """Keys in order of the fields; ``describe_warning`` says each in words."""


def parse_identity(text: str) -> Identity:
    """Read a card's QR string. BadIdentity only when nothing in it can be used."""
    parts = [cleaned(part) for part in text.strip().split("|")]
    if not any(parts):
        raise BadIdentity("empty")
    whole = [*parts, *[""] * (FIELDS - len(parts))]
    identity = _read(whole, _damage(whole, fields=len(parts)))
    if not identity.number and (identity.birth_date is None or not identity.name):
        raise BadIdentity("fields" if len(parts) < FIELDS else "number", len(parts))
    return identity


def looks_like_identity(text: str) -> bool:
    """Whether a scanned string is meant to be a card's QR, whole or torn (so that it never lands in a text field)."""
    first, *rest = text.strip().split("|")
    return len(rest) >= FIELDS - 1 or (bool(rest) and _NUMBER.match(first) is not None)


def mask(number: str) -> str:
    """The number as paper may show it: only the last four digits (``********1234``)."""
    shown = number[-4:] if len(number) > 4 else ""  # noqa: PLR2004 - the four digits named above
    return "*" * (len(number) - len(shown)) + shown


def describe_warning(key: str) -> str:
    """The Vietnamese sentence for a warning's key."""
    return IDENTITY_WARNINGS_VI[key]


def _read(parts: list[str], warnings: list[str]) -> Identity:
    number, old, name, birth, sex, address, issued = parts[:FIELDS]
    return Identity(
        number=number if _NUMBER.match(number) else "",
        old_number=old if _OLD_NUMBER.match(old) else None,
        name=name,
        birth_date=_day(birth),
        sex=_SEXES.get(sex.casefold()),
        address=address,
        issue_date=_day(issued),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _damage(parts: list[str], fields: int) -> list[str]:
    """The keys of everything that looks damaged, in order of the fields."""
    number, old, name, birth, sex, address, issued = parts[:FIELDS]
    born, known_sex = _day(birth), _SEXES.get(sex.casefold())
    found = ["fields"] if fields < FIELDS else []
    found += number_doubts(number, born, known_sex) if _NUMBER.match(number) else ["number"]
    found += ["old_number"] if old and not _OLD_NUMBER.match(old) else []
    found += name_damage(name)
    found += ["birth_date"] if born is None else []
    found += ["sex"] if known_sex is None else []
    found += text_damage(name, address)
    found += ["issue_date"] if issued and _day(issued) is None else []
    return found


def _day(text: str) -> date | None:
    """The day of a ``ddMMyyyy`` part, or None when it is not one."""
    if not _DATE.match(text):
        return None
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 - a day on a card has no zone
    except ValueError:
        return None

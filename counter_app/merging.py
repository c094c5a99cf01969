"""Two sides changed one dossier: which fields meet, and who has the last word by the field's owner. Pure.

A correction says for each field what stood there and what stands there now. It meets somebody else's only where the other
side has neither of the two: then, and only then, one of them has to give way. Order of time never decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROLES = ("owner", "submitter", "subject", "authorised_by")
CONTACT = frozenset(f"{role}.{part}" for role in ROLES for part in ("phone", "phone_of", "email", "address_now")) | {
    "note",
    "return_way",
    "return_address",
}
"""What is the counter's to say until somebody at the city has taken the dossier over."""
TAKEN_OVER = 4
"""Đang xử lý: from this national status on the city has the last word."""

Nested = Mapping[str, Any]
Fields = dict[str, Any]


def fields_of(changes: Nested) -> Fields:
    """A correction's values by field: ``owner.phone``, ``note``, ``papers``."""
    found: Fields = {}
    for part, value in changes.items():
        if part in ROLES and isinstance(value, Mapping):
            found |= {f"{part}.{key}": one for key, one in value.items()}
        else:
            found[part] = value
    return found


def changed(was: Nested, now: Nested) -> Fields:
    """The fields that a correction really changes, as they are after it."""
    before = fields_of(was)
    return {field: value for field, value in fields_of(now).items() if field not in before or before[field] != value}


def standing(dossier: Nested, fields: Fields) -> Fields:
    """What stands in a dossier (people under ``people``) for these fields; None for what it does not tell of."""
    people = dossier.get("people", {})
    found: Fields = {}
    for field in fields:
        role, _, part = field.partition(".")
        found[field] = (people.get(role) or {}).get(part) if part else dossier.get(field)
    return found


def meeting(dossier: Nested, was: Nested, now: Nested) -> Fields:
    """The fields somebody else changed to something else, with what they say now; empty where nothing meets."""
    wanted, before = changed(was, now), fields_of(was)
    there = standing(dossier, wanted)
    return {
        field: there[field]
        for field, value in wanted.items()
        if field in before and there[field] != before[field] and there[field] != value
    }


def merged(dossier: Nested, was: Nested, now: Nested) -> dict[str, Any]:
    """The dossier with what the correction changes, and everything else as it stands there."""
    result, people = dict(dossier), {role: dict(who) for role, who in dossier.get("people", {}).items() if who}
    for field, value in changed(was, now).items():
        role, _, part = field.partition(".")
        if part:
            people.setdefault(role, {})[part] = value
        else:
            result[field] = value
    return {**result, "people": people}


def counter_decides(fields: Fields, city_state: int) -> bool:
    """Whether the counter's word stands where these fields meet, without asking anybody."""
    return city_state < TAKEN_OVER and set(fields) <= CONTACT


def instead(was: Nested, theirs: Fields) -> dict[str, Any]:
    """What stood there, seen anew: with the other side's values, which the correction then replaces knowingly."""
    seen: dict[str, Any] = {part: dict(one) if isinstance(one, Mapping) else one for part, one in was.items()}
    for field, value in theirs.items():
        role, _, part = field.partition(".")
        if part:
            seen.setdefault(role, {})[part] = value
        else:
            seen[field] = value
    return seen

"""Two corrections of one dossier: nothing of either is lost without somebody's word."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.merging import changed, counter_decides, fields_of, instead, meeting, merged

FIELDS = ("owner.name", "owner.phone", "owner.email", "submitter.name", "note", "sets")
VALUES = st.sampled_from(["a", "b", "c", None])
DOSSIERS = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))


def nested(fields: dict[str, Any]) -> dict[str, Any]:
    """As a correction says it: people by role, the rest beside them."""
    found: dict[str, Any] = {}
    for field, value in fields.items():
        role, _, part = field.partition(".")
        if part:
            found.setdefault(role, {})[part] = value
        else:
            found[field] = value
    return found


def held(fields: dict[str, Any]) -> dict[str, Any]:
    """As a dossier holds it: people under ``people``."""
    apart = nested(fields)
    people = {role: apart.pop(role) for role in ("owner", "submitter") if role in apart}
    return {**apart, "people": people}


def test_a_phone_and_a_name_changed_apart_are_both_there() -> None:
    base = {"owner.name": "An", "owner.phone": "1", "note": ""}
    there = held(base | {"owner.phone": "2"})
    was, now = nested({"owner.name": "An", "owner.phone": "1"}), nested({"owner.name": "Ân", "owner.phone": "1"})

    assert meeting(there, was, now) == {}
    assert merged(there, was, now)["people"]["owner"] == {"name": "Ân", "phone": "2"}


def test_one_name_changed_on_both_sides_meets() -> None:
    there = held({"owner.name": "Ấn"})
    assert meeting(there, {"owner": {"name": "An"}}, {"owner": {"name": "Ân"}}) == {"owner.name": "Ấn"}
    assert meeting(there, {"owner": {"name": "An"}}, {"owner": {"name": "Ấn"}}) == {}, "both say the same"


def test_the_counter_has_the_last_word_on_contacts_until_the_city_has_taken_it_over() -> None:
    assert counter_decides({"owner.phone": "2", "note": ""}, 2)
    assert not counter_decides({"owner.phone": "2"}, 4)
    assert not counter_decides({"owner.phone": "2", "owner.name": "B"}, 2)


@given(base=DOSSIERS, ours=DOSSIERS, theirs=DOSSIERS)
def test_what_neither_met_nor_changed_stays_and_what_was_changed_is_there(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    was, now, there = nested(base), nested(ours), held(theirs)
    met = meeting(there, was, now)
    after = fields_of({**merged(there, was, now), **merged(there, was, now)["people"]})

    for field in FIELDS:
        mine = ours[field] != base[field]
        assert (field in met) == (mine and theirs[field] not in (base[field], ours[field]))
        assert after[field] == (ours[field] if mine else theirs[field])
    assert set(changed(was, now)) == {field for field in FIELDS if ours[field] != base[field]}


@given(base=DOSSIERS, ours=DOSSIERS, theirs=DOSSIERS)
def test_who_has_seen_the_other_side_meets_nothing_more(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    was, now, there = nested(base), nested(ours), held(theirs)
    assert meeting(there, instead(was, meeting(there, was, now)), now) == {}

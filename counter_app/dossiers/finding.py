"""Finding dossiers as somebody types: by code, by number or phone or their last four digits, by names without marks.

Every word typed must begin a word of the dossier; the newest come first. What is indexed are the words of ``words_of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text

from counter_app.dossiers.lookup import DossierRow, listed_dossiers, rows_of
from counter_app.people.folding import fold
from counter_app.records.desk import Dossier, DossierAlias, Person
from counter_app.records.finding import DossierPlace
from counter_app.store import Act, Asking

MOST = 50
"""Who types on sees fewer: a longer list helps nobody."""
_LAST_DIGITS = 4
_LONGEST = 80
"""Letters of a question that are looked at."""
_APART = re.compile(r"[^0-9a-z\x80-\U0010ffff]+")
_CODE_BEGINS = re.compile(r"^[A-Z0-9]{1,4}\.[A-Z0-9.]*[A-Z0-9](-[0-9-]*)?$", re.ASCII)
_AFTER_ALL = "\uffff"

# Made once: every receiving and every key pressed needs them.
_PEOPLE = select(Person.name_fold, Person.number, Person.phone).where(Person.dossier_id == bindparam("dossier"))
_CODE = select(Dossier.code).where(Dossier.id == bindparam("dossier"))
_ALIASES = select(DossierAlias.alias).where(DossierAlias.dossier_id == bindparam("dossier"))
_PLACE = select(DossierPlace.seq).where(DossierPlace.dossier_id == bindparam("dossier"))
_TAKE_PLACE = insert(DossierPlace.__table__)  # type: ignore[arg-type]
_FORGET = text("DELETE FROM dossier_words WHERE rowid = :seq")
_KEEP = text("INSERT INTO dossier_words (rowid, words) VALUES (:seq, :words)")
_MATCHING = text("SELECT rowid FROM dossier_words WHERE dossier_words MATCH :asked ORDER BY rowid DESC LIMIT :most")
_AT_PLACES = (
    listed_dossiers()
    .join(DossierPlace, DossierPlace.dossier_id == Dossier.id)
    .where(DossierPlace.seq.in_(bindparam("places", expanding=True)))
    .order_by(DossierPlace.seq.desc())
)
_BY_CODE = (
    listed_dossiers()
    .where(Dossier.code >= bindparam("first"), Dossier.code < bindparam("end"))
    .order_by(Dossier.code.desc())
    .limit(MOST)
)
_BY_ALIAS = listed_dossiers().where(
    Dossier.id.in_(select(DossierAlias.dossier_id).where(DossierAlias.alias == bindparam("code")))
)


def words_of(codes: Iterable[str], people: Iterable[Any]) -> str:
    """What a dossier is found by (pure): date and sequence of its codes, names, numbers, phones, and their last digits."""
    found: dict[str, None] = {}
    for code in codes:
        found |= dict.fromkeys(_words(code.partition("-")[2]))
    for person in people:
        found |= dict.fromkeys(_words(person.name_fold))
        for number in _words(fold(f"{person.number or ''} {person.phone or ''}")):
            found |= dict.fromkeys((number, number[-_LAST_DIGITS:]))
    return " ".join(found)


def make_findable(act: Act, dossier_id: UUID) -> None:
    """Keep what a dossier is found by, as it stands now; what it was found by before is forgotten."""
    of = {"dossier": dossier_id}
    connection = act.connection
    codes = [connection.execute(_CODE, of).scalar_one(), *connection.execute(_ALIASES, of).scalars()]
    words = words_of(codes, connection.execute(_PEOPLE, of))
    place = connection.execute(_PLACE, of).scalar_one_or_none()
    if place is None:
        place = connection.execute(_TAKE_PLACE, {"dossier_id": dossier_id}).inserted_primary_key[0]  # type: ignore[index]
    else:
        connection.execute(_FORGET, {"seq": place})
    connection.execute(_KEEP, {"seq": place, "words": words})


def search(asking: Asking, typed: str) -> tuple[DossierRow, ...]:
    """The newest dossiers that what was typed may mean; none for nothing."""
    plain = typed.strip().upper()
    if _CODE_BEGINS.match(plain):
        by_code = asking.connection.execute(_BY_CODE, {"first": plain, "end": plain + _AFTER_ALL})
        by_alias = asking.connection.execute(_BY_ALIAS, {"code": plain})
        return rows_of([*by_code, *by_alias])
    words = _words(fold(typed[:_LONGEST]))
    if not words:
        return ()
    *whole, last = (f'"{word}"' for word in words)
    found = (
        asking.connection.execute(_MATCHING, {"asked": " ".join([*whole, f"{last}*"]), "most": MOST}).scalars().all()
    )
    return rows_of(asking.connection.execute(_AT_PLACES, {"places": found})) if found else ()


def _words(folded: str) -> list[str]:
    return [word for word in _APART.split(folded.lower()) if word]

"""Desks to measure on: a real dossier and so many copies of it, with other names, numbers, codes, days and states."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, text

from counter_app.dossiers.codes import format_code
from counter_app.dossiers.finding import words_of
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.receive import receive
from counter_app.ids import new_id
from counter_app.people.folding import fold
from counter_app.place import Place, open_place
from counter_app.records.desk import CopyLine, Dossier, DossierEvent, Fee, Paper, Person
from counter_app.records.finding import DossierPlace
from counter_app.store import By
from counter_app.unit import make_unit

UNIT = "H26.016.26"
DOCUMENT = {
    "procedure": "2.000815",
    "owner": {"kind": "citizen", "number": "001085012345", "number_kind": "cccd", "name": "Nguyễn Văn An"},
    "papers": [{"name": "Bản chính giấy tờ", "originals": 1}],
    "lines": [{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}],
}
"""A dossier as the command line reads it."""

_SURNAMES = {"Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Vũ": 4, "Võ": 4, "Đặng": 2, "Bùi": 2, "Đỗ": 1}
_MIDDLES = ("Văn", "Thị", "Văn", "Thị", "Đức", "Minh", "Ngọc", "Quốc", "Thu", "Hữu", "Gia", "Kim")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Linh", "Long", "Mai", "Ngữ", "Oanh", "Phúc",
          "Quỳnh", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Trung", "Tuấn", "Uyên", "Vy", "Yến")  # fmt: skip
_PARTS = (Person, Paper, Fee, CopyLine, DossierEvent)
_A_DAY = 60
"""Dossiers of a counter's day."""
_AT_ONCE = 2_000
_OPEN_SHARE = 0.03
_OPEN_STATES = (2, 4, 4, 4, 5, 9)
_ENDED = 10


@dataclass(frozen=True)
class Citizen:
    """Somebody made up."""

    name: str
    number: str
    phone: str

    @property
    def name_fold(self) -> str:
        """As it is searched."""
        return fold(self.name)


def citizens(seed: int = 1) -> Iterator[Citizen]:
    """People without end, their names as common as in the country; the same ones each time."""
    chance = random.Random(seed)  # noqa: S311 - made-up data
    surnames, weights = list(_SURNAMES), list(_SURNAMES.values())
    while True:
        name = f"{chance.choices(surnames, weights)[0]} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"
        number = f"001{chance.randrange(4)}{chance.randrange(100):02}{chance.randrange(10**6):06}"
        yield Citizen(name, number, f"09{chance.randrange(10**8):08}")


@contextmanager
def desk_with(folder: Path, dossiers: int) -> Iterator[Place]:
    """A unit whose desk holds so many dossiers."""
    make_unit(folder, "Đơn vị đo", UNIT, training=True)
    with closing(open_place(folder, by=By("bench", 1))) as place:
        answer = place.desk.do(receive, read_intake(DOCUMENT, date(2026, 11, 20)))
        with place.desk.database.acts.begin() as connection:
            _copy(connection, answer.id, dossiers)
            connection.execute(text("ANALYZE"))
        yield place


def _copy(connection: Connection, dossier_id: UUID, many: int) -> None:
    whole = _rows(connection, Dossier, Dossier.id == dossier_id)[0]
    parts = {table: _rows(connection, table, table.dossier_id == dossier_id) for table in _PARTS}
    people, chance, now = citizens(), random.Random(2), whole["received_at"]  # noqa: S311 - made-up data
    for first in range(0, many, _AT_ONCE):
        batch: dict[Any, list[dict[str, Any]]] = {table: [] for table in (Dossier, *_PARTS)}
        words = []
        for number in range(first, min(first + _AT_ONCE, many)):
            received = now - timedelta(days=1 + (many - 1 - number) // _A_DAY)
            citizen, copied = next(people), _one_more(whole, received, number, chance)
            batch[Dossier].append(copied)
            for table, rows in parts.items():
                batch[table] += [_of(copied, table, row, citizen) for row in rows]
            words.append((copied["id"], words_of([copied["code"]], [citizen])))
        for table, rows in batch.items():
            connection.execute(insert(table), rows)
        _keep_words(connection, words)


def _one_more(whole: dict[str, Any], received: datetime, number: int, chance: random.Random) -> dict[str, Any]:
    still_open = chance.random() < _OPEN_SHARE
    day = received.date()
    due = received + timedelta(days=chance.randrange(1, 30))
    own = {"id": new_id(), "code": format_code(UNIT, day, 1 + number % _A_DAY), "business_day": day}
    when = {"received_at": received, "due": due, "due_original": due, "counted_from": received}
    state = chance.choice(_OPEN_STATES) if still_open else _ENDED
    return {**whole, **own, **when, "state": state, "sync_state": "local" if still_open else "city"}


def _of(dossier: dict[str, Any], table: Any, row: dict[str, Any], citizen: Citizen) -> dict[str, Any]:
    copied = {**row, "dossier_id": dossier["id"]}
    if table is Person:
        who = {"name": citizen.name, "name_fold": citizen.name_fold, "number": citizen.number, "phone": citizen.phone}
        copied |= {"id": new_id(), **who}
    if table is DossierEvent:
        del copied["seq"]
        copied["at"] = dossier["received_at"]
    return copied


def _keep_words(connection: Connection, words: list[tuple[UUID, str]]) -> None:
    places = connection.execute(
        insert(DossierPlace).returning(DossierPlace.seq, sort_by_parameter_order=True),
        [{"dossier_id": dossier_id} for dossier_id, _ in words],
    ).scalars()
    rows = [{"seq": seq, "words": said} for seq, (_, said) in zip(places, words, strict=True)]
    connection.execute(text("INSERT INTO dossier_words (rowid, words) VALUES (:seq, :words)"), rows)


def _rows(connection: Connection, table: Any, where: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table.__table__).where(where))]  # noqa: SLF001 - SQLAlchemy's public name

"""A dossier received by a program that knew no steps: brought up to date, it goes its way like any other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from counter_app import migrate
from counter_app.database import Database, open_database
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.due_changes import due_history
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.timeline import timeline
from counter_app.place import Place, open_place
from counter_app.records.desk import Dossier
from counter_app.store import Asking, By
from tests.clock import SetClock
from tests.counter_app.dossier_story import extension, marriage
from tests.documents import intake

TABLES = ("unit", "device", "service", "procedure", "dossier", "person", "paper", "copy_line", "fee", "dossier_event")


def copy_rows(source: Database, into: Database, table: str) -> None:
    """The rows of a table, in the columns the older file has."""
    with source.questions.begin() as new, into.acts.begin() as old:
        there = ", ".join(row.name for row in old.execute(text(f"PRAGMA table_xinfo({table})")))
        values = ":" + there.replace(", ", ", :")
        for row in new.execute(text(f"SELECT {there} FROM {table}")).mappings().all():
            old.execute(text(f"INSERT INTO {table} ({there}) VALUES ({values})"), dict(row))


@pytest.fixture
def older(unit_folders: dict[str, Path], tmp_path: Path, clock: SetClock) -> Iterator[Place]:
    """A unit of revision 0003 with three dossiers, opened by today's program."""
    folder = Path(shutil.copytree(unit_folders["one_file"], tmp_path / "unit"))
    with closing(open_place(folder, by=By("lan", 3), clock=clock)) as place:
        marriage(place)
        place.desk.do(receive, intake())
        place.desk.do(receive, intake(fee={"way": "exempt", "ground": "Hộ nghèo"}))
        today = place.desk.database
        assert isinstance(today, Database)
        with closing(open_database(tmp_path / "older.db", today.key)) as before:
            migrate.upgrade(before, "desk", "0003")
            migrate.upgrade(before, "office")
            for table in TABLES:
                copy_rows(today, before, table)
    for file in folder.glob("desk.db*"):
        file.unlink()
    shutil.move(tmp_path / "older.db", folder / "desk.db")
    opened = open_place(folder, by=By("lan", 3), clock=clock)
    yield opened
    opened.close()


def axes(asking: Asking) -> list[tuple[str, str, int, bool]]:
    shown = select(Dossier.money_state, Dossier.handover_state, Dossier.version, Dossier.voided)
    return [(row[0], row[1], row[2], row[3]) for row in asking.connection.execute(shown.order_by(Dossier.code))]


def test_an_older_dossier_keeps_its_money_and_its_first_due_date(older: Place, clock: SetClock) -> None:
    assert older.desk.ask(axes) == [
        ("none", "none", 1, False),
        ("paid", "none", 1, False),
        ("exempt", "none", 1, False),
    ]
    got = older.desk.ask(dossier, "H26.016.26-261120-0001")
    assert got.counted_from == got.received_at
    (first,) = older.desk.ask(due_history, got.id)
    assert (first.kind, first.due) == ("set", got.due_original)
    clock.forward(hours=1)

    older.desk.do(extend, got.id, extension())

    told = older.desk.ask(timeline, got.id)
    assert [step.kind for step in told.steps] == ["received", "extended"]
    assert [one.kind for one in told.dues] == ["set", "extended"]

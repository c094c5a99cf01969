from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Connection, Date, Integer, LargeBinary, String, Table, Uuid, insert, text
from sqlalchemy.types import TypeEngine

from counter_app import migrate
from counter_app.database import Database, open_database
from counter_app.migrate import StoreName, upgrade, version_of
from counter_app.migrations import HEADS
from counter_app.place import Place, open_place
from counter_app.queue import issuing
from counter_app.queue.board import tickets_today
from counter_app.records import METADATA, tables_of
from counter_app.records.base import Moment
from tests.clock import SetClock

KEY = bytes(range(32))


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return open_database(tmp_path / "empty.db", KEY)


def shape(connection: Connection) -> dict[str, Any]:
    """What the engine itself says a file holds: tables column by column, and the words of indexes and triggers."""
    found: dict[str, Any] = {}
    rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")).all()
    for row in rows:
        if row.name.startswith(("sqlite_", "alembic_")) or row.tbl_name.startswith("alembic_"):
            continue
        if row.type == "table":
            columns = connection.execute(text(f"PRAGMA table_xinfo({row.name})")).all()
            keys = connection.execute(text(f"PRAGMA foreign_key_list({row.name})")).all()
            checks = sorted(part.strip(" ,") for part in row.sql.splitlines() if "CONSTRAINT" in part)
            found[row.name] = (columns, sorted(map(str, keys)), checks, "AUTOINCREMENT" in row.sql)
        else:
            found[row.name] = " ".join((row.sql or "").split())
    return found


@pytest.mark.parametrize("store", ["desk", "office"])
def test_the_migrated_file_is_what_the_tables_say(store: StoreName, empty: Database, tmp_path: Path) -> None:
    upgrade(empty, store)
    described = open_database(tmp_path / "described.db", KEY)
    with described.acts.begin() as connection:
        METADATA.create_all(connection, tables=tables_of(store))

    with empty.acts.begin() as migrated, described.acts.begin() as made:
        assert shape(migrated) == shape(made)


def test_the_comparison_bites(empty: Database, tmp_path: Path) -> None:
    upgrade(empty, "office")
    with empty.acts.begin() as connection:
        before = shape(connection)
        connection.execute(text("DROP INDEX uq_call_open_counter"))
        connection.execute(text("CREATE UNIQUE INDEX uq_call_open_counter ON call (counter)"))
        assert shape(connection) != before
        connection.execute(text("DROP TRIGGER ticket_event_no_delete"))
        assert "ticket_event_no_delete" not in shape(connection)


def test_both_histories_live_in_one_file(empty: Database) -> None:
    upgrade(empty, "desk")
    upgrade(empty, "office")

    assert {store: version_of(empty, store) for store in ("desk", "office")} == HEADS


@pytest.mark.parametrize("store", ["desk", "office"])
def test_the_head_the_program_knows_is_the_head_of_the_history(store: StoreName) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations") / store))

    assert ScriptDirectory.from_config(config).get_current_head() == HEADS[store]


@pytest.mark.parametrize("first", ["0001", "head"])
def test_a_filled_file_goes_through_every_revision_unharmed(first: str, empty: Database) -> None:
    """From each revision on, with rows in every table: nothing is lost, no guard is dropped, foreign keys hold."""
    for store in STORES:
        upgrade(empty, store, first)
    with empty.acts.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in METADATA.sorted_tables:
            fill(connection, table)
        counted = counts(connection)

    for store in STORES:
        upgrade(empty, store)

    with empty.acts.begin() as connection:
        new = dict.fromkeys(counts(connection).keys() - counted.keys(), 0)
        assert counts(connection) == counted | new | {"dossier_place": counted["dossier"]}
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        guards = {name for name in shape(connection) if name.endswith(("_no_update", "_no_delete", "_no_replace"))}
        assert len(guards) == 15


def test_a_ticket_of_the_first_tables_keeps_its_place_in_line(empty: Database) -> None:
    upgrade(empty, "office", "0001")
    with empty.acts.begin() as connection:
        fill(connection, METADATA.tables["ticket"])

    upgrade(empty, "office")

    with empty.questions.begin() as connection:
        kept = connection.execute(text("SELECT lane, queued_at = arrived_at AS same, slip FROM ticket")).one()
        assert tuple(kept) == ("A/1", 1, "none")


def test_a_file_is_copied_aside_before_it_is_migrated(
    place: Place, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.office.do(issuing.issue, "HT")
    with place.office.database.acts.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_office SET version_num = '0000'")
    ran: list[str] = []
    monkeypatch.setattr(migrate, "_refuse_newer", lambda _database, _store: None)
    monkeypatch.setattr(migrate, "upgrade", lambda _database, store: ran.append(store))

    reopened = open_place(place.folder, clock=clock)

    assert ran == ["office"]
    copies = list(place.folder.glob("*.before-*.db"))
    assert len(copies) == 1
    file = place.office.database
    assert isinstance(file, Database)
    kept = open_database(copies[0], file.key)
    with kept.questions.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ticket").scalar_one() == 1
    kept.close()
    assert len(reopened.office.ask(tickets_today)) == 1
    reopened.close()


def test_a_copy_that_a_start_just_before_left_is_not_written_over(
    place: Place, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program was killed while it migrated, and started again within the same second."""
    with place.office.database.acts.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version_office SET version_num = '0000'")
    monkeypatch.setattr(migrate, "_refuse_newer", lambda _database, _store: None)
    monkeypatch.setattr(migrate, "upgrade", lambda _database, _store: None)

    for _ in range(3):
        open_place(place.folder, clock=clock).close()

    assert len(list(place.folder.glob("*.before-*.db"))) == 3


def counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
        for table in METADATA.sorted_tables
        if columns_of(connection, table.name)
    }


def columns_of(connection: Connection, table: str) -> set[str]:
    """The columns a table has in this file, whatever revision it is at; none where it is not there yet."""
    return {row.name for row in connection.execute(text(f"PRAGMA table_xinfo({table})"))}


def fill(connection: Connection, table: Table) -> None:
    """One row, in the columns this revision has."""
    there = columns_of(connection, table.name)
    if there:
        row = {name: value for name, value in example_row(table.name).items() if name in there}
        connection.execute(insert(table).values(row))


STORES: tuple[StoreName, ...] = ("desk", "office")
SAME = UUID(int=7)
MOMENT = datetime(2026, 11, 20, 2, tzinfo=UTC)
CHOICES: dict[tuple[str, str], Any] = {
    ("visit", "state"): "open",
    ("draft", "state"): "open",
    ("ticket", "state"): "waiting",
    ("outbox", "state"): "pending",
    ("blob", "state"): "local",
    ("print_job", "state"): "queued",
    ("person", "role"): "owner",
    ("calendar_day", "kind"): "off",
    ("counter_duty", "kind"): "open",
    ("ticket", "slip"): "none",
    ("dossier", "code_kind"): "final",
    ("dossier", "sync_state"): "local",
    ("dossier", "money_state"): "none",
    ("dossier", "handover_state"): "none",
    ("money_move", "kind"): "taken",
    ("dossier_supplement", "stage"): "intake",
    ("dossier_leg", "outcome"): "late",
    ("dossier_due", "kind"): "set",
    ("dossier_form", "kind"): "02",
    ("handover", "way"): "counter",
    ("handover", "slip"): "none",
}
BY_TYPE: tuple[tuple[type[TypeEngine[Any]], Any], ...] = (
    (Moment, MOMENT),
    (Uuid, SAME),
    (JSON, {}),
    (Date, MOMENT.date()),
    (Boolean, True),
    (Integer, 1),
    (LargeBinary, b""),
    (String, "A"),
)


def example_row(table: str) -> dict[str, Any]:
    """A row for any table, whose references all point to the other example rows."""
    return {
        column.name: CHOICES.get((table, column.name)) or example(column.type)
        for column in METADATA.tables[table].columns
    }


def example(kind: TypeEngine[Any]) -> Any:
    return next(value for known, value in BY_TYPE if isinstance(kind, known))

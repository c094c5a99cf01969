"""The tables on the server: made and moved like the file's, by one starter at a time."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, text

from counter_app.cli.trial_server import TrialServer
from counter_app.errors import RecordsTooNew
from counter_app.migrate import bring_up_to_date, upgrade, version_of
from counter_app.migrations import HEADS
from counter_app.postgres import Server, open_office, open_server
from counter_app.records import METADATA, tables_of
from counter_app.records.guards import APPEND_ONLY
from tests.counter_app.test_migrations import example_row
from tests.postgres.offices import AUDIT_KEY


def shape(server: TrialServer, url: str) -> list[str]:
    """What the server itself says a database holds, statement by statement."""
    told = server.tables_as_told(url).splitlines()
    lines = [line for line in told if not line.startswith(("--", "\\", "SET ", "SELECT "))]
    return sorted(" ".join(statement.split()) for statement in "\n".join(lines).split(";\n"))


def test_the_migrated_database_is_what_the_tables_say(server: TrialServer, empty_url: str) -> None:
    open_office(empty_url, AUDIT_KEY).close()
    described = open_server(server.make_database("described"))
    with described.acts.begin() as connection:
        METADATA.create_all(connection, tables=tables_of("office"))
    described.close()

    assert shape(server, empty_url) == shape(server, server.url("described"))


@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX uq_call_open_counter; CREATE UNIQUE INDEX uq_call_open_counter ON call (counter)",
        "DROP TRIGGER audit_no_truncate ON audit",
        "ALTER TABLE ticket DROP CONSTRAINT ck_ticket_state",
        "ALTER TABLE ticket ALTER COLUMN lane DROP NOT NULL",
    ],
)
def test_the_comparison_bites(server: TrialServer, url: str, change: str) -> None:
    before = shape(server, url)
    changed = open_server(url)
    with changed.acts.begin() as connection:
        for statement in change.split("; "):
            connection.execute(text(statement))
    changed.close()

    assert shape(server, url) != before


def test_a_filled_office_goes_through_every_revision_unharmed(empty_url: str) -> None:
    server = open_server(empty_url)
    upgrade(server, "office", "0001")
    fill(server)
    before = counts(server)

    upgrade(server, "office")

    kept = {table: before.get(table, 0) for table in counts(server)}
    assert counts(server) == kept
    with server.questions.begin() as connection:
        place = connection.execute(text("SELECT lane, queued_at = arrived_at, slip FROM ticket")).one()
        silent = connection.execute(text("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'")).scalars().all()
    assert tuple(place) == ("A/1", True, "none")
    assert silent == [], "no guard stays switched off"
    server.close()


def test_starters_at_the_same_time_make_the_tables_once(empty_url: str) -> None:
    together, troubles = threading.Barrier(4), []

    def start() -> None:
        try:
            together.wait()
            open_office(empty_url, AUDIT_KEY).close()
        except BaseException as trouble:  # noqa: BLE001 - shown by the assertion below
            troubles.append(trouble)

    starters = [threading.Thread(target=start) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()

    assert troubles == []
    server = open_server(empty_url)
    assert version_of(server, "office") == HEADS["office"]
    server.close()


def test_an_office_of_a_newer_program_is_refused(url: str) -> None:
    server = open_server(url)
    with server.acts.begin() as connection:
        connection.execute(text("UPDATE alembic_version_office SET version_num = '9999'"))

    with pytest.raises(RecordsTooNew):
        bring_up_to_date(server, ("office",))
    server.close()
    with pytest.raises(RecordsTooNew):
        open_office(url, AUDIT_KEY)


@pytest.mark.parametrize("table", ["audit", "ticket_event"])
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE {table} SET at = at", "append-only"),
        ("DELETE FROM {table}", "append-only"),
        ("TRUNCATE {table}", "append-only"),
        ("INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (seq) DO UPDATE SET at = excluded.at", "append-only"),
        ("INSERT INTO {table} SELECT * FROM {table} LIMIT 1", "duplicate key"),
    ],
)
def test_nobody_changes_what_was_written(empty_url: str, table: str, statement: str, said: str) -> None:
    open_office(empty_url, AUDIT_KEY).close()
    server = open_server(empty_url)
    fill(server)

    with pytest.raises(Exception, match=said), server.acts.begin() as connection:
        connection.execute(text(statement.format(table=table)))
    server.close()


def test_every_append_only_table_of_the_office_is_guarded(url: str) -> None:
    server = open_server(url)
    with server.questions.begin() as connection:
        found = set(connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).scalars())
    server.close()

    guarded = {table.name for table in tables_of("office")} & APPEND_ONLY.keys()
    assert found == {f"{table}_no_{what}" for table in guarded for what in ("update", "delete", "truncate")}
    assert guarded == {"audit", "ticket_event"}


def fill(server: Server) -> None:
    """One row in every table the database has, in the columns it has there."""
    with server.acts.begin() as connection:
        for table in tables_of("office"):
            there = columns(server, table.name)
            row = {name: value for name, value in example_row(table.name).items() if name in there}
            if row:
                connection.execute(insert(table).values(row))


def columns(server: Server, table: str) -> set[str]:
    asked = text("SELECT column_name FROM information_schema.columns WHERE table_name = :table")
    with server.questions.begin() as connection:
        return set(connection.execute(asked, {"table": table}).scalars())


def counts(server: Server) -> dict[str, int]:
    with server.questions.begin() as connection:
        return {
            table.name: connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
            for table in tables_of("office")
            if columns(server, table.name)
        }

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from counter_app import audit
from counter_app.place import Place
from counter_app.queue import issuing, tickets
from counter_app.store import Asking, Store


def verdict(store: Store) -> audit.Verdict:
    def look(asking: Asking) -> audit.Verdict:
        return audit.verify(asking.connection, store.audit_key)

    return store.ask(look)


def test_every_act_adds_a_line_and_the_chain_holds(place: Place) -> None:
    before = verdict(place.office).lines

    place.office.do(issuing.issue, "HT")
    place.office.do(tickets.call_next, 3)

    after = verdict(place.office)
    assert after.broken_at is None
    assert after.lines == before + 3  # issued, the counter opened, called


@pytest.mark.parametrize("table", ["audit", "ticket_event"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET at = at",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ],
)
def test_nobody_changes_what_was_written(place: Place, table: str, statement: str) -> None:
    place.office.do(issuing.issue, "HT")

    with pytest.raises(IntegrityError, match="append-only"), place.office.database.acts.begin() as connection:
        connection.execute(text(statement.format(table=table)))


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'ai đó' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"])
def test_who_drops_the_guards_is_found_by_the_chain(place: Place, change: str) -> None:
    with place.office.database.acts.begin() as connection:
        for guard in ("no_update", "no_delete", "no_replace"):
            connection.exec_driver_sql(f"DROP TRIGGER audit_{guard}")
        connection.exec_driver_sql(change)

    assert verdict(place.office).broken_at is not None

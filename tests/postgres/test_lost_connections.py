"""Connections that break, a server that is off, and the limits every session has."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from counter_app import postgres
from counter_app.cli.trial_server import trial_server
from counter_app.errors import StoreAway
from counter_app.postgres import open_office
from counter_app.queue import issuing
from counter_app.queue.board import tickets_today
from counter_app.store import Act, Store
from counter_app.wording import sentence
from tests.postgres.offices import AUDIT_KEY, AnotherPc, found_office


def test_a_connection_that_broke_is_made_anew(office: Store) -> None:
    office.do(issuing.issue, "HT")
    office.ask(tickets_today)
    end_all_but_mine = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with office.database.acts.begin() as connection:
        assert connection.execute(end_all_but_mine).scalar_one() >= 1

    assert [ticket.number for ticket in office.ask(tickets_today)] == ["A001"]
    assert office.do(issuing.issue, "HT").number == "A002"


def test_a_connection_that_breaks_in_the_middle_of_an_act_leaves_one_ticket(another_pc: AnotherPc) -> None:
    office, other, tries = another_pc(), another_pc(), []

    def issue_on_a_bad_line(act: Act) -> issuing.Issued:
        tries.append(act.tries_left)
        issued = issuing.issue(act, "HT")
        if len(tries) == 1:
            pid = act.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with other.database.acts.begin() as connection:
                connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
            act.connection.execute(select(1))
        return issued

    assert office.do(issue_on_a_bad_line).number == "A001"
    assert len(tries) == 2
    assert len(office.ask(tickets_today)) == 1


def test_an_office_whose_server_is_off_is_one_sentence() -> None:
    with trial_server() as running:
        office = open_office(found_office(running, "gone"), AUDIT_KEY)
        watch = office.watch()
        office.ask(tickets_today)

    with pytest.raises(StoreAway) as refused:
        office.do(issuing.issue, "HT")
    with pytest.raises(StoreAway):
        office.ask(tickets_today)
    with pytest.raises(StoreAway):
        watch.changed()
    with pytest.raises(StoreAway):
        office.watch()
    assert "Không nối được máy chủ" in sentence(refused.value)
    watch.close()
    office.close()


def test_every_session_has_its_limits(office: Store) -> None:
    for engine in (office.database.acts, office.database.questions):
        with engine.begin() as connection:
            said = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in postgres.SESSION}
        keepalives = {name for name in said if name.startswith("tcp_")}  # a Unix socket has none, and says 0
        assert {name: said[name] for name in said.keys() - keepalives} == {
            name: postgres.SESSION[name] for name in postgres.SESSION.keys() - keepalives
        } | {"timezone": "UTC"}

"""The training city and the steps of a dossier."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from sync.sandbox.bodies import demand
from sync.sandbox.problems import CityRefusal
from sync.sandbox.steps import DossierStep, take_step

MOMENT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC).isoformat()


def city() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE dossier (id, state, rev, changed_at, body)")
    body = {"people": {"owner": {"name": "An"}}, "due": None}
    db.execute("INSERT INTO dossier VALUES ('one', 2, 1, '', ?)", (json.dumps(body),))
    return db


def step(db: sqlite3.Connection, state: int, **told: object) -> sqlite3.Row:
    body = {"code": "H26", "state": state, "at": MOMENT, "agency": "Một cửa", "officer": "Lan", **told}
    return take_step(db, "one", demand(DossierStep, json.dumps(body)), body)


def test_what_was_handed_over_stays_so_when_an_earlier_step_comes_later() -> None:
    with closing(city()) as db:
        assert step(db, 10)["state"] == 10
        assert (step(db, 9)["state"], step(db, 9)["rev"]) == (10, 4)


def test_a_correction_and_a_new_due_date_stand_in_the_dossier() -> None:
    with closing(city()) as db:
        step(db, 4, due=MOMENT)
        after = step(db, 4, changes={"owner": {"name": "Ân"}, "sets": 2})

        held = json.loads(after["body"])
        assert (held["people"]["owner"]["name"], held["sets"], held["due"]) == ("Ân", 2, MOMENT)
        assert [one["officer"] for one in held["steps"]] == ["Lan", "Lan"]


def test_a_step_without_an_agency_is_refused() -> None:
    with closing(city()) as db, pytest.raises(CityRefusal):
        step(db, 4, agency="")

"""Thousands of ops that wait: the next batch is found without looking at them all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, select, update

from counter_app import outbox
from counter_app.ids import new_id
from counter_app.place import Place
from counter_app.records.shared import Outbox
from counter_app.sending import Unsent, next_ops
from counter_app.store import Act, Asking

pytestmark = pytest.mark.parametrize("unit_folder", ["one_file"], indirect=True)
MANY = 450


def _prints(act: Act, times: int, lanes: int) -> None:
    names = [new_id() for _ in range(lanes)]
    for at in range(times):
        act.record("fact.receipt_printed", f"dossier:{names[at % lanes]}", {"copy_no": 1})


def _holds_back(act: Act, seqs: list[int]) -> None:
    act.connection.execute(update(Outbox).where(Outbox.seq.in_(seqs)).values(state="parked"))


def _by_all(asking: Asking) -> tuple[int, ...]:
    columns = (Outbox.seq, Outbox.origin, Outbox.lane, Outbox.client_rev, Outbox.state, Outbox.next_at)
    rows = asking.connection.execute(select(*columns)).all()
    return next_ops((Unsent(*row, size=1) for row in rows), asking.now, 50)


def test_the_batch_is_the_one_all_of_them_would_give(place: Place) -> None:
    place.desk.do(_prints, MANY, 30)
    place.desk.do(_holds_back, list(range(1, 27)))

    assert place.desk.ask(outbox._next, 50) == place.desk.ask(_by_all)


def test_behind_hundreds_that_stand_still_those_that_can_go_are_found(place: Place) -> None:
    place.desk.do(_prints, MANY, 1)
    place.desk.do(_holds_back, [1])
    place.desk.do(_prints, 3, 3)

    assert place.desk.ask(outbox._next, 50) == (MANY + 1, MANY + 2, MANY + 3)


def test_a_batch_of_many_costs_the_rows_of_a_few(place: Place) -> None:
    place.desk.do(_prints, MANY, MANY)
    read: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        read.append((statement, parameters))

    event.listen(place.desk.database.questions, "before_cursor_execute", note)
    place.desk.ask(outbox._next, 50)
    event.remove(place.desk.database.questions, "before_cursor_execute", note)

    assert len(read) == 2
    for statement, parameters in read:
        plan = place.desk.ask(_plan, statement, parameters)
        assert plan, statement
        assert not [line for line in plan if line.startswith("SCAN")], plan


def _plan(asking: Asking, statement: str, parameters: Any) -> list[str]:
    rows = asking.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return [str(row[-1]) for row in rows]

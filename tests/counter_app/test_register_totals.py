"""The totals of form 07: each dossier is counted once, by its appointment and the hour it was returned."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.form_documents import RegisterRow
from counter_app.moments import HANOI
from counter_app.register_totals import Standing, Totals, standing, totals

CAME = datetime(2026, 11, 20, 9, 12, tzinfo=HANOI)
DUE = datetime(2026, 11, 27, 16, 30, tzinfo=HANOI)
HOURS = st.one_of(st.none(), st.integers(0, 400).map(lambda hours: CAME + timedelta(hours=hours)))


def _row(returned: datetime | None, due: datetime | None = DUE) -> RegisterRow:
    return RegisterRow("H26.016.26-261120-0001", "", "", "", "", "", CAME, due, returned)


@pytest.mark.parametrize(
    ("returned", "stands"),
    [
        (DUE - timedelta(days=1), "early"),
        (DUE - timedelta(hours=8), "on_time"),
        (DUE, "on_time"),
        (DUE + timedelta(minutes=1), "late"),
        (None, "waiting"),
    ],
)
def test_a_dossier_stands_by_the_day_and_hour_it_was_promised(returned: datetime | None, stands: Standing) -> None:
    assert standing(_row(returned), DUE) == stands


def test_one_not_returned_is_overdue_from_the_minute_after_its_hour() -> None:
    assert standing(_row(None), DUE + timedelta(minutes=1)) == "overdue"


def test_one_without_appointment_is_neither_early_nor_late() -> None:
    rows = (_row(DUE, None), _row(None, None))

    assert totals(rows, DUE + timedelta(days=99)) == Totals(2, 1, 0, 0, 0, 1, 0)


@given(st.lists(st.builds(_row, HOURS, HOURS), max_size=20).map(tuple), HOURS.filter(bool))
def test_every_dossier_is_counted_once(rows: tuple[RegisterRow, ...], now: datetime) -> None:
    found = totals(rows, now)

    assert found.received == len(rows) == found.returned + found.waiting
    promised = sum(row.returned_at is not None and row.due is not None for row in rows)
    assert found.early + found.on_time + found.late == promised
    assert found.overdue <= found.waiting

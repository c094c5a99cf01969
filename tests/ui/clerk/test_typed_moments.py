"""Days and hours as hands type them in the steps of a dossier."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.errors import BadDocument
from counter_app.moments import HANOI
from ui.clerk.dossier.typed import day_typed, moment_shown, moment_typed, number_typed

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25/11/2026 16:30", "2026-11-25T16:30:00+07:00"),
        ("25/11/2026", "2026-11-25T17:00:00+07:00"),
        ("25/11", "2026-11-25T17:00:00+07:00"),
        ("25-11 9h05", "2026-11-25T09:05:00+07:00"),
        ("05/01", "2027-01-05T17:00:00+07:00"),
        (" 20/11 ", "2026-11-20T17:00:00+07:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert moment_typed(typed, NOW, "due") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30/11", "2026-11-30T08:30:00+07:00"),
        ("30/11 9:00", "2026-11-30T09:00:00+07:00"),
        ("27/11", "2026-11-27T17:00:00+07:00"),
        ("01/12", "2026-12-01T17:00:00+07:00"),
    ],
)
def test_only_the_due_day_typed_without_an_hour_is_the_due_moment(typed: str, meant: str) -> None:
    due = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)

    assert moment_typed(typed, NOW, "units.0.limit", due) == meant


def test_a_due_moment_after_office_hours_draws_no_limit_beyond_them() -> None:
    due = datetime(2026, 11, 30, 18, 0, tzinfo=HANOI)

    assert moment_typed("30/11", NOW, "units.0.limit", due) == "2026-11-30T17:00:00+07:00"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("28/12", "2026-12-28"), ("04/01", "2027-01-04"), ("05/01", "2026-01-05"), ("28/12/2027", "2027-12-28")],
)
def test_a_day_on_a_paper_typed_without_a_year_has_been(typed: str, meant: str) -> None:
    assert day_typed(typed, datetime(2027, 1, 4, 8, 30, tzinfo=HANOI), "papers.0.issued_on") == meant


@pytest.mark.parametrize("typed", ["", "mai", "31/02/2026", "25/13", "25/11/2026 25:00", "0/0", "29/02", "²⁵/11"])
def test_what_is_no_day_is_refused_with_its_field(typed: str) -> None:
    with pytest.raises(BadDocument) as told:
        moment_typed(typed, NOW, "due")
    assert told.value.field == "due"


@given(st.text())
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    try:
        day_typed(typed, NOW, "date")
    except BadDocument as refused:
        assert refused.field == "date"  # noqa: PT017 - any text may do either


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 - the hall's own clock is put on below
def test_what_is_shown_may_be_typed(moment: datetime) -> None:
    whole = moment.replace(second=0, microsecond=0, tzinfo=HANOI)

    assert datetime.fromisoformat(moment_typed(moment_shown(whole), NOW, "due")) == whole


def test_a_number_that_is_none_is_left_for_the_document_to_refuse() -> None:
    assert [number_typed(text) for text in ("", " 2 ", "hai", "²")] == [0, 2, "hai", "²"]

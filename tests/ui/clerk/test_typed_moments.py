"""Days and hours as hands type them in the steps of a dossier."""

from __future__ import annotations

from datetime import datetime

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

"""Five hundred due dates, each reckoned a second time by a slow counter that shares nothing with the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest

from counter_app.calendar import WorkCalendar, build_calendar
from counter_app.catalogue.procedures import TimeLimit
from counter_app.dossiers.deadlines import due_after_stages, due_for
from counter_app.dossiers.step_deadlines import due_after_supplement, supplement_closes, transfer_by
from counter_app.moments import HANOI
from counter_app.special_days import SHIPPED_TABLE, SpecialDay, read_special_days
from tests.counter_app import slow_counter as slow

TABLE = read_special_days(SHIPPED_TABLE)
HALLS = {
    saturdays: build_calendar(range(2024, 2028), special_days=TABLE, hall_saturday=saturdays)
    for saturdays in (False, True)
}
KINDS = ("working_days", "half_days", "calendar_days", "hours", "same_day")
Vector = tuple[str, int, datetime, bool]

EVES = (date(2024, 2, 7), date(2025, 4, 25), date(2026, 1, 1), date(2026, 1, 9), date(2026, 2, 13), date(2026, 8, 21))
"""Days before Tết and swaps, about which half of the vectors lie."""


def vectors(seed: int, count: int) -> Iterator[Vector]:
    dice = Random(seed)
    for number in range(count):
        if number % 2:
            day = dice.choice(EVES) + timedelta(days=dice.randrange(-4, 12))
        else:
            day = date(2024, 1, 1) + timedelta(days=dice.randrange(3 * 366 + 240))
        moment = datetime(day.year, day.month, day.day, tzinfo=HANOI) + timedelta(minutes=dice.randrange(24 * 60))
        if dice.random() < 0.7:  # most come while people are at work
            moment = moment.replace(hour=dice.randrange(7, 18))
        if dice.random() < 0.3:  # on the stroke of an opening or a closing
            moment = moment.replace(minute=dice.choice((0, 30)))
        yield dice.choice(KINDS), dice.randrange(1, 31), moment, dice.random() < 0.5


def slowly(kind: str, amount: int, moment: datetime, *, saturdays: bool) -> datetime:
    start = slow.taken_in(moment, saturdays=saturdays)
    if kind == "working_days":
        return slow.after_working_days(start, amount)
    if kind == "half_days":
        return slow.after_half_days(start, amount)
    if kind == "calendar_days":
        return slow.after_calendar_days(start, amount)
    if kind == "hours":
        return slow.after_office_minutes(start, amount * 30)
    return slow.same_day(start)


def limit_of(kind: str, amount: int) -> TimeLimit:
    """Hours and half days are told in halves."""
    if kind == "working_days":
        return TimeLimit(amount, "working_days")
    if kind == "half_days":
        return TimeLimit(amount / 2, "working_days")
    if kind == "calendar_days":
        return TimeLimit(amount, "calendar_days")
    return TimeLimit(amount / 2, "hours") if kind == "hours" else TimeLimit(1, "same_day")


CHOSEN = list(vectors(seed=118, count=500))


@cache
def reckoned() -> tuple[datetime, ...]:
    """What the slow counter makes of the vectors; it takes seconds, so once."""
    return tuple(slowly(kind, amount, moment, saturdays=saturdays) for kind, amount, moment, saturdays in CHOSEN)


def differing(calendars: Mapping[bool, WorkCalendar]) -> list[str]:
    """Where the product and the slow counter disagree."""
    found = []
    for (kind, amount, moment, saturdays), slow_due in zip(CHOSEN, reckoned(), strict=True):
        due = due_for(limit_of(kind, amount), moment, calendars[saturdays]).due
        if due != slow_due:
            found.append(f"{kind} {amount} from {moment:%a %Y-%m-%d %H:%M} (Saturdays {saturdays}): {due}, {slow_due}")
    return found


def test_five_hundred_due_dates_agree_with_the_slow_counter() -> None:
    assert differing(HALLS) == []


def test_the_vectors_are_of_every_kind() -> None:
    kinds = Counter(kind for kind, *_ in CHOSEN)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) > 60
    closed = sum(slow.taken_in(moment, saturdays=saturdays) != moment for _, _, moment, saturdays in CHOSEN)
    assert 100 < closed < 400, "received while the hall is closed"


@pytest.mark.parametrize("forgotten", [date(2026, 1, 2), date(2026, 1, 10), date(2025, 4, 26), date(2026, 8, 22)])
def test_a_special_day_forgotten_is_noticed(forgotten: date) -> None:
    own = SpecialDay(forgotten, "working" if forgotten.weekday() < 5 else "off", "nhầm")
    halls = {
        saturdays: build_calendar(range(2024, 2028), special_days=[*TABLE, own], hall_saturday=saturdays)
        for saturdays in (False, True)
    }
    assert differing(halls)


def test_other_hours_and_another_rule_for_saturdays_are_noticed() -> None:
    later = build_calendar(range(2024, 2028), special_days=TABLE, afternoon="13:00-17:01")
    assert differing({False: later, True: HALLS[True]})
    assert differing({False: HALLS[True], True: HALLS[True]})
    assert differing({False: HALLS[False], True: HALLS[False]})


@pytest.mark.parametrize("saturdays", [False, True])
def test_every_day_of_four_years_is_worked_or_not_as_the_slow_counter_says(saturdays: bool) -> None:
    calendar = HALLS[saturdays]
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(4 * 365 + 1))
    assert [day for day in days if calendar.is_working_day(day) != slow.works(day)] == []


def test_limits_in_stages_agree_with_the_slow_counter() -> None:
    dice = Random(224)
    for _, amount, moment, saturdays in vectors(seed=367, count=100):
        more = dice.randrange(1, 15)
        start = slow.taken_in(moment, saturdays=saturdays)
        days, worked = TimeLimit(amount, "calendar_days"), TimeLimit(more, "working_days")
        days_first = slow.after_working_days(slow.after_calendar_days(start, amount), more)
        assert due_after_stages(moment, (days, worked), HALLS[saturdays]).due == days_first
        worked_first = slow.after_calendar_days(slow.after_working_days(start, more), amount)
        assert due_after_stages(moment, (worked, days), HALLS[saturdays]).due == worked_first


def test_steps_agree_with_the_slow_counter() -> None:
    for kind, amount, moment, saturdays in vectors(seed=19, count=100):
        calendar = HALLS[saturdays]
        again = due_after_supplement(limit_of(kind, amount), moment, calendar).due
        assert again == slowly(kind, amount, moment, saturdays=saturdays)
        noon = moment.replace(hour=9, minute=0)
        assert supplement_closes(moment, calendar).last_day == slow.after_calendar_days(noon, 15).date()
        start = slow.taken_in(moment, saturdays=saturdays)
        leaves = slow.same_day(start)
        same = leaves.date() == start.date()
        assert transfer_by(moment, calendar).due == (leaves if same else leaves.replace(hour=7, minute=30))

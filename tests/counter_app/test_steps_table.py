"""The table of steps by itself: total, explained, and never against the law whatever the dossier."""

from __future__ import annotations

import typing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.dossiers.steps.table import (
    DONE,
    ENDED_WITHOUT,
    HANDED_OVER,
    NEW,
    RUNNING,
    WAITING,
    Standing,
    Step,
    needs_late_reason,
    state_after,
    steps_with_reasons,
    why_not,
)
from counter_app.moments import business_day
from counter_app.wording_steps import STEP_REASONS, STEPS_VI

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
STEPS: tuple[Step, ...] = typing.get_args(Step)
MOMENTS = st.one_of(st.none(), st.integers(-40, 40).map(lambda hours: NOW + timedelta(hours=hours)))

standings = st.builds(
    Standing,
    state=st.integers(1, 10),
    now=st.just(NOW),
    handover=st.sampled_from(["none", "ready", "given"]),
    voided=st.booleans(),
    due=MOMENTS,
    asked=st.frozensets(st.sampled_from(["intake", "processing"])),
    waiting_since_intake=st.booleans(),
    ask_until=st.one_of(st.none(), st.integers(-3, 3).map(lambda days: business_day(NOW) + timedelta(days=days))),
    may_close_from=MOMENTS,
    extended=st.booleans(),
    open_legs=st.booleans(),
)


def test_every_step_has_a_rule_and_a_name() -> None:
    assert set(steps_with_reasons(Standing(NEW, NOW))) == set(STEPS) == set(STEPS_VI)


@given(standings)
def test_every_reason_has_its_sentences(standing: Standing) -> None:
    assert {reason for reason in steps_with_reasons(standing).values() if reason} <= set(STEP_REASONS)


@given(standings, st.sampled_from(STEPS))
def test_nothing_is_done_with_what_was_voided(standing: Standing, step: Step) -> None:
    assert why_not(step, replace(standing, voided=True)) == "voided"


@given(standings, st.sampled_from(STEPS))
def test_what_ended_stays_ended(standing: Standing, step: Step) -> None:
    if standing.state in (*ENDED_WITHOUT, HANDED_OVER) and step != "hand_over":
        assert why_not(step, standing) is not None


@given(standings)
def test_a_result_is_handed_over_late_or_not(standing: Standing) -> None:
    late = replace(standing, state=DONE, handover="ready", voided=False, due=NOW - timedelta(days=300))
    assert why_not("hand_over", late) is None


@given(standings)
def test_no_second_supplement_at_one_stage_and_none_after_three_days(standing: Standing) -> None:
    if why_not("supplement", standing) is None:
        assert standing.stage not in standing.asked
        in_time = standing.ask_until is None or standing.today <= standing.ask_until
        assert standing.stage == "intake" or in_time


@given(standings)
def test_an_extension_is_once_and_a_day_before(standing: Standing) -> None:
    if why_not("extend", standing) is None:
        assert not standing.extended
        assert standing.due is not None
        assert standing.today < business_day(standing.due)


@given(standings)
def test_nothing_is_closed_while_the_citizen_has_time(standing: Standing) -> None:
    if why_not("close", standing) is None:
        assert standing.state == WAITING
        assert standing.may_close_from is not None
        assert standing.now >= standing.may_close_from


@given(standings)
def test_only_a_late_refusal_explains_itself(standing: Standing) -> None:
    late = standing.state in RUNNING and standing.due is not None and standing.now > standing.due
    assert needs_late_reason("refuse", standing) == late


@given(standings, st.sampled_from(STEPS))
def test_a_step_leads_to_a_national_status(standing: Standing, step: Step) -> None:
    after = state_after(step, standing)
    assert after in range(1, 11)
    if standing.state in ENDED_WITHOUT and step == "hand_over":
        assert after == standing.state

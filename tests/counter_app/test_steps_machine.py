"""Any sequence of steps, legal or not, at any time: nothing illegal goes through, nothing is lost, no due date comes early."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.deadlines import due_after_working_days
from counter_app.dossiers.receive import receive, register
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.due_changes import due_history
from counter_app.dossiers.steps.endings import close, refuse, stop, withdraw
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forward import forward, note_leg
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.standing import held
from counter_app.dossiers.steps.supplement import accept, complete, supplement
from counter_app.dossiers.steps.table import Step, state_after, why_not
from counter_app.dossiers.steps.values import Completion, Correction, Extension, LegNoted
from counter_app.dossiers.timeline import supplements_of, timeline
from counter_app.errors import BadDocument, ScreenStale
from counter_app.moments import business_day
from counter_app.place import open_place
from counter_app.step_errors import OriginalsOpen, StepRefused
from counter_app.store import By
from tests.clock import SetClock
from tests.counter_app.dossier_story import (
    ASKED,
    ENDING,
    HANDED,
    REFUSAL,
    RESULT,
    card,
    forwarding,
    marriage_intake,
)

SPANS = st.sampled_from([0.1, 1, 5, 24, 30, 72, 24 * 7, 24 * 16])
"""Hours that pass before a step."""


class DossierMachine(RuleBasedStateMachine):
    """One dossier on a copy of a unit, and what has to stay true of it."""

    def __init__(self, template: Path, copies: itertools.count[int]) -> None:
        super().__init__()
        self.clock = SetClock()
        self.folder = template.with_name(f"{template.name}-{next(copies)}")
        shutil.copytree(template, self.folder)
        self.place = open_place(self.folder, by=By("lan", 3), clock=self.clock)
        self.steps = 0
        self.id: UUID

    def teardown(self) -> None:
        self.place.close()
        shutil.rmtree(self.folder)

    @initialize(accepted=st.booleans())
    def comes(self, *, accepted: bool) -> None:
        desk: Any = self.place.desk
        self.id = desk.do(receive if accepted else register, marriage_intake()).id
        self.steps = 1

    def tries(self, step: Step, act: Any, *given: Any, may_be_bad: bool = False) -> None:
        """Take a step: it goes through exactly when the table says so, and a refused one changes nothing."""
        desk: Any = self.place.desk
        before = desk.ask(timeline, self.id)
        standing = self.place.desk.ask(held, self.id).standing
        reason, rev = why_not(step, standing), card(self.place, self.id).rev
        with pytest.raises(ScreenStale):
            desk.do(act, self.id, *given, rev + 1)
        try:
            done = desk.do(act, self.id, *given, rev)
        except StepRefused as told:
            assert told.reason in (reason, "late_reason")  # noqa: PT017 - the reason is looked at beside the state
            assert self.place.desk.ask(timeline, self.id) == before
        except (BadDocument, OriginalsOpen):
            assert may_be_bad
            assert self.place.desk.ask(timeline, self.id) == before
        else:
            assert reason is None
            assert done.state == state_after(step, standing)
            assert done.rev == rev + 1
            self.steps += 1

    @rule(hours=SPANS)
    def time_goes_by(self, hours: float) -> None:
        self.clock.forward(hours=hours)

    @rule()
    def asks(self) -> None:
        self.tries("supplement", supplement, ASKED)

    @rule()
    def accepts(self) -> None:
        self.tries("accept", accept, None)

    @rule()
    def completes(self) -> None:
        self.tries("complete", complete, Completion())

    @rule()
    def forwards(self) -> None:
        legs = tuple(replace(leg, limit_at=self._in(1)) for leg in forwarding().legs)
        self.tries("forward", forward, replace(forwarding(), legs=legs), may_be_bad=True)

    @rule(position=st.integers(1, 4), what=st.sampled_from(["taken", "done"]))
    def notes(self, position: int, what: Any) -> None:
        self.tries("note_leg", note_leg, LegNoted(position, what), may_be_bad=True)

    @rule(days=st.integers(1, 20))
    def extends(self, days: int) -> None:
        self.tries("extend", extend, Extension(self._in(24 * days), "Chờ xác minh"), may_be_bad=True)

    @rule(late=st.sampled_from(["", "Xác minh lâu"]))
    def refuses(self, late: str) -> None:
        self.tries("refuse", refuse, replace(REFUSAL, late_reason=late))

    @rule(ending=st.sampled_from([("withdraw", withdraw), ("stop", stop), ("close", close)]))
    def ends(self, ending: tuple[Any, Any]) -> None:
        self.tries(ending[0], ending[1], ENDING)

    @rule()
    def gets_its_result(self) -> None:
        self.tries("result", result, RESULT)

    @rule()
    def is_handed_over(self) -> None:
        self.tries("hand_over", hand_over, HANDED, may_be_bad=True)

    @rule(sets=st.integers(1, 9))
    def is_corrected(self, sets: int) -> None:
        self.tries("correct", correct, Correction("Gõ nhầm", sets=sets), may_be_bad=True)

    def _in(self, hours: int) -> datetime:
        self.clock.moment = self.clock.moment.replace(microsecond=0)
        moment = SetClock(self.clock())
        moment.forward(hours=hours)
        return moment()

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.steps:
            return
        told = self.place.desk.ask(timeline, self.id)
        assert len(told.steps) == self.steps == card(self.place, self.id).rev
        assert told.steps[-1].state == told.state
        assert [leg.position for leg in told.legs] == list(range(1, len(told.legs) + 1))

    @invariant()
    def no_due_date_comes_early(self) -> None:
        """Never before the whole time limit from the last full receipt; stopped while the citizen is waited for."""
        if not self.steps:
            return
        kept = card(self.place, self.id)
        if kept.due is not None:
            calendar = self.place.desk.ask(unit_calendar, business_day(kept.counted_from))
            assert kept.due >= due_after_working_days(kept.counted_from, 5, calendar).due
        history = self.place.desk.ask(due_history, self.id)
        assert sum(one.kind == "extended" for one in history) <= 1
        assert not history or history[0].due == kept.due_original
        assert (kept.state == 5) <= (kept.due is None)

    @invariant()
    def at_most_one_supplement_at_a_stage(self) -> None:
        if self.steps:
            stages = [one.stage for one in self.place.desk.ask(supplements_of, self.id)]
            assert len(stages) == len(set(stages))


def test_any_sequence_of_steps_keeps_the_law(unit_folders: dict[str, Path], tmp_path: Path) -> None:
    template, copies = tmp_path / "template", itertools.count()
    shutil.copytree(unit_folders["one_file"], template)
    how = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        phases=(Phase.generate, Phase.explicit),
        suppress_health_check=list(HealthCheck),
    )
    machine = partial(DossierMachine, template, copies)
    run_state_machine_as_test(machine, settings=how)  # type: ignore[arg-type] # it takes whatever makes a machine


def test_the_machine_bites(unit_folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that lets a dossier be extended twice is caught."""
    template, copies = tmp_path / "template", itertools.count()
    shutil.copytree(unit_folders["one_file"], template)
    machine = DossierMachine(template, copies)
    machine.comes(accepted=True)
    monkeypatch.setattr("counter_app.dossiers.steps.writing.why_not", lambda _step, _standing: None)
    machine.clock.forward(hours=1)
    machine.extends(20)
    with pytest.raises(AssertionError):
        machine.extends(21)
    machine.teardown()

"""Which step of a dossier is allowed when, and why not where it is not. Pure: one table, from the law.

::

    1 registered ──accept──▶ 2 accepted ──forward──▶ 4 in work ──result──▶ 9 done ──hand_over──▶ 10 handed over
      │  └─supplement─▶ 5 ──complete─▶ 2    │  ▲          │
      │                 │                   ▼  └complete┐ │
      └── refuse 3      └── close 8         5 supplement┘ ├── refuse 3 · withdraw 7 · stop 8

States are the national ones (TrangThaiHoSo). What ended without a result may still have papers to give back. Decree
118/2025/NĐ-CP: article 11 (one request for supplement at intake), 19.3 (refusal inside the time limit), 19.5 (supplement
found in processing: notice within 3 working days of receipt, closed after 15 days), 19.6 (extension: a day before at the
least, once), 21 (stop before a decision), 22 (result). Being late never keeps a result from being handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counter_app.dossiers.step_deadlines import extension_limit
from counter_app.moments import business_day

Step = Literal[
    "accept",
    "supplement",
    "complete",
    "close",
    "refuse",
    "forward",
    "note_leg",
    "extend",
    "withdraw",
    "stop",
    "result",
    "hand_over",
    "correct",
    "void",
]
Stage = Literal["intake", "processing"]

NEW, ACCEPTED, REFUSED, IN_WORK, WAITING, PAYING, WITHDRAWN, STOPPED, DONE, HANDED_OVER = range(1, 11)
"""The national statuses by their number."""
RUNNING = (ACCEPTED, IN_WORK, PAYING)
"""The deadline runs."""
ENDED_WITHOUT = (REFUSED, WITHDRAWN, STOPPED)
"""The handling ended without a result."""

NEXT_STATE: Mapping[Step, int] = {
    "accept": ACCEPTED,
    "supplement": WAITING,
    "complete": ACCEPTED,
    "close": STOPPED,
    "refuse": REFUSED,
    "forward": IN_WORK,
    "withdraw": WITHDRAWN,
    "stop": STOPPED,
    "result": DONE,
    "hand_over": HANDED_OVER,
    "void": STOPPED,
}
"""Where a step leads; the others leave the state as it is, and so does giving back the papers of what ended without."""


@dataclass(frozen=True)
class Standing:
    """Where a dossier stands, as far as the table has to know."""

    state: int
    now: datetime
    handover: str = "none"
    voided: bool = False
    due: datetime | None = None
    asked: frozenset[Stage] = frozenset()
    """The stages at which a supplement has been asked for."""
    waiting_since_intake: bool = False
    """The supplement waited for was asked for at intake: the dossier has not been accepted yet."""
    ask_until: date | None = None
    """The last day on which a supplement may be asked for in processing; None where nobody knows."""
    may_close_from: datetime | None = None
    """From when a dossier that waits for the citizen may be closed; None where none waits."""
    extended: bool = False
    open_legs: bool = False
    """Whether a unit has it that has not given it back."""
    fee_first: bool = False
    """Its fee is still to be paid, and the office hands nothing over before (the law does not forbid it)."""

    @property
    def today(self) -> date:
        """The hall's day."""
        return business_day(self.now)

    @property
    def stage(self) -> Stage:
        """At which stage a supplement would be asked for now."""
        return "intake" if self.state == NEW else "processing"

    @property
    def at_intake(self) -> bool:
        """Whether it has not been accepted yet."""
        return self.state == NEW or (self.state == WAITING and self.waiting_since_intake)

    @property
    def late(self) -> bool:
        """Past its due date, and still to be worked on."""
        return is_late(self.state, self.due, self.now)


def is_late(state: int, due: datetime | None, now: datetime) -> bool:
    """Whether a dossier in this state is past its due date, and still to be worked on."""
    return due is not None and state in RUNNING and now > due


def why_not(step: Step, standing: Standing) -> str | None:
    """Why a step is not allowed now, as a key of ``wording_steps``; None where it is allowed."""
    if standing.voided:
        return "voided"
    return _RULES[step](standing)


def steps_with_reasons(standing: Standing) -> Mapping[Step, str | None]:
    """Every step: None where it is allowed now, else the reason."""
    return {step: why_not(step, standing) for step in _RULES}


def state_after(step: Step, standing: Standing) -> int:
    """The state a step leads to."""
    if step == "hand_over" and standing.state in ENDED_WITHOUT:
        return standing.state
    return NEXT_STATE.get(step, standing.state)


def needs_late_reason(step: Step, standing: Standing) -> bool:
    """A refusal belongs inside the time limit (19.3): later, it has to say why it comes late."""
    return step == "refuse" and standing.late


def _ended(s: Standing) -> str | None:
    if s.state in ENDED_WITHOUT:
        return "ended"
    if s.state == HANDED_OVER:
        return "given"
    return "decided" if s.state == DONE else None


def _in_hand(s: Standing) -> str | None:
    """Accepted, not waited for, not ended: somebody in the office is to work on it."""
    if s.state == WAITING:
        return "waiting"
    return "not_accepted" if s.state == NEW else _ended(s)


def _accept(s: Standing) -> str | None:
    return None if s.state == NEW else "not_new"


def _supplement(s: Standing) -> str | None:
    if s.state == WAITING or _ended(s):
        return _in_hand(s)
    if s.stage in s.asked:
        return "asked_already"
    late = s.stage == "processing" and s.ask_until is not None and s.today > s.ask_until
    return "ask_too_late" if late else None


def _complete(s: Standing) -> str | None:
    return None if s.state == WAITING else "not_waiting"


def _close(s: Standing) -> str | None:
    if s.state != WAITING:
        return "not_waiting"
    return None if s.may_close_from is not None and s.now >= s.may_close_from else "close_too_early"


def _refuse(s: Standing) -> str | None:
    return None if s.at_intake else _in_hand(s)


def _note_leg(s: Standing) -> str | None:
    return None if s.open_legs and s.state == IN_WORK else _in_hand(s) or "not_forwarded"


def _extend(s: Standing) -> str | None:
    if reason := _in_hand(s):
        return reason
    if s.due is None:
        return "no_due"
    if s.extended:
        return "extended_already"
    return None if s.now < extension_limit(s.due) else "extend_too_late"


def _stop(s: Standing) -> str | None:
    return "not_accepted" if s.at_intake else _ended(s)


def _result(s: Standing) -> str | None:
    return None if s.state == DONE else _after_hand_over(s) or _in_hand(s)


def _hand_over(s: Standing) -> str | None:
    if s.handover == "given":
        return "given"
    if s.handover == "ready":
        return "unpaid" if s.fee_first and s.state == DONE else None
    return "nothing_kept" if s.state in ENDED_WITHOUT else "no_result"


def _correct(s: Standing) -> str | None:
    return None if s.state == DONE else _after_hand_over(s) or _ended(s)


def _after_hand_over(s: Standing) -> str | None:
    """A result found wrong in the citizen's hands is put right by a dossier of its own (NĐ 118, article 23)."""
    return "result_given" if s.state == HANDED_OVER else None


# When you add a step: its rule here, its state in NEXT_STATE, its words in wording_steps.
_RULES: Mapping[Step, Callable[[Standing], str | None]] = {
    "accept": _accept,
    "supplement": _supplement,
    "complete": _complete,
    "close": _close,
    "refuse": _refuse,
    "forward": _in_hand,
    "note_leg": _note_leg,
    "extend": _extend,
    "withdraw": _ended,
    "stop": _stop,
    "result": _result,
    "hand_over": _hand_over,
    "correct": _correct,
    "void": _ended,
}

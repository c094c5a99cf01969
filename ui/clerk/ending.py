"""How a visit ends: an outcome by one key; advice with its reason; sent on to whom. F2 over a visit asks it first.

Also the counter's own pauses, which want a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.moments import business_day
from counter_app.queue.counters import counters_serving
from counter_app.queue.visits import OUTCOMES, RESULT_LINE, send_on
from counter_app.setting_kinds import entries
from counter_app.settings import values_of
from counter_app.store import Asking
from ui.clerk.choice_bar import ChoiceBar
from ui.clerk.receiving import Receiving
from ui.clerk.sending_on import SendingOn
from ui.clerk.steps import Done
from ui.clerk.visit_flow import VisitFlow
from ui.follow import follow
from ui.notices import NoticeLine
from ui.work import Workers

_FORMS = {3: "refused", 5: "supplement"}
"""The outcome of a visit in which a dossier came to these national statuses: form 03, form 02."""


@dataclass(frozen=True)
class Words:
    """What may be chosen when a visit ends."""

    results: bool = False
    """Whether some counter hands over results (``RESULT_LINE``)."""
    advice: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()


def words_of(asking: Asking) -> Words:
    """The unit's own words and places."""
    said = values_of(asking, "visit.advice_reasons", "queue.pause_reasons")
    advice, pauses = (entries(str(said[key])) for key in ("visit.advice_reasons", "queue.pause_reasons"))
    return Words(bool(counters_serving(asking, RESULT_LINE)), advice, pauses)


class Ending(QObject):
    """Asks how the visit ends, and tells the form and the queue."""

    def __init__(
        self, workers: Workers, flow: VisitFlow, receiving: Receiving, choices: ChoiceBar, notice: NoticeLine
    ) -> None:
        super().__init__(choices)
        self._flow, self._receiving, self._choices, self._notice = flow, receiving, choices, notice
        self._words = Words()
        self._places = SendingOn(workers, flow, choices)
        self._given_up: UUID | None = None
        self._call_after = self._of_visit = False
        self.likely = ""
        """How this visit ends most likely, by what was done in it; empty where nothing was."""
        follow(choices, workers.desk, words_of, self._take_words)

    def visit_gone(self) -> None:
        """The visit is over, here or elsewhere: nothing is asked of it any more."""
        self.likely = ""
        if self._of_visit:
            self._choices.hide()
            self._of_visit = False

    def ask(self) -> None:
        """F12: how does it end?"""
        self._call_after = False
        self._flow.steps.do(self._ask_step)

    def call_next(self) -> None:
        """F2: the next ticket; over a visit going on, its outcome first."""
        self._notice.clear()
        self._flow.steps.do(self._call_or_ask_step)

    def send_on(self) -> None:
        """Ctrl+T: the citizen goes to another service or counter under the same number."""
        self._call_after = False
        if self._flow.visit is not None:
            self._flow.steps.do(self._send_on_step)
        elif self._flow.ticket is not None and self._flow.ticket.state == "called":
            self._of_visit = False
            self._places.ask(self._flow.transfer)
        else:
            self._notice.say("Chưa có số nào để chuyển. Bấm F2 để gọi số tiếp theo.", "warn")

    def pause(self) -> None:
        """Shift+F8: the counter calls nobody for a while, or goes on."""
        if self._flow.pausing:
            self._flow.open_counter()
            return
        reasons = [(reason, reason) for reason in self._words.pauses]
        self._of_visit = False
        self._choices.ask("Tạm dừng quầy vì", reasons, self._flow.pause)

    def _take_words(self, found: Words) -> None:
        self._words = found

    def _call_or_ask_step(self, done: Done) -> None:
        """The desk is looked at first: hands may be faster than what the screen knows of the visit."""

        def seen() -> None:
            self._call_after = self._flow.visit is not None
            if self._call_after:
                self._ask_now()
            else:
                self._flow.call_next()
            done()

        self._receiving.when_kept(lambda _whole: self._flow.look(seen))

    def _ask_step(self, done: Done) -> None:
        def kept(_whole: bool) -> None:  # noqa: FBT001 - the keeper's answer
            self._ask_now()
            done()

        self._receiving.when_kept(kept)

    def _send_on_step(self, done: Done) -> None:
        def kept(_whole: bool) -> None:  # noqa: FBT001 - the keeper's answer
            if self._may_end("Ctrl+T"):
                self._of_visit = True
                self._places.ask(self._end_sent_on)
            done()

        self._receiving.when_kept(kept)

    def _ask_now(self) -> None:
        if not self._may_end("F2" if self._call_after else "F12"):
            return
        label = "" if self._flow.visit is None else f" {self._flow.visit.ticket_label}"
        title = f"Kết thúc lượt{label} rồi gọi tiếp" if self._call_after else f"Kết thúc lượt{label}"
        self._of_visit = True
        outcomes = [(key, words) for key, words in OUTCOMES.items() if key != "signing" or self._can_wait]
        self._choices.ask(title, outcomes, self._chosen, self._likely())

    @property
    def _can_wait(self) -> bool:
        """Whether the citizen can be called again under the same number: there is one, and a line for results."""
        visit = self._flow.visit
        return visit is not None and visit.ticket_id is not None and self._words.results

    def _likely(self) -> str:
        """What the last dossier of the visit has come to: form 02, form 03, a result to wait for, or an appointment."""
        if not self._flow.desk.received:
            return self.likely or "advice"
        last = self._flow.desk.received[-1]
        if last.state in _FORMS:
            return _FORMS[last.state]
        same_day = last.due is not None and business_day(last.due) == business_day(last.received_at)
        return "signing" if same_day and self._can_wait else "received"

    def _may_end(self, key: str) -> bool:
        """With a dossier in the form that was not received, the same key again says that it is given up."""
        draft = self._receiving.keeper.draft_id
        if self._flow.visit is None and self._receiving.keeper.visit_id is None:
            self._notice.say("Chưa có lượt nào để kết thúc. Bấm F2 để gọi số tiếp theo.", "warn")
            return False
        if self._receiving.unfinished and self._given_up != draft:
            self._given_up = draft
            self._notice.say(f"Hồ sơ đang nhập chưa nhận: F9 nhận, F8 tạm gác. Bấm {key} lần nữa là bỏ.", "warn")
            return False
        return True

    def _chosen(self, outcome: str) -> None:
        if outcome == "advice" and self._words.advice:
            reasons = [(reason, reason) for reason in self._words.advice]
            self._choices.ask("Hướng dẫn vì", reasons, partial(self._end, "advice"))
        elif outcome == "signing":
            # Behind those who wait there already: what was just received has yet to be signed.
            self._end(outcome, send_on(RESULT_LINE, "last"))
        elif outcome == "transferred" and self._flow.visit is not None and self._flow.visit.ticket_id is not None:
            self._places.ask(self._end_sent_on)
        else:
            self._end(outcome)

    def _end_sent_on(self, to: str, place: str) -> None:
        self._end("transferred", send_on(to, place))

    def _end(self, outcome: str, note: str = "") -> None:
        self._notice.clear()
        self._receiving.end(outcome, note)
        if self._call_after:
            self._call_after = False
            self._flow.steps.do(self._call_step)

    def _call_step(self, done: Done) -> None:
        self._flow.call_next()
        done()

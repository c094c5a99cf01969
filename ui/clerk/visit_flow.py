"""What the clerk's keys do with a visit. The desk's act comes first; the office's follows, derived from the records.

The flow holds no truth: it follows the ticket at its counter (office), the visit at its counter and that visit's draft
and dossiers (desk), and tells its window whenever they differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.dossiers.drafts import DraftCard, open_draft
from counter_app.dossiers.entry import DRAFT_KIND
from counter_app.dossiers.lookup import DossierRow, dossiers_of_visit
from counter_app.errors import CounterBusy, Refused
from counter_app.ids import new_id
from counter_app.queue import tickets, visits
from counter_app.queue.board import TicketCard, open_call_at
from counter_app.queue.settling import Step, next_step
from counter_app.queue.visits import VisitCard
from counter_app.store import Asking
from ui.follow import Follow, follow
from ui.work import Workers


@dataclass(frozen=True)
class DeskView:
    """What the desk knows of a counter: the visit going on, its form, what was received in it, what was put aside."""

    visit: VisitCard | None
    last: VisitCard | None
    draft: DraftCard | None
    received: tuple[DossierRow, ...]
    parked: tuple[VisitCard, ...]


def desk_view(asking: Asking, counter: int) -> DeskView:
    """Everything the clerk's window follows on the desk."""
    visit = visits.open_visit(asking, counter)
    draft = None if visit is None else open_draft(asking, visit.id, DRAFT_KIND)
    received = () if visit is None else dossiers_of_visit(asking, visit.id)
    return DeskView(visit, visits.last_ended_visit(asking, counter), draft, received, visits.parked_visits(asking))


class VisitFlow(QWidget):
    """Calling, beginning, parking, ending: one method per key. A QWidget only so that its follows end with it."""

    changed = Signal()
    """The ticket, the visit or what belongs to it is another one."""
    refused = Signal(object)
    called = Signal(object)
    """A ticket was called, or nobody waits (``tickets.Empty``)."""

    def __init__(self, workers: Workers, counter: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._workers, self.counter = workers, counter
        self.ticket: TicketCard | None = None
        self.desk = DeskView(None, None, None, (), ())
        self._busy = 0
        self._waiting: list[Callable[[], None]] = []
        self._known: tuple[bool, bool] = (False, False)
        self._follow_office: Follow[TicketCard | None] = follow(self, workers.office, self._ask_office, self._office)
        self._follow_desk: Follow[DeskView] = follow(self, workers.desk, self._ask_desk, self._desk)

    @property
    def known(self) -> bool:
        """Whether both stores have answered once."""
        return self._known == (True, True)

    @property
    def visit(self) -> VisitCard | None:
        """The visit going on at this counter."""
        return self.desk.visit

    def call_next(self) -> None:
        """F2: call the next ticket, once what was under way is done."""
        self.when_idle(self._call_next)

    def recall(self) -> None:
        """F4: call the number out again."""
        if self.ticket is not None and self.ticket.state == "called":
            self._office_act(tickets.recall, self.ticket.id)

    def no_show(self) -> None:
        """Nobody came."""
        if self.ticket is not None and self.ticket.state == "called":
            self._office_act(tickets.no_show, self.ticket.id)

    def begin(self, then: Callable[[], None]) -> None:
        """The first act on a visit begins it; with nobody called the clerk serves somebody at the door, without a number."""
        self.when_idle(lambda: self._begin(then))

    def park(self, reason: str) -> None:
        """F8: put the visit aside."""
        if self.visit is not None:
            self._desk_act(visits.park, self.visit.id, reason)

    def resume(self, visit_id: UUID) -> None:
        """Take a parked visit up again."""
        self._desk_act(visits.resume, visit_id, self.counter)

    def end(self, outcome: str, note: str = "") -> None:
        """F12 and one key: the visit is over."""
        if self.visit is not None:
            self._desk_act(visits.end, self.visit.id, outcome, note)

    def _begin(self, then: Callable[[], None]) -> None:
        if self.visit is None:
            label = "không số" if self.ticket is None else self.ticket.number
            self._desk_act(visits.begin, self.counter, label, None if self.ticket is None else self.ticket.id)
        self.when_idle(then)

    def _call_next(self) -> None:
        if self.visit is not None:
            self.refused.emit(CounterBusy("visit", self.visit.ticket_label, "serving"))
            return
        self._busy += 1
        answer = self._workers.office.do_once(new_id(), tickets.call_next, self.counter)
        answer.then(self, self._called, self._failed)

    def _called(self, answer: tickets.Called | tickets.Empty) -> None:
        self.called.emit(answer)
        self._done()

    def _desk_act(self, act: Callable[..., Any], *args: Any) -> None:
        self._busy += 1
        self._workers.desk.do(act, *args).then(self, lambda _answer: self._done(), self._failed)

    def _office_act(self, act: Callable[..., Any], *args: Any) -> None:
        self._busy += 1
        self._workers.office.do(act, *args).then(self, lambda _answer: self._done(), self._failed)

    def _done(self) -> None:
        """An act is over: ask both stores again, and go on only with their answers."""
        self._workers.desk.ask(self._ask_desk).then(self, self._after_desk, self._failed)

    def _after_desk(self, view: DeskView) -> None:
        self._desk(view)
        self._workers.office.ask(self._ask_office).then(self, self._after_office, self._failed)

    def _after_office(self, ticket: TicketCard | None) -> None:
        self._busy -= 1
        self._office(ticket)
        self._go_on()

    def _failed(self, refusal: Refused) -> None:
        self._busy -= 1
        self.refused.emit(refusal)
        self._go_on()

    def _go_on(self) -> None:
        if not self._busy and self._waiting:
            self._waiting.pop(0)()
            if not self._busy:
                self._go_on()

    def when_idle(self, then: Callable[[], None]) -> None:
        """Do something once what is under way is done and its answers are known."""
        self._waiting.append(then)
        self._go_on()

    def _ask_office(self, asking: Asking) -> TicketCard | None:
        ticket = open_call_at(asking, self.counter)
        return None if ticket is None or ticket.state == "expired" else ticket

    def _ask_desk(self, asking: Asking) -> DeskView:
        return desk_view(asking, self.counter)

    def _office(self, ticket: TicketCard | None) -> None:
        self.ticket, self._known = ticket, (True, self._known[1])
        self._settle()
        self.changed.emit()

    def _desk(self, view: DeskView) -> None:
        self.desk, self._known = view, (self._known[0], True)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Let the office follow what the desk has recorded; safe to repeat, so a crash in between heals by itself."""
        if self._busy or not self.known:
            return
        step: Step | None = next_step(self.ticket, self.desk.visit, (*self.desk.parked, self.desk.last))
        if step is not None:
            self._office_act(getattr(tickets, step.act), step.ticket_id, *step.details)

"""Telling the office one thing it still has to hear (``settling``), and what the desk keeps of its answer.

The flow asks for nothing else meanwhile; whatever breaks off here follows from the records again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.errors import NotFound, Refused
from counter_app.queue import tickets, undoing, visits
from counter_app.queue.board import TicketCard
from counter_app.queue.settling import Step
from counter_app.queue_errors import NobodyServes
from ui.clerk.steps import Done
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.visit_flow import VisitFlow

NotDone = Callable[[Refused], object]


class CatchingUp(QObject):
    """One step at a time."""

    def __init__(self, workers: Workers, flow: VisitFlow) -> None:
        super().__init__(flow)
        self._workers, self._flow = workers, flow
        self._done: Done = lambda: None
        self._not_done: NotDone = lambda _refusal: None

    def take(self, step: Step, done: Done, not_done: NotDone) -> None:
        """Tell the office this."""
        self._done, self._not_done = done, not_done
        self._tell(step)

    def adopt(self, visit_id: UUID, ticket: TicketCard, done: Done, not_done: NotDone) -> None:
        """The visit is this ticket's."""
        self._done, self._not_done = done, not_done
        self._keep(visits.adopt, visit_id, ticket.id, ticket.number)

    def _tell(self, step: Step) -> None:
        act: Callable[..., TicketCard] = undoing.undo_begin if step.act == "undo_begin" else getattr(tickets, step.act)
        answer = self._workers.office.do(act, step.ticket_id, *step.details)
        answer.then(self, partial(self._told, step), partial(self._refused, step))

    def _told(self, step: Step, ticket: TicketCard) -> None:
        desk = self._flow.desk
        if step.visit_id is not None:
            self._keep(visits.adopt, step.visit_id, ticket.id, ticket.number)
        elif step.act == "transfer" and desk.past is not None:
            self._keep(visits.note_office_heard, desk.past.id)
        elif step.act == "take_by_hand":
            self._flow.look(partial(self._taken_by_hand, ticket))
        else:
            self._done()

    def _taken_by_hand(self, ticket: TicketCard) -> None:
        """Taken by hand for a visit that was itself taken back meanwhile: the ticket waits again."""
        desk = self._flow.desk
        labels = {one.ticket_label for one in (desk.visit, *desk.by_hand) if one is not None}
        if ticket.number in labels:
            self._done()
        else:
            self._tell(Step("undo_begin", ticket.id))

    def _refused(self, step: Step, refusal: Refused) -> None:
        own_line = str(self._flow.counter)
        nowhere = step.act == "transfer" and isinstance(refusal, NobodyServes | NotFound)
        if nowhere and step.details[0] != own_line:
            # Nobody is lost: the ticket waits for this counter, which calls it again and sends it elsewhere.
            self._flow.sent_nowhere.emit(refusal)
            self._tell(Step("transfer", step.ticket_id, (own_line, "first")))
        else:
            self._not_done(refusal)

    def _keep(self, act: Callable[..., object], *facts: object) -> None:
        """The desk writes it down; the flow sees it before the next step."""
        kept = self._workers.desk.do(act, *facts)
        kept.then(self, lambda _visit: self._flow.look(self._done), self._not_done)

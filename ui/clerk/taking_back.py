"""Taking back a counter's last move, in both stores: the office's move first, then the visit it belonged to goes on.

Should the program end between the two, the office follows the visit again, and the move stands.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from counter_app.errors import Refused
from counter_app.ids import new_id
from counter_app.queue import undoing, visits
from counter_app.queue.board import Move, TicketCard, last_move
from counter_app.queue.visits import VisitCard
from ui.clerk.steps import Done
from ui.work import Workers

Told = Callable[[TicketCard | None], None]
"""Hears the ticket as it is now; None where a visit without a ticket goes on."""
NotTold = Callable[[Refused], object]


class TakingBack(QObject):
    """One at a time: the flow asks for nothing else meanwhile."""

    def __init__(self, workers: Workers, counter: int, look: Callable[[Done], None], parent: QObject) -> None:
        super().__init__(parent)
        self._workers, self._counter, self._look = workers, counter, look
        self._told: Told = lambda _ticket: None
        self._not_told: NotTold = lambda _refusal: None

    def begin(self, told: Told, not_told: NotTold) -> None:
        """Look at what was done last here, and take that back."""
        self._told, self._not_told = told, not_told
        self._workers.office.ask(last_move, self._counter).then(self, self._last_of_office, not_told)

    def _last_of_office(self, move: Move | None) -> None:
        def last_of_desk(ended: VisitCard | None) -> None:
            if ended is not None and ended.ended is not None and _ended_alone(ended, move):
                self._go_on_with(ended, None)
                return
            taken_back = self._workers.office.do_once(new_id(), undoing.undo, self._counter)
            taken_back.then(self, lambda ticket: self._office_done(move, ticket), self._not_told)

        self._workers.desk.ask(visits.last_ended_visit, self._counter).then(self, last_of_desk, self._not_told)

    def _office_done(self, move: Move | None, ticket: TicketCard) -> None:
        def its_visit(past: VisitCard | None) -> None:
            if past is not None and move is not None and move.kind in ("finished", "transferred", "held"):
                self._go_on_with(past, ticket)
            else:
                self._told(ticket)

        self._workers.desk.ask(visits.visit_of_ticket, ticket.id).then(self, its_visit, self._not_told)

    def _go_on_with(self, past: VisitCard, ticket: TicketCard | None) -> None:
        """The visit that had ended or was put aside goes on; the desk is looked at before the office hears more."""
        desk = self._workers.desk
        parked = past.state == "parked"
        went_on = desk.do(visits.resume, past.id, self._counter) if parked else desk.do(visits.reopen, past.id)
        went_on.then(self, lambda _visit: self._look(lambda: self._told(ticket)), self._not_told)


def _ended_alone(ended: VisitCard, move: Move | None) -> bool:
    """Whether the visit that ended last had no ticket, and ended after the office's last move here."""
    if ended.outcome == visits.UNDONE:
        return False  # that one was taken back already
    return ended.ended is not None and ended.ticket_id is None and (move is None or ended.ended > move.at)

"""Who is at the counter. The desk's act comes first and waits for nobody; the office follows, derived from the records.

The flow holds no truth: it follows the ticket at its counter (office) and the visit at its counter with its draft and
dossiers (desk), and tells its window whenever they differ. What the office still has to be told is asked of ``settling``
after every answer; while the office is away it is tried again, so nothing at the desk ever waits for it.
"""

from __future__ import annotations

import logging
import secrets
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from counter_app.errors import CounterBusy, Refused, StoreTrouble, Unforeseen
from counter_app.ids import new_id
from counter_app.queue import duty, naming, tickets, undoing, visits
from counter_app.queue.board import TicketCard
from counter_app.queue.settling import Step, awaited, belongs_to, next_step
from counter_app.queue.visits import VisitCard
from counter_app.store import Asking
from ui.clerk.catching_up import CatchingUp
from ui.clerk.steps import Done, Steps
from ui.clerk.taking_back import TakingBack
from ui.clerk.views import DeskView, OfficeView, desk_view, office_view
from ui.follow import Follow, follow
from ui.work import Workers

_LOG = logging.getLogger(__name__)
_ONCE_MORE_MS = 1_000


class VisitFlow(QWidget):
    """Follows both stores and lets the office catch up. A QWidget only so that its follows end with it."""

    changed = Signal()
    """The ticket, the visit or what belongs to it is another one."""
    refused = Signal(object)
    called = Signal(object)
    """A ticket was called, or nobody waits (``tickets.Empty``)."""
    recalled = Signal(object)
    undone = Signal(object)
    """A move was taken back: the ticket as it is now, or None where a visit without a ticket goes on."""
    sent_on = Signal(object)
    sent_nowhere = Signal(object)
    """A ticket could not be sent where its visit said (the refusal): it waits for this counter."""
    paused = Signal(object)
    """The counter's duty after a pause began or ended."""

    def __init__(self, workers: Workers, counter: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._workers, self.counter = workers, counter
        self.office, self.desk = OfficeView(None, None), DeskView(None, None, None, None, (), ())
        self.steps = Steps(self._office_turn, self._broke_off)
        self._wanted: deque[Callable[[], None]] = deque()
        self._telling = False
        self._given_up: set[Step] = set()
        self._just_called: UUID | None = None
        """The ticket of the last call from here: a visit that began while the answer was under way is this ticket's."""
        self._known = (False, False)
        self._catching_up = CatchingUp(workers, self)
        self._taking_back = TakingBack(workers, counter, self.look, self)
        self._once_more = QTimer(self, interval=_ONCE_MORE_MS, singleShot=True)
        self._once_more.timeout.connect(self._office_turn)
        self._follow_office: Follow[OfficeView] = follow(self, workers.office, self._ask_office, self._see_office)
        self._follow_desk: Follow[DeskView] = follow(self, workers.desk, self._ask_desk, self._see_desk)

    @property
    def known(self) -> bool:
        """Whether both stores have answered once."""
        return self._known == (True, True)

    @property
    def visit(self) -> VisitCard | None:
        """The visit going on at this counter."""
        return self.desk.visit

    @property
    def ticket(self) -> TicketCard | None:
        """The ticket called to this counter or served at it."""
        return self.office.ticket

    @property
    def next_ticket(self) -> TicketCard | None:
        """The ticket whose visit has yet to begin: called, and no visit of the desk has had it."""
        return awaited(self.ticket, self.desk.past)

    @property
    def pausing(self) -> bool:
        """Whether the counter calls nobody for now."""
        return self.office.duty is not None and self.office.duty.kind == "pause"

    def call_next(self) -> None:
        """F2: call the next ticket, once the last visit is settled."""
        self._given_up.clear()
        if self._call not in self._wanted:
            self._want(self._call)

    def recall(self) -> None:
        """F4: call the number out again."""
        self._want_of_called(self.recalled.emit, tickets.recall)

    def no_show(self) -> None:
        """Nobody came."""
        self._want_of_called(None, tickets.no_show)

    def transfer(self, to: str, place: str) -> None:
        """The ticket called goes to another service or counter."""
        self._want_of_called(self.sent_on.emit, tickets.transfer, to, place)

    def pause(self, reason: str) -> None:
        """The counter calls nobody for a while."""
        self._want(partial(self._tell, self.paused.emit, duty.pause_counter, self.counter, reason))

    def open_counter(self) -> None:
        """Somebody sits here, or their pause is over."""
        self._want(partial(self._tell, self.paused.emit, duty.open_counter, self.counter))

    def call_named(self, ticket_id: UUID) -> None:
        """Call this ticket, whoever waits before it."""
        self._want(partial(self._tell, self._has_called, naming.call_named, ticket_id, self.counter))

    def undo(self) -> None:
        """Take back the counter's last move; a visit going on is taken back by ``BegunByMistake``."""
        self._want(self._undo)

    def look(self, done: Done) -> None:
        """Ask the desk again, then go on; a step ends with this, so that the next one sees what it did."""

        def seen(view: DeskView) -> None:
            self._follow_desk.saw(view)
            self._see_desk(view)
            done()

        def unseen(refusal: Refused) -> None:
            self.refused.emit(refusal)
            done()

        self._workers.desk.ask(self._ask_desk).then(self, seen, unseen)

    def _call(self) -> None:
        if self.visit is not None:
            self.refused.emit(CounterBusy("visit", self.visit.ticket_label, "serving"))
        else:
            self._tell(self._has_called, tickets.call_next, self.counter)

    def _not_begun(self, refusal: Refused, done: Done) -> None:
        self.refused.emit(refusal)
        done()

    def _has_called(self, answer: object) -> None:
        self._just_called = getattr(answer, "id", None)
        if self._just_called is not None and self.visit is not None and self.visit.ticket_label != visits.NO_TICKET:
            # The answer came after somebody was called by hand: nobody is to walk to a counter that is taken.
            self._want(partial(self._tell, None, undoing.undo, self.counter))
            return
        self.called.emit(answer)

    def _want(self, wanted: Callable[[], None]) -> None:
        self._wanted.append(wanted)
        self._office_turn()

    def _want_of_called(self, show: Callable[[Any], object] | None, act: Callable[..., Any], *facts: Any) -> None:
        """Want an act of the ticket called now, whichever is called when its turn comes."""
        if self.ticket is not None and self.ticket.state == "called":
            self._want(partial(self._tell, show, act, self.ticket.id, *facts))

    def _undo(self) -> None:
        self._telling = True
        self._taking_back.begin(lambda ticket: self._told(self.undone.emit, ticket), self._not_told)

    def _broke_off(self) -> None:
        unforeseen = Unforeseen(secrets.token_hex(3).upper())
        _LOG.exception("unforeseen %s", unforeseen.code)
        self.refused.emit(unforeseen)

    def _office_turn(self) -> None:
        """Tell the office what it still has to hear; then what was wanted of it, one after the other."""
        while self.known and not (self._telling or self.steps.busy or self._once_more.isActive()):
            if self.ticket is not None and self.desk.about != self.ticket.id:
                self._follow_desk.insist()
                return
            step = next_step(self.ticket, self.visit, self.desk.past, self.office.visits_ticket)
            by_hand = next((one for one in self.office.by_hand if one not in self._given_up), None)
            if self.ticket is not None and self.visit is not None and self._is_of_call(self.visit, self.ticket):
                self._adopt(self.visit.id, self.ticket)
            elif by_hand is not None:
                self._settle(by_hand)
            elif step is not None and step not in self._given_up:
                self._settle(step)
            elif self._wanted:
                self._wanted.popleft()()
            else:
                return

    def _is_of_call(self, visit: VisitCard, ticket: TicketCard) -> bool:
        return belongs_to(visit, ticket, late=ticket.id == self._just_called and self.next_ticket is not None)

    def _adopt(self, visit_id: UUID, ticket: TicketCard) -> None:
        self._telling, self._just_called = True, None
        self._catching_up.adopt(visit_id, ticket, self._told, self._not_told)

    def _settle(self, step: Step) -> None:
        self._telling = True
        self._catching_up.take(step, self._told, partial(self._not_settled, step))

    def leave(self) -> None:
        """The window is going: who was called and has not come is called by others; nobody sits here any more."""
        ticket = self.next_ticket
        if ticket is not None and self.visit is None:
            self._workers.office.do(tickets.give_back, ticket.id)
        self._workers.office.do(duty.close_counter, self.counter)

    def _tell(self, show: Callable[[Any], object] | None, act: Callable[..., Any], *facts: Any) -> None:
        self._telling = True
        answer = self._workers.office.do_once(new_id(), act, *facts)
        answer.then(self, lambda found: self._told(show, found), self._not_told)

    def _told(self, show: Callable[[Any], object] | None = None, found: Any = None) -> None:
        if show is not None:
            show(found)
        self._given_up.clear()
        self._workers.office.ask(self._ask_office).then(self, self._after_telling, self._not_told)

    def _after_telling(self, view: OfficeView) -> None:
        self._telling = False
        self._follow_office.saw(view)
        self._see_office(view)

    def _not_told(self, refusal: Refused) -> None:
        self.refused.emit(refusal)
        self._telling = False
        self._office_turn()

    def _not_settled(self, step: Step, refusal: Refused) -> None:
        """The office away: again in a moment, and what waited for it is told once. Refused: the ticket went its way."""
        self._telling = False
        if not isinstance(refusal, StoreTrouble | Unforeseen):
            self._given_up.add(step)
            self._follow_office.insist()
            return
        self._once_more.start()
        if self._wanted:
            self._wanted.clear()
            self.refused.emit(refusal)

    def _ask_office(self, asking: Asking) -> OfficeView:
        return office_view(asking, self.counter, self.desk.visit, self.desk.by_hand)

    def _ask_desk(self, asking: Asking) -> DeskView:
        return desk_view(asking, self.counter, None if self.ticket is None else self.ticket.id)

    def _see_office(self, view: OfficeView) -> None:
        self.office, self._known = view, (True, self._known[1])
        self.changed.emit()
        self._office_turn()

    def _see_desk(self, view: DeskView) -> None:
        another = _visits_of(self.desk) != _visits_of(view)
        self.desk, self._known = view, (self._known[0], True)
        self.changed.emit()
        if another:
            self._follow_office.insist()
        self._office_turn()


def _visits_of(view: DeskView) -> tuple[UUID, ...]:
    """Which visits of the desk the office is asked about."""
    return tuple(one.id for one in (view.visit, *view.by_hand) if one is not None)
